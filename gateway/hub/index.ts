/** One GraphQL endpoint over many owners; ARCHITECTURE.md tells the life of a request through it. */
export { createHub, type Hub, type HubOptions, hubDefaults } from './hub.js';
export type { OwnerOptions } from './plan/index.js';
export { EventSource } from './subscriptions/index.js';
