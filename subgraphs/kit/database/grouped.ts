import { type RawBuilder, sql } from 'kysely';
import type { Snapshot } from './snapshot.js';

/** Something to count rows by. */
export interface Dimension<R> {
  /** Its field in a row. */
  field: keyof R & string;
  value: RawBuilder<unknown>;
  /** The order of its values, as the hub sorts rows: by code points, by number, or as the enum lists them. */
  order: 'text' | 'number' | Readonly<Record<string, string>>;
}

/** The dimensions that are asked for, each once, in the order in which rows are sorted by them. */
export function dimensionsAsked<K extends string, D>(all: Readonly<Record<K, D>>, groupBy: readonly K[]): D[] {
  return (Object.keys(all) as K[]).filter((name) => groupBy.includes(name)).map((name) => all[name]);
}

/**
 * Counts the rows of `from` by dimensions; all in one row where there are none. Rows stand in the order in which the
 * hub sorts them, so that an instance and a hub over it give the same. What is not counted by is left out of a row.
 */
export function grouped<R>(
  snapshot: Snapshot,
  dimensions: readonly Dimension<R>[],
  from: RawBuilder<unknown>,
  counts: Readonly<Record<string, RawBuilder<unknown>>> = { count: sql`count(*)::int` },
): Promise<Partial<R>[]> {
  const columns = dimensions.map(({ field, value }) => sql`${value} as ${sql.ref(field)}`);
  const counted = Object.entries(counts).map(([name, value]) => sql`${value} as ${sql.ref(name)}`);
  const rows = sql`select ${sql.join([...columns, ...counted])} ${from}`;
  if (dimensions.length === 0) return snapshot.query(sql<Partial<R>>`${rows}`);
  const values = sql.join(dimensions.map(({ value }) => value));
  return snapshot.query(
    sql<Partial<R>>`select * from (${rows} group by ${values}) g order by ${sql.join(dimensions.map(dimensionOrder))}`,
  );
}

/** What rows of `g` are sorted by for it. */
export function dimensionOrder<R>({ field, order }: Pick<Dimension<R>, 'field' | 'order'>): RawBuilder<unknown> {
  const value = sql.ref(`g.${field}`);
  if (order === 'number') return value;
  return order === 'text' ? sql`${value} collate "C"` : sql`array_position(${Object.keys(order)}::text[], ${value})`;
}
