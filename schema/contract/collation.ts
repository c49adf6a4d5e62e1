/**
 * The one definition of alphabetical order. Every owner stores `sortKey(name)` and sorts by it with the C collation
 * (bytes of UTF-8, which is the order of code points), and the hub compares with `compareText`: so five databases and
 * the hub agree, whatever ICU version each has.
 */

/** Letters without case, ё as е, punctuation and quotes ignored, numbers by value: «Детский сад № 9» before «№ 10». */
export function sortKey(text: string): string {
  return text
    .replaceAll('№', ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\p{L}(?=\p{N})/gu, '$& ')
    .trim()
    .replace(/\d+/g, (digits) => padNumber(digits));
}

/** Order of code points, as PostgreSQL's C collation sorts UTF-8. JavaScript's `<` differs beyond the basic plane. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // A surrogate (part of a code point above U+FFFF) sorts after every other unit.
      const xs = x >= 0xd800 && x <= 0xdfff;
      const ys = y >= 0xd800 && y <= 0xdfff;
      return xs === ys ? x - y : xs ? 1 : -1;
    }
  }
  return a.length - b.length;
}

/** Digits with their count in front, so that longer numbers sort later without a limit on their length. */
function padNumber(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  return `${String(value.length).padStart(3, '0')}${value}`;
}
