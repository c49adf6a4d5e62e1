import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run, TemporaryTable } from '../../../kit/database/index.js';
import type { PublicationRef, RowCounts } from '../../../kit/publishing/index.js';
import { changedResultsOf } from '../../rules/changed-results.js';
import { refreshDerived } from '../../rules/refresh-derived.js';
import { observationColumns } from './observation-columns.js';
import { recordResultChanges } from './result-changes.js';

/** What a publication states now (`b_`), and what held before it and holds again (`a_`). */
const revertedResult = new TemporaryTable('reverted_result', {
  id: 'text collate "C"',
  round_id: 'text collate "C"',
  indicator_id: 'text collate "C"',
  institution_id: 'text collate "C"',
  b_value: 'double precision',
  b_level_code: 'text collate "C"',
  b_status: 'text collate "C"',
  b_observed_at: 'date',
  b_synthetic: 'boolean',
  change: 'text',
  a_value: 'double precision',
  a_level_code: 'text collate "C"',
  a_status: 'text collate "C"',
  a_observed_at: 'date',
  a_synthetic: 'boolean',
  publication_id: 'text collate "C"',
  source_row: 'integer',
  place: 'integer',
});

/**
 * Takes back what a publication states: what held before it, of publications that are not withdrawn, holds again. What
 * goes is past from now on, so that reading as of an earlier day finds it.
 */
export async function revertResults(em: EntityManager, { id, at }: PublicationRef): Promise<RowCounts> {
  await run(em, sql`set local statement_timeout = '5min'`);
  // A restored observation holds anew since now, but is of the publication and the row that it was of.
  await revertedResult.createFrom(
    em,
    sql`select o.id, o.round_id, o.indicator_id, o.institution_id, o.value, o.level_code, o.status, o.observed_at,
          o.synthetic, case when p.id is null then 'REMOVED' else 'UPDATED' end, p.value, p.level_code, p.status,
          p.observed_at, p.synthetic, p.publication_id, p.source_row, o.source_row
        from monitoring.observation o
        left join lateral (
          select p.* from monitoring.past_observation p
          join ledger.publication l on l.id = p.publication_id and l.status = 'PUBLISHED' and l.id <> ${id}
          where p.id = o.id order by p.superseded_at desc limit 1
        ) p on true
        where o.publication_id = ${id}`,
  );
  await revertedResult.analyze(em);
  const t = revertedResult.as('t');
  await run(
    em,
    sql`insert into monitoring.past_observation (${observationColumns()}, superseded_at, superseded_by)
        select ${observationColumns('o')}, ${at}, ${id} from monitoring.observation o where o.publication_id = ${id}`,
  );
  await run(
    em,
    sql`update monitoring.observation o set
          value = ${t.a_value}, level_code = ${t.a_level_code}, status = ${t.a_status}, observed_at = ${t.a_observed_at},
          synthetic = ${t.a_synthetic}, publication_id = ${t.publication_id}, source_row = ${t.source_row},
          recorded_at = ${at}
        from ${t} where ${t.id} = o.id and ${t.change} = 'UPDATED'`,
  );
  await run(em, sql`delete from monitoring.observation o using ${t} where ${t.id} = o.id and ${t.change} = 'REMOVED'`);
  await recordResultChanges(em, id, sql`select * from ${t}`);
  const rows = await run(
    em,
    sql<{ round: string; indicator: string; change: string; count: number }>`
      select ${t.round_id} as round, ${t.indicator_id} as indicator, ${t.change}, count(*)::int as count
      from ${t} group by ${t.round_id}, ${t.indicator_id}, ${t.change}`,
  );
  await revertedResult.drop(em);
  await refreshDerived(em, changedResultsOf(rows), at);
  const count = (change: string) => rows.reduce((sum, row) => sum + (row.change === change ? row.count : 0), 0);
  return { created: 0, updated: count('UPDATED'), unchanged: 0, removed: count('REMOVED') };
}
