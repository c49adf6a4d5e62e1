import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run, type TemporaryTable } from '../../../kit/database/index.js';
import { isAmong } from '../changed-results.js';
import type { AdjacentRounds } from './adjacent-rounds.js';
import {
  adjacentRound,
  appliedRule,
  assessedEvidence,
  assessedIndicator,
  assessedInstitution,
  assessedName,
  assessedPublication,
  assessedResult,
  assessedRound,
  concernedResult,
  placedLevel,
} from './assessed-tables.js';
import { placedLevels } from './common-levels.js';
import { createConcernedResults } from './concerned-results.js';

const inputs = [
  adjacentRound,
  assessedRound,
  placedLevel,
  assessedIndicator,
  assessedName,
  assessedInstitution,
  assessedPublication,
  assessedEvidence,
  assessedResult,
  appliedRule,
];

/** Lays the results of rounds, all or of some indicators, out for looking for deficits, until `dropAssessed`. */
export async function createAssessed(
  em: EntityManager,
  rounds: readonly AdjacentRounds[],
  indicators: readonly string[] | null,
): Promise<void> {
  // A million results are sorted and joined in memory; and never row by row, which the planner would try, because it
  // cannot know how many rows the parts of a statement give.
  await run(em, sql`set local work_mem = '64MB'`);
  await run(em, sql`set local enable_nestloop = off`);
  // What a query may take is too little for them.
  await run(em, sql`set local statement_timeout = '5min'`);
  await createRounds(em, rounds);
  await createIndicators(em, indicators);
  const results = { rounds: roundsOf(rounds), indicators };
  await assessedName.createFrom(
    em,
    sql`select distinct institution_id, publication_id, evidence from monitoring.observation where ${isAmong(results)}`,
  );
  await createNumbered(em, assessedInstitution, 'institution_id');
  await createNumbered(em, assessedPublication, 'publication_id');
  await createNumbered(em, assessedEvidence, 'evidence');
  await createResults(em, results);
  await createRules(em);
  for (const table of inputs) await table.analyze(em);
  await createConcernedResults(em);
}

/** A transaction may change results more than once. */
export async function dropAssessed(em: EntityManager): Promise<void> {
  for (const table of [...inputs, concernedResult]) await table.drop(em);
  for (const setting of ['work_mem', 'enable_nestloop']) await run(em, sql`set local ${sql.ref(setting)} to default`);
}

async function createRounds(em: EntityManager, rounds: readonly AdjacentRounds[]): Promise<void> {
  const numbers = new Map(roundsOf(rounds).map((id, index) => [id, index + 1]));
  const number = (id: string | null) => (id === null ? null : numbers.get(id));
  await assessedRound.createFrom(
    em,
    sql`select * from unnest(${[...numbers.values()]}::int[], ${[...numbers.keys()]}::text[]) r(n, id)`,
  );
  await adjacentRound.createFrom(
    em,
    sql`select * from unnest(
          ${rounds.map(({ id }) => number(id))}::int[], ${rounds.map(({ previous }) => number(previous))}::int[],
          ${rounds.map(({ next }) => number(next))}::int[]
        ) b(round, previous, next)`,
  );
}

function roundsOf(rounds: readonly AdjacentRounds[]): string[] {
  const all = rounds.flatMap(({ id, previous, next }) => [previous, id, next]).filter((id) => id !== null);
  return [...new Set(all)];
}

/** On a scale of quality a higher level is better, whatever the indicator says; elsewhere the indicator alone says it. */
async function createIndicators(em: EntityManager, indicators: readonly string[] | null): Promise<void> {
  const column = <T>(of: (level: (typeof placedLevels)[number]) => T) => placedLevels.map(of);
  await placedLevel.createFrom(
    em,
    sql`select * from unnest(
          ${column(({ code }) => code)}::text[], ${column(({ scale }) => scale)}::text[],
          ${column(({ rank }) => rank)}::int[], ${column(({ commonTo }) => commonTo)}::int[]
        ) l(code, scale, rank, common_to)`,
  );
  const l = placedLevel.as('l');
  await assessedIndicator.createFrom(
    em,
    sql`select row_number() over (order by i.id), i.id, i.municipality, i.code, i.area_code, i.scale_code,
          s.code is not null, coalesce(s.is_quality, false),
          case when s.is_quality or i.direction = 'HIGHER' then 1 when i.direction = 'LOWER' then -1 end
        from indicators.indicator i
        left join (
          select ${l.scale} as code, bool_or(${l.common_to} is not null) as is_quality from ${l} group by ${l.scale}
        ) s on s.code = i.scale_code
        where ${indicators === null ? sql`true` : sql`i.id = any(${[...indicators]}::text[])`}`,
  );
}

async function createNumbered(
  em: EntityManager,
  table: TemporaryTable<'n' | 'id'>,
  column: (typeof assessedName)['columns'][number],
): Promise<void> {
  const a = assessedName.as('a');
  await table.createFrom(
    em,
    sql`select row_number() over (order by id), id from (
          select distinct ${a[column]} as id from ${a} where ${a[column]} is not null) d`,
  );
}

async function createResults(em: EntityManager, results: Parameters<typeof isAmong>[0]): Promise<void> {
  const [r, i, l] = [assessedRound.as('r'), assessedIndicator.as('i'), placedLevel.as('l')];
  const [s, e, p] = [assessedInstitution.as('s'), assessedEvidence.as('e'), assessedPublication.as('p')];
  const isSynthetic = sql`(o.synthetic or coalesce(b.synthetic, false))`;
  await assessedResult.createFrom(
    em,
    sql`select ${r.n}, ${i.n}, coalesce(${s.n}, 0), 2 * ${e.n} + ${isSynthetic}::int,
          coalesce(${l.rank}::numeric, o.value::numeric) * ${i.sign}, ${l.common_to}, ${isSynthetic}, ${p.n}
        from monitoring.observation o join ${r} on ${r.id} = o.round_id join ${i} on ${i.id} = o.indicator_id
        join ${e} on ${e.id} = o.evidence join ${p} on ${p.id} = o.publication_id
        left join ${s} on ${s.id} = o.institution_id
        left join monitoring.institution_bit b on b.institution_id = o.institution_id
        left join ${l} on ${l.code} = o.level_code
        where ${isAmong(results, 'o')} and o.status in ('REPORTED', 'ESTIMATED')`,
  );
}

async function createRules(em: EntityManager): Promise<void> {
  const i = assessedIndicator.as('i');
  await appliedRule.createFrom(
    em,
    sql`select dense_rank() over (order by r.id), r.id, r.kind, ${i.n}, ${i.by_level}, ${i.is_quality},
          coalesce(r.threshold, case when ${i.is_quality} and r.kind = 'BELOW_LEVEL' then 3 when ${i.by_level} then 1 end)
            * case when r.kind = 'BELOW_LEVEL' and not ${i.is_quality} then ${i.sign} else 1 end
        from monitoring.deficit_rule r join ${i} on ${i.municipality} = r.municipality
        where (r.area_code is null or r.area_code = ${i.area_code})
          and (r.indicator_code is null or r.indicator_code = ${i.code})
          and case when r.scale_code is not null then r.scale_code = ${i.scale_code}
                else r.indicator_code is not null or ${i.is_quality} end`,
  );
}
