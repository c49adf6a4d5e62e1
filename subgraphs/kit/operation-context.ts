import type { Caller } from './caller.js';
import type { Context } from './context.js';
import { Loaders } from './loaders.js';
import type { DataVersion, Snapshot } from './snapshot.js';
import type { Domain } from './subgraph.js';

/** The context of one operation. */
export function operationContext(
  snapshot: Snapshot,
  domains: readonly Domain[],
  owners: readonly string[],
  caller: Caller,
): Context {
  const loaders = new Loaders(snapshot);
  let version: Promise<DataVersion> | undefined;
  return {
    snapshot,
    loaders,
    caller,
    owners,
    version: () => (version ??= snapshot.version()),
    async exists(kind, id) {
      const entity = domains.flatMap(({ kinds }) => kinds[kind] ?? [])[0];
      return entity ? (await loaders.byId(entity).load(id)) !== null : false;
    },
    async change(work) {
      const value = await snapshot.change(work);
      loaders.clear();
      version = undefined;
      return value;
    },
  };
}
