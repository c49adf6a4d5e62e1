import type { CoverageSource } from '../../../schema/contract/coverage.js';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import type { OwnerCall } from '../plan/index.js';
import { sameValue } from '../values.js';
import type { RequestDeadline } from './deadline.js';
import type { OwnerNetwork } from './owner-network.js';
import { failed, type ReportFailure, validateResponse } from './owner-response.js';
import { fetched, type OwnerResult } from './owner-result.js';
import type { ByteBudget } from './response-budget.js';
import type { CachedResponse } from './response-cache.js';

/** What every fetch of one request needs. */
export interface FetchContext {
  readonly network: OwnerNetwork;
  readonly headers: Record<string, string>;
  /** Whoever has the same one may be given the same cached responses. */
  readonly view: string;
  readonly isMutation: boolean;
  /** May a cached response stand in for an owner that cannot be reached? */
  readonly allowsStale: boolean;
  readonly budget: ByteBudget;
  readonly report: ReportFailure;
}

/**
 * Fetches from one owner. Where its last response to the same is cached, it is asked with `If-None-Match` and need only
 * answer 304; then nothing is read or validated until somebody must.
 */
export async function fetchResponse(
  call: OwnerCall,
  context: FetchContext,
  deadline: RequestDeadline,
): Promise<OwnerResult> {
  const { network, headers, view, isMutation, allowsStale, budget, report } = context;
  const { owner } = call;
  const { cache } = network;
  const client = network.clientOf(owner);
  // A hub is told each time by when to answer, and says of each of its own sources how it went.
  const isCacheable = cache.isOn && !isMutation && owner.municipalities.size === 1;
  const key = `${call.digest} ${view}`;
  const entry = isCacheable ? cache.response(key) : undefined;
  // The response to a change is read whatever it is: nobody could tell otherwise what became of it.
  const request = { body: call.body, headers, isMutation, etag: entry?.etag, ...(!isMutation && { budget }) };
  const reply = await (entry
    ? network.revalidation.fetch(client, entry, request, deadline)
    : client.fetch(request, deadline));

  if ('isNotModified' in reply) {
    if (!entry) throw new Error('Expected no 304 without a cached response.');
    budget.take(entry.body.length);
    return revalidated(call, entry, { tookMs: reply.tookMs });
  }
  const { schema } = reply;
  const current = entry !== undefined && reply.etag === entry.etag ? entry : undefined;
  if (current && !sameValue(current.read().data, reply.body?.data)) {
    return fetched(validateResponse(call, { failure: 'OWNER_INVALID', tookMs: reply.tookMs }, report));
  }
  const response = validateResponse(call, reply, report);
  // Done, but nobody knows what: its response cannot be used.
  if (isMutation && reply.body?.data && response.failure) return fetched(failed(response, 'OUTCOME_UNKNOWN'));
  const { failure } = response;
  if (allowsStale && entry && failure && ofAbsence.has(failure.code)) {
    return revalidated(call, entry, { tookMs: reply.tookMs, state: 'STALE', error: failure.code });
  }
  const isWhole = response.data && response.errors.length === 0;
  if (!isCacheable || !isWhole || !reply.bytes || reply.etag === undefined) return { ...fetched(response), schema };
  const { sources } = response;
  const cached = current ?? cache.setResponse(key, { etag: reply.etag, body: reply.bytes, sources });
  return { ...fetched(response), cached, schema };
}

/** An owner that answers otherwise than it should, or refuses, has said something: then nothing older stands in. */
const ofAbsence: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OWNER_TIMEOUT', 'OWNER_UNREACHABLE']);

function revalidated(
  call: OwnerCall,
  entry: CachedResponse,
  changes: Pick<CoverageSource, 'tookMs'> & Partial<CoverageSource>,
): OwnerResult {
  const { owner, routes } = call;
  const sources = entry.sources.map((source) => ({ ...source, ...changes }));
  return { owner, routes, sources, call, entry, cached: entry };
}
