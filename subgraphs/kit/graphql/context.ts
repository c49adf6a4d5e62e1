import type { Caller } from '../../../schema/contract/caller.js';
import type { ObjectBudget } from '../../../schema/contract/object-budget.js';
import type { DataVersion, Loaders, Snapshot } from '../database/index.js';

/** What a resolver may reach: nothing of HTTP, no global state. One per operation. */
export interface Context {
  /** The one moment of the database that the whole operation reads. */
  snapshot: Snapshot;
  /** Batches and remembers what this operation loads. */
  loaders: Loaders;
  /** How many things the answer may still hold. */
  readonly objects: ObjectBudget;
  readonly caller: Caller;
  /** Codes of the owners whose data this instance holds: one, or several in a central copy. */
  owners: readonly string[];
  /** Does a thing of any domain exist here? Says whether `node(id)` finds it. */
  exists(kind: string, id: string): Promise<boolean>;
  /** Version and date of the snapshot. */
  version(): Promise<DataVersion>;
}
