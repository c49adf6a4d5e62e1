import { type GraphQLLeafType, isEnumType } from 'graphql';
import { isTooDeep } from './merge-data.js';

/** Says what a client gets for a subgraph's value, which is not null; undefined where the type does not allow it. */
export type Leaf = (value: unknown) => unknown;

/**
 * The values of a type as they stand in JSON. Subgraphs are trusted no further: a client's code was generated for the
 * type, and fails elsewhere if something else comes. What a scalar of the graph's own may hold only its subgraph knows.
 */
export function leafOf(type: GraphQLLeafType): Leaf {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => (values.has(value) ? value : undefined);
  }
  return builtIn[type.name] ?? ((value) => (isTooDeep(value) ? undefined : value));
}

const builtIn: Readonly<Record<string, Leaf>> = {
  Int: (value) => (typeof value === 'number' && value === value >> 0 ? value : undefined),
  Float: (value) => (Number.isFinite(value) ? value : undefined),
  String: (value) => (typeof value === 'string' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  // Many servers write whole numbers out as they have them; to a client an ID is a string.
  ID: (value) => (typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined),
};
