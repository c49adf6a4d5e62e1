import type { CoverageSource } from '../../../schema/contract/coverage.js';
import type { FieldRoute, Owner, OwnerCall } from '../plan/index.js';
import { lacksOf } from './coverage.js';
import { type OwnerResponse, type ReportFailure, validateResponse } from './owner-response.js';
import type { CachedResponse } from './response-cache.js';

/** What came of one call: a response, or the owner's word that the cached one is still current (304 Not Modified). */
export type OwnerResult = FetchedResult | RevalidatedResult;

interface ResultOfOwner {
  readonly owner: Owner;
  readonly routes: readonly FieldRoute[];
  readonly sources: readonly CoverageSource[];
  /** The fingerprint of the owner's schema, where it sent it. */
  readonly schema?: string;
  /** Set where the response is whole and cached, so that what is merged from it can be cached as well. */
  readonly cached?: CachedResponse;
}

/** A response was sent. It is validated at once, because only a valid one may be cached. */
export interface FetchedResult extends ResultOfOwner {
  readonly response: OwnerResponse;
}

/** A cached response stands in. It is read only when merging needs it: a merged response in the cache spares that. */
export interface RevalidatedResult extends ResultOfOwner {
  readonly call: OwnerCall;
  readonly entry: CachedResponse;
  /** What the owner's version lacks of what was asked. */
  readonly missing?: ReadonlySet<string>;
}

export function fetched(response: OwnerResponse): FetchedResult {
  const { owner, routes, sources } = response;
  return { owner, routes, sources, response };
}

export function isFetched(result: OwnerResult): result is FetchedResult {
  return 'response' in result;
}

/** A cached response was whole. */
export function hasData(result: OwnerResult): boolean {
  return !isFetched(result) || result.response.data !== null;
}

/** The responses, validated; each an object of this request's own. */
export function validateResults(results: readonly OwnerResult[], report: ReportFailure): OwnerResponse[] {
  return results.map((result) => (isFetched(result) ? result.response : validateCached(result, report)));
}

function validateCached({ call, entry, sources, missing }: RevalidatedResult, report: ReportFailure): OwnerResponse {
  const response = validateResponse(call, { body: entry.read(), status: 200, tookMs: 0 }, report);
  return { ...response, sources, ...(missing && !response.failure && { missing }) };
}

/** The result, and what it lacks. What is merged from it is not cached: it depends on more than the response. */
export function withMissing({ cached: _, ...result }: OwnerResult, missing: ReadonlySet<string>): OwnerResult {
  const sources = result.sources.map((source) => lacksOf(source, missing));
  if (!('response' in result)) return { ...result, sources, missing };
  const { response } = result;
  if (response.failure) return { ...result, sources };
  return {
    ...result,
    sources,
    response: { ...response, missing, sources: response.sources.map((source) => lacksOf(source, missing)) },
  };
}
