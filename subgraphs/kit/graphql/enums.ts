// Decorators of type-graphql fail without it, and tests load modules behind the door.
import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

/**
 * Registers an enum whose values carry their Russian labels: the label becomes the value's description, so that a
 * dashboard can read it by introspection.
 */
export function registerEnum<const L extends Record<string, string>>(
  name: string,
  description: string,
  labels: L,
): { readonly [K in keyof L & string]: K } {
  const values = Object.fromEntries(Object.keys(labels).map((key) => [key, key])) as { [K in keyof L & string]: K };
  const valuesConfig = Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, { description: label }]));
  registerEnumType(values as Record<string, string>, { name, description, valuesConfig });
  return values;
}

/** An enum whose values whoever has them adds, before a schema is built. */
export function openEnum(name: string, description: string) {
  const values: Record<string, string> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  registerEnumType(values, { name, description, valuesConfig });
  return {
    values,
    add(labels: Readonly<Record<string, string>>): void {
      for (const [key, label] of Object.entries(labels)) {
        values[key] = key;
        valuesConfig[key] = { description: label };
      }
    },
  };
}

/** The values of an enum made by `registerEnum`, as a type. */
export type ValueOf<E> = E[keyof E];
