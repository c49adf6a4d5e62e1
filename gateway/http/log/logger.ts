import { type DestinationStream, destination, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import { readableLine } from './readable-log.js';

export type { Logger } from 'pino';

export const logLevels = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'silent',
] as const satisfies readonly LevelWithSilent[];

export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  /** Which program writes, as `hub`; stands in every line. */
  program?: string;
  /** Code of the owner whose instance writes; stands in every line. */
  owner?: string;
  /** What is below it is not written. @default 'info' */
  level?: LogLevel;
  /** Takes one line at a time. @default stderr: readable in a terminal, JSON elsewhere */
  output?: DestinationStream;
}

/**
 * Writes what happens, one line of JSON each: `time`, `level`, `program`, `owner`, `requestId`, `code`, `msg` and, of an
 * error, `err`. No line holds a token, a body, or a value of the data.
 */
export function createLogger({ program, owner, level = 'info', output = stderr() }: LoggerOptions = {}): Logger {
  return pino(
    {
      level,
      base: { ...(program && { program }), ...(owner && { owner }) },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields },
    },
    output,
  );
}

/** Writes nothing. */
export function silentLogger(): Logger {
  return pino({ enabled: false });
}

function stderr(): DestinationStream {
  if (!process.stderr.isTTY) return destination({ dest: 2, sync: true });
  return { write: (line) => void process.stderr.write(`${readableLine(line, { withTime: true })}\n`) };
}

/**
 * Of an error no more than what it is and where: drivers and libraries hang statements, values and requests on theirs.
 */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: name,
    message,
    ...(code && { code }),
    stack,
    ...(cause !== undefined && { cause: errorFields(cause) }),
  };
}
