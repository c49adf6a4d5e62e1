import { GraphQLError } from 'graphql';
import type { HubError } from '../../schema/errors.js';
import type { Run } from './execute.js';
import type { Data } from './merge.js';
import type { ConcretePath } from './paths.js';
import type { Projection } from './project.js';

/** The errors of a request as the client is told them: `faults` are those found while its answer was cut out. */
export function clientErrors<C>(
  run: Run<C>,
  projection: Projection,
  answer: Data | null,
  faults: readonly HubError[],
): GraphQLError[] {
  const { all } = run.errors;
  if (all.length === 0 && faults.length === 0) return [];
  const errors = all.flatMap(({ error, path }) =>
    path ? projection.clientPaths(path, run.data, answer).map((place) => at(error, place)) : [at(error, undefined)],
  );
  for (const fault of faults) {
    // A null that another error explains is its consequence; only one without any explanation is an error by itself.
    if (!errors.some(({ path }) => !path || overlaps(path, fault.path!))) errors.push(fault);
  }
  return errors;
}

function at(error: GraphQLError, path: ConcretePath | undefined): GraphQLError {
  const { message, extensions, originalError } = error;
  return new GraphQLError(message, { path, extensions, originalError });
}

const overlaps = (one: ConcretePath, other: ConcretePath) =>
  one.slice(0, other.length).every((key, index) => key === other[index]);
