import type { ObjectBudget } from '../../../schema/contract/object-budget.js';
import type { Loaders } from '../database/loaders.js';
import type { DataVersion, Snapshot } from '../database/snapshot.js';
import type { Work } from '../publishing/change.js';
import type { Once } from '../publishing/idempotency.js';
import type { PublishedKind } from '../publishing/published-kind.js';
import type { Caller } from './caller.js';

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
  /**
   * Changes data in one transaction, which takes its turn among all changes of the instance and gives the data their
   * next version; what `work` answers by `unchanged` gives none. What the operation reads after it sees the change.
   * It stands in the audit log as the mutation that the context was made for. A request that carries a key is carried
   * out once: repeated, it is answered as before.
   */
  change<T>(work: Work<T>, once?: Once): Promise<T>;
  /** The same context, for one mutation: its changes and its refusals are recorded under that name. */
  acting(name: string, target: string | null): Context;
  /** Records that the mutation was refused: the error, or the code of the issue that says why. */
  refused(reason: unknown): Promise<void>;
  /** The kinds of files that owners publish, by name, whatever domain they fill. */
  readonly kinds: ReadonlyMap<string, PublishedKind>;
}

/** What came of a change. */
export interface Change<T> {
  value: T;
  /** Nothing was written, so the data keep their version. */
  unchanged?: boolean;
  /** All that was written is undone: a trial, or a refusal with an answer. */
  undo?: boolean;
  /** What the audit log says of it, besides who and when. */
  audit?: { publication?: string; detail?: Record<string, unknown> };
}
