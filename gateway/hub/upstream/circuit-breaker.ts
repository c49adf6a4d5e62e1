export interface CircuitBreakerOptions {
  /** Calls in a row that brought no answer, after which the owner is left alone. */
  misses?: number;
  /** One call in this time then tries whether it is back; half of it at least, so that not all hubs come at once. */
  probeMs?: number;
  /** That the time ran out says nothing of the owner where the call had less than this. */
  patienceMs?: number;
}

export const defaultBreaker: Readonly<Required<CircuitBreakerOptions>> = { misses: 5, probeMs: 1000, patienceMs: 1000 };

/** Leaves an owner alone that does not answer: who waits for it would wait in vain, and so would what it holds open. */
export class CircuitBreaker {
  readonly patienceMs: number;
  readonly #misses: number;
  readonly #probeMs: number;
  #inARow = 0;
  #nextProbeAt = 0;
  #lastSuccessAt = 0;

  constructor(options: CircuitBreakerOptions = {}) {
    this.patienceMs = options.patienceMs ?? defaultBreaker.patienceMs;
    this.#misses = options.misses ?? defaultBreaker.misses;
    this.#probeMs = options.probeMs ?? defaultBreaker.probeMs;
  }

  /** Whether a call may go out. Of those to an owner that is away, only the one that finds out whether it is back. */
  admits(): boolean {
    if (this.#inARow < this.#misses) return true;
    if (performance.now() < this.#nextProbeAt) return false;
    // By the clock and not by the last probe's end: one that hangs must not keep the owner away.
    this.#waitForProbe();
    return true;
  }

  /** An answer came, whatever it says: an owner that refuses, or answers wrongly, costs nobody time. */
  recordSuccess(): void {
    this.#inARow = 0;
    this.#lastSuccessAt = performance.now();
  }

  /** No answer came. A call that a later one's answer has overtaken says what the owner was, not what it is. */
  recordFailure(sentAt: number): void {
    if (sentAt < this.#lastSuccessAt) return;
    this.#inARow++;
    if (this.#inARow === this.#misses) this.#waitForProbe();
  }

  #waitForProbe(): void {
    this.#nextProbeAt = performance.now() + this.#probeMs * (0.5 + Math.random() / 2);
  }
}
