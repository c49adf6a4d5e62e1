import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run, TemporaryTable } from '../../../kit/database/index.js';
import type { PublicationRef, RowCounts } from '../../../kit/publishing/index.js';
import type { MonitoringTables } from '../../model/tables.js';
import { type ChangedResults, changedResultsOf } from '../../rules/changed-results.js';
import { observationColumns, statedColumns } from './observation-columns.js';
import { recordResultChanges } from './result-changes.js';
import { stagedColumns, stagedResult } from './stage-results.js';

/** What is staged, with what becomes of it: CREATED, UPDATED or UNCHANGED. */
const comparedResult = new TemporaryTable('compared_result', { ...stagedColumns, change: 'text' });

/**
 * Brings the observations to what is staged. What says something else than before goes to the past and is replaced;
 * what says the same, and what the file does not mention, stays as it is.
 */
export async function storeResults(em: EntityManager, publication: PublicationRef): Promise<RowCounts> {
  const counts = await compare(em, publication);
  await supersede(em, publication);
  await insertNew(em, publication);
  await takeOver(em, publication);
  return counts;
}

/** Lists what was changed, once the publication is written; returns of which rounds and indicators. */
export async function recordStoredResults(
  em: EntityManager,
  { id, changedAt, synthetic }: PublicationRef,
): Promise<ChangedResults> {
  const c = comparedResult.as('c');
  await recordResultChanges(
    em,
    id,
    sql`select ${c.id}, ${c.change}, ${c.row_number} as place, ${c.indicator_id}, ${c.institution_id},
          p.value as b_value, p.level_code as b_level_code, p.status as b_status, p.observed_at as b_observed_at,
          p.synthetic as b_synthetic, ${c.value} as a_value, ${c.level_code} as a_level_code, ${c.status} as a_status,
          ${c.observed_at} as a_observed_at, ${synthetic}::boolean as a_synthetic
        from ${c}
        left join monitoring.past_observation p on p.id = ${c.id} and p.superseded_by = ${id} and p.superseded_at = ${changedAt}
        where ${c.change} <> 'UNCHANGED'`,
  );
  const changed = await run(
    em,
    sql<{ round: string; indicator: string }>`
      select distinct ${c.round_id} as round, ${c.indicator_id} as indicator from ${c} where ${c.change} <> 'UNCHANGED'`,
  );
  await comparedResult.drop(em);
  return changedResultsOf(changed);
}

async function compare(em: EntityManager, { id, current, synthetic }: PublicationRef): Promise<RowCounts> {
  // Read again, a file must not bring back what a later one has corrected.
  const isLater = id === current ? sql`o.publication_id <> ${id}` : sql`false`;
  const s = stagedResult.as('s');
  const source = statedBy(s, synthetic);
  await comparedResult.createFrom(
    em,
    sql`select ${sql.join(stagedResult.columns.map((column) => s[column]))}, case
          when o.id is null then 'CREATED'
          when ${s.is_blank} or ${isLater} then 'UNCHANGED'
          when row(${sql.join(statedColumns.map((column) => sql.ref(`o.${column}`)))})
            is distinct from row(${sql.join(source.map(({ value }) => value))}) then 'UPDATED'
          else 'UNCHANGED' end
        from ${s} left join monitoring.observation o on o.id = ${s.id}`,
  );
  await stagedResult.drop(em);
  await comparedResult.analyze(em);
  const c = comparedResult.as('c');
  const rows = await run(
    em,
    sql<{ change: string; count: number }>`
      select ${c.change}, count(*)::int as count from ${c} group by ${c.change}`,
  );
  const count = (kind: string) => rows.find(({ change }) => change === kind)?.count ?? 0;
  return { created: count('CREATED'), updated: count('UPDATED'), unchanged: count('UNCHANGED'), removed: 0 };
}

/** What a file states of a result, by column of the observation. Whether it is synthetic, the whole file says. */
function statedBy(
  row: Record<Exclude<(typeof statedColumns)[number], 'synthetic'>, RawBuilder<unknown>>,
  synthetic: boolean,
) {
  return statedColumns.map((column) => {
    return { column, value: column === 'synthetic' ? sql`${synthetic}::boolean` : row[column] };
  });
}

async function supersede(em: EntityManager, { id, synthetic, changedAt }: PublicationRef): Promise<void> {
  const c = comparedResult.as('c');
  await run(
    em,
    sql`insert into monitoring.past_observation (${observationColumns()}, superseded_at, superseded_by)
        select ${observationColumns('o')}, ${changedAt}, ${id}
        from monitoring.observation o join ${c} on ${c.id} = o.id where ${c.change} = 'UPDATED'`,
  );
  await run(
    em,
    sql`update monitoring.observation o set
          ${sql.join(statedBy(c, synthetic).map(({ column, value }) => sql`${sql.ref(column)} = ${value}`))},
          publication_id = ${id}, source_row = ${c.line}, recorded_at = ${changedAt}
        from ${c} where ${c.id} = o.id and ${c.change} = 'UPDATED'`,
  );
}

async function insertNew(em: EntityManager, { id, municipality, synthetic, changedAt }: PublicationRef): Promise<void> {
  const c = comparedResult.as('c');
  await run(
    em,
    sql`insert into monitoring.observation (${observationColumns()})
        select ${c.id}, ${municipality}, ${c.round_id}, ${c.indicator_id}, ${c.institution_id}, ${c.evidence}, ${c.value},
          ${c.level_code}, ${c.status}, ${c.observed_at}, r.year, i.area_code, n.legal_form, ${id}, ${c.line},
          ${synthetic}::boolean, ${changedAt},
          concat_ws(' ', r.sort_key, i.code_key, n.name_key), i.code_key, coalesce(n.name_key, '')
        from ${c}
        join monitoring.monitoring_round r on r.id = ${c.round_id}
        join indicators.indicator i on i.id = ${c.indicator_id}
        left join institutions.institution n on n.id = ${c.institution_id}
        where ${c.change} = 'CREATED'`,
  );
}

/** What a file published once more says again belongs to that publication from now on. */
async function takeOver(em: EntityManager, { id, current }: PublicationRef): Promise<void> {
  if (current === null || current === id) return;
  await em
    .getKysely<MonitoringTables>()
    .updateTable('monitoring.observation')
    .set({ publication_id: id })
    .where('publication_id', '=', current)
    .execute();
}
