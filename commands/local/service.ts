import { Failure } from './failure.js';

/** A server that a command runs until it is told to stop. */
export interface Service {
  /** What whoever started it wants to know; `url` is where it answers. */
  readonly ready: { url: string } & Record<string, unknown>;
  close(): Promise<void>;
}

/**
 * Runs a service as a process of its own: says when it is ready, to the supervisor over IPC or to the terminal; stops
 * on SIGINT and SIGTERM, and when the supervisor is gone, so that nothing is left behind.
 */
export async function runService(start: () => Promise<Service>): Promise<void> {
  let service: Service | undefined;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // A request that never ends must not keep the process.
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    await service?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  try {
    service = await start();
  } catch (error) {
    process.stderr.write(`${error instanceof Failure ? error.message : ((error as Error).stack ?? error)}\n`);
    process.exit(1);
  }
  if (process.send) process.send({ type: 'ready', ...service.ready });
  else process.stdout.write(`${service.ready.url}\n`);
}

const stopLimitMs = 8_000;
