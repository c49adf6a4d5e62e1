import { pathToFileURL } from 'node:url';

/** What merges, as the product has it or as a mutant does. */
export interface Modules {
  readonly aggregate: typeof import('../../gateway/hub/aggregate.js');
  readonly answer: typeof import('../../gateway/hub/answer.js');
  readonly collation: typeof import('../../schema/collation.js');
  readonly cursor: typeof import('../../schema/cursor.js');
  readonly merge: typeof import('../../gateway/hub/merge.js');
  readonly operation: typeof import('../../gateway/hub/operation.js');
  readonly owners: typeof import('../../gateway/hub/owners.js');
  readonly run: typeof import('../../gateway/hub/run.js');
  readonly schema: typeof import('../../gateway/hub/schema.js');
}

const files: Record<keyof Modules, string> = {
  aggregate: 'gateway/hub/aggregate.js',
  answer: 'gateway/hub/answer.js',
  collation: 'schema/collation.js',
  cursor: 'schema/cursor.js',
  merge: 'gateway/hub/merge.js',
  operation: 'gateway/hub/operation.js',
  owners: 'gateway/hub/owners.js',
  run: 'gateway/hub/run.js',
  schema: 'gateway/hub/schema.js',
};

/** The modules in this folder of compiled sources. */
export async function loadModules(folder: string): Promise<Modules> {
  const loaded = Object.entries(files).map(async ([name, file]) => [
    name,
    await import(pathToFileURL(`${folder}/${file}`).href),
  ]);
  return Object.fromEntries(await Promise.all(loaded));
}

/** The folder of the product's own. */
export const productFolder = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
