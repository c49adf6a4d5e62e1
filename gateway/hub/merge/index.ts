/** Merging: the owners' responses of one request become one, by the rules in the schema. */
export { buildResponse } from './build-response.js';
export { type Merged, mergeResponses, nothingOf } from './merge-responses.js';
