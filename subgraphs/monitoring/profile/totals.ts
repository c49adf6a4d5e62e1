import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { type ChangedResults, isAmong } from '../results/changed-results.js';

/**
 * What a cell `r` adds to a row of a profile: where it has no result, only that. `known` says whether single values of it
 * may be told; of what is not known, institutions are only counted.
 */
export function partsOf(known: RawBuilder<unknown>): RawBuilder<unknown> {
  const has = sql`r.status in ('REPORTED', 'ESTIMATED')`;
  const ofResult = (column: string) => sql`case when ${has} then ${sql.ref(`r.${column}`)} else 0 end`;
  const single = (column: string) => sql`case when ${has} and ${known} then ${sql.ref(`r.${column}`)} end`;
  return sql`${ofResult('count')} as count, ${ofResult('value_count')} as value_count, ${ofResult('sum')} as sum,
    ${single('min')} as min, ${single('max')} as max, ${single('sketch')} as sketch,
    ${single('institutions')} as institutions,
    case when ${has} and not ${known} then bit_count(r.institutions) else 0 end as told,
    case when r.status = 'MISSING' then r.count else 0 end as missing,
    case when r.status = 'NOT_APPLICABLE' then r.count else 0 end as not_applicable`;
}

/**
 * Adds up the cells of each indicator in a round by one kind of evidence: all of them, and those of them that the public
 * sees. Most profiles ask for nothing finer, and there are ten times as many cells.
 */
export async function addUpCells(em: EntityManager, changed: ChangedResults): Promise<void> {
  await run(em, sql`delete from monitoring.profile_total where ${isAmong(changed)}`);
  await run(em, sql`insert into monitoring.profile_total (${totalColumns}) ${totalsOf(isAmong(changed, 'r'))}`);
}

const key = sql`municipality, round_id, indicator_id, evidence, year, area_code, whole, synthetic`;

const totalColumns = sql`${key}, is_public, count, value_count, sum, min, max, sketch, institutions, told, missing,
  not_applicable, is_withheld`;

/** The totals of those cells `r` for which the condition holds. */
export function totalsOf(where: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts = (known: RawBuilder<unknown>, also: RawBuilder<unknown>) => sql`
    select r.municipality, r.round_id, r.indicator_id, r.evidence, r.year, r.area_code, r.whole, r.synthetic, not ${known} as is_public,
      not r.whole and ${known} and not (r.is_public and r.level_code is not distinct from r.shown_level) as is_withheld,
      ${partsOf(known)}
    from monitoring.profile_cell r where ${where} and ${also}`;
  return sql`
    with part as (
      ${parts(sql`true`, sql`true`)} union all ${parts(sql`false`, sql`r.is_public and not r.whole`)}
    ), span as (
      select ${key}, span, sum(n::bigint) as n
      from part, jsonb_each_text(sketch) spans(span, n) where not is_public group by ${key}, span
    ), merged as (
      select ${key}, jsonb_object_agg(span, n) as sketch from span group by ${key}
    )
    select ${key}, is_public, count, value_count, sum, min, max,
      case when is_public then '{}' else coalesce(m.sketch, '{}') end as sketch, institutions, told, missing,
      not_applicable, is_withheld
    from (
      select ${key}, is_public, sum(count)::int as count, sum(value_count)::int as value_count, sum(sum) as sum,
        min(min) as min, max(max) as max, bit_or(institutions) as institutions, sum(told)::int as told,
        sum(missing)::int as missing, sum(not_applicable)::int as not_applicable,
        bool_or(is_withheld) as is_withheld
      from part group by ${key}, is_public
    ) t left join merged m using (${key})`;
}
