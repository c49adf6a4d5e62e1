import { buildSchema, DirectiveLocation, findBreakingChanges, GraphQLSchema } from 'graphql';

/**
 * What clients of the promised schema would miss in the current one, a sentence each; none when every operation that
 * was valid stays valid and means the same. `schema/promised.graphql` is what the last version promised.
 */
export function brokenPromises(promised: string, current: string): string[] {
  return findBreakingChanges(forClients(promised), forClients(current)).map(({ description }) => description);
}

/** Without the directives that only a schema can hold: no operation can have used one. */
function forClients(sdl: string): GraphQLSchema {
  const config = buildSchema(sdl).toConfig();
  const directives = config.directives.filter(({ locations }) => locations.some((each) => executable.has(each)));
  return new GraphQLSchema({ ...config, directives });
}

const executable = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);
