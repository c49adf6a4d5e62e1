import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import { falls } from './assessed-results.js';

/**
 * Writes what came of the deficits of these rounds and indicators in the next round, where there is one. Only institutions measured in
 * both rounds on the same version of the indicator and by the same evidence count, before and after by that evidence, so
 * that neither another sample nor another questionnaire is a change.
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
      select d.id, d.rule_id, d.institution_ids, cardinality(d.institution_ids) = 0 as is_whole, d.synthetic, t.n as round, i.n as indicator,
        b.previous, b.next, next.id as next_id, row_number() over ()::int as n, u.n as rule, u.kind, u.threshold
      from monitoring.deficit d join assessed_round t on t.id = d.round_id
      join beside b on b.round = t.n join assessed_round next on next.n = b.next
      left join assessed_indicator i on i.id = d.indicator_id
      left join applied_rule u on u.id = d.rule_id and u.indicator = i.n
      where ${concerned}
    ), entered as (
      select c.n, s.n as institution from compared c cross join lateral unnest(c.institution_ids) i(id)
      join assessed_institution s on s.id = i.id where c.rule_id is null
      union all select n, 0 from compared where rule_id is null and is_whole
    ), both_times as (
      select u.n, x.institution, sign(y.score - x.score) as better,
        e.n is not null or p.rule is not null as before,
        q.rule is not null or (
          p.rule is not null and u.kind = 'FALLING'
          and ${falls(sql`w.score`, sql`x.score`)} and ${falls(sql`w.score`, sql`y.score`)}
        ) as after
      from compared u
      join assessed_result x
        on x.round = u.round and x.indicator = u.indicator and (x.institution = 0) = u.is_whole and x.score is not null
        and (u.rule_id is null or x.synthetic = u.synthetic)
      join assessed_result y on y.round = u.next and y.indicator = x.indicator and y.institution = x.institution
        and y.evidence = x.evidence and y.score is not null
      left join entered e on e.n = u.n and e.institution = x.institution
      left join assessed_result w on w.round = u.previous
        and w.indicator = x.indicator and w.institution = x.institution and w.evidence = x.evidence
      left join concerned_result p on p.round = x.round and p.rule = u.rule
        and p.indicator = x.indicator and p.institution = x.institution and p.evidence = x.evidence
      left join concerned_result q on q.round = y.round and q.rule = u.rule
        and q.indicator = y.indicator and q.institution = y.institution and q.evidence = y.evidence
    ), counted as (
      select c.n, count(*) filter (where b.before)::int as before, count(*) filter (where b.after)::int as after,
        coalesce(sum(sign(b.better)), 0) as better
      from compared c
      left join (
        select n, bool_or(before) as before, coalesce(bool_or(after), false) as after,
          sum(better) filter (where before) as better
        from both_times group by n, institution
      ) b on b.n = c.n
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
