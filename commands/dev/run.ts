import { type Config, readConfig } from '../config.js';
import { Failure, failureText } from './failure.js';
import { type Running, type StartOptions, startAll } from './start-all.js';
import { table } from './table.js';
import { readTokenSettings } from './token-settings.js';

export interface RunOptions extends Pick<StartOptions, 'programs' | 'backoff'> {
  /** A second signal forces, but npm passes Ctrl-C on although the terminal has sent it to us already. */
  sameSignalMs?: number;
}

/** `npm start`: starts everything, tells what runs where, and stops it all when asked. Ends the process. */
export async function runAll({ sameSignalMs = 1000, ...options }: RunOptions = {}): Promise<never> {
  // Whoever watched may be gone; what runs must still be stopped in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const stopRequest = new AbortController();
  let running: Running | null = null;
  let askedAt = Number.POSITIVE_INFINITY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopRequest.signal.aborted) print('Stopping…');
      else if (Date.now() - askedAt >= sameSignalMs) running?.kill();
      askedAt = Math.min(askedAt, Date.now());
      stopRequest.abort();
    });
  }
  try {
    const config = readConfig();
    running = await startAll({ ...options, config, print, signal: stopRequest.signal });
    print(`\n${table(running.instances)}\n`);
    if (readTokenSettings() === null) print(`Tokens to try things out: ${tokenCommand(config)}\n`);
    print(`${running.hubUrl}\n`);
    await aborted(stopRequest.signal);
    await running.stop();
    print('Stopped.');
    process.exit(0);
  } catch (error) {
    if (stopRequest.signal.aborted) process.exit(0);
    const text = error instanceof Failure ? error.message : `An error on our side: ${failureText(error)}`;
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}

function tokenCommand({ owners }: Config): string {
  return `npm run -s token -- --role municipality --owner ${owners[0]!.code} (or --role region --owners '*')`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
