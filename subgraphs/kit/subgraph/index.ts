/** A domain, and what is made of it: its schema, its database, the context of its operations. */
export type { DatabaseOptions } from './database-options.js';
export { type Domain, publishedKinds } from './domain.js';
export { openDatabase } from './open-database.js';
export { operationContext } from './operation-context.js';
export { registerDomains } from './register-domains.js';
export { buildSubgraph, subgraphSdl } from './subgraph-schema.js';
