import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { adjacentRound, appliedRule, assessedIndicator, assessedResult, concernedResult } from './assessed-tables.js';

/** `score` is under `than` by the threshold of a rule, and by something at all. */
export function falls(
  than: RawBuilder<unknown>,
  score: RawBuilder<unknown>,
  threshold: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(${than} > ${score} and ${than} - ${score} >= coalesce(${threshold}, 0))`;
}

/** Finds which result falls under which rule. */
export async function createConcernedResults(em: EntityManager): Promise<void> {
  const [a, x, p] = [adjacentRound.as('a'), assessedResult.as('x'), assessedResult.as('p')];
  const [u, i] = [appliedRule.as('u'), assessedIndicator.as('i')];
  const results = sql`
    select ${x.round}, ${u.n}, ${x.indicator}, ${x.institution}, ${x.evidence}, ${x.synthetic}
    from ${x} join ${u} on ${u.indicator} = ${x.indicator}`;
  await concernedResult.createFrom(
    em,
    sql`
    with followed as (
      select ${a.round}, ${a.previous} from ${a}
      union select ${a.next}, ${a.round} from ${a} where ${a.next} is not null
    ), median as (
      -- The owner's. Of an even number of levels the lower one in the middle: halves of levels there are none.
      select m.round, m.indicator, m.evidence,
        case when ${i.by_level} then m.lower else (m.lower + m.upper) / 2 end as score
      from (
        select ${x.round}, ${x.indicator}, ${x.evidence},
          percentile_disc(0.5) within group (order by ${x.score}) as lower,
          percentile_disc(0.5) within group (order by ${x.score} desc) as upper
        from ${x} join followed f on f.round = ${x.round}
        where ${x.institution} > 0
          and ${x.indicator} in (select ${u.indicator} from ${u} where ${u.kind} = 'UNDER_MEDIAN')
        group by ${x.round}, ${x.indicator}, ${x.evidence}
      ) m join ${i} on ${i.n} = m.indicator
    )
    ${results} join followed f on f.round = ${x.round}
    where ${u.kind} = 'BELOW_LEVEL'
      and case when ${u.is_quality} then ${x.common_to} < ${u.threshold} else ${x.score} < ${u.threshold} end
    union all
    ${results} join followed f on f.round = ${x.round}
    join ${p} on ${p.round} = f.previous and ${p.indicator} = ${x.indicator} and ${p.institution} = ${x.institution}
      and ${p.evidence} = ${x.evidence}
    where ${u.kind} = 'FALLING' and ${falls(p.score, x.score, u.threshold)}
    union all
    ${results} join median m on m.round = ${x.round} and m.indicator = ${x.indicator} and m.evidence = ${x.evidence}
    where ${u.kind} = 'UNDER_MEDIAN' and ${x.institution} > 0 and ${falls(sql`m.score`, x.score, u.threshold)}`,
  );
  await concernedResult.analyze(em);
}
