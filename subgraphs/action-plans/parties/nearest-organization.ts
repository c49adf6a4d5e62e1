import { sortKey } from '../../../schema/collation.js';
import { editDistance } from '../../kit/edit-distance.js';
import { contains, digitsOf } from '../../kit/tables/nearest.js';
import { readPhrase } from './phrase.js';
import { phrasesOf } from './phrases.js';
import { type Entry, nameKeysOf, nameOf } from './register.js';

/** The name of the organisation that was probably meant by an unknown one; null where none is near, or two are alike. */
export function nearestOrganization(text: string, entries: readonly Entry[]): string | null {
  const asked = keysIn(text);
  let least = Number.POSITIVE_INFINITY;
  let nearest: Entry[] = [];
  for (const entry of entries) {
    const distances = nameKeysOf(entry).flatMap((known) => asked.map((key) => distance(key, known)));
    const own = Math.min(...distances);
    if (own < least) nearest = [];
    if (own <= least) nearest.push(entry);
    least = Math.min(own, least);
  }
  return least < Number.POSITIVE_INFINITY && nearest.length === 1 ? nameOf(nearest[0]!) : null;
}

/** The words as printed, and the names in them without posts, in the nominative. */
function keysIn(text: string): string[] {
  const names = phrasesOf(text).flatMap((phrase) => readPhrase(phrase).name ?? []);
  return [...new Set([text, ...names.map(({ name }) => name)].map(sortKey))];
}

/** Infinite where one is no slip of the other. Of a short abbreviation, another letter makes another one. */
function distance(asked: string, known: string): number {
  // № 5 is not a misspelt № 6.
  if (digitsOf(asked) !== digitsOf(known)) return Number.POSITIVE_INFINITY;
  const length = Math.min(asked.length, known.length);
  const most = length < 4 ? 0 : Math.max(1, Math.floor(length / 6));
  return editDistance(asked, known, most) ?? (contains(asked, known) ? most + 1 : Number.POSITIVE_INFINITY);
}
