import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import { isAmong } from '../changed-results.js';
import type { RoundBeside } from './adjacent-rounds.js';
import { placedLevels } from './common-levels.js';

/**
 * Lays the results of rounds, all or of some indicators, out for looking for deficits, until `dropAssessed`. Rounds, indicators, institutions and
 * publications go by numbers, which join and sort many times as fast as ids:
 *
 * `assessed_result`: results of institutions, and of the owner as a whole under institution 0, each with a score that is
 * higher where it is better: the value, or the level's place on its own scale; null where nothing says which direction
 * is better. `common_to` is the best that the level may be on the common scale. Made-up results count as another kind of
 * evidence: neither they nor real ones are compared with the others.
 *
 * `applied_rule`: which rule looks at which indicator, and the threshold in the units of the score.
 *
 * `beside`: the rounds, each with the one before and after it, whose results are laid out too.
 *
 * `concerned_result`: which rule which result falls under, in these rounds and in those after them. By kinds of evidence,
 * because what an expert found is neither confirmed nor refuted by what parents say.
 */
export async function stageAssessed(
  em: EntityManager,
  rounds: readonly RoundBeside[],
  indicators: readonly string[] | null,
): Promise<void> {
  // A million results are sorted and joined in memory; and never row by row, which the planner would try, because it
  // cannot know how many rows the parts of a statement give.
  await run(em, sql`set local work_mem = '64MB'`);
  await run(em, sql`set local enable_nestloop = off`);
  // What a query may take is too little for them.
  await run(em, sql`set local statement_timeout = '5min'`);
  await stageRounds(em, rounds);
  await stageIndicators(em, indicators);
  const results = { rounds: roundsOf(rounds), indicators };
  const numbered = (column: string, of: string) => sql`
    create temporary table ${sql.table(of)} on commit drop as
    select row_number() over (order by id)::int as n, id from (
      select distinct ${sql.ref(column)} as id from assessed_name where ${sql.ref(column)} is not null) d`;
  await run(
    em,
    sql`create temporary table assessed_name on commit drop as
        select distinct institution_id, publication_id, evidence from monitoring.observation where ${isAmong(results)}`,
  );
  await run(em, numbered('institution_id', 'assessed_institution'));
  await run(em, numbered('publication_id', 'assessed_publication'));
  await run(em, numbered('evidence', 'assessed_evidence'));
  await run(
    em,
    sql`create temporary table assessed_result on commit drop as
        select r.n as round, i.n as indicator, coalesce(s.n, 0) as institution,
          2 * e.n + (o.synthetic or coalesce(b.synthetic, false))::int as evidence,
          coalesce(l.rank::numeric, o.value::numeric) * i.sign as score, l.common_to,
          o.synthetic or coalesce(b.synthetic, false) as synthetic, p.n as publication
        from monitoring.observation o join assessed_round r on r.id = o.round_id
        join assessed_indicator i on i.id = o.indicator_id
        join assessed_evidence e on e.id = o.evidence join assessed_publication p on p.id = o.publication_id
        left join assessed_institution s on s.id = o.institution_id
        left join monitoring.institution_bit b on b.institution_id = o.institution_id left join placed_level l on l.code = o.level_code
        where ${isAmong(results, 'o')} and o.status in ('REPORTED', 'ESTIMATED')`,
  );
  await run(
    em,
    sql`create temporary table applied_rule on commit drop as
        select dense_rank() over (order by r.id)::int as n, r.id, r.kind, i.n as indicator, i.by_level, i.is_quality,
          coalesce(r.threshold, case when i.is_quality and r.kind = 'BELOW_LEVEL' then 3 when i.by_level then 1 end)
            * case when r.kind = 'BELOW_LEVEL' and not i.is_quality then i.sign else 1 end as threshold
        from monitoring.deficit_rule r join assessed_indicator i on i.municipality = r.municipality
        where (r.area_code is null or r.area_code = i.area_code)
          and (r.indicator_code is null or r.indicator_code = i.code)
          and case when r.scale_code is not null then r.scale_code = i.scale_code
                else r.indicator_code is not null or i.is_quality end`,
  );
  for (const table of inputs) await run(em, sql`analyze ${sql.table(table)}`);
  await stageConcerned(em);
}

const inputs = [
  'beside',
  'assessed_round',
  'placed_level',
  'assessed_indicator',
  'assessed_name',
  'assessed_institution',
  'assessed_publication',
  'assessed_evidence',
  'assessed_result',
  'applied_rule',
];

/** A transaction may change results more than once. */
export async function dropAssessed(em: EntityManager): Promise<void> {
  const staged = [...inputs, 'concerned_result'];
  await run(em, sql`drop table ${sql.join(staged.map((table) => sql.table(table)))}`);
  for (const setting of ['work_mem', 'enable_nestloop']) await run(em, sql`set local ${sql.ref(setting)} to default`);
}

/** `score` is under `than` by the threshold of rule `u`, and by something at all. */
export function falls(than: RawBuilder<unknown>, score: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${than} > ${score} and ${than} - ${score} >= coalesce(u.threshold, 0))`;
}

async function stageRounds(em: EntityManager, rounds: readonly RoundBeside[]): Promise<void> {
  const numbers = new Map(roundsOf(rounds).map((id, index) => [id, index + 1]));
  const number = (id: string | null) => (id === null ? null : numbers.get(id)!);
  await run(
    em,
    sql`create temporary table assessed_round on commit drop as
        select * from unnest(${[...numbers.values()]}::int[], ${[...numbers.keys()]}::text[]) r(n, id)`,
  );
  await run(
    em,
    sql`create temporary table beside on commit drop as select * from unnest(
          ${rounds.map(({ id }) => number(id))}::int[], ${rounds.map(({ previous }) => number(previous))}::int[],
          ${rounds.map(({ next }) => number(next))}::int[]
        ) b(round, previous, next)`,
  );
}

function roundsOf(rounds: readonly RoundBeside[]): string[] {
  const all = rounds.flatMap(({ id, previous, next }) => [previous, id, next]).filter((id) => id !== null);
  return [...new Set(all)];
}

/** On a scale of quality a higher level is better, whatever the indicator says; elsewhere the indicator alone says it. */
async function stageIndicators(em: EntityManager, indicators: readonly string[] | null): Promise<void> {
  const column = <T>(of: (level: (typeof placedLevels)[number]) => T) => placedLevels.map(of);
  await run(
    em,
    sql`create temporary table placed_level on commit drop as
        select * from unnest(
          ${column(({ code }) => code)}::text[], ${column(({ scale }) => scale)}::text[],
          ${column(({ rank }) => rank)}::int[], ${column(({ commonTo }) => commonTo)}::int[]
        ) l(code, scale, rank, common_to)`,
  );
  await run(
    em,
    sql`create temporary table assessed_indicator on commit drop as
        select row_number() over (order by i.id)::int as n, i.id, i.municipality, i.code, i.area_code, i.scale_code,
          s.code is not null as by_level, coalesce(s.is_quality, false) as is_quality,
          case when s.is_quality or i.direction = 'HIGHER' then 1 when i.direction = 'LOWER' then -1 end as sign
        from indicators.indicator i
        left join (select scale as code, bool_or(common_to is not null) as is_quality from placed_level group by scale) s
          on s.code = i.scale_code
        where ${indicators === null ? sql`true` : sql`i.id = any(${[...indicators]}::text[])`}`,
  );
}

async function stageConcerned(em: EntityManager): Promise<void> {
  const results = sql`
    select x.round, u.n as rule, x.indicator, x.institution, x.evidence, x.synthetic
    from assessed_result x join applied_rule u on u.indicator = x.indicator`;
  await run(
    em,
    sql`create temporary table concerned_result on commit drop as
    with followed as (
      select round, previous from beside
      union select next, round from beside where next is not null
    ), median as (
      -- The owner's. Of an even number of levels the lower one in the middle: halves of levels there are none.
      select m.round, m.indicator, m.evidence, case when i.by_level then m.lower else (m.lower + m.upper) / 2 end as score
      from (
        select x.round, x.indicator, x.evidence, percentile_disc(0.5) within group (order by x.score) as lower,
          percentile_disc(0.5) within group (order by x.score desc) as upper
        from assessed_result x join followed f on f.round = x.round
        where x.institution > 0
          and x.indicator in (select indicator from applied_rule where kind = 'UNDER_MEDIAN')
        group by x.round, x.indicator, x.evidence
      ) m join assessed_indicator i on i.n = m.indicator
    )
    ${results} join followed f on f.round = x.round
    where u.kind = 'BELOW_LEVEL'
      and case when u.is_quality then x.common_to < u.threshold else x.score < u.threshold end
    union all
    ${results} join followed f on f.round = x.round
    join assessed_result p on p.round = f.previous and p.indicator = x.indicator and p.institution = x.institution
      and p.evidence = x.evidence
    where u.kind = 'FALLING' and ${falls(sql`p.score`, sql`x.score`)}
    union all
    ${results} join median m on m.round = x.round and m.indicator = x.indicator and m.evidence = x.evidence
    where u.kind = 'UNDER_MEDIAN' and x.institution > 0 and ${falls(sql`m.score`, sql`x.score`)}`,
  );
  await run(em, sql`analyze concerned_result`);
}
