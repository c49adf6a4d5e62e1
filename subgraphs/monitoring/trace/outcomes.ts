import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { type ChangedResults, isAmong } from '../results/changed-results.js';
import { falls } from './assessed-results.js';

/**
 * Writes what came of the deficits of these rounds and indicators in the next round, where there is one. Only institutions measured in
 * both rounds on the same version of the indicator and by the same evidence count, so that another sample is no change.
 * What fell has not come back before it reaches the value from which it fell, less the threshold.
 */
export async function compareWithNext(em: EntityManager, deficits: ChangedResults): Promise<void> {
  // An entered one without an indicator is of all of them.
  const concerned = sql`(${isAmong(deficits, 'd')} or (${isAmong({ ...deficits, indicators: null }, 'd')} and d.indicator_id is null))`;
  await run(
    em,
    sql`delete from monitoring.deficit_outcome o using monitoring.deficit d where d.id = o.deficit_id and ${concerned}`,
  );
  await run(
    em,
    sql`
    with compared as (
      select d.id, d.rule_id, d.institution_ids, cardinality(d.institution_ids) = 0 as is_whole, t.n as round, i.n as indicator,
        b.previous, b.next, next.id as next_id, row_number() over ()::int as n, u.kind, u.threshold, next_deficit.institution_ids as next_ids
      from monitoring.deficit d join assessed_round t on t.id = d.round_id
      join beside b on b.round = t.n join assessed_round next on next.n = b.next
      left join assessed_indicator i on i.id = d.indicator_id
      left join applied_rule u on u.id = d.rule_id and u.indicator = i.n
      left join monitoring.deficit next_deficit on next_deficit.round_id = next.id
        and next_deficit.rule_id = d.rule_id and next_deficit.indicator_id = d.indicator_id
        and (cardinality(next_deficit.institution_ids) = 0) = (cardinality(d.institution_ids) = 0)
      where ${concerned}
    ), concerned_before as (
      ${numbered(sql`c.institution_ids`)}
      union all select n, 0 from compared where is_whole
    ), concerned_next as (
      ${numbered(sql`c.next_ids`)}
      union all select n, 0 from compared where is_whole and next_ids is not null
    ), both_times as (
      select u.n, x.institution, sum(sign(y.score - x.score)) as better,
        bool_or(${falls(sql`w.score`, sql`x.score`)} and ${falls(sql`w.score`, sql`y.score`)}) as still
      from compared u
      join assessed_result x
        on x.round = u.round and x.indicator = u.indicator and (x.institution = 0) = u.is_whole and x.score is not null
      join assessed_result y on y.round = u.next and y.indicator = x.indicator and y.institution = x.institution
        and y.evidence = x.evidence and y.score is not null
      left join assessed_result w on u.kind = 'FALLING' and w.round = u.previous
        and w.indicator = x.indicator and w.institution = x.institution and w.evidence = x.evidence
      group by u.n, x.institution
    ), counted as (
      select c.n, count(p.n)::int as before,
        count(*) filter (where q.n is not null or (p.n is not null and b.still))::int as after,
        coalesce(sum(sign(b.better)) filter (where p.n is not null), 0) as better
      from compared c
      left join both_times b on b.n = c.n
      left join concerned_before p on p.n = b.n and p.institution = b.institution
      left join concerned_next q on q.n = b.n and q.institution = b.institution
      group by c.n
    )
    insert into monitoring.deficit_outcome (deficit_id, round_id, state, institutions_before, institutions_after)
    select c.id, c.next_id,
      case
        when k.before = 0 then 'NOT_MEASURED'
        when c.rule_id is not null and k.after = 0 then 'RESOLVED'
        when c.rule_id is null or c.is_whole
          then case sign(k.better) when 1 then 'IMPROVED' when -1 then 'WORSE' else 'REMAINED' end
        when k.after < k.before then 'IMPROVED'
        when k.after = k.before then 'REMAINED'
        else 'WORSE'
      end,
      case when c.rule_id is not null and not c.is_whole and k.before > 0 then k.before end,
      case when c.rule_id is not null and not c.is_whole and k.before > 0 then k.after end
    from compared c join counted k on k.n = c.n`,
  );
}

/** The institutions of a list of each deficit compared, by number. */
function numbered(ids: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select c.n, s.n as institution from compared c cross join lateral unnest(${ids}) i(id)
    join assessed_institution s on s.id = i.id`;
}
