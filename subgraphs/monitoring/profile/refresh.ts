import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { nameBits, widenCells } from './bits.js';
import { cellColumns, cellsOf } from './cells.js';
import { showLargeGroups } from './disclosure.js';
import { hideWhatTellsChanges } from './history.js';

/**
 * Makes the sums of these rounds anew from their observations, and decides once, for all that will be asked of them,
 * which of them the public may see. Every public sum is made of whole public cells, so whatever is subtracted from what,
 * groups are left that are large enough: in one state of the data, and between any two that were shown.
 */
export async function refreshProfile(em: EntityManager, rounds: readonly string[], at: Date): Promise<void> {
  // Hundreds of thousands of results are summed up at once; what only reads must not take so long.
  await run(em, sql`set local statement_timeout = '5min'`);
  await run(em, sql`delete from monitoring.profile_cell where round_id = any(${[...rounds]}::text[])`);
  await nameBits(em, rounds);
  await widenCells(em);
  const observed = sql`(select * from monitoring.observation r where r.round_id = any(${[...rounds]}::text[]))`;
  await run(
    em,
    sql`insert into monitoring.profile_cell (${cellColumns}, is_public) select ${cellColumns}, whole from ${cellsOf(observed)} c`,
  );
  await showLargeGroups(em, rounds);
  await hideWhatTellsChanges(em, rounds, at);
}
