import { type RawBuilder, sql } from 'kysely';
import type { Context } from './context.js';

// The subgraphs of an owner share one database: docs/decisions/055.

/** Ids of what is made up, of each kind of thing that others rest on. What rests on it is made up too, whoever said it. */
const madeUp = {
  institution: sql`select id from institutions.institution where synthetic`,
  framework: sql`select id from indicators.framework where synthetic`,
  indicator: sql`select id from indicators.indicator
    where synthetic or framework_id in (select id from indicators.framework where synthetic)`,
  round: sql`select id from monitoring.monitoring_round where synthetic`,
  rule: sql`select id from monitoring.deficit_rule where provenance @> '[{"method": "SYNTHETIC"}]'`,
} as const;
type Kind = keyof typeof madeUp;

/** Something that a row names is made up: by kind, the column with its id. */
export function restsOnSynthetic(named: Partial<Record<Kind, RawBuilder<unknown>>>): RawBuilder<boolean> {
  const conditions = Object.entries(named).map(
    ([kind, id]) => sql`coalesce(${id} in (${madeUp[kind as Kind]}), false)`,
  );
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** The same of a row that was read: is one of the things with these ids made up? */
export async function anySynthetic({ loaders, snapshot }: Context, ids: readonly (string | null)[]): Promise<boolean> {
  const marks = loaders.named('synthetic', async (wanted: readonly string[]) => {
    const all = sql.join(Object.values(madeUp), sql` union all `);
    const found = await snapshot.query(
      sql<{ id: string }>`select id from (${all}) s where id = any(${[...wanted]}::text[])`,
    );
    const synthetic = new Set(found.map(({ id }) => id));
    return wanted.map((id) => synthetic.has(id));
  });
  const named = ids.filter((id) => id !== null);
  return (await Promise.all(named.map((id) => marks.load(id)))).includes(true);
}
