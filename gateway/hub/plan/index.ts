/** What others import of this folder. */
export { complete, type SecondStep, secondSteps } from './entity-lookup.js';
export { type FieldPlan, type Found, leafOf, type ObjectPlan, type Page, type Selection } from './field-plan.js';
export { type HubSchema, readSchema } from './merge-schema.js';
export { createCompiler, type Operation, type RootField } from './operation.js';
export { type Owner, type OwnerOptions, type Owners, readOwners } from './owners.js';
export { allowsStale, mustBeComplete, readPages } from './request-options.js';
export { checkOf, Unusable } from './response-validator.js';
export { callOf, callsOf, callTo, type OwnerCall, type Route, routesOf } from './routing.js';
export { noteShared } from './shared-entities.js';
