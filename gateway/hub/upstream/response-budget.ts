import { HubError } from '../../../schema/errors/catalogue.js';

/** How many bytes of owners' responses one request may take: counted as they come, so that nothing grows beyond it. */
export class ByteBudget {
  #left: number;

  constructor(private readonly maxBytes: number) {
    this.#left = maxBytes;
  }

  /** Counts bytes that came of an owner; false once they are too many together. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  /** Throws RESPONSE_TOO_LARGE once too much has come. */
  check(): void {
    if (this.#left < 0) {
      throw new HubError('RESPONSE_TOO_LARGE', { reason: 'MORE', limit: this.maxBytes, what: 'BYTES_OF_OWNERS' });
    }
  }
}

/**
 * How long a merged response is once it is written out, where shared entities stand in many places: each object is
 * measured once.
 */
export class MergedSize {
  readonly #sizes = new Map<object, number>();

  constructor(private readonly maxBytes: number) {}

  /** Throws RESPONSE_TOO_LARGE where the value, written out, would be longer than a response may be. */
  check(value: unknown): void {
    const size = this.#sizeOf(value);
    if (size > this.maxBytes) {
      throw new HubError('RESPONSE_TOO_LARGE', { reason: 'MORE', limit: this.maxBytes, what: 'BYTES' });
    }
  }

  #sizeOf(value: unknown): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value !== 'object' || value === null) return 5;
    const measured = this.#sizes.get(value);
    if (measured !== undefined) return measured;
    let size = 2;
    if (Array.isArray(value)) for (const item of value) size += 1 + this.#sizeOf(item);
    else for (const [key, item] of Object.entries(value)) size += key.length + 4 + this.#sizeOf(item);
    this.#sizes.set(value, size);
    return size;
  }
}
