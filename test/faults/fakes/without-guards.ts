/** Tries every fault with all guards and without one, in one process; prints how each ended, as JSON. */
import { registerHooks } from 'node:module';
import { guards } from '../guards/all.js';
import { Unfit } from '../guards/trials.js';

const root = new URL('../../../', import.meta.url).href;
/** What is loaded anew without a guard; all else is shared, because there must be one of each of its classes. */
const ours = [`${root}gateway/`, `${root}subgraphs/kit/`];
const key = 'without';

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const without = context.parentURL && new URL(context.parentURL).searchParams.get(key);
    if (!without || !ours.some((folder) => found.url.startsWith(folder))) return found;
    return { ...found, url: `${found.url}?${key}=${without}` };
  },
  load(url, context, next) {
    const loaded = next(url, context);
    const without = new URL(url).searchParams.get(key);
    const guard = without === null ? undefined : guards[Number(without)]!;
    if (!guard || !url.startsWith(root + guard.file)) return loaded;
    const source = String(loaded.source);
    if (source.split(guard.find).length !== 2) throw new Unfit(`Expected once in ${guard.file}: ${guard.find}`);
    return { ...loaded, source: source.replace(guard.find, () => guard.replace) };
  },
});

/** A few at the same time, because most of it is waiting. */
const atOnce = 4;
const left = [...guards.entries()];
const ends: object[] = [];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, { fault, guard, trial }] = next;
      const withIt = await endOf(trial((file) => import(root + file)));
      const withoutIt = await endOf(trial((file) => import(`${root}${file}?${key}=${index}`)));
      ends[index] = { fault, guard, withIt, withoutIt };
    }
  }),
);
console.log(JSON.stringify(ends));

/** An end in disorder is no right one. */
async function endOf(trial: Promise<boolean>): Promise<boolean | string> {
  return trial.catch((error: Error) => (error instanceof Unfit ? error.message : false));
}
