import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import { callOf, type OwnerCall } from '../plan/index.js';
import { lacksOf, sourcesOf } from './coverage.js';
import type { RequestDeadline } from './deadline.js';
import { type FetchContext, fetchResponse } from './fetch-response.js';
import { fetched, isFetched, type OwnerResult, withMissing } from './owner-result.js';
import { planForVersion } from './plan-for-version.js';
import type { OwnerSchema } from './schema-compatibility.js';

/**
 * Fetches from an owner, whatever version it runs, what it has of what is asked. What it lacks is said in the coverage;
 * an owner whose schema contradicts ours is not asked. Only a response shows that an owner runs another version than the
 * last time, so where it refused a query that is not for its version, it is asked once more.
 */
export async function fetchAnyVersion(
  call: OwnerCall,
  context: FetchContext,
  deadline: RequestDeadline,
): Promise<OwnerResult> {
  const { owner } = call;
  const { versions } = context.network;
  if (versions.isRecheckDue(owner)) await versions.fetchSchema(owner, deadline);
  const before = versions.schemaOf(owner);
  const result = await fetchForVersion(call, before, context, deadline);
  if (result.schema === undefined) return result;
  await versions.learn(owner, result.schema, deadline);
  const now = versions.schemaOf(owner);
  if (now === before || (context.isMutation && !isSchemaMismatch(result))) return result;
  const stands = !isSchemaMismatch(result) && !before && !now?.contradictions.length;
  return stands ? result : fetchForVersion(call, now, context, deadline);
}

async function fetchForVersion(
  call: OwnerCall,
  theirs: OwnerSchema | undefined,
  context: FetchContext,
  deadline: RequestDeadline,
): Promise<OwnerResult> {
  if (!theirs) return fetchResponse(call, context, deadline);
  if (theirs.contradictions.length > 0) return notFetched(call, 'OWNER_INCOMPATIBLE');
  const missing = new Set<string>();
  const fields = call.fields.flatMap(({ route, plan }) => {
    const reduced = planForVersion(plan, theirs.schema, call.variables);
    for (const place of reduced.missing) missing.add(place);
    return reduced.plan ? [{ route, plan: reduced.plan }] : [];
  });
  if (missing.size === 0) return fetchResponse(call, context, deadline);
  if (fields.length === 0) return notFetched(call, 'OWNER_OUTDATED', missing);
  const plans = fields.map(({ plan }) => plan);
  const query = call.operation.query(plans, call.owner.municipalities.size > 1, false);
  const reduced = callOf({ ...call, fields }, query);
  return withMissing(await fetchResponse(reduced, context, deadline), missing);
}

/** Did the owner refuse the query as one that its schema does not allow? Then it has not begun with it. */
function isSchemaMismatch(result: OwnerResult): boolean {
  const refusal = isFetched(result) ? result.response.failure?.refusal?.code : undefined;
  return refusal === 'OPERATION_INVALID' || refusal === 'BAD_VARIABLE';
}

function notFetched(call: OwnerCall, code: ErrorCode, missing?: ReadonlySet<string>): OwnerResult {
  const { owner, routes, codes } = call;
  const sources = sourcesOf(owner, codes, undefined, 0, code).map((source) => lacksOf(source, missing));
  return fetched({ owner, routes, sources, data: null, errors: [], sharedEntities: [], failure: { code } });
}
