/** What others import of this folder. */
export { respond } from './build-response.js';
export { vocabularyOf } from './error-vocabulary.js';
export type { UnusableInMerge } from './merge-context.js';
export { type Merged, mergeAnswers, nothingOf } from './merge-responses.js';
