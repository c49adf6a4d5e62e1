import type { EntityClass, EntityProperty } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
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
  const rows = await snapshot.query(statement(columns, visible) as RawBuilder<Record<string, unknown>>);
  return rows.map((raw) => ({ entity: plain<T>(properties, raw), raw }));
}

interface Description {
  table: RawBuilder<unknown>;
  columns: RawBuilder<unknown>;
  properties: readonly { name: string; column: string; instant: boolean }[];
}

const descriptions = new WeakMap<EntityClass<unknown>, Description>();

function describe(snapshot: Snapshot, entity: EntityClass<unknown>): Description {
  const known = descriptions.get(entity);
  if (known) return known;
  const meta = snapshot.metadata(entity);
  const properties = (meta.props as EntityProperty[])
    .filter((property) => property.persist !== false && !property.lazy)
    .map(({ name, fieldNames, runtimeType }) => ({ name, column: fieldNames[0]!, instant: runtimeType === 'Date' }));
  const description = {
    table: sql.id(meta.schema!, meta.tableName),
    columns: sql.join(properties.map(({ column }) => sql.ref(`r.${column}`))),
    properties,
  };
  descriptions.set(entity, description);
  return description;
}

function plain<T>(properties: Description['properties'], raw: Record<string, unknown>): T {
  const result: Record<string, unknown> = {};
  for (const { name, column, instant } of properties) {
    // The driver leaves instants as text, for the ORM to read.
    result[name] = instant && raw[column] !== null ? new Date(raw[column] as string) : raw[column];
  }
  return result as T;
}
