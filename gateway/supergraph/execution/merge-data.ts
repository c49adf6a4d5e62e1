import type { ObjectBudget } from '../../../schema/contract/object-budget.js';
import { HubError } from '../../../schema/errors/catalogue.js';

/** An object of an answer. From subgraphs, so never trusted to have no key `__proto__`. */
export type Data = Record<string, unknown>;

/** No selection is this deep; only an object-valued scalar of a broken subgraph is. */
const maxDepth = 200;

export const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Merges what a fetch brought into what is there: objects by key, lists index by index, scalars replace, and null
 * never replaces a value. `source` is handed over: parts of it become parts of `target`.
 */
export function merge(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    // The key comes from a subgraph's JSON; assigned to an ordinary object it would replace the prototype.
    if (key === '__proto__') continue;
    const value = source[key];
    const present = target[key];
    if (typeof value !== 'object' || value === null) {
      if (value !== null || present === undefined) target[key] = value;
    } else if (Array.isArray(value) && Array.isArray(present)) mergeList(present, value);
    else if (isObject(value) && isObject(present)) merge(present, value);
    else target[key] = value;
  }
}

function mergeList(target: unknown[], source: unknown[]): void {
  for (let index = 0; index < source.length; index++) {
    const value = source[index];
    const present = target[index];
    if (Array.isArray(value) && Array.isArray(present)) mergeList(present, value);
    else if (isObject(value) && isObject(present)) merge(present, value);
    else if (value !== null || present === undefined) target[index] = value;
  }
}

/** A copy for each further place where one answer belongs, because later fetches merge into it there. */
export function clone<T>(value: T, objects: ObjectBudget, depth = 0): T {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) {
    throw new HubError('SUBGRAPH_INVALID', { reason: 'TOO_DEEP', limit: maxDepth });
  }
  objects.take();
  if (Array.isArray(value)) return value.map((item) => clone(item, objects, depth + 1)) as T;
  const copy: Data = {};
  for (const key of Object.keys(value)) {
    if (key !== '__proto__') copy[key] = clone((value as Data)[key], objects, depth + 1);
  }
  return copy as T;
}

/** Is this object-valued scalar nested deeper than a serializer could write? */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > maxDepth || Object.values(value).some((item) => isTooDeep(item, depth + 1));
}
