import type { Answer } from '../instance.js';
import type { Question, Stage } from './stage.js';

/** What the hub and the one database said, where they differ. */
export interface Mismatch {
  readonly hub: string;
  readonly one: string;
}

export interface Compared {
  readonly hub: Answer;
  readonly mismatch: Mismatch | null;
}

/** Asks both. Data must be equal to the byte; errors in their codes and places. */
export async function compare(stage: Stage, question: Question): Promise<Compared> {
  const [hub, one] = await Promise.all([stage.askHub(question), stage.askOne(question)]);
  const [said, expected] = [told(hub), told(one)];
  if (!isCovered(hub)) return { hub, mismatch: { hub: JSON.stringify(hub.extensions), one: 'answered by all asked' } };
  const isSame = said === expected || isRefused(question, hub, one);
  return { hub, mismatch: isSame ? null : { hub: said, one: expected } };
}

/** An answer without errors is of all who were asked. */
function isCovered({ errors, extensions }: Answer): boolean {
  const { asked, answered, status } = extensions?.coverage ?? {};
  return errors !== undefined || (asked === answered && status !== 'PARTIAL');
}

/**
 * The one difference that is meant, of operations that must be refused for one of their values, or for single results
 * that the public may not have. A hub refuses the whole before it asks anybody, or as the owners do whom it asks; what
 * others say stands beside that. One database comes upon the value at its field, if it comes there at all.
 */
function isRefused({ spoiled, caller }: Question, hub: Answer, one: Answer): boolean {
  const isKnown = (code: string) => spoiled.has(code) || (caller === 'nobody' && code === 'UNAUTHENTICATED');
  const all = (errors: Answer['errors'] = [], ...besides: string[]) =>
    errors.every(({ extensions: { code } }) => isKnown(code) || besides.includes(code));
  // Where one field of a thing is refused, those beside it may lack as well.
  const { errors } = hub;
  if (!all(errors, 'OWNER_REFUSED', 'NULL_IN_NON_NULL') || !all(one.errors, 'NULL_IN_NON_NULL')) return false;
  const isTold = errors?.some(({ extensions: { code } }) => isKnown(code) || code === 'OWNER_REFUSED') ?? false;
  return isTold && (one.errors !== undefined || isRest(hub, one));
}

/** Is the hub's answer that of the one database, but for the fields that are refused? */
function isRest({ data, errors = [] }: Answer, one: Answer): boolean {
  if (!data) return true;
  const refused = new Set(errors.flatMap(({ path }) => path?.[0] ?? []));
  return Object.entries(data).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(one.data?.[key]) || (value === null && refused.has(key)),
  );
}

function told({ status, data, errors = [] }: Answer): string {
  const problems = errors.map(({ extensions, path }) => `${extensions.code} ${(path ?? []).join('.')}`);
  return JSON.stringify({ status, data, errors: [...new Set(problems)].sort() });
}
