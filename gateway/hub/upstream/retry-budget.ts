export interface RetryOptions {
  /** Retries in a row, after which there are only those that further calls earn. */
  most?: number;
  /** Calls that earn one more retry. */
  callsPerRetry?: number;
}

export const defaultRetries: Readonly<Required<RetryOptions>> = { most: 10, callsPerRetry: 10 };

/**
 * How often an owner may be asked again: once for ten calls, and a few times in a row. So an owner that fails under
 * load gets a tenth more of it at most, and not twice as much.
 */
export class RetryBudget {
  readonly #most: number;
  readonly #perCall: number;
  #left: number;

  constructor({ most = defaultRetries.most, callsPerRetry = defaultRetries.callsPerRetry }: RetryOptions = {}) {
    this.#most = most;
    this.#perCall = 1 / callsPerRetry;
    this.#left = most;
  }

  /** Is half of it used up? Then what can do without should. */
  get isLow(): boolean {
    return this.#left < this.#most / 2;
  }

  recordRequest(): void {
    this.#left = Math.min(this.#most, this.#left + this.#perCall);
  }

  take(): boolean {
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
