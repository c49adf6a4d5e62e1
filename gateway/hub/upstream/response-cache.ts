import { LRUCache } from 'lru-cache';
import type { CoverageSource } from '../../../schema/contract/coverage.js';
import type { CallPlan, Operation } from '../plan/index.js';

/** A whole response of one owner. It is used only after the owner has said that it would answer the same now. */
export class CachedResponse {
  constructor(
    /** One for each response that was ever cached: says exactly what a merged response was made from. */
    readonly serial: number,
    /** The owner's entity tag for it, as it stood in the header. */
    readonly etag: string,
    /** As it came: JSON in UTF-8. */
    readonly body: Buffer,
    readonly sources: readonly CoverageSource[],
  ) {}

  /** Parsed anew: what is read belongs to the reader. */
  read(): Record<string, unknown> {
    return JSON.parse(this.body.toString());
  }
}

/**
 * Responses of owners, and responses merged from them: together at most so many bytes, those not used for longest
 * forgotten first. Nothing in it is believed for any time: an owner is asked each time whether its response is current.
 */
export class ResponseCache {
  readonly #entries: LRUCache<string, CachedResponse | MergedResponse> | undefined;
  readonly #numbers = new WeakMap<Operation, number>();
  #operations = 0;
  #responses = 0;

  /** 0 bytes: nothing is cached. */
  constructor(maxBytes: number) {
    if (maxBytes > 0) this.#entries = new LRUCache({ maxSize: maxBytes });
  }

  get isOn(): boolean {
    return this.#entries !== undefined;
  }

  /** Bytes of all that is cached. */
  get bytes(): number {
    return this.#entries?.calculatedSize ?? 0;
  }

  response(key: string): CachedResponse | undefined {
    const entry = this.#entries?.get(key);
    return entry instanceof CachedResponse ? entry : undefined;
  }

  setResponse(key: string, { etag, body, sources }: Pick<CachedResponse, 'etag' | 'body' | 'sources'>): CachedResponse {
    const response = new CachedResponse(++this.#responses, etag, copy(body), sources);
    this.#entries?.set(key, response, { size: body.length + overhead });
    return response;
  }

  /**
   * Where the response merged from these results belongs; undefined where it cannot be cached: the hub's own part of a
   * response is new each time, so only what is merged from cached responses alone is cached.
   */
  mergedEntry(
    { operation, variables }: CallPlan,
    results: readonly { readonly cached?: CachedResponse }[],
    view: string,
  ): MergedEntry | undefined {
    const from = results.flatMap(({ cached }) => cached ?? []);
    if (operation.local.length > 0 || from.length === 0 || from.length < results.length) return undefined;
    // For those who have the same view. Variables are in it because pages are merged by them, also those that no owner
    // was asked for.
    const key = `${this.#numberOf(operation)} ${view} ${JSON.stringify(variables)}`;
    return this.entry(key, from);
  }

  entry(key: string, from: readonly CachedResponse[]): MergedEntry {
    return new MergedEntry(this.#entries, key, from.map(({ serial }) => serial).join());
  }

  #numberOf(operation: Operation): number {
    const number = this.#numbers.get(operation) ?? ++this.#operations;
    this.#numbers.set(operation, number);
    return number;
  }
}

/** The place of one merged response in the cache. */
export class MergedEntry {
  constructor(
    private readonly entries: LRUCache<string, CachedResponse | MergedResponse> | undefined,
    private readonly key: string,
    private readonly serials: string,
  ) {}

  /** What was merged from exactly these responses. */
  get(): Buffer | undefined {
    const entry = this.entries?.get(this.key);
    return entry && 'serials' in entry && entry.serials === this.serials ? entry.data : undefined;
  }

  /** In place of what was merged from earlier responses: owners have others now, so nobody would ever get it again. */
  set(data: Buffer): void {
    const { key, serials } = this;
    const size = data.length + key.length + serials.length + overhead;
    this.entries?.set(key, { serials, data: copy(data) }, { size });
  }
}

interface MergedResponse {
  readonly serials: string;
  readonly data: Buffer;
}

/** Of one entry, besides its bytes. */
const overhead = 500;

/** What comes from a socket, or from a short text, is a part of something larger, all of which would stay with it. */
function copy(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}
