import { getNamedType, isEnumType } from 'graphql';
import { compareText } from '../../../schema/contract/collation.js';
import type { FieldPlan, ObjectPlan } from '../plan/index.js';
import type { JsonObject } from '../values.js';

/** The key of a row or shared entity, to find its equals by. */
export function keyText({ keys }: ObjectPlan, row: JsonObject): string {
  return JSON.stringify(keys.map(({ alias }) => row[alias]));
}

/** The order of rows: by their key's fields in turn. */
export function compareKeys({ keys }: ObjectPlan, a: JsonObject, b: JsonObject): number {
  for (const field of keys) {
    const difference = compareField(field, a[field.alias], b[field.alias]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Enum values as the schema lists them, numbers by value, texts by code point, lists item by item, null last. */
function compareField(field: FieldPlan, a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const difference = compareField(field, a[i], b[i]);
      if (difference !== 0) return difference;
    }
    return a.length - b.length;
  }
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const type = getNamedType(field.type);
  if (isEnumType(type)) return positionOf(type.getValues(), a) - positionOf(type.getValues(), b);
  return compareText(String(a), String(b));
}

function positionOf(values: readonly { name: string }[], value: unknown): number {
  return values.findIndex(({ name }) => name === value);
}
