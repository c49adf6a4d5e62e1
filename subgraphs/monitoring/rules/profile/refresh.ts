import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import { disclose } from './disclosure.js';
import { assignBits, widenCells } from './institution-bitmap.js';
import { cellColumns, observationCells } from './observation-cells.js';
import { addUpCells } from './totals.js';

/**
 * Makes the sums of these results anew from the observations, and decides once, for all that will be asked of them,
 * which of them the public may see. Every public sum is made of whole public cells, so whatever is subtracted from what,
 * groups are left that are large enough: in one state of the data, and between any two that were shown.
 */
export async function refreshProfile(em: EntityManager, changed: ChangedResults, at: Date): Promise<void> {
  // Hundreds of thousands of results are summed up at once; what only reads must not take so long.
  await run(em, sql`set local statement_timeout = '5min'`);
  await run(em, sql`delete from monitoring.profile_cell where ${isAmong(changed)}`);
  await assignBits(em, changed);
  await widenCells(em);
  const observed = sql`(select * from monitoring.observation r where ${isAmong(changed, 'r')})`;
  await run(
    em,
    sql`insert into monitoring.profile_cell (${cellColumns}, is_public, shows_values) select ${cellColumns}, whole, whole from ${observationCells(observed)} c`,
  );
  await disclose(em, changed, at);
  await addUpCells(em, changed);
}
