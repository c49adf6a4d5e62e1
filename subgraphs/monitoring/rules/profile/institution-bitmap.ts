import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';

/**
 * How many bits a set of institutions has. All cells have the same number, because only sets of the same length can be
 * joined; it grows by steps, so that cells are seldom rewritten.
 */
export const width = sql`(select (coalesce(max(bit), 0) / 256 + 1) * 256 from monitoring.institution_bit)`;

/**
 * Gives a bit to each institution with such results that has none yet. It keeps the bit, and the mark of one that is made
 * up, also when it leaves its owner's list: what was shown of it must be told again from what is shown of others.
 */
export async function assignBits(em: EntityManager, changed: ChangedResults): Promise<void> {
  await run(
    em,
    sql`
      insert into monitoring.institution_bit (institution_id, bit, synthetic)
      select institution_id, taken.bits + row_number() over (order by institution_id) - 1, coalesce(n.synthetic, false)
      from (
        select distinct institution_id from monitoring.observation
        where ${isAmong(changed)} and institution_id is not null
        except select institution_id from monitoring.institution_bit
      ) fresh left join institutions.institution n on n.id = institution_id, (select coalesce(max(bit) + 1, 0) as bits from monitoring.institution_bit) taken`,
  );
}

/** Brings the sets of all cells, and of their totals, to the present width. */
export async function widenCells(em: EntityManager): Promise<void> {
  for (const table of ['profile_cell', 'profile_total']) {
    await run(
      em,
      sql`
        update ${sql.table(`monitoring.${table}`)} c
        set institutions = c.institutions || repeat('0', w.width - length(c.institutions))::varbit
        from (select ${width} as width) w where length(c.institutions) < w.width`,
    );
  }
}
