import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { type ChangedResults, isAmong } from '../changed-results.js';
import { adjacentRounds } from './adjacent-rounds.js';
import { createAssessed, dropAssessed } from './assessed-results.js';
import {
  appliedRule,
  assessedIndicator,
  assessedInstitution,
  assessedPublication,
  assessedResult,
  assessedRound,
  concernedResult,
} from './assessed-tables.js';
import { compareWithNext } from './outcomes.js';

/**
 * Finds the deficits of these results anew, and what came of deficits in the next rounds: also of the rounds beside them,
 * which are compared with these. A deficit that is found again keeps its id, and so its links to measures.
 */
export async function findDeficits(em: EntityManager, { rounds, indicators }: ChangedResults): Promise<void> {
  const changed = await adjacentRounds(em, rounds);
  const roundIds = unique(changed.flatMap(({ id, next }) => [id, next]));
  const compared = unique(changed.flatMap(({ id, previous, next }) => [previous, id, next]));
  await createAssessed(em, await adjacentRounds(em, compared), indicators);
  await findAnew(em, { rounds: roundIds, indicators });
  await compareWithNext(em, { rounds: compared, indicators });
  await dropAssessed(em);
}

/** Only what came of the deficits, as after some were entered: what rules find stays as it is. */
export async function compareDeficits(em: EntityManager, deficits: ChangedResults): Promise<void> {
  await createAssessed(em, await adjacentRounds(em, deficits.rounds), deficits.indicators);
  await compareWithNext(em, deficits);
  await dropAssessed(em);
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

async function findAnew(em: EntityManager, results: ChangedResults): Promise<void> {
  const [x, c, a] = [assessedResult.as('x'), concernedResult.as('c'), assessedIndicator.as('a')];
  const [t, v] = [assessedRound.as('t'), appliedRule.as('v')];
  const [s, p] = [assessedInstitution.as('s'), assessedPublication.as('p')];
  await run(
    em,
    sql`
    with grouped as (
      select c.round, c.rule, c.indicator, c.is_whole, c.synthetic,
        array_agg(${s.id} order by ${s.n}) filter (where ${s.id} is not null) as institution_ids
      from (
        select distinct ${c.round}, ${c.rule}, ${c.indicator}, ${c.institution}, ${c.institution} = 0 as is_whole, ${c.synthetic}
        from ${c} where ${c.round} in (select ${t.n} from ${t} where ${t.id} = any(${[...results.rounds]}::text[]))
      ) c left join ${s} on ${s.n} = c.institution
      group by c.round, c.rule, c.indicator, c.is_whole, c.synthetic
    ), sources as (
      select k.round, k.indicator, k.is_whole, k.synthetic, jsonb_agg(jsonb_build_object(
        'publication', ${p.id}, 'act', null, 'clause', null, 'line', null, 'lineEnd', null, 'quote', null,
        'method', case when k.synthetic then 'SYNTHETIC' else 'UPLOADED' end) order by ${p.id}) as provenance
      from (
        select distinct ${x.round}, ${x.indicator}, ${x.institution} = 0 as is_whole, ${x.publication}, ${x.synthetic} from ${x}
      ) k join ${p} on ${p.n} = k.publication
      group by k.round, k.indicator, k.is_whole, k.synthetic
    ), found as (
      select r.municipality || ':deficit:' || left(md5(concat_ws(' ', r.id, u.id, i.id, g.is_whole,
          case when g.synthetic then 'synthetic' end)), 24) as id,
        r.municipality, r.id as round_id, i.area_code, i.id as indicator_id, u.id as rule_id,
        coalesce(g.institution_ids, '{}') as institution_ids,
        u.title || ': ' || i.name || case when g.is_whole then ' (в целом)' else '' end as statement,
        g.synthetic, k.provenance, concat_ws('/', r.municipality, r.sort_key, i.area_code, u.code, i.code_key) as sort_key
      from grouped g
      join ${t} on ${t.n} = g.round join monitoring.monitoring_round r on r.id = ${t.id}
      join ${a} on ${a.n} = g.indicator join indicators.indicator i on i.id = ${a.id}
      join (select distinct ${v.n}, ${v.id} from ${v}) v on v.n = g.rule join monitoring.deficit_rule u on u.id = v.id
      join sources k on k.round = g.round and k.indicator = g.indicator and k.is_whole = g.is_whole
        and k.synthetic = g.synthetic
    ), gone as (
      delete from monitoring.deficit d
      where ${isAmong(results, 'd')} and d.rule_id is not null
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
