/** Fetching: requests to owners, what comes back, and which of it can be used. */
export { type CircuitBreakerOptions, defaultBreaker } from './circuit-breaker.js';
export { coverageOf } from './coverage.js';
export { RequestDeadline } from './deadline.js';
export { FanOut } from './fan-out.js';
export { fetchPlan } from './fetch-plan.js';
export { OwnerNetwork } from './owner-network.js';
export { failed, type OwnerResponse, ownerError, type ReportFailure } from './owner-response.js';
export { validateResults } from './owner-result.js';
export { ByteBudget, MergedSize } from './response-budget.js';
export { ResponseCache } from './response-cache.js';
export { defaultRetries, type RetryOptions } from './retry-budget.js';
export { Revalidation } from './revalidation.js';
export { OwnerVersions } from './schema-versions.js';
export { checkOwners } from './startup-checks.js';
