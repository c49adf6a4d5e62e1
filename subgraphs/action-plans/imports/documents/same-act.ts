import type { ParsedAct } from '../../../documents/index.js';
import { slug } from './act-key.js';
import { letters, stemsOf } from './issuing-body.js';
import { titlesAlike } from './measure-identity.js';

export type Identity = Pick<ParsedAct, 'kind' | 'number' | 'date' | 'title' | 'issuer'>;

/** Why it is not certain that two acts are one. */
export type Doubt = 'NUMBER' | 'DATE' | 'NUMBER_AND_DATE' | 'ISSUER' | 'ISSUER_UNREAD';

/** Have both a number and a date, and not the same? Then they are two acts for certain. */
export function areTwo(one: Identity, other: Identity): boolean {
  return (
    (one.number !== null && other.number !== null && slug(one.number) !== slug(other.number)) ||
    (one.date !== null && other.date !== null && one.date !== other.date)
  );
}

/**
 * Null where what was read of both says that they are one act: kind, number, date, and the body that issued it. Where a
 * body was not read, its title must be alike. A title alone is never enough: kindergartens give their plans the same one.
 */
export function doubtOf(one: Identity, other: Identity): Doubt | null {
  const [noNumber, noDate] = [one.number === null || other.number === null, one.date === null || other.date === null];
  if (noNumber || noDate) return noNumber && noDate ? 'NUMBER_AND_DATE' : noNumber ? 'NUMBER' : 'DATE';
  if (one.issuer !== null && other.issuer !== null) return isOneBody(one.issuer, other.issuer) ? null : 'ISSUER';
  return letters(one.title) !== '' && titlesAlike(one.title, other.title) ? null : 'ISSUER_UNREAD';
}

/** A letterhead may be read with the administration above the body or without it. */
function isOneBody(one: string, other: string): boolean {
  const [stems, others] = [new Set(stemsOf(one)), new Set(stemsOf(other))];
  const isPart = (fewer: Set<string>, more: Set<string>) =>
    fewer.size > 0 && [...fewer].every((stem) => more.has(stem));
  return stems.size <= others.size ? isPart(stems, others) : isPart(others, stems);
}
