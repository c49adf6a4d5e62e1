import type { EntityManager } from '@mikro-orm/postgresql';
import type { Loaders } from './loaders.js';

/** State of an instance's data: the number grows with every committed change, in the same transaction. */
export interface DataVersion {
  version: number;
  /** When the last change was committed; null before the first. */
  asOf: Date | null;
}

/** What a resolver may reach: nothing of HTTP, no global state. One per operation. */
export interface Context {
  /** Reads one snapshot of the database for the whole operation. */
  em: EntityManager;
  /** Batches and remembers what this operation loads. */
  loaders: Loaders;
  /** Codes of the owners whose data this instance holds: one, or several in a central copy. */
  owners: readonly string[];
  /** Does a thing of any domain exist here? Says whether `node(id)` finds it. */
  exists(kind: string, id: string): Promise<boolean>;
  /** Version and date of the snapshot that this operation reads. */
  version(): Promise<DataVersion>;
}
