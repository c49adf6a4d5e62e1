import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import type { PublicationRef, RowCounts } from '../../../kit/publishing/index.js';
import { afterResults } from '../../rules/refresh-derived.js';
import { observationColumns, statedFrom, statedOf } from './observation-columns.js';
import { recordResultChanges } from './result-changes.js';

/**
 * Takes back what a publication states: what held before it, of publications that are not withdrawn, holds again. What
 * goes is past from now on, so that reading as of an earlier day finds it.
 */
export async function takeBackResults(em: EntityManager, { id, at }: PublicationRef): Promise<RowCounts> {
  await run(em, sql`set local statement_timeout = '5min'`);
  // A restored observation holds anew since now, but is of the publication and the row that it was of.
  await run(
    em,
    sql`create temporary table taken_back on commit drop as
        select o.id, o.round_id, o.indicator_id, o.institution_id, ${statedOf('o', 'b_')}, ${statedOf('p', 'a_')},
          case when p.id is null then 'REMOVED' else 'UPDATED' end as change,
          p.publication_id, p.source_row, o.source_row as place
        from monitoring.observation o
        left join lateral (
          select p.* from monitoring.past_observation p
          join ledger.publication l on l.id = p.publication_id and l.status = 'PUBLISHED' and l.id <> ${id}
          where p.id = o.id order by p.superseded_at desc limit 1
        ) p on true
        where o.publication_id = ${id}`,
  );
  await run(em, sql`analyze taken_back`);
  await run(
    em,
    sql`insert into monitoring.past_observation (${observationColumns()}, superseded_at, superseded_by)
        select ${observationColumns('o')}, ${at}, ${id} from monitoring.observation o where o.publication_id = ${id}`,
  );
  await run(
    em,
    sql`update monitoring.observation o set
          ${statedFrom('t', 'a_')}, publication_id = t.publication_id, source_row = t.source_row, recorded_at = ${at}
        from taken_back t where t.id = o.id and t.change = 'UPDATED'`,
  );
  await run(
    em,
    sql`delete from monitoring.observation o using taken_back t where t.id = o.id and t.change = 'REMOVED'`,
  );
  await recordResultChanges(em, id, sql`select * from taken_back`);
  const [counts] = await run(
    em,
    sql<{ updated: number; removed: number; rounds: string[] | null; indicators: string[] | null }>`
      select count(*) filter (where change = 'UPDATED')::int as updated,
        count(*) filter (where change = 'REMOVED')::int as removed,
        array_agg(distinct round_id) as rounds, array_agg(distinct indicator_id) as indicators from taken_back`,
  );
  await run(em, sql`drop table taken_back`);
  const { updated, removed, rounds, indicators } = counts!;
  await afterResults(em, { rounds: rounds ?? [], indicators: indicators ?? [] }, at);
  return { created: 0, updated, unchanged: 0, removed };
}
