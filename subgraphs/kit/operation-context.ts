import type { Context } from './context.js';
import { Loaders } from './loaders.js';
import type { DataVersion, Snapshot } from './snapshot.js';
import type { Domain } from './subgraph.js';

/** The context of one operation. */
export function operationContext(snapshot: Snapshot, domains: readonly Domain[], owners: readonly string[]): Context {
  const loaders = new Loaders(snapshot);
  let version: Promise<DataVersion> | undefined;
  return {
    snapshot,
    loaders,
    owners,
    version: () => (version ??= snapshot.version()),
    async exists(kind, id) {
      const entity = domains.flatMap(({ kinds }) => kinds[kind] ?? [])[0];
      return entity ? (await loaders.byId(entity).load(id)) !== null : false;
    },
  };
}
