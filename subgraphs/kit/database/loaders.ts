import type { EntityClass } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { columnOf, entityTable } from './entity-table.js';
import { visibleTable } from './row-access.js';
import { selectEntities } from './select-entities.js';
import type { Snapshot } from './snapshot.js';

/** A column and the property that holds it. */
interface Key<T> {
  property: keyof T & string;
  column: string;
}

/** The DataLoaders of one operation. Every reference between things is resolved through one, never row by row. */
export class Loaders {
  readonly #snapshot: Snapshot;
  readonly #byName = new Map<string, DataLoader<never, never>>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Finds entities by id; null for an id that is not there. */
  byId<T extends { id: string }>(entity: EntityClass<T>): DataLoader<string, T | null> {
    return this.byColumn(entity, { property: 'id', column: 'id' });
  }

  /** Finds entities by a unique column; null for a value that is not there. */
  byColumn<T extends object>(entity: EntityClass<T>, { property, column }: Key<T>): DataLoader<string, T | null> {
    return this.named(`${entity.name}.${column}`, async (keys: readonly string[]) => {
      const found = await selectEntities(
        this.#snapshot,
        entity,
        (columns, table) =>
          sql`select ${columns} from ${table} r where ${sql.ref(`r.${column}`)} = any(${[...keys]}::text[])`,
      );
      const byKey = new Map(found.map(({ entity }) => [String(entity[property]), entity]));
      return keys.map((value) => byKey.get(value) ?? null);
    });
  }

  /** Finds the rows that belong to each parent, few by nature (what can grow is a page), in the order of columns. */
  children<T extends object>(
    entity: EntityClass<T>,
    { property, column }: Key<T>,
    ...orderBy: string[]
  ): DataLoader<string, T[]> {
    return this.named(`${entity.name}[] ${column}`, async (parents: readonly string[]) => {
      const found = await selectEntities(
        this.#snapshot,
        entity,
        (columns, table) => sql`
          select ${columns} from ${table} r
          where ${sql.ref(`r.${column}`)} = any(${[...parents]}::text[]) order by ${sql.join(orderBy.map((name) => sql.ref(`r.${name}`)))}`,
      );
      const byParent = Map.groupBy(found, ({ entity }) => String(entity[property]));
      return parents.map((id) => (byParent.get(id) ?? []).map(({ entity }) => entity));
    });
  }

  /** Reads a lazy column of entities by id. */
  column(entity: EntityClass<{ id: string }>, property: string): DataLoader<string, unknown> {
    return this.named(`${entity.name} ${property}`, async (ids: readonly string[]) => {
      const stored = entityTable(this.#snapshot.metadata(entity));
      const column = sql.ref(columnOf(stored, property));
      const table = visibleTable(stored.table, entity, this.#snapshot.caller);
      const rows = await this.#snapshot.query(
        sql<{ id: string; value: unknown }>`
          select id, ${column} as value from ${table} r where id = any(${[...ids]}::text[])`,
      );
      const byId = new Map(rows.map(({ id, value }) => [id, value]));
      return ids.map((id) => byId.get(id));
    });
  }

  /** Forgets what was loaded, because it may have changed. */
  clear(): void {
    this.#byName.clear();
  }

  /** The loader of that name, made at its first use in this operation. The name says all that the batch depends on. */
  named<K, V>(name: string, batch: (keys: readonly K[]) => Promise<readonly V[]>): DataLoader<K, V> {
    let loader = this.#byName.get(name) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>(batch);
      // biome-ignore lint/plugin: The map holds loaders of all types; the name says which one it is.
      this.#byName.set(name, loader as unknown as DataLoader<never, never>);
    }
    return loader;
  }
}
