import type { EntityClass, EntityMetadata, EntityProperty } from '@mikro-orm/core';

/** Of each class, the columns in which rows may differ and still say the same, with the reason. */
const exceptions = new WeakMap<object, Map<string, string>>();

/** Decorates a column of which a change is no change of the thing. `Col` takes it as an option. */
export function notAChange(why: string) {
  return (target: object, property: string): void => {
    const ofClass = exceptions.get(target.constructor) ?? new Map<string, string>();
    exceptions.set(target.constructor, ofClass.set(property, why));
  };
}

/** A column of an entity, and the property that holds it. */
export interface ChangeColumn {
  property: string;
  column: string;
}

/**
 * The columns that make a row another one: all of its table but its key, unless the column is declared not to. So a column
 * that is added is told in the changes of publications from its first day.
 */
export function changeColumns(meta: EntityMetadata): ChangeColumn[] {
  const excepted = exceptions.get(meta.class as EntityClass<object>);
  return storedColumns(meta)
    .filter(({ primary, name }) => !primary && !excepted?.has(name))
    .map(({ name, fieldNames: [column = name] }) => ({ property: name, column }));
}

/** Those that have a column of their own, in the order of their declaration. */
export function storedColumns(meta: EntityMetadata): EntityProperty[] {
  return (meta.props as EntityProperty[]).filter(({ persist }) => persist !== false);
}
