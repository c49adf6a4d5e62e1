/** What others import of this folder. */
export { callLocally } from './execution/call-locally.js';
export { callOverHttp } from './execution/call-over-http.js';
export type { SubgraphResponse } from './execution/execute.js';
export { readSupergraph } from './schema/supergraph-schema.js';
export { Supergraph } from './supergraph.js';
