import { sortKey } from '../../../schema/contract/collation.js';
import { editDistance } from './edit-distance.js';

/** The candidate that was probably meant; null where none is near. Case, ё, quotes and punctuation do not matter. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const target = sortKey(text);
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const key = sortKey(candidate);
    // № 5 is not a misspelt № 6.
    if (digitsOf(key) !== digitsOf(target)) continue;
    const most: number = best ? best.distance - 1 : Math.max(2, Math.floor(target.length / 4));
    const distance: number | null = contains(key, target) ? 1 : editDistance(target, key, most);
    if (distance !== null && distance <= most) best = { candidate, distance };
    if (best?.distance === 0) break;
  }
  return best?.candidate ?? null;
}

export function digitsOf(key: string): string {
  return (key.match(/\d+/g) ?? []).join(' ');
}

/** One is the other with words before or behind. */
function contains(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && ` ${long} `.includes(` ${short} `);
}
