import { sql } from 'kysely';
import { parseId } from '../../../../schema/contract/id.js';
import { scales } from '../../../indicators/model/scales.js';
import { canSee, selectEntities } from '../../../kit/database/index.js';
import type { Context, ValueOf } from '../../../kit/graphql/index.js';
import { phraseQuery, wordQueries } from '../../../kit/search/index.js';
import { Measure } from '../../model/measure.js';
import { effectOn, endedBefore } from './effect.js';
import type { CandidateReason, MeasureCandidate } from './measure-candidate.js';
import { visibleDeficits } from './visible-deficits.js';

/**
 * Measures that may answer each of these deficits, the likeliest first: of the same owner, and not linked to it already.
 * What was resolved in a round that was over before a measure began, it cannot answer.
 * They are a tool of who links, and would tell others of which cluster the institutions are.
 */
export async function candidatesOf(
  { snapshot }: Context,
  deficits: readonly string[],
  first: number,
): Promise<MeasureCandidate[][]> {
  const { caller } = snapshot;
  const visible = deficits.filter((id) => canSee(caller, { institutionId: null, municipality: parseId(id).owner }));
  if (visible.length === 0) return deficits.map(() => []);
  const levels = scales.flatMap((scale) => scale.levels);
  const statements = await snapshot.query(
    sql<{ id: string; text: string }>`
      select d.id, d.statement || ' ' || coalesce(i.name, '') as text
      from ${visibleDeficits(caller)} d left join indicators.indicator i on i.id = d.indicator_id
      where d.id = any(${visible}::text[]) order by d.id`,
  );
  const rows = await selectEntities(
    snapshot,
    Measure,
    (columns, table) => sql`
      with level as (
        select code, name::tsquery
        from unnest(
          ${levels.map(({ code }) => code)}::text[], ${levels.map(({ labelRu }) => phraseQuery(labelRu))}::text[]) l(code, name)
      ), clustered as (
        -- The one cluster to which all institutions of a deficit were assigned in its round.
        select d.id, d.municipality, min(c.level_code) as level_code
        from ${visibleDeficits(caller)} d cross join unnest(d.institution_ids) i(id)
        left join monitoring.cluster_assignment c on c.round_id = d.round_id and c.institution_id = i.id
        group by d.id, d.municipality
        having count(distinct c.level_code) = 1 and bool_and(c.id is not null)
      ), deficit as (
        select d.id, d.municipality, d.area_code, c.level_code, l.name,
          array(select jsonb_array_elements_text(w.words))::tsquery[] as words
        from ${visibleDeficits(caller)} d
        join unnest(
          ${statements.map(({ id }) => id)}::text[], ${statements.map(({ text }) => JSON.stringify(wordQueries(text)))}::jsonb[]) w(id, words)
          on w.id = d.id
        left join clustered c on c.id = d.id left join level l on l.code = c.level_code
        where d.id = any(${visible}::text[])
      ), reasoned as (
        select d.id as deficit_id, r.id, d.area_code = any(r.area_codes) as same_area,
          coalesce(e.parts[1] @@ d.name, false) or c.measure_id is not null as same_cluster,
          -- Which part of its words the measure has. All are hardly ever met, and would still be less than one.
          (select count(*) filter (where e.words @@ word) / (count(*) + 1)::float8 from unnest(d.words) w(word)) as rank,
          r.source_order
        from deficit d join ${table} r on r.municipality = d.municipality left join search.entry e on e.id = r.id
        left join (
          select distinct k.measure_id, c.level_code
          from action_plans.measure_deficit k join clustered c on c.id = k.deficit_id
        ) c on c.measure_id = r.id and c.level_code = d.level_code
        where not exists (
          select from action_plans.measure_deficit k where k.measure_id = r.id and k.deficit_id = d.id)
        and not exists (
          select from monitoring.deficit_outcome o join monitoring.monitoring_round n on n.id = o.round_id
          where o.deficit_id = d.id and o.state = 'RESOLVED' and ${endedBefore(sql`r`)})
      ), placed as (
        select *, same_area::int + same_cluster::int + rank as score,
          row_number() over (
            partition by deficit_id order by same_area::int + same_cluster::int + rank desc, source_order, id) as place
        from reasoned where same_area or same_cluster or rank >= ${leastRank}
      )
      select p.deficit_id as "_deficit", p.same_area as "_area", p.same_cluster as "_cluster",
        p.rank >= ${leastRank} as "_similar", round(p.score::numeric, 4)::float8 as "_score",
        ${effectOn(sql`p.deficit_id`)} as "_effect", ${columns}
      from placed p join ${table} r on r.id = p.id where p.place <= ${first} order by p.deficit_id, p.place`,
  );
  const byDeficit = Map.groupBy(rows, ({ raw }) => raw._deficit);
  return deficits.map((id) =>
    (byDeficit.get(id) ?? []).map(({ entity, raw }) => ({
      measure: entity,
      score: raw._score as number,
      effect: raw._effect as MeasureCandidate['effect'],
      reasons: signs.filter(({ column }) => raw[column]).map(({ reason }) => reason),
    })),
  );
}

/** One word that both have, of many, is no likeness. */
const leastRank = 0.3;

const signs: readonly { reason: ValueOf<typeof CandidateReason>; column: string }[] = [
  { reason: 'SAME_AREA', column: '_area' },
  { reason: 'SAME_CLUSTER', column: '_cluster' },
  { reason: 'SIMILAR_TEXT', column: '_similar' },
];
