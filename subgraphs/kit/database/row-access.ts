import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import type { Caller } from '../../../schema/contract/caller.js';
import { isForAll, ofOwnOwners } from './caller.js';

/** Of an entity with rows that are not for everybody: which are, and which an institution sees besides. */
interface Guard {
  publicRows: RawBuilder<unknown>;
  concerning: (institution: string | null) => RawBuilder<unknown>;
}

const guarded = new Map<EntityClass<object>, Guard>();

/**
 * Decorates an entity whose rows are values of single institutions: only the region, the owner and the institution see
 * them, and everybody those for which the condition holds. The table has the column `municipality`, and
 * `institution_id` unless `concerning` says how a row tells its institutions. What reads the entity by the kit sees no
 * other rows, whatever it asks; aggregates, which are for everybody, are written over the table itself.
 */
export function restrictRows(publicRows: string, concerning: Guard['concerning'] = ofOneInstitution) {
  return (entity: EntityClass<object>): void =>
    void guarded.set(entity, { publicRows: sql.raw(publicRows), concerning });
}

function ofOneInstitution(institution: string | null): RawBuilder<unknown> {
  return sql`r.institution_id = ${institution}`;
}

/** The table as the caller may see it. */
export function visibleTable(
  table: RawBuilder<unknown>,
  entity: EntityClass<object>,
  caller: Caller,
): RawBuilder<unknown> {
  const guard = guarded.get(entity);
  const own = guard && ownRows(caller, guard);
  if (!guard || own === 'ALL') return table;
  const { publicRows } = guard;
  const condition = own ? sql`(${publicRows} or ${own})` : publicRows;
  return sql`(select * from ${table} r where ${condition})`;
}

function ownRows(caller: Caller, { concerning }: Guard): RawBuilder<unknown> | 'ALL' | null {
  switch (caller.role) {
    case 'REGION':
    case 'MUNICIPALITY':
      return isForAll(caller) ? 'ALL' : ofOwnOwners(caller, sql`r.municipality`);
    case 'INSTITUTION':
      return concerning(caller.institution);
    default:
      return null;
  }
}
