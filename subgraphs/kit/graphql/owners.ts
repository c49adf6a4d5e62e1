import { type RawBuilder, sql } from 'kysely';
import { parseId } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { Context } from './context.js';

/** The condition that keeps a list to the owners meant; all owners of this instance when none is named. */
export function ofOwners({ owners }: Context, codes: readonly string[] | null | undefined): RawBuilder<unknown> {
  for (const code of codes ?? []) checkOwner(owners, code);
  return sql`r.municipality = any(${[...(codes ?? owners)]}::text[])`;
}

/** An id of this kind and of an owner held here, or of nobody in particular. */
export function checkId({ owners }: Context, id: string, kind: string): string {
  const parsed = parseId(id);
  if (parsed.kind !== kind) throw new HubError('BAD_ID', { reason: 'KIND', expected: kind, got: id });
  if (parsed.owner !== '') checkOwner(owners, parsed.owner, id);
  return id;
}

export function checkOwner(owners: readonly string[], code: string, got = code): void {
  if (owners.includes(code)) return;
  throw new HubError('UNKNOWN_MUNICIPALITY', { reason: 'CODE', expected: owners, got });
}
