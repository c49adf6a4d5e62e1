const tickMs = 50;

/** When this process itself did not come to its turn, so that what it saw late may have been there in time. */
export class Stalls {
  readonly #all: { readonly at: number; readonly ms: number }[] = [];
  #ticked = performance.now();
  readonly #timer = setInterval(() => this.#tick(), tickMs);

  /** Milliseconds lost altogether from one moment to another. */
  within(from: number, to: number): number {
    this.#tick();
    return this.#all.reduce((sum, { at, ms }) => (at >= from && at - ms <= to ? sum + ms : sum), 0);
  }

  /** The longest. */
  get mostMs(): number {
    return this.#all.reduce((most, { ms }) => Math.max(most, ms), 0);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    const ms = now - this.#ticked - tickMs;
    if (ms > tickMs) this.#all.push({ at: now, ms });
    this.#ticked = now;
  }
}
