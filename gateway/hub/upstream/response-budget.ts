import { HubError } from '../../../schema/errors/catalogue.js';

/** What one operation may bring: counted while it is heard and joined, so that nothing grows beyond it. */
export class Budget {
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

/** How long answers are once they are written out, where things stand in many places: each thing is looked at once. */
export class Sizes {
  readonly #known = new Map<object, number>();

  constructor(private readonly maxBytes: number) {}

  /** Throws RESPONSE_TOO_LARGE where the value, written out, would be longer than an answer may be. */
  check(value: unknown): void {
    const size = this.#sizeOf(value);
    if (size > this.maxBytes) {
      throw new HubError('RESPONSE_TOO_LARGE', { reason: 'MORE', limit: this.maxBytes, what: 'BYTES' });
    }
  }

  #sizeOf(value: unknown): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value !== 'object' || value === null) return 5;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    let size = 2;
    if (Array.isArray(value)) for (const item of value) size += 1 + this.#sizeOf(item);
    else for (const key in value) size += key.length + 4 + this.#sizeOf((value as Record<string, unknown>)[key]);
    this.#known.set(value, size);
    return size;
  }
}
