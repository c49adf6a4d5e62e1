/** One point in time at which all calls of an operation end, or the moment when its client goes away. */
export class RequestDeadline implements Disposable {
  private readonly listeners = new Set<() => void>();
  private readonly timer: NodeJS.Timeout;
  private readonly at: number;
  private ended = false;

  constructor(
    ms: number,
    private readonly signal: AbortSignal,
  ) {
    this.at = performance.now() + ms;
    this.timer = setTimeout(this.end, ms);
    signal.addEventListener('abort', this.end);
    if (signal.aborted) this.end();
  }

  get leftMs(): number {
    return this.ended ? 0 : Math.max(0, this.at - performance.now());
  }

  /** Nobody waits for the answer any longer: that it did not come says nothing about the owner. */
  get isAbandoned(): boolean {
    return this.signal.aborted;
  }

  /** Calls back at the end, at once if it has passed; returns how to be forgotten. */
  onEnd(listener: () => void): () => void {
    if (this.ended) queueMicrotask(listener);
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** A deadline after this share of the time that is left. */
  share(share: number): RequestDeadline {
    return new RequestDeadline(this.leftMs * share, this.signal);
  }

  /** After the time, or at the end if that comes first. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.onEnd(() => finish());
      const timer = setTimeout(() => finish(), ms);
      const finish = () => {
        clearTimeout(timer);
        forget();
        resolve();
      };
    });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this.end);
  }

  private readonly end = (): void => {
    this.ended = true;
    for (const listener of [...this.listeners]) listener();
  };
}
