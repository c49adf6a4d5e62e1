import type { Logger } from 'pino';
import { ObjectBudget } from '../../../schema/contract/object-budget.js';
import { type DataVersion, Loaders, type Snapshot } from '../database/index.js';
import { type Action, change, type PublishingContext, recordRefusal } from '../publishing/index.js';
import { type Domain, publishedKinds } from './domain.js';

/** The context of one operation. */
export function operationContext(
  snapshot: Snapshot,
  domains: readonly Domain[],
  owners: readonly string[],
  { requestId = null, log }: { requestId?: string | null; log?: Logger } = {},
): PublishingContext {
  const loaders = new Loaders(snapshot);
  const objects = new ObjectBudget();
  let version: Promise<DataVersion> | undefined;
  const acting = (action: Action): PublishingContext => ({
    snapshot,
    loaders,
    objects,
    caller: snapshot.caller,
    owners,
    publishedKinds: publishedKinds(domains),
    version: () => (version ??= snapshot.version()),
    async exists(kind, id) {
      const entity = domains.flatMap(({ idKinds }) => idKinds[kind] ?? [])[0];
      const find = domains.flatMap(({ finders }) => finders?.[kind] ?? [])[0];
      const found = entity ? await loaders.byId(entity).load(id) : await find?.(id, this);
      return found != null;
    },
    async change(work, once) {
      const value = await snapshot.write((orm) => change(orm, action, work, once));
      loaders.clear();
      version = undefined;
      return value;
    },
    forMutation: (name, target) => acting({ ...action, action: name, target }),
    // What cannot be recorded is refused all the same.
    recordRefusal: (reason) =>
      recordRefusal(snapshot.orm, action, reason).catch((err) =>
        log?.error({ requestId, err }, 'A refusal could not be recorded'),
      ),
  });
  return acting({ action: 'change', target: null, caller: snapshot.caller, requestId });
}
