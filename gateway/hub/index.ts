/** What others import of this folder. */
export { createHub, type Hub, type HubOptions, hubDefaults } from './hub.js';
export type { OwnerOptions } from './plan/index.js';
export { EventSource } from './subscriptions/index.js';
