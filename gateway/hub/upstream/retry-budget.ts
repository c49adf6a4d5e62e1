/**
 * How often an owner may be asked again: once for ten calls, and a few times in a row. So an owner that fails under
 * load gets a tenth more of it at most, and not twice as much.
 */
export class RetryBudget {
  #left = most;

  /** Is half of it used up? Then what can do without should. */
  get isLow(): boolean {
    return this.#left < most / 2;
  }

  requested(): void {
    this.#left = Math.min(most, this.#left + perCall);
  }

  take(): boolean {
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}

const most = 10;
const perCall = 0.1;
