import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from './caller.js';
import type { Loaders } from './loaders.js';
import type { DataVersion, Snapshot } from './snapshot.js';

/** What a resolver may reach: nothing of HTTP, no global state. One per operation. */
export interface Context {
  /** The one moment of the database that the whole operation reads. */
  snapshot: Snapshot;
  /** Batches and remembers what this operation loads. */
  loaders: Loaders;
  readonly caller: Caller;
  /** Codes of the owners whose data this instance holds: one, or several in a central copy. */
  owners: readonly string[];
  /** Does a thing of any domain exist here? Says whether `node(id)` finds it. */
  exists(kind: string, id: string): Promise<boolean>;
  /** Version and date of the snapshot. */
  version(): Promise<DataVersion>;
  /**
   * Changes data in one transaction, which takes its turn among all changes of the instance and gives the data their
   * next version; what `work` answers by `unchanged` gives none. What the operation reads after it sees the change.
   */
  change<T>(work: (em: EntityManager) => Promise<Change<T>>): Promise<T>;
}

/** What came of a change. */
export interface Change<T> {
  value: T;
  /** Nothing was written, so the data keep their version. */
  unchanged?: boolean;
}
