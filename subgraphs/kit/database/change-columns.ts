import type { EntityMetadata } from '@mikro-orm/core';
import { entityTable, type StoredColumn } from './entity-table.js';

/** Of each class, the columns in which rows may differ and still say the same, with the reason. */
const exceptions = new WeakMap<object, Map<string, string>>();

/** Decorates a column of which a change is no change of the thing. `Col` takes it as an option. */
export function notAChange(why: string) {
  return (target: object, property: string): void => {
    const ofClass = exceptions.get(target.constructor) ?? new Map<string, string>();
    exceptions.set(target.constructor, ofClass.set(property, why));
  };
}

/**
 * The columns that make a row another one: all of its table but its key, unless the column is declared not to. So a column
 * that is added is told in the changes of publications from its first day.
 */
export function changeColumns(meta: EntityMetadata): StoredColumn[] {
  const excepted = exceptions.get(meta.class);
  return entityTable(meta).columns.filter(({ isKey, property }) => !isKey && !excepted?.has(property));
}
