import { withDefaults } from '../../gateway/http/graphql/variable-defaults.js';
import { askOwners, mergeAsked, planCalls } from '../../gateway/hub/execute.js';
import { mergeField } from '../../gateway/hub/merge/merge-fields.js';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { createCompiler } from '../../gateway/hub/plan/operation.js';
import { readOwners } from '../../gateway/hub/plan/owners.js';
import { readAnswer } from '../../gateway/hub/upstream/owner-response.js';
import { loadFrom } from '../mutation/locate.js';

/** What merges, as the product has it. */
export const product = {
  askOwners,
  createCompiler,
  mergeAsked,
  mergeField,
  planCalls,
  readAnswer,
  readOwners,
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
