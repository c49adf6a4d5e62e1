import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import type { PublicationRef, RowCounts } from '../../../kit/publishing/index.js';
import type { ChangedResults } from '../../rules/changed-results.js';
import { observationColumns, statedColumns, statedFrom } from './observation-columns.js';

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

/** Of which rounds and indicators something was changed. */
export async function changedResults(em: EntityManager): Promise<ChangedResults> {
  const [changed] = await run(
    em,
    sql<{ rounds: string[] | null; indicators: string[] | null }>`
      select array_agg(distinct round_id) as rounds, array_agg(distinct indicator_id) as indicators
      from compared_result where change <> 'UNCHANGED'`,
  );
  return { rounds: changed!.rounds ?? [], indicators: changed!.indicators ?? [] };
}

async function compare(em: EntityManager, { id, current, synthetic }: PublicationRef): Promise<RowCounts> {
  // Read again, a file must not bring back what a later one has corrected.
  const isLater = id === current ? sql`o.publication_id <> ${id}` : sql`false`;
  await run(
    em,
    sql`create temporary table compared_result on commit drop as
        select s.*, case
          when o.id is null then 'CREATED'
          when s.is_blank or ${isLater} then 'UNCHANGED'
          when row(${stated('o')}) is distinct from row(${stated('s')}) then 'UPDATED'
          else 'UNCHANGED' end as change
        from (select *, ${synthetic}::boolean as synthetic from staged_result) s left join monitoring.observation o on o.id = s.id`,
  );
  await run(em, sql`drop table staged_result`);
  await run(em, sql`analyze compared_result`);
  const rows = await run(
    em,
    sql<{ change: string; count: number }>`select change, count(*)::int as count from compared_result group by change`,
  );
  const count = (wanted: string) => rows.find(({ change }) => change === wanted)?.count ?? 0;
  return { created: count('CREATED'), updated: count('UPDATED'), unchanged: count('UNCHANGED'), removed: 0 };
}

async function supersede(em: EntityManager, { id, changedAt }: PublicationRef): Promise<void> {
  await run(
    em,
    sql`insert into monitoring.past_observation (${observationColumns()}, superseded_at, superseded_by)
        select ${observationColumns('o')}, ${changedAt}, ${id}
        from monitoring.observation o join compared_result c on c.id = o.id where c.change = 'UPDATED'`,
  );
  await run(
    em,
    sql`update monitoring.observation o set
          ${statedFrom('c')}, publication_id = ${id}, source_row = c.line, recorded_at = ${changedAt}
        from compared_result c where c.id = o.id and c.change = 'UPDATED'`,
  );
}

async function insertNew(em: EntityManager, { id, municipality, changedAt }: PublicationRef): Promise<void> {
  await run(
    em,
    sql`insert into monitoring.observation (${observationColumns()})
        select c.id, ${municipality}, c.round_id, c.indicator_id, c.institution_id, c.evidence, c.value, c.level_code,
          c.status, c.observed_at, r.year, i.area_code, n.legal_form, ${id}, c.line, c.synthetic, ${changedAt},
          concat_ws(' ', r.sort_key, i.code_key, n.name_key), i.code_key, coalesce(n.name_key, '')
        from compared_result c
        join monitoring.monitoring_round r on r.id = c.round_id
        join indicators.indicator i on i.id = c.indicator_id
        left join institutions.institution n on n.id = c.institution_id
        where c.change = 'CREATED'`,
  );
}

/** What a file published once more says again belongs to that publication from now on. */
async function takeOver(em: EntityManager, { id, current }: PublicationRef): Promise<void> {
  if (current === null || current === id) return;
  await run(em, sql`update monitoring.observation set publication_id = ${id} where publication_id = ${current}`);
}

function stated(table: string): RawBuilder<unknown> {
  return sql.join(statedColumns.map((name) => sql.ref(`${table}.${name}`)));
}
