import { withDefaults } from '../../gateway/http/graphql/variable-defaults.js';
import { lookUp } from '../../gateway/hub/look-up.js';
import { mergeField } from '../../gateway/hub/merge/merge-fields.js';
import { mergeResponses } from '../../gateway/hub/merge/merge-responses.js';
import { planCalls } from '../../gateway/hub/plan/call-plan.js';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { createCompiler } from '../../gateway/hub/plan/operation.js';
import { ownersOf } from '../../gateway/hub/plan/owners.js';
import { fetchPlan } from '../../gateway/hub/upstream/fetch-plan.js';
import { validateResponse } from '../../gateway/hub/upstream/owner-response.js';
import { fetched, validateResults } from '../../gateway/hub/upstream/owner-result.js';
import { loadFrom } from '../mutation/locate.js';

/** What merges, as the product has it. */
export const product = {
  createCompiler,
  fetchPlan,
  fetched,
  lookUp,
  mergeField,
  mergeResponses,
  planCalls,
  validateResponse,
  validateResults,
  ownersOf,
  readSchema,
  withDefaults,
};

/** What merges, as the product has it or as a mutant does. */
export type Modules = typeof product;

/** What merges, as it is in this folder of compiled sources. */
export async function loadModules(folder: string): Promise<Modules> {
  const loaded = Object.entries(product).map(async ([name, own]) => [name, await loadFrom(folder, own)]);
  return Object.fromEntries(await Promise.all(loaded));
}
