import type { Context } from '../graphql/index.js';
import type { ChangeWork } from './change.js';
import type { IdempotentRequest } from './idempotency.js';
import type { PublishedKind } from './published-kind.js';

/** The context of an operation that may change data. */
export interface PublishingContext extends Context {
  /**
   * Changes data in one transaction, which takes its turn among all changes of the instance and gives the data their
   * next version; what `work` answers by `unchanged` gives none. What the operation reads after it sees the change.
   * It stands in the audit log as the mutation that the context was made for. A request that carries a key is carried
   * out once: repeated, it is answered as before.
   */
  change<T>(work: ChangeWork<T>, once?: IdempotentRequest): Promise<T>;
  /** The same context, for one mutation: its changes and its refusals are recorded under that name. */
  forMutation(name: string, target: string | null): PublishingContext;
  /** Records that the mutation was refused: the error, or the code of the issue that says why. */
  recordRefusal(reason: unknown): Promise<void>;
  /** The kinds of files that owners publish, by name, whatever domain they fill. */
  readonly publishedKinds: ReadonlyMap<string, PublishedKind>;
}
