import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { Field } from 'type-graphql';
import type { Context } from './context.js';

// The subgraphs of an owner share one database: docs/decisions/055.

/** Ids of what is made up, of each kind of thing that others rest on. What rests on it is made up too, whoever said it. */
const syntheticIds = new Map<string, RawBuilder<unknown>>();

/** Says by which statement the ids of the synthetic things of a kind are found, for what rests on them. */
export function registerSynthetic(kind: string, ids: RawBuilder<unknown>): void {
  syntheticIds.set(kind, ids);
}

function syntheticIdsOf(kind: string): RawBuilder<unknown> {
  const ids = syntheticIds.get(kind);
  if (!ids) throw new Error(`Nothing registers which ids of the kind «${kind}» are synthetic.`);
  return ids;
}

interface Mark {
  /** Its table has the column `synthetic`, which says of the thing itself that it is made up. */
  hasColumn: boolean;
  /** Properties with the id, or the ids, of what a row rests on. */
  rests: readonly [kind: string, property: string][];
}

const marked = new Map<EntityClass<object>, Mark>();

/**
 * Decorates an entity that can be made up. Its field `synthetic`, and `syntheticCount` of its connections, follow: from
 * the column of that name, or else, described by `field`, from what the properties named refer to alone.
 */
export function canBeSynthetic(restsOn: Readonly<Record<string, string>> = {}, field?: string) {
  return (entity: EntityClass<object>): void => {
    marked.set(entity, { hasColumn: field === undefined, rests: Object.entries(restsOn) });
    if (field !== undefined) Field(() => Boolean, { description: field })(entity.prototype, 'synthetic');
  };
}

export function markedEntities(): Iterable<EntityClass<object>> {
  return marked.keys();
}

/** The condition under which row `r` of the entity is made up; null where none can be. */
export function syntheticRow(entity: EntityClass<object>): RawBuilder<boolean> | null {
  const mark = marked.get(entity);
  if (!mark) return null;
  const rests = mark.rests.map(([kind, property]) =>
    restsOnSynthetic(kind, sql.ref(`r.${columnOf(property)}`), property),
  );
  return sql`(${sql.join([...(mark.hasColumn ? [sql`r.synthetic`] : []), ...rests], sql` or `)})`;
}

/** The thing with this id, or one of those with these, is made up. */
export function restsOnSynthetic(kind: string, id: RawBuilder<unknown>, property = ''): RawBuilder<boolean> {
  // Ids of many are looked up one by one: two long arrays would be compared each with each.
  return property.endsWith('Ids')
    ? sql`coalesce((select bool_or(one in (${syntheticIdsOf(kind)})) from unnest(${id}) one), false)`
    : sql`coalesce(${id} in (${syntheticIdsOf(kind)}), false)`;
}

/** Is a row of the entity, as it was read, made up? */
export async function isSynthetic(context: Context, entity: EntityClass<object>, row: object): Promise<boolean> {
  const { hasColumn, rests } = marked.get(entity) ?? { hasColumn: false, rests: [] };
  const values = new Map<string, unknown>(Object.entries(row));
  if (hasColumn && values.get('synthetic') === true) return true;
  const ids = rests.flatMap(([, property]) => values.get(property));
  const marks = await Promise.all(
    ids.filter((id) => typeof id === 'string').map((id) => marksOfThings(context).load(id)),
  );
  return marks.includes(true);
}

function marksOfThings({ loaders, snapshot }: Context) {
  return loaders.named('synthetic', async (ids: readonly string[]) => {
    const all = sql.join([...syntheticIds.values()], sql` union all `);
    const found = await snapshot.query(
      sql<{ id: string }>`select id from (${all}) s where id = any(${[...ids]}::text[])`,
    );
    const synthetic = new Set(found.map(({ id }) => id));
    return ids.map((id) => synthetic.has(id));
  });
}

function columnOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
