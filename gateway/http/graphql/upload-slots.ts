import type { IncomingMessage } from 'node:http';
import { HubError } from '../../../schema/errors/catalogue.js';

/** Large bodies that are read and answered at one time: each is held several times over, as bytes, text and value. */
const most = 8;

/** Keeps the memory that files take bounded, however many are sent at once by those who may send them. */
export class UploadSlots {
  #open = 0;

  /** Answers a request; one with a large body is told to come again while too many are being answered. */
  async answer<T>({ headers }: IncomingMessage, bodyBytes: number, work: () => Promise<T>): Promise<T> {
    // A body that does not say how long it is may be of any length.
    const isLarge = !(Number(headers['content-length']) <= bodyBytes);
    if (!isLarge) return work();
    if (this.#open >= most) throw new HubError('TOO_MANY_CHANGES');
    this.#open++;
    try {
      return await work();
    } finally {
      this.#open--;
    }
  }
}
