import { HubError } from '../../../schema/errors/catalogue.js';

/** Changes that may wait for their turn; more are told to come again. */
const longestQueue = 32;

/**
 * Lets one change of an instance run at a time. The lock in the database orders them too, also those of other
 * processes, but whoever waits there holds a connection that readers need.
 */
export class ChangeQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= longestQueue) throw new HubError('TOO_MANY_CHANGES');
    this.#waiting++;
    const mine = this.#last.then(work);
    this.#last = mine.then(
      () => this.#waiting--,
      () => this.#waiting--,
    );
    return mine;
  }
}
