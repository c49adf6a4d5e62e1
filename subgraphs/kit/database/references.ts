import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from './execute-sql.js';

/** A column by which rows name things of another publication, and how people call these rows. */
export interface ReferenceColumn {
  table: string;
  column: string;
  named: string;
  /** It holds a list of ids. */
  isList?: true;
  /** Its rows say whether they are made up. */
  hasSynthetic?: true;
}

/** Of each domain: columns by which its rows name things of other publications, by the kind of their ids. */
export type ReferenceColumns = Readonly<Record<string, readonly ReferenceColumn[]>>;

const columnsByKind = new Map<string, readonly ReferenceColumn[]>();

/**
 * Declares what names things that another publication brings. No foreign key watches over it, because each domain has a
 * schema of its own: so whoever takes such a thing away asks here what it would leave without a target. What becomes of the
 * thing is decided where it is taken away. A test finds columns that no domain declares.
 */
export function registerReferenceColumns(declared: ReferenceColumns): void {
  for (const [kind, columns] of Object.entries(declared))
    columnsByKind.set(kind, [...(columnsByKind.get(kind) ?? []), ...columns]);
}

export function allReferenceColumns(): ReferenceColumns {
  return Object.fromEntries(columnsByKind);
}

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
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Mention[]>> {
  const counts = (columnsByKind.get(kind) ?? []).map((naming, place) => count(naming, place, ids));
  // Else whoever forgets to declare its columns would have things taken away that it names.
  if (counts.length === 0) throw new Error(`No domain declares what names things of the kind «${kind}».`);
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

function count({ table, column, named, isList, hasSynthetic }: ReferenceColumn, place: number, ids: readonly string[]) {
  const wanted = [...ids];
  const target = sql.ref(`t.${column}`);
  const counted = sql`${named}::text as named, ${place}::int as place, count(*)::int as count,
    ${hasSynthetic ? sql`count(*) filter (where t.synthetic)::int` : sql`0`} as "madeUp" from ${sql.table(table)} t`;
  return isList
    ? sql`select u.id, ${counted}, unnest(${target}) u(id)
        where ${target} && ${wanted}::text[] and u.id = any(${wanted}::text[]) group by u.id`
    : sql`select ${target} as id, ${counted} where ${target} = any(${wanted}::text[]) group by ${target}`;
}
