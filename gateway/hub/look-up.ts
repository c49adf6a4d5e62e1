import { GraphQLError } from 'graphql';
import { HubError } from '../../schema/errors/catalogue.js';
import { type Merged, mergeResponses, nothingOf } from './merge/index.js';
import {
  type CallPlan,
  completeEntities,
  type Fleet,
  type HubSchema,
  type LookupStep,
  lookupSteps,
  type Owners,
  planCalls,
  type RootField,
} from './plan/index.js';
import {
  type FanOut,
  fetchPlan,
  type MergedSize,
  type OwnerResponse,
  type ReportFailure,
  validateResults,
} from './upstream/index.js';

/** What one request is executed with. */
export interface ExecutionContext {
  readonly model: HubSchema;
  readonly fleet: Fleet;
  readonly fanOut: Pick<FanOut, 'fetch' | 'leftMs'>;
  readonly mergedSize: MergedSize;
  readonly report: ReportFailure;
}

/**
 * The second round: what other owners add to the shared entities in a merged response is fetched by their keys. What
 * comes of it may hold shared entities in turn.
 */
export async function lookUp(context: ExecutionContext, plan: CallPlan, merged: Merged): Promise<Merged> {
  const { data, responses, errors } = merged;
  if (!data || merged.sharedEntities.length === 0) return merged;
  const owners = withoutFailed(context.fleet.owners, responses);
  const below = { ...context, fleet: { ...context.fleet, owners } };
  const objects = objectsIn(data);
  const sharedEntities = merged.sharedEntities.filter(({ target }) => objects.has(target));
  const steps = lookupSteps(context.model, plan, sharedEntities);
  const outcomes = await Promise.all(steps.map((step) => completeBy(step, below, data)));
  // Before another step puts it wherever it stands: then it is longer than what came of owners.
  context.mergedSize.check(data);
  return {
    data: outcomes.every(({ isComplete }) => isComplete) ? data : null,
    responses: [...responses, ...outcomes.flatMap((outcome) => outcome.responses)],
    errors: [...errors, ...outcomes.flatMap((outcome) => outcome.errors)],
    sharedEntities,
  };
}

interface LookupOutcome extends Pick<Merged, 'responses' | 'errors'> {
  readonly isComplete: boolean;
}

/** The stages of a request once more, for one step; then its entities are completed where they stand. */
async function completeBy(step: LookupStep, context: ExecutionContext, data: unknown): Promise<LookupOutcome> {
  const planned = planCalls(context.fleet, step.operation, step.variables);
  const { plan, results } = await fetchPlan(context.fanOut, planned);
  const responses = validateResults(results, context.report);
  const first = mergeResponses(plan, responses, context);
  const merged = await lookUp(context, plan, first);

  const isOwnerLost =
    merged.responses.some(({ failure }) => failure) && merged.responses.some(({ failure }) => !failure);
  const nothing = (root: RootField) => nothingOf(root, plan.pages, step.variables);
  const unknown = merged.data ? completeEntities(step, merged.data, isOwnerLost ? nothing : undefined) : [];
  const conflicts = unknown.map(({ key }) => new HubError('MERGE_CONFLICT', { reason: 'THING', key }));
  return {
    isComplete: merged.data !== null && conflicts.length === 0,
    responses: merged.responses,
    errors: merged.errors.length > 0 ? merged.errors.map((error) => atTarget(error, step, data)) : conflicts,
  };
}

/** An owner that failed is missing already; to wait for it again would cost the others their time. */
function withoutFailed({ owners, codes }: Owners, responses: readonly OwnerResponse[]): Owners {
  const absent = new Set(responses.flatMap(({ owner, failure }) => (failure ? [owner] : [])));
  return { owners: owners.filter((owner) => !absent.has(owner)), codes };
}

/** All objects in the data: rows of an owner that did not make the page are not looked up. */
function objectsIn(value: unknown, objects = new Set<unknown>()): Set<unknown> {
  if (typeof value === 'object' && value !== null) {
    objects.add(value);
    for (const inner of Object.values(value)) objectsIn(inner, objects);
  }
  return objects;
}

/** The error of a lookup, at the first place that it completes. */
function atTarget(error: GraphQLError, { targets }: LookupStep, data: unknown): GraphQLError {
  const [root, ...below] = error.path ?? [];
  const target = targets.get(String(root))?.[0]?.target;
  const above = target && pathTo(data, target);
  return new GraphQLError(error.message, { path: above && [...above, ...below], extensions: error.extensions });
}

/** What stands in many places is looked into once. */
function pathTo(value: unknown, target: object, visited = new Set<object>()): (string | number)[] | undefined {
  if (value === target) return [];
  if (typeof value !== 'object' || value === null || visited.has(value)) return undefined;
  visited.add(value);
  for (const [key, inner] of Object.entries(value)) {
    const path = pathTo(inner, target, visited);
    if (path) return [Array.isArray(value) ? Number(key) : key, ...path];
  }
  return undefined;
}
