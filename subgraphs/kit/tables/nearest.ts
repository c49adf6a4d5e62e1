import { sortKey } from '../../../schema/collation.js';

/** The candidate that was probably meant; null where none is near. Case, ё, quotes and punctuation do not matter. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const wanted = sortKey(text);
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const key = sortKey(candidate);
    // № 5 is not a misspelt № 6.
    if (digitsOf(key) !== digitsOf(wanted)) continue;
    const most: number = best ? best.distance - 1 : Math.max(2, Math.floor(wanted.length / 4));
    const distance: number | null = contains(key, wanted) ? 1 : distanceWithin(wanted, key, most);
    if (distance !== null && distance <= most) best = { candidate, distance };
    if (best?.distance === 0) break;
  }
  return best?.candidate ?? null;
}

function digitsOf(key: string): string {
  return (key.match(/\d+/g) ?? []).join(' ');
}

/** One is the other with words before or behind. */
function contains(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && ` ${long} `.includes(` ${short} `);
}

/** How many letters must be put in, taken out or replaced; null where it is more than `most`. */
function distanceWithin(a: string, b: string, most: number): number | null {
  if (most < 0 || Math.abs(a.length - b.length) > most || a.length > 300) return null;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return null;
    row = next;
  }
  return row[b.length]! <= most ? row[b.length]! : null;
}
