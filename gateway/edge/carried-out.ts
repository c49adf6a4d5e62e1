import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Executed } from './endpoint.js';

/**
 * An answer to a mutation, without data where all of its fields were refused: then nothing was carried out, and the
 * whole request is refused. An error below a field says that the change was made, and that something is missing of it.
 */
export function refusedWhole(
  schema: GraphQLSchema,
  { operation }: OperationDefinitionNode,
  result: Executed,
): Executed {
  if (operation !== 'mutation' || !('errors' in result)) return result;
  const { data, errors } = result;
  if (!data || !errors?.length) return result;
  const typename = schema.getMutationType()!.name;
  const isRefused = ([key, value]: [string, unknown]) =>
    value === typename || (value === null && errors.some(({ path }) => path?.length === 1 && path[0] === key));
  return Object.entries(data).every(isRefused) ? { ...result, data: null } : result;
}
