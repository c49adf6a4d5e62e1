import type { EntityClass, EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';

/** A property of an entity that has a column of its own. */
export interface StoredColumn {
  property: string;
  column: string;
  /** Its type in PostgreSQL. */
  type: string | undefined;
  isKey: boolean;
  isLazy: boolean;
  isInstant: boolean;
}

/** Where the rows of an entity are. */
export interface EntityTable {
  schema: string;
  name: string;
  /** Of statements. */
  table: RawBuilder<unknown>;
  /** In the order of their declaration. */
  columns: readonly StoredColumn[];
}

const tables = new WeakMap<EntityClass<unknown>, EntityTable>();

export function entityTable({ class: entity, schema, tableName: name, props }: EntityMetadata): EntityTable {
  const known = tables.get(entity);
  if (known) return known;
  if (schema === undefined) throw new Error(`${name} is in no schema.`);
  const columns = props.filter(({ persist }) => persist !== false).map(storedColumn);
  const table = { schema, name, table: sql.id(schema, name), columns };
  tables.set(entity, table);
  return table;
}

/** The column that holds a property. */
export function columnOf({ name, columns }: EntityTable, property: string): string {
  const found = columns.find((column) => column.property === property);
  if (!found) throw new Error(`${name} has no column for «${property}».`);
  return found.column;
}

function storedColumn({ name, fieldNames, columnTypes, primary, lazy, runtimeType }: EntityProperty): StoredColumn {
  const [column = name] = fieldNames;
  return {
    ...{ property: name, column, type: columnTypes?.[0] },
    ...{ isKey: primary === true, isLazy: lazy === true, isInstant: runtimeType === 'Date' },
  };
}
