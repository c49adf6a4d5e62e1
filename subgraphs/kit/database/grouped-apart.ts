import { type RawBuilder, sql } from 'kysely';
import { type Dimension, grouped } from './grouped.js';
import type { Snapshot } from './snapshot.js';

/** Joins `mark`, which says by this condition whether a row is made up. */
export function markJoin(isSynthetic: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`cross join lateral (select ${isSynthetic} as synthetic) mark`;
}

/**
 * Counts the rows of `from`, which has a `mark`, by dimensions: those that are made up always apart from real ones.
 * Without a dimension there is a row of real ones also where there are none.
 */
export async function groupedApart<R extends { synthetic: boolean }>(
  snapshot: Snapshot,
  dimensions: readonly Dimension<R>[],
  from: RawBuilder<unknown>,
  counts: Readonly<Record<string, RawBuilder<unknown>>> = { count: sql`count(*)::int` },
): Promise<Partial<R>[]> {
  const mark: Dimension<{ synthetic: boolean }> = { field: 'synthetic', value: sql`mark.synthetic`, order: 'number' };
  const rows = await grouped<R>(snapshot, [...dimensions, mark as Dimension<R>], from, counts);
  if (dimensions.length > 0 || rows.some(({ synthetic }) => !synthetic)) return rows;
  const none = Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));
  return [{ ...none, synthetic: false } as Partial<R>, ...rows];
}
