import type { ExecutionResult, OperationDefinitionNode } from 'graphql';

/**
 * The answer to a mutation, without data where all of its fields were refused: then nothing was carried out, and the
 * request as a whole is refused. An error below a field says that its change was made, and what is missing of the answer.
 */
export function withoutRefusedData<R extends ExecutionResult>({ operation }: OperationDefinitionNode, result: R): R {
  const { data, errors } = result;
  if (operation !== 'mutation' || !data || !errors?.length) return result;
  const isRefused = ([key, value]: [string, unknown]) =>
    value === 'Mutation' || (value === null && errors.some(({ path }) => path?.length === 1 && path[0] === key));
  return Object.entries(data).every(isRefused) ? { ...result, data: null } : result;
}
