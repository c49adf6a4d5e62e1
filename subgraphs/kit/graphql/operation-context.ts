import type { Logger } from 'pino';
import { ObjectBudget } from '../../../schema/contract/object-budget.js';
import { Loaders } from '../database/loaders.js';
import type { DataVersion, Snapshot } from '../database/snapshot.js';
import type { Action } from '../publishing/audit-log.js';
import type { Context } from './context.js';
import { type Domain, kindsOf } from './subgraph.js';

/** The context of one operation. */
export function operationContext(
  snapshot: Snapshot,
  domains: readonly Domain[],
  owners: readonly string[],
  { requestId = null, log }: { requestId?: string | null; log?: Logger } = {},
): Context {
  const loaders = new Loaders(snapshot);
  const objects = new ObjectBudget();
  let version: Promise<DataVersion> | undefined;
  const acting = (action: Action): Context => ({
    snapshot,
    loaders,
    objects,
    caller: snapshot.caller,
    owners,
    kinds: kindsOf(domains),
    version: () => (version ??= snapshot.version()),
    async exists(kind, id) {
      const entity = domains.flatMap(({ kinds }) => kinds[kind] ?? [])[0];
      const find = domains.flatMap(({ finders }) => finders?.[kind] ?? [])[0];
      const found = entity ? await loaders.byId(entity).load(id) : await find?.(id, this);
      return found != null;
    },
    async change(work, once) {
      const value = await snapshot.change(action, work, once);
      loaders.clear();
      version = undefined;
      return value;
    },
    acting: (name, target) => acting({ ...action, action: name, target }),
    // What cannot be recorded is refused all the same.
    refused: (reason) =>
      snapshot
        .refused(action, reason)
        .catch((err) => log?.error({ requestId, err }, 'A refusal could not be recorded')),
  });
  return acting({ action: 'change', target: null, caller: snapshot.caller, requestId });
}
