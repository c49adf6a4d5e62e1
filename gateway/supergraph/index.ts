/** A Federation 2 executor; see README.md. */
export { callLocally } from './execution/call-locally.js';
export { callOverHttp, type HttpCalls, type HttpOptions, httpDefaults } from './execution/call-over-http.js';
export type { CallSubgraph, SubgraphRequest, SubgraphResponse } from './execution/compile-plan.js';
export { readSupergraph, type SupergraphSchemas } from './schema/supergraph-schema.js';
export { Supergraph, type SupergraphOperation, type SupergraphOptions, supergraphDefaults } from './supergraph.js';
