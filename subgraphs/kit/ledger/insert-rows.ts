import type { EntityClass, EntityProperty } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { run } from './run.js';

/** Rows in one statement: enough to be fast, and a few megabytes at most. */
const batchSize = 2000;

/** Inserts many rows, PostgreSQL itself taking them apart: ten times as fast as one parameter for each value. */
export function insertRows<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
  rows: readonly T[],
): Promise<void> {
  const { schema, tableName } = em.getMetadata().get(entity);
  return insertInto(em, sql.id(schema!, tableName), entity, rows);
}

/** Inserts rows of an entity into a table that has its columns. */
export async function insertInto<T extends object>(
  em: EntityManager,
  table: RawBuilder<unknown>,
  entity: EntityClass<T>,
  rows: readonly T[],
): Promise<void> {
  const properties = (em.getMetadata().get(entity).props as EntityProperty[]).filter(
    ({ persist }) => persist !== false,
  );
  const columns = sql.join(properties.map(({ fieldNames }) => sql.ref(fieldNames[0]!)));
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize).map((row) => {
      return Object.fromEntries(properties.map(({ name, fieldNames }) => [fieldNames[0], row[name as keyof T]]));
    });
    await run(
      em,
      sql`insert into ${table} (${columns})
          select ${columns} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(batch)}::jsonb)`,
    );
  }
}
