import { buildSchema, findBreakingChanges } from 'graphql';

/**
 * What clients of the promised schema would miss in the current one, a sentence each; none when every operation that
 * was valid stays valid and means the same. `schema/promised.graphql` is what the last version promised.
 */
export function brokenPromises(promised: string, current: string): string[] {
  return findBreakingChanges(buildSchema(promised), buildSchema(current)).map(({ description }) => description);
}
