import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { falls } from './assessed-results.js';

/**
 * Writes what came of the deficits of these rounds in the next round, where there is one. Only institutions measured in
 * both rounds on the same version of the indicator and by the same evidence count, so that another sample is no change.
 * What fell has not come back before it reaches the value from which it fell, less the threshold.
 */
export async function compareWithNext(em: EntityManager, rounds: readonly string[]): Promise<void> {
  const ofRounds = sql`d.round_id = any(${[...rounds]}::text[])`;
  await run(
    em,
    sql`delete from monitoring.deficit_outcome o using monitoring.deficit d where d.id = o.deficit_id and ${ofRounds}`,
  );
  await run(
    em,
    sql`
    with compared as (
      select d.*, cardinality(d.institution_ids) = 0 as is_whole, b.previous, b.next, u.kind, u.threshold
      from monitoring.deficit d join beside b on b.id = d.round_id and b.next is not null
      left join applied_rule u on u.id = d.rule_id and u.indicator_id = d.indicator_id
      where ${ofRounds}
    ), concerned_before as (
      select id, unnest(institution_ids) as institution_id from compared
      union all select id, '' from compared where is_whole
    ), concerned_next as (
      select c.id, case when c.is_whole then '' else n.institution_id end as institution_id
      from compared c join (
        select d.round_id, d.rule_id, d.indicator_id, i.institution_id
        from monitoring.deficit d left join unnest(d.institution_ids) i(institution_id) on true
      ) n on n.round_id = c.next and n.rule_id = c.rule_id and n.indicator_id = c.indicator_id
        and (n.institution_id is null) = c.is_whole
    ), both_times as (
      select u.id, x.institution_id, sum(sign(y.score - x.score)) as better,
        bool_or(u.kind = 'FALLING' and ${falls(sql`w.score`, sql`x.score`)} and ${falls(sql`w.score`, sql`y.score`)}) as still
      from compared u
      join assessed_result x
        on x.round_id = u.round_id and x.indicator_id = u.indicator_id and (x.institution_id = '') = u.is_whole
      join assessed_result y on y.round_id = u.next and y.indicator_id = x.indicator_id
        and y.institution_id = x.institution_id and y.evidence = x.evidence
      left join assessed_result w on u.kind = 'FALLING' and w.round_id = u.previous
        and w.indicator_id = x.indicator_id and w.institution_id = x.institution_id and w.evidence = x.evidence
      where x.score is not null and y.score is not null
      group by u.id, x.institution_id
    ), counted as (
      select c.id, count(p.id)::int as before,
        count(*) filter (where n.id is not null or (p.id is not null and b.still))::int as after,
        coalesce(sum(sign(b.better)) filter (where p.id is not null), 0) as better
      from compared c
      left join both_times b on b.id = c.id
      left join concerned_before p on p.id = b.id and p.institution_id = b.institution_id
      left join concerned_next n on n.id = b.id and n.institution_id = b.institution_id
      group by c.id
    )
    insert into monitoring.deficit_outcome (deficit_id, round_id, state, institutions_before, institutions_after)
    select c.id, c.next,
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
    from compared c join counted k on k.id = c.id`,
  );
}
