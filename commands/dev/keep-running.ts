import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../schema/errors/unknown-error.js';

/** A process that was started and is ready. */
export interface Started {
  readonly pid: number;
  /** Settles when the process ends, asked or not: why, as far as it can be told. */
  readonly ended: Promise<string>;
  /** Lets it finish what it does; resolves when it has ended. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

export interface Kept<T extends Started> {
  /** The process of now: another one after each restart. */
  readonly current: T;
  stop(): Promise<void>;
  kill(): void;
}

/** Waits between restarts, in milliseconds: doubled each time up to the most, begun anew after a steady run. */
export interface Backoff {
  first: number;
  most: number;
  steady: number;
}

export const defaultBackoff: Backoff = { first: 500, most: 30_000, steady: 60_000 };

export interface Watcher<T> {
  crashed(reason: string, nextInMs: number): void;
  back(current: T): void;
}

/**
 * Starts something and starts it again whenever it ends unasked. The first start is the caller's to judge: it may
 * reject. `start` gets what ran before, so that the next can take its place.
 */
export async function keepRunning<T extends Started>(
  start: (signal: AbortSignal, previous?: T) => Promise<T>,
  { watcher, signal, backoff = defaultBackoff }: { watcher: Watcher<T>; signal: AbortSignal; backoff?: Backoff },
): Promise<Kept<T>> {
  const stopRequest = new AbortController();
  const stopping = AbortSignal.any([signal, stopRequest.signal]);
  let current = await start(stopping);
  const watch = async () => {
    for (let crashes = 0; ; ) {
      const began = Date.now();
      let reason = await current.ended;
      if (Date.now() - began > backoff.steady) crashes = 0;
      for (let running = false; !running; ) {
        if (stopping.aborted) return;
        const nextInMs = Math.min(backoff.first * 2 ** crashes++, backoff.most);
        watcher.crashed(reason, nextInMs);
        await delay(nextInMs, null, { signal: stopping }).catch(() => null);
        if (stopping.aborted) return;
        try {
          current = await start(stopping, current);
          running = true;
        } catch (error) {
          reason = messageOf(error);
        }
      }
      watcher.back(current);
    }
  };
  const watching = watch();
  return {
    get current() {
      return current;
    },
    async stop() {
      stopRequest.abort();
      await current.stop();
      await watching;
    },
    kill() {
      stopRequest.abort();
      current.kill();
    },
  };
}
