import { hash } from 'node:crypto';
import { isNonNullType } from 'graphql';
import type { ErrorCode, HubError } from '../../schema/errors/catalogue.js';
import { type OperationRequest, type OperationResult, SerializedResult, writeJson } from '../http/index.js';
import { type ExecutionContext, lookUp } from './look-up.js';
import { buildResponse, mergeResponses } from './merge/index.js';
import { allowsStale, type CallPlan, type Fleet, type HubSchema, type RequestPlanner } from './plan/index.js';
import {
  ByteBudget,
  coverageOf,
  FanOut,
  fetchPlan,
  MergedSize,
  type OwnerNetwork,
  type ReportFailure,
  RequestDeadline,
  validateResults,
} from './upstream/index.js';

/** What all requests to one hub share. */
export interface HubContext {
  readonly model: HubSchema;
  readonly planner: RequestPlanner;
  readonly fleet: Fleet;
  readonly network: OwnerNetwork;
  /** Of all owners' responses to one request. */
  readonly maxFetchedBytes: number;
  /** Of one merged response. */
  readonly maxMergedBytes: number;
  report(failure: { requestId: string; owner: string; code: ErrorCode; detail: string }): void;
}

/** The life of a request: plan → fetch → validate → merge → look up → respond. */
export async function execute(hub: HubContext, request: OperationRequest): Promise<OperationResult> {
  // Plan: which owners are asked for what, and by when.
  const { plan, deadlineMs } = hub.planner.plan(request);
  const refusals = refusalsOf(plan);
  if (refusals) return { data: null, errors: refusals, extensions: { coverage: coverageOf([]) } };

  // Fetch: all at once; owners whose last response is cached only say that it is still current.
  using deadline = new RequestDeadline(deadlineMs, request.signal);
  const view = viewOf(request);
  const context = contextOf(hub, request, plan, view, deadline);
  const { plan: settled, results } = await fetchPlan(context.fanOut, plan);
  const cacheEntry = hub.network.cache.mergedEntry(settled, results, view);
  const mergedBytes = cacheEntry?.get();
  if (mergedBytes)
    return new SerializedResult(mergedBytes, { coverage: coverageOf(results.flatMap(({ sources }) => sources)) });

  // Validate: nothing of an owner's response is used that was not asked, or is not the owner's to say.
  const responses = validateResults(results, context.report);

  // Merge: field by field, by the rules in the schema.
  const merged = mergeResponses(settled, responses, context);

  // Look up: what others add to shared entities, in a second round.
  const completed = await lookUp(context, settled, merged);

  // Respond: with the errors of all owners and the coverage.
  const response = buildResponse(hub.model.schema, request, plan.operation, completed);
  if (!cacheEntry || completed.sharedEntities.length > 0 || response.errors || !response.data) return response;
  const bytes = Buffer.concat(await writeJson(response.data, hub.maxMergedBytes));
  cacheEntry.set(bytes);
  return new SerializedResult(bytes, response.extensions);
}

/** Where a field is refused that is never null, there is no response to fetch anything for. */
function refusalsOf({ routes }: CallPlan): HubError[] | undefined {
  const isHopeless = routes.some(({ refusal, plan }) => refusal && isNonNullType(plan.type));
  return isHopeless ? routes.flatMap(({ refusal }) => refusal ?? []) : undefined;
}

function contextOf(
  hub: HubContext,
  request: OperationRequest,
  { operation, variables }: CallPlan,
  view: string,
  deadline: RequestDeadline,
): ExecutionContext {
  const { requestId, authorization } = request;
  const report: ReportFailure = (owner, code, detail) => hub.report({ requestId, owner, code, detail });
  const fanOut = new FanOut({
    network: hub.network,
    deadline,
    headers: { 'x-request-id': requestId, ...(authorization !== undefined && { authorization }) },
    view,
    isMutation: request.operation.operation === 'mutation',
    allowsStale: allowsStale(operation, hub.model.schema, variables),
    budget: new ByteBudget(hub.maxFetchedBytes),
    report,
  });
  return { model: hub.model, fleet: hub.fleet, fanOut, mergedSize: new MergedSize(hub.maxMergedBytes), report };
}

/** The header itself, because only the owner knows what it allows; hashed, so that no token is stored. */
function viewOf({ authorization }: OperationRequest): string {
  return authorization === undefined ? '' : hash('sha256', authorization, 'base64url');
}
