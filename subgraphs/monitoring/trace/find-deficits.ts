import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { dropAssessed, falls, stageAssessed } from './assessed-results.js';
import { compareWithNext } from './outcomes.js';
import { roundsBeside } from './rounds-beside.js';

/**
 * Finds the deficits of these rounds anew, and what came of deficits in the next rounds: also of the rounds beside them,
 * which are compared with these. A deficit that is found again keeps its id, and so its links to measures.
 */
export async function findDeficits(em: EntityManager, rounds: readonly string[]): Promise<void> {
  const changed = await roundsBeside(em, rounds);
  const found = unique(changed.flatMap(({ id, next }) => [id, next]));
  const compared = unique(changed.flatMap(({ id, previous, next }) => [previous, id, next]));
  await stageAssessed(em, await roundsBeside(em, compared));
  await findAnew(em, found);
  await compareWithNext(em, compared);
  await dropAssessed(em);
}

/** The same for all rounds of all owners held here: rules, or entered deficits, have changed. */
export async function findAllDeficits(em: EntityManager): Promise<void> {
  const rounds = await run(em, sql<{ id: string }>`select id from monitoring.monitoring_round`);
  const ids = rounds.map(({ id }) => id);
  if (ids.length > 0) await findDeficits(em, ids);
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

async function findAnew(em: EntityManager, rounds: readonly string[]): Promise<void> {
  const concerned = sql`
    select x.*, u.id as rule_id from assessed_result x join applied_rule u on u.indicator_id = x.indicator_id`;
  const ofRounds = sql`x.round_id = any(${[...rounds]}::text[])`;
  await run(
    em,
    sql`
    with median as (
      -- The owner's. Of an even number of levels the lower one in the middle: halves of levels there are none.
      select m.round_id, m.indicator_id, m.evidence,
        case when i.by_level then m.lower else (m.lower + m.upper) / 2 end as score
      from (
        select x.round_id, x.indicator_id, x.evidence, percentile_disc(0.5) within group (order by x.score) as lower,
          percentile_disc(0.5) within group (order by x.score desc) as upper
        from assessed_result x
        where ${ofRounds} and x.institution_id <> '' and x.indicator_id in (
          select indicator_id from applied_rule where kind = 'UNDER_MEDIAN')
        group by x.round_id, x.indicator_id, x.evidence
      ) m join assessed_indicator i on i.id = m.indicator_id
    ), concerned as (
      ${concerned}
      where ${ofRounds} and u.kind = 'BELOW_LEVEL'
        and case when u.is_quality then x.common_to < u.threshold else x.score < u.threshold end
      union all
      ${concerned}
      join beside b on b.id = x.round_id
      join assessed_result p on p.round_id = b.previous and p.indicator_id = x.indicator_id
        and p.institution_id = x.institution_id and p.evidence = x.evidence
      where ${ofRounds} and u.kind = 'FALLING' and ${falls(sql`p.score`, sql`x.score`)}
      union all
      ${concerned}
      join median m on m.round_id = x.round_id and m.indicator_id = x.indicator_id and m.evidence = x.evidence
      where u.kind = 'UNDER_MEDIAN' and x.institution_id <> '' and ${falls(sql`m.score`, sql`x.score`)}
    ), grouped as (
      select round_id, rule_id, indicator_id, institution_id = '' as is_whole, bool_or(synthetic) as synthetic,
        array_agg(distinct institution_id) filter (where institution_id <> '') as institution_ids,
        array_agg(distinct publication_id) as publications
      from concerned group by round_id, rule_id, indicator_id, institution_id = ''
    ), found as (
      select r.municipality || ':deficit:'
          || left(md5(concat_ws(' ', g.round_id, g.rule_id, g.indicator_id, g.is_whole)), 24) as id,
        r.municipality, g.round_id, i.area_code, g.indicator_id, g.rule_id,
        coalesce(g.institution_ids, '{}') as institution_ids,
        u.title || ': ' || i.name || case when g.is_whole then ' (в целом)' else '' end as statement, g.synthetic,
        (select jsonb_agg(jsonb_build_object(
           'publication', p, 'act', null, 'clause', null, 'line', null, 'lineEnd', null, 'quote', null,
           'method', case when g.synthetic then 'SYNTHETIC' else 'UPLOADED' end) order by p)
         from unnest(g.publications) p) as provenance,
        concat_ws('/', r.municipality, r.sort_key, i.area_code, u.code, i.code_key) as sort_key
      from grouped g join monitoring.monitoring_round r on r.id = g.round_id
      join monitoring.deficit_rule u on u.id = g.rule_id join indicators.indicator i on i.id = g.indicator_id
    ), gone as (
      delete from monitoring.deficit d
      where d.round_id = any(${[...rounds]}::text[]) and d.rule_id is not null
        and not exists (select from found f where f.id = d.id)
    )
    insert into monitoring.deficit as d (id, municipality, round_id, area_code, indicator_id, rule_id, institution_ids,
      statement, synthetic, provenance, sort_key)
    select * from found
    on conflict (id) do update set area_code = excluded.area_code, institution_ids = excluded.institution_ids,
      statement = excluded.statement, synthetic = excluded.synthetic, provenance = excluded.provenance,
      sort_key = excluded.sort_key`,
  );
}
