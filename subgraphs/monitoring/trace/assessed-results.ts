import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../kit/ledger/run.js';
import { placedLevels } from './common-levels.js';
import type { RoundBeside } from './rounds-beside.js';

/**
 * Lays the results of rounds out for looking for deficits, until `dropAssessed`:
 *
 * `assessed_result`: results of institutions, and of the owner as a whole under the institution '', each with a score
 * that is higher where it is better: the value, or the level's place on its own scale; null where nothing says which
 * direction is better. `common_to` is the best that the level may be on the common scale.
 *
 * `applied_rule`: which rule looks at which indicator, and the threshold in the units of the score.
 *
 * `beside`: the rounds, each with the one before and after it, whose results are laid out too.
 */
export async function stageAssessed(em: EntityManager, rounds: readonly RoundBeside[]): Promise<void> {
  const all = rounds.flatMap(({ id, previous, next }) => [previous, id, next]).filter((id) => id !== null);
  await run(
    em,
    sql`create temporary table beside on commit drop as select * from unnest(
          ${rounds.map(({ id }) => id)}::text[], ${rounds.map(({ previous }) => previous)}::text[],
          ${rounds.map(({ next }) => next)}::text[]
        ) b(id, previous, next)`,
  );
  const column = <T>(of: (level: (typeof placedLevels)[number]) => T) => placedLevels.map(of);
  await run(
    em,
    sql`create temporary table placed_level on commit drop as
        select * from unnest(
          ${column(({ code }) => code)}::text[], ${column(({ scale }) => scale)}::text[],
          ${column(({ rank }) => rank)}::int[], ${column(({ commonTo }) => commonTo)}::int[]
        ) l(code, scale, rank, common_to)`,
  );
  // On a scale of quality a higher level is better, whatever the indicator says; elsewhere the indicator alone says it.
  await run(
    em,
    sql`create temporary table assessed_indicator on commit drop as
        select i.id, i.municipality, i.code, i.area_code, i.scale_code, s.code is not null as by_level,
          coalesce(s.is_quality, false) as is_quality,
          case when s.is_quality or i.direction = 'HIGHER' then 1 when i.direction = 'LOWER' then -1 end as sign
        from indicators.indicator i
        left join (select scale as code, bool_or(common_to is not null) as is_quality from placed_level group by scale) s
          on s.code = i.scale_code`,
  );
  await run(
    em,
    sql`create temporary table assessed_result on commit drop as
        select o.round_id, o.indicator_id, coalesce(o.institution_id, '') as institution_id, o.evidence,
          coalesce(l.rank::numeric, o.value::numeric) * i.sign as score, l.common_to, o.synthetic, o.publication_id
        from monitoring.observation o join assessed_indicator i on i.id = o.indicator_id
        left join placed_level l on l.code = o.level_code
        where o.round_id = any(${[...new Set(all)]}::text[]) and o.status in ('REPORTED', 'ESTIMATED')`,
  );
  await run(
    em,
    sql`create temporary table applied_rule on commit drop as
        select r.id, r.kind, i.id as indicator_id, i.by_level, i.is_quality,
          coalesce(r.threshold, case when i.is_quality and r.kind = 'BELOW_LEVEL' then 3 when i.by_level then 1 end)
            * case when r.kind = 'BELOW_LEVEL' and not i.is_quality then i.sign else 1 end as threshold
        from monitoring.deficit_rule r join assessed_indicator i on i.municipality = r.municipality
        where (r.area_code is null or r.area_code = i.area_code)
          and (r.indicator_code is null or r.indicator_code = i.code)
          and case when r.scale_code is not null then r.scale_code = i.scale_code
                else r.indicator_code is not null or i.is_quality end`,
  );
  for (const table of ['assessed_result', 'applied_rule']) await run(em, sql`analyze ${sql.table(table)}`);
}

export async function dropAssessed(em: EntityManager): Promise<void> {
  await run(em, sql`drop table beside, placed_level, assessed_indicator, assessed_result, applied_rule`);
}

/** `score` is under `than` by the threshold of rule `u`, and by something at all. */
export function falls(than: RawBuilder<unknown>, score: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${than} > ${score} and ${than} - ${score} >= coalesce(u.threshold, 0))`;
}
