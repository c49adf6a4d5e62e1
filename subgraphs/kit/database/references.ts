import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from './execute-sql.js';

/** A column by which rows name things of another publication, and how people call these rows. */
interface Naming {
  table: string;
  column: string;
  named: string;
  /** It holds a list of ids. */
  isList?: true;
  /** Its rows say whether they are made up. */
  hasSynthetic?: true;
}

/**
 * What names things that another publication brings, by the kind of their ids. No foreign key watches over it, because each
 * domain has a schema of its own: so whoever takes such a thing away asks here what it would leave without a target.
 * What becomes of the thing is decided where it is taken away. A test finds columns that are not here.
 */
export const references = {
  institution: [
    { table: 'monitoring.observation', column: 'institution_id', named: 'результаты', hasSynthetic: true },
    { table: 'monitoring.past_observation', column: 'institution_id', named: 'прежние результаты', hasSynthetic: true },
    { table: 'monitoring.cluster_assignment', column: 'institution_id', named: 'кластеры', hasSynthetic: true },
    {
      table: 'monitoring.past_cluster_assignment',
      column: 'institution_id',
      named: 'прежние кластеры',
      hasSynthetic: true,
    },
    { table: 'monitoring.deficit', column: 'institution_ids', named: 'дефициты', isList: true, hasSynthetic: true },
    { table: 'monitoring.recommendation', column: 'institution_id', named: 'рекомендации', hasSynthetic: true },
    { table: 'action_plans.institution_plan', column: 'institution_id', named: 'планы организаций' },
    { table: 'action_plans.progress_report', column: 'institution_id', named: 'отчёты о мероприятиях' },
  ],
  act: [{ table: 'monitoring.monitoring_round', column: 'basis_id', named: 'раунды мониторинга', hasSynthetic: true }],
  programme: [
    { table: 'monitoring.monitoring_round', column: 'programme_id', named: 'раунды мониторинга', hasSynthetic: true },
  ],
  round: [
    { table: 'monitoring.observation', column: 'round_id', named: 'результаты' },
    { table: 'monitoring.past_observation', column: 'round_id', named: 'прежние результаты' },
    { table: 'monitoring.cluster_assignment', column: 'round_id', named: 'кластеры' },
    { table: 'monitoring.past_cluster_assignment', column: 'round_id', named: 'прежние кластеры' },
    { table: 'monitoring.deficit', column: 'round_id', named: 'дефициты' },
    { table: 'monitoring.recommendation', column: 'round_id', named: 'рекомендации' },
    { table: 'monitoring.profile_cell', column: 'round_id', named: 'ячейки профилей' },
    { table: 'monitoring.profile_total', column: 'round_id', named: 'итоги профилей' },
    { table: 'monitoring.disclosure', column: 'round_id', named: 'опубликованные профили' },
  ],
  indicator: [
    { table: 'monitoring.observation', column: 'indicator_id', named: 'результаты' },
    { table: 'monitoring.past_observation', column: 'indicator_id', named: 'прежние результаты' },
    { table: 'monitoring.deficit', column: 'indicator_id', named: 'дефициты' },
  ],
  measure: [
    { table: 'action_plans.progress_report', column: 'measure_id', named: 'отчёты о выполнении' },
    { table: 'action_plans.measure_deficit', column: 'measure_id', named: 'связи с дефицитами' },
    { table: 'action_plans.deadline_confirmation', column: 'measure_id', named: 'подтверждённые сроки' },
    { table: 'action_plans.measure_area', column: 'measure_id', named: 'направления' },
  ],
  deficit: [
    { table: 'action_plans.measure_deficit', column: 'deficit_id', named: 'мероприятия' },
    { table: 'monitoring.recommendation', column: 'deficit_ids', named: 'рекомендации', isList: true },
  ],
} as const satisfies Record<string, readonly Naming[]>;

export type Referred = keyof typeof references;

/** How many rows of a kind name a thing. */
export interface Mention {
  named: string;
  count: number;
  /** How many of them are made up. */
  madeUp: number;
}

/** What names each of these things; nothing of those that nothing names. One statement, however many there are. */
export async function mentionsOf(
  em: EntityManager,
  kind: Referred,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Mention[]>> {
  const counts = (references[kind] as readonly Naming[]).map((naming, place) => count(naming, place, ids));
  const rows = await run(
    em,
    sql<Mention & { id: string }>`
      select id, named, count, "madeUp" from (${sql.join(counts, sql` union all `)}) mention order by id, place`,
  );
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, all]) => [id, all.map(({ id: _, ...mention }) => mention)]),
  );
}

/** «результаты – 12, кластеры – 1». */
export function mentionsInWords(mentions: readonly Pick<Mention, 'named' | 'count'>[]): string {
  const sums = new Map<string, number>();
  for (const { named, count } of mentions) sums.set(named, (sums.get(named) ?? 0) + count);
  return [...sums].map(([named, count]) => `${named} – ${count}`).join(', ');
}

function count({ table, column, named, isList, hasSynthetic }: Naming, place: number, ids: readonly string[]) {
  const wanted = [...ids];
  const target = sql.ref(`t.${column}`);
  const counted = sql`${named}::text as named, ${place}::int as place, count(*)::int as count,
    ${hasSynthetic ? sql`count(*) filter (where t.synthetic)::int` : sql`0`} as "madeUp" from ${sql.table(table)} t`;
  return isList
    ? sql`select u.id, ${counted}, unnest(${target}) u(id)
        where ${target} && ${wanted}::text[] and u.id = any(${wanted}::text[]) group by u.id`
    : sql`select ${target} as id, ${counted} where ${target} = any(${wanted}::text[]) group by ${target}`;
}
