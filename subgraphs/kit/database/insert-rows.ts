import type { EntityClass } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { storedColumns } from './change-columns.js';
import { run } from './execute-sql.js';

/** Rows in one statement: enough to be fast, and a few megabytes at most. */
export const batchSize = 2000;

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
  const properties = storedColumns(em.getMetadata().get(entity));
  const columns = sql.join(properties.map(({ fieldNames }) => sql.ref(fieldNames[0]!)));
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize).map((row) => {
      const record: Record<string, unknown> = {};
      for (const { name, fieldNames } of properties) {
        const value = row[name as keyof T];
        // What is not said is null.
        if (value !== null) record[fieldNames[0]!] = value;
      }
      return record;
    });
    await run(
      em,
      sql`insert into ${table} (${columns})
          select ${columns} from json_populate_recordset(null::${table}, ${JSON.stringify(batch)}::json)`,
    );
  }
}
