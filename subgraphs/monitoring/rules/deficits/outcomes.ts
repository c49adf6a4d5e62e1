import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import {
  adjacentRound,
  appliedRule,
  assessedIndicator,
  assessedInstitution,
  assessedResult,
  assessedRound,
  concernedResult,
} from './assessed-tables.js';
import { falls } from './concerned-results.js';

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
  const [t, next, b] = [assessedRound.as('t'), assessedRound.as('next'), adjacentRound.as('b')];
  const [i, s, u] = [assessedIndicator.as('i'), assessedInstitution.as('s'), appliedRule.as('u')];
  // A result in its round, in the next one and in the one before; and whether the rule finds the first two.
  const [x, y, w] = [assessedResult.as('x'), assessedResult.as('y'), assessedResult.as('w')];
  const [p, q] = [concernedResult.as('p'), concernedResult.as('q')];
  const threshold = sql`c.threshold`;
  const isSame = (one: typeof x | typeof p, other: typeof x) =>
    sql`${one.indicator} = ${other.indicator} and ${one.institution} = ${other.institution} and ${one.evidence} = ${other.evidence}`;
  await run(
    em,
    sql`
    with compared as (
      select d.id, d.rule_id, d.institution_ids, cardinality(d.institution_ids) = 0 as is_whole, d.synthetic,
        ${t.n} as round, ${i.n} as indicator, ${b.previous}, ${b.next}, ${next.id} as next_id,
        row_number() over ()::int as n, ${u.n} as rule, ${u.kind}, ${u.threshold}
      from monitoring.deficit d join ${t} on ${t.id} = d.round_id
      join ${b} on ${b.round} = ${t.n} join ${next} on ${next.n} = ${b.next}
      left join ${i} on ${i.id} = d.indicator_id
      left join ${u} on ${u.id} = d.rule_id and ${u.indicator} = ${i.n}
      where ${concerned}
    ), entered as (
      select c.n, ${s.n} as institution from compared c cross join lateral unnest(c.institution_ids) i(id)
      join ${s} on ${s.id} = i.id where c.rule_id is null
      union all select n, 0 from compared where rule_id is null and is_whole
    ), both_times as (
      select c.n, ${x.institution}, sign(${y.score} - ${x.score}) as better,
        e.n is not null or ${p.rule} is not null as before,
        ${q.rule} is not null or (
          ${p.rule} is not null and c.kind = 'FALLING'
          and ${falls(w.score, x.score, threshold)} and ${falls(w.score, y.score, threshold)}
        ) as after
      from compared c
      join ${x} on ${x.round} = c.round and ${x.indicator} = c.indicator and (${x.institution} = 0) = c.is_whole
        and ${x.score} is not null and (c.rule_id is null or ${x.synthetic} = c.synthetic)
      join ${y} on ${y.round} = c.next and ${isSame(y, x)} and ${y.score} is not null
      left join entered e on e.n = c.n and e.institution = ${x.institution}
      left join ${w} on ${w.round} = c.previous and ${isSame(w, x)}
      left join ${p} on ${p.round} = ${x.round} and ${p.rule} = c.rule and ${isSame(p, x)}
      left join ${q} on ${q.round} = ${y.round} and ${q.rule} = c.rule and ${isSame(q, y)}
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
