import { type RawBuilder, sql } from 'kysely';
import type { Caller } from '../../../schema/contract/caller.js';
import { isId, parseId } from '../../../schema/contract/id.js';

/** A thing whose values are for the region, its owner and its institution alone. */
export interface OfInstitution {
  /** Global id; null for a thing of the owner as a whole, which only the region and the owner may see. */
  institutionId: string | null;
  /** Code of the owner. */
  municipality: string;
}

/** May the caller see what is not for everybody? */
export function canSee(caller: Caller, { institutionId, municipality }: OfInstitution): boolean {
  switch (caller.role) {
    case 'REGION':
      return isForAll(caller) || (caller.owners ?? []).includes(municipality);
    case 'MUNICIPALITY':
      return caller.owner === municipality;
    case 'INSTITUTION':
      return caller.institution === institutionId;
    default:
      return false;
  }
}

/** Is it the token of a regional centre that is for all owners there are? */
export function isForAll({ role, owners = [] }: Caller): boolean {
  return role === 'REGION' && owners.includes('*');
}

/** Is the owner of the row one whose values the caller may see? `municipality` is its code's column. */
export function ofOwnOwners(caller: Caller, municipality: RawBuilder<unknown>): RawBuilder<unknown> {
  if (isForAll(caller)) return sql`true`;
  if (caller.role === 'REGION') return sql`${municipality} = any(${[...(caller.owners ?? [])]}::text[])`;
  return caller.role === 'MUNICIPALITY' ? sql`${municipality} = ${caller.owner}` : sql`false`;
}

/** May the caller see the values of this institution? */
export function canSeeInstitution(caller: Caller, institutionId: string): boolean {
  return isId(institutionId) && canSee(caller, { institutionId, municipality: parseId(institutionId).owner });
}
