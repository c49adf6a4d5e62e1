import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import type { Caller } from './caller.js';

/** Entities with rows that are not for everybody, and the condition on `r` of those that are. */
const guarded = new Map<EntityClass<object>, RawBuilder<unknown>>();

/**
 * Decorates an entity whose rows are values of single institutions: only the region, the owner and the institution see
 * them, and everybody those for which the condition holds. The table has the columns `municipality` and
 * `institution_id`. What reads the entity by the kit sees no other rows, whatever it asks; aggregates, which are for
 * everybody, are written over the table itself.
 */
export function hiddenBesides(publicRows: string) {
  return (entity: EntityClass<object>): void => void guarded.set(entity, sql.raw(publicRows));
}

/** The table as the caller may see it. */
export function visibleTable(
  table: RawBuilder<unknown>,
  entity: EntityClass<object>,
  caller: Caller,
): RawBuilder<unknown> {
  const publicRows = guarded.get(entity);
  const own = publicRows && ownRows(caller);
  if (!publicRows || own === 'ALL') return table;
  const condition = own ? sql`(${publicRows} or ${own})` : publicRows;
  return sql`(select * from ${table} r where ${condition})`;
}

function ownRows({ role, owner, institution }: Caller): RawBuilder<unknown> | 'ALL' | null {
  switch (role) {
    case 'REGION':
      return 'ALL';
    case 'MUNICIPALITY':
      return sql`r.municipality = ${owner}`;
    case 'INSTITUTION':
      return sql`r.institution_id = ${institution}`;
    default:
      return null;
  }
}
