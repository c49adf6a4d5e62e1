/** What others import of this folder. */
export { callLocally } from './execution/call-locally.js';
export { callOverHttp, type HttpOptions, httpDefaults } from './execution/call-over-http.js';
export type { SubgraphResponse } from './execution/execute.js';
export { readSupergraph } from './schema/supergraph-schema.js';
export { Supergraph, type SupergraphOptions, supergraphDefaults } from './supergraph.js';
