import { createLogger, type Logger } from '../gateway/http/log/logger.js';

/** A line of the log, as an operator's tools read it. */
export interface LogLine {
  time: string;
  level: string;
  requestId?: string;
  owner?: string;
  code?: string;
  msg: string;
  err?: { type: string; message: string; stack: string };
}

/** A logger whose lines a test reads; warnings and worse, unless it wants more. */
export function recordedLog(level: 'warn' | 'debug' = 'warn'): { log: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  return { log: createLogger({ level, output: { write } }), lines };
}
