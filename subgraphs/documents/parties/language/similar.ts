import { elementAt } from '../../lists/elements.js';
/** Equal but for one letter in one long word, as a slip of the pen: «методический цент» and «методический центр». Numbers must be equal. */
export function sameBut(a: string, b: string): boolean {
  const [x, y] = [a.split(' '), b.split(' ')];
  if (x.length !== y.length || x.length < 2) return false;
  const different = x.flatMap((word, i) => (word === y[i] ? [] : [[word, elementAt(y, i)] as const]));
  return different.length === 1 && different.every(([one, other]) => oneLetterApart(one, other));
}

function oneLetterApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || /\d/.test(a + b) || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const skip = (text: string, by: number) => text.slice(start + by);
  return skip(a, 1) === skip(b, 1) || skip(a, 1) === skip(b, 0) || skip(a, 0) === skip(b, 1);
}
