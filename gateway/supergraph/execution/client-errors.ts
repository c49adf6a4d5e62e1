import { GraphQLError } from 'graphql';
import type { PlanRun } from './compile-plan.js';
import type { ConcretePath } from './data-path.js';
import type { ErrorPlace, Projected, Projection } from './project-result.js';

/** The errors of a request as the client is told them, with those found while its answer was cut out. */
export function clientErrors<C>(
  run: PlanRun<C>,
  projection: Projection,
  { data: answer, errors: faults, gaps }: Projected,
): GraphQLError[] {
  const { all } = run.errors;
  if (all.length === 0 && faults.length === 0 && gaps.length === 0) return [];
  const errors = all.flatMap(({ error, path }) =>
    path ? projection.clientPlaces(path, run.data, answer).map((place) => at(error, place)) : [at(error)],
  );
  errors.push(...faults);
  for (const gap of gaps) {
    const { path: gapPath = [] } = gap;
    // What was asked beside a field that took the whole answer with it is not at fault itself.
    if (run.errors.isRootLost && gapPath.length === 1) continue;
    // A null that another error explains is its consequence; only one without any explanation is an error by itself.
    if (!errors.some(({ path }) => !path || overlaps(path, gapPath))) errors.push(gap);
  }
  return errors;
}

function at({ message, extensions, originalError }: GraphQLError, place?: ErrorPlace): GraphQLError {
  return new GraphQLError(message, { path: place?.path, nodes: place?.node, extensions, originalError });
}

const overlaps = (one: ConcretePath, other: ConcretePath) =>
  one.slice(0, other.length).every((key, index) => key === other[index]);
