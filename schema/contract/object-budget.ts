import { HubError } from '../errors/catalogue.js';

/**
 * How many objects answering one operation may make, counted as they are made: by lists that subgraphs resolve, by what
 * is copied to each place where it stands, and by the answer itself.
 */
export class ObjectBudget {
  #left: number;
  /** One for all places: there may be as many of them as there were objects. A path keeps graphql-js from copying it. */
  readonly #spent: HubError;

  constructor(private readonly most: number = mostObjects) {
    this.#left = most;
    this.#spent = new HubError('RESPONSE_TOO_LARGE', this.#because, { path: [] });
  }

  /** Throws RESPONSE_TOO_LARGE once there are too many; so does every later call. */
  take(count = 1): void {
    this.#left -= count;
    if (this.#left < 0) throw this.#spent;
  }

  /** Why there is no answer; undefined while there may be one. */
  get error(): HubError | undefined {
    return this.#left < 0 ? new HubError('RESPONSE_TOO_LARGE', this.#because) : undefined;
  }

  get #because() {
    return { reason: 'MORE', limit: this.most, what: 'OBJECTS' } as const;
  }
}

const mostObjects = 300_000;
