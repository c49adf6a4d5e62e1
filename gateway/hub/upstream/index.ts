/** What others import of this folder. */
export { AnswerCache } from './answer-cache.js';
export { type BreakerOptions, defaultBreaker } from './circuit-breaker.js';
export { coverageOf } from './coverage.js';
export { Deadline } from './deadline.js';
export type { Heard } from './fetch-answer.js';
export { hearAnyVersion } from './fetch-any-version.js';
export { OwnerClient } from './owner-client.js';
export { type Answer, failed, ownerError } from './owner-response.js';
export { Budget, Sizes } from './response-budget.js';
export { defaultRetries, type RetryOptions } from './retry-budget.js';
export { Confirmations } from './revalidation.js';
export { OwnerVersions } from './schema-versions.js';
export { register } from './startup-checks.js';
