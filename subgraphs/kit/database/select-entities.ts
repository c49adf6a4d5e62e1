import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { entityTable, type StoredColumn } from './entity-table.js';
import { visibleTable } from './row-access.js';
import type { Snapshot } from './snapshot.js';

/**
 * Runs one SELECT over an entity's table, which conditions know as `r`, and gives plain objects with its properties: of
 * the rows, those that the caller may see. The objects are neither tracked by the EntityManager nor instances of the
 * class, whose setters would cost more than the query. `from` stands in for the table of an entity that has none.
 */
export async function selectEntities<T extends object>(
  snapshot: Snapshot,
  entity: EntityClass<T>,
  statement: (columns: RawBuilder<unknown>, table: RawBuilder<unknown>) => RawBuilder<unknown>,
  from?: RawBuilder<unknown>,
): Promise<{ entity: T; raw: Record<string, unknown> }[]> {
  const { table, columns, properties } = describe(snapshot, entity);
  const visible = visibleTable(from ?? table, entity, snapshot.caller);
  const rows = await snapshot.query(sql<Record<string, unknown>>`${statement(columns, visible)}`);
  return rows.map((raw) => ({ entity: plain<T>(properties, raw), raw }));
}

interface Description {
  table: RawBuilder<unknown>;
  columns: RawBuilder<unknown>;
  properties: readonly StoredColumn[];
}

const descriptions = new WeakMap<EntityClass<unknown>, Description>();

function describe(snapshot: Snapshot, entity: EntityClass<unknown>): Description {
  const known = descriptions.get(entity);
  if (known) return known;
  const { table, columns } = entityTable(snapshot.metadata(entity));
  const properties = columns.filter(({ isLazy }) => !isLazy);
  const description = {
    table,
    columns: sql.join(properties.map(({ column }) => sql.ref(`r.${column}`))),
    properties,
  };
  descriptions.set(entity, description);
  return description;
}

function plain<T>(properties: Description['properties'], raw: Record<string, unknown>): T {
  const result: Record<string, unknown> = {};
  for (const { property, column, isInstant } of properties) {
    // The driver leaves instants as text, for the ORM to read.
    result[property] = isInstant && raw[column] !== null ? new Date(String(raw[column])) : raw[column];
  }
  return result as T;
}
