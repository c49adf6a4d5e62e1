import { createLogger, type Logger, type LoggerOptions } from '../../gateway/http/index.js';
import { readSettings } from '../settings/settings.js';
import { Failure } from './failure.js';

/** A server that a command runs until it is told to stop. */
export interface Service {
  /** What whoever started it wants to know; `url` is where it answers. */
  readonly ready: { url: string } & Record<string, unknown>;
  close(): Promise<void>;
}

/**
 * Runs a service as a process of its own: says when it is ready, to the supervisor over IPC or on stdout; stops on SIGINT
 * and SIGTERM, and when the supervisor is gone, so that nothing is left behind. What happens meanwhile goes to its log.
 */
export async function runService(
  names: Pick<LoggerOptions, 'program' | 'owner'>,
  start: (log: Logger) => Promise<Service>,
): Promise<void> {
  // What is wrong with the settings is told with the others, when the log is there.
  const log = createLogger({ ...names, level: readSettings(process.env, []).common.logLevel });
  let service: Service | undefined;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    log.info('Stopping');
    // A request that never ends must not keep the process.
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    await service?.close();
    process.exit(0);
  };
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'An error that nobody handled');
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  try {
    service = await start(log);
  } catch (err) {
    if (err instanceof Failure) log.fatal(err.message);
    else log.fatal({ err }, 'The start failed');
    process.exit(1);
  }
  log.info({ url: service.ready.url }, 'Ready');
  if (process.send) process.send({ type: 'ready', ...service.ready });
  else process.stdout.write(`${service.ready.url}\n`);
}

const stopLimitMs = 8_000;
