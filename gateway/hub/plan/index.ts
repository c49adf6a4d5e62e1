/** Planning: what a request asks of which owners, and how their responses become one. */
export { type CallPlan, type Fleet, planCalls } from './call-plan.js';
export { completeEntities, type LookupStep, lookupSteps } from './entity-lookup.js';
export { errorAt } from './error-at.js';
export {
  type FieldPlan,
  type FieldSelection,
  type ObjectPlan,
  objectFor,
  objectOf,
  type Page,
  type SharedEntity,
  selectedLeaf,
  selectionOf,
} from './field-plan.js';
export { type HubSchema, readSchema } from './merge-schema.js';
export type { Operation, RootField } from './operation.js';
export { type Owner, type OwnerOptions, type Owners, ownersOf } from './owners.js';
export { allowsStale, mustBeComplete } from './request-options.js';
export { RequestPlanner } from './request-planner.js';
export { checkOf, InvalidResponse } from './response-validator.js';
export { callOf, callsOf, callTo, type FieldRoute, type OwnerCall } from './routing.js';
export { noteShared } from './shared-entities.js';
