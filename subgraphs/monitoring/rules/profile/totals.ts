import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import { all, partNames, partsOf, type Sight } from './sums.js';

/**
 * Adds up the cells of each indicator in a round by one kind of evidence: all of them, and as the public sees them. Most
 * profiles ask for nothing finer, and there are ten times as many cells.
 */
export async function addUpCells(em: EntityManager, changed: ChangedResults): Promise<void> {
  await run(em, sql`delete from monitoring.profile_total where ${isAmong(changed)}`);
  await run(em, sql`insert into monitoring.profile_total (${totalColumns}) ${totalsOf(isAmong(changed, 'r'))}`);
}

const key = sql`municipality, round_id, indicator_id, evidence, year, area_code, whole, synthetic`;
const parts = sql.join(partNames.map((name) => sql.ref(name)));
const totalColumns = sql`${key}, is_public, ${parts}`;

/** As the public sees a cell by itself, whatever its level and legal form. */
const public_: Sight = { known: sql`false`, counted: sql`r.is_public`, valued: sql`(r.is_public and r.shows_values)` };

/** The totals of those cells `r` for which the condition holds. */
function totalsOf(where: RawBuilder<unknown>): RawBuilder<unknown> {
  const partsAs = (isPublic: boolean, sight: Sight, also: RawBuilder<unknown>) => sql`
    select r.municipality, r.round_id, r.indicator_id, r.evidence, r.year, r.area_code, r.whole, r.synthetic,
      ${sql.lit(isPublic)} as is_public, ${partsOf(sight)}
    from monitoring.profile_cell r where ${where} and ${also}`;
  const sum = (column: string) => sql`sum(${sql.ref(column)})::int as ${sql.ref(column)}`;
  const any = (column: string) => sql`bool_or(${sql.ref(column)}) as ${sql.ref(column)}`;
  return sql`
    with part as (
      ${partsAs(false, all, sql`true`)} union all ${partsAs(true, public_, sql`not r.whole`)}
    ), span as (
      select ${key}, span, sum(n::bigint) as n
      from part, jsonb_each_text(sketch) spans(span, n) where not is_public group by ${key}, span
    ), merged as (
      select ${key}, jsonb_object_agg(span, n) as sketch from span group by ${key}
    )
    select ${key}, is_public, count, value_count, sum, min, max,
      case when is_public then '{}' else coalesce(m.sketch, '{}') end as sketch, institutions, told, missing,
      not_applicable, hides_results, hides_values, hides_missing, hides_not_applicable
    from (
      select ${key}, is_public, ${sum('count')}, ${sum('value_count')}, sum(sum) as sum, min(min) as min, max(max) as max,
        bit_or(institutions) as institutions, ${sum('told')}, ${sum('missing')}, ${sum('not_applicable')},
        ${sql.join(['hides_results', 'hides_values', 'hides_missing', 'hides_not_applicable'].map(any))}
      from part group by ${key}, is_public
    ) t left join merged m using (${key})`;
}
