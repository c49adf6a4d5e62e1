import type { EntityClass } from '@mikro-orm/core';
import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, Int } from 'type-graphql';
import { notAChange } from '../database/index.js';
import { DateScalar, DateTimeScalar } from './scalars.js';

/**
 * One decorator per property for both its column and its GraphQL field, so that type, nullability and description are
 * said once. A property whose TypeScript type or nullability differs from its column does not compile.
 *
 *     @Col.text({ nullable: true, description: '…' }) shortName!: string | null;
 */
interface ColumnOptions {
  /** Becomes the field's description in the schema. */
  description: string;
  nullable?: false;
  /** Read only where it is asked for, by a statement of its own: for what is long and seldom asked. */
  lazy?: true;
  /** Why a row that differs in it alone says the same as before; every other column counts as a change. */
  notAChange?: string;
}
interface NullableOptions extends Omit<ColumnOptions, 'nullable'> {
  nullable: true;
}

/** A decorator that only fits a property of exactly type `V`. */
type On<V> = <T extends object, K extends keyof T & string>(
  target: T,
  key: K & ([T[K]] extends [V] ? ([V] extends [T[K]] ? K : never) : never),
) => void;

interface Column<V> {
  (options: NullableOptions): On<V | null>;
  (options: ColumnOptions): On<V>;
}

/** A lazy one is written with the row, and read by nobody but the database. */
interface HiddenColumn<V> {
  <T extends V = V>(options: HiddenOptions & { nullable: true }): On<T | null>;
  <T extends V = V>(options?: HiddenOptions & { nullable?: false }): On<T>;
}
interface HiddenOptions {
  lazy?: true;
  /** As of a column that is shown. */
  notAChange?: string;
}

/** Every lazy column; the subgraph gives each a resolver. */
export const lazyColumns: { entity: EntityClass<{ id: string }>; property: string }[] = [];

/** Ids, codes and sort keys compare by bytes: the same in every database and in the hub. */
export const codeColumn = { type: 'string', columnType: 'text collate "C"' };
const codesColumn = { type: 'array', columnType: 'text[]' };

export const Col = {
  /** The global id. */
  id: (): On<string> =>
    ((target: object, key: string) => {
      PrimaryKey({ ...codeColumn })(target, key);
      Field(() => ID, { description: 'Global id, opaque: «owner:kind:local».' })(target, key);
    }) as On<string>,
  code: column<string>(() => ID, codeColumn),
  text: column<string>(() => String, { type: 'text' }),
  int: column<number>(() => Int, { type: 'integer' }),
  float: column<number>(() => Float, { type: 'double' }),
  boolean: column<boolean>(() => Boolean, { type: 'boolean' }),
  date: column<string>(() => DateScalar, { type: 'date' }),
  dates: column<string[]>(() => [DateScalar], { type: 'array', columnType: 'text[]' }),
  instant: column<Date>(() => DateTimeScalar, { type: 'datetime', columnType: 'timestamptz' }),
  texts: column<string[]>(() => [String], codesColumn),
  /** An enum made by `registerEnum`; stored by name. */
  enum: enumColumn,
  enums: <V extends string>(values: Readonly<Record<string, V>>, options: ColumnOptions) =>
    column<V[]>(() => [values], codesColumn)(options),
  /** A value kept as jsonb, whose class is a GraphQL object type. */
  json: jsonColumn,
  jsons: <V extends object>(type: () => new () => V, options: ColumnOptions) =>
    column<V[]>(() => [type()], { type: 'json', columnType: 'jsonb' })(options),

  /** Columns that the schema does not show as they are: references, resolved to entities, and sort keys. */
  hidden: {
    code: hidden<string>(codeColumn),
    codes: hidden<string[]>(codesColumn),
    text: hidden<string>({ type: 'text' }),
    int: hidden<number>({ type: 'integer' }),
    date: hidden<string>({ type: 'date' }),
    /** A decimal: the driver gives it as text. */
    decimal: hidden<string>({ type: 'string', columnType: 'numeric' }),
    json: hidden<object>({ type: 'json', columnType: 'jsonb' }),
  },

  /** What rows are sorted by. It follows from what they say. */
  sortKey: (): On<string> => hidden<string>(codeColumn)({ notAChange: 'It follows from what the row says.' }),
};

function enumColumn<V extends string>(values: Readonly<Record<string, V>>, options: NullableOptions): On<V | null>;
function enumColumn<V extends string>(values: Readonly<Record<string, V>>, options: ColumnOptions): On<V>;
function enumColumn(values: object, options: ColumnOptions | NullableOptions): unknown {
  return column<string>(() => values, codeColumn)(options as ColumnOptions);
}

function jsonColumn<V extends object>(type: () => new () => V, options: NullableOptions): On<V | null>;
function jsonColumn<V extends object>(type: () => new () => V, options: ColumnOptions): On<V>;
function jsonColumn(type: () => new () => object, options: ColumnOptions | NullableOptions): unknown {
  return column<object>(type, { type: 'json', columnType: 'jsonb' })(options as ColumnOptions);
}

function column<V>(type: () => unknown, property: object): Column<V> {
  return (({ description, nullable, lazy, notAChange: why }: ColumnOptions | NullableOptions) =>
    (target: object, key: string) => {
      Property({ ...property, nullable: nullable ?? false, ...(lazy && { lazy }) })(target, key);
      if (lazy) lazyColumns.push({ entity: target.constructor as EntityClass<{ id: string }>, property: key });
      if (why !== undefined) notAChange(why)(target, key);
      Field(type as () => typeof String, { description, nullable: nullable ?? false })(target, key);
    }) as Column<V>;
}

function hidden<V>(property: object): HiddenColumn<V> {
  return (({ nullable, lazy, notAChange: why }: HiddenOptions & { nullable?: boolean } = {}) =>
    (target: object, key: string) => {
      Property({ ...property, nullable: nullable ?? false, ...(lazy && { lazy }) })(target, key);
      if (why !== undefined) notAChange(why)(target, key);
    }) as HiddenColumn<V>;
}
