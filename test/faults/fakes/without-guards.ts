/** Tries every fault with all guards and without one, in one process; prints how each ended, as JSON. */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Named } from '../../mutation/features.js';
import { fileOf, importersOf, mutated, productFolder } from '../../mutation/locate.js';
import { guards } from '../guards/all.js';
import { Unfit } from '../guards/trials.js';

const key = 'without';
/** Of each guard: the module that has it, without it, and what imports that module. All else is shared. */
const changes = await Promise.all(
  guards.map(async ({ without }) => {
    const { file, text } = await mutated(without);
    return { file, text, anew: importersOf(file) };
  }),
);

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const without = context.parentURL && new URL(context.parentURL).searchParams.get(key);
    if (!without || !changes[Number(without)]!.anew.has(placeOf(found.url))) return found;
    return { ...found, url: `${found.url}?${key}=${without}` };
  },
  load(url, context, next) {
    const loaded = next(url, context);
    const without = new URL(url).searchParams.get(key);
    const change = without === null ? undefined : changes[Number(without)]!;
    return change && placeOf(url) === change.file ? { ...loaded, source: change.text } : loaded;
  },
});

/** A file's path from the product's folder. */
function placeOf(url: string): string {
  return url.startsWith('file:') ? path.relative(productFolder, fileURLToPath(url)) : url;
}

/** What is exported, without this guard. */
async function loadWithout<T extends Named>(exported: T, index: number): Promise<T> {
  const file = await fileOf(exported);
  if (!changes[index]!.anew.has(file)) return exported;
  const module = await import(`${pathToFileURL(path.join(productFolder, file))}?${key}=${index}`);
  return module[exported.name];
}

/** A few at the same time, because most of it is waiting. */
const atOnce = 4;
const left = [...guards.entries()];
const ends: object[] = [];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, { fault, guard, trial }] = next;
      const withIt = await endOf(trial(async (exported) => exported, 5000));
      const withoutIt = await endOf(trial((exported) => loadWithout(exported, index), 600));
      ends[index] = { fault, guard, withIt, withoutIt };
    }
  }),
);
console.log(JSON.stringify(ends));

/** An end in disorder is no right one; but of what cannot run at all, the guard was not tried. */
async function endOf(trial: Promise<boolean>): Promise<boolean | string> {
  return trial.catch((error: Error) =>
    error instanceof Unfit || error instanceof ReferenceError || error instanceof SyntaxError ? error.message : false,
  );
}
