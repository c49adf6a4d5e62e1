import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface Watched {
  /** Their files are watched, those of their folders too. */
  readonly folders: readonly string[];
  /** Whether a change of this file matters. */
  readonly matters: (file: string) => boolean;
  /** Makes the program anew; false where it cannot be made, which it has then told. */
  readonly compile: () => Promise<boolean>;
  readonly start: () => ChildProcess;
  readonly signal: AbortSignal;
}

/** Editors write a file in several steps, and git many files one after another. */
const quietMs = 150;

/** Runs a program and, whenever a source changes, ends it and runs what was compiled of the new sources. */
export async function restartOnChange({ folders, matters, compile, start, signal }: Watched): Promise<void> {
  const changes = new Changes(folders, matters);
  try {
    while (!signal.aborted) {
      const child = (await compile()) ? start() : undefined;
      await changes.next(signal);
      if (child) await end(child);
    }
  } finally {
    changes.close();
  }
}

class Changes {
  readonly #watchers: readonly FSWatcher[];
  #changed = false;
  #wake = () => {};

  constructor(folders: readonly string[], matters: (file: string) => boolean) {
    this.#watchers = folders.map((folder) =>
      watch(folder, { recursive: true }, (_, file) => {
        if (!file || !matters(file)) return;
        this.#changed = true;
        this.#wake();
      }),
    );
  }

  /** Resolves when something has changed since the last time, also meanwhile, and nothing more does. */
  async next(signal: AbortSignal): Promise<void> {
    if (!this.#changed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    while (this.#changed && !signal.aborted) {
      this.#changed = false;
      await delay(quietMs, null, { signal }).catch(() => null);
      if (!this.#changed) break;
    }
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
