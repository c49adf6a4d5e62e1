import type { EntityClass } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { select } from './select.js';

/** The DataLoaders of one operation. Every reference between things is resolved through one, never row by row. */
export class Loaders {
  readonly #em: EntityManager;
  readonly #byName = new Map<string, DataLoader<never, never>>();

  constructor(em: EntityManager) {
    this.#em = em;
  }

  /** Finds entities by id; null for an id that is not there. */
  byId<T extends { id: string }>(entity: EntityClass<T>): DataLoader<string, T | null> {
    return this.byKey(entity, 'id');
  }

  /** Finds entities by a unique column that is named as its property. */
  byKey<T extends object>(entity: EntityClass<T>, key: keyof T & string): DataLoader<string, T | null> {
    return this.named(`${entity.name}.${key}`, async (keys: readonly string[]) => {
      const found = await select(
        this.#em,
        entity,
        (columns, table) => sql`select ${columns} from ${table} r where ${sql.ref(`r.${key}`)} = any(${[...keys]}::text[])`,
      );
      const byKey = new Map(found.map(({ entity }) => [entity[key] as string, entity]));
      return keys.map((value) => byKey.get(value) ?? null);
    });
  }

  /** The loader of that name, made at its first use in this operation. The name says all that the batch depends on. */
  named<K, V>(name: string, batch: (keys: readonly K[]) => Promise<readonly V[]>): DataLoader<K, V> {
    let loader = this.#byName.get(name) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>(batch);
      this.#byName.set(name, loader as unknown as DataLoader<never, never>);
    }
    return loader;
  }
}
