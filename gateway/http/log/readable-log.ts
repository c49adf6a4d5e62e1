/** A line of the log, as far as a person reads it. */
interface LogLine {
  readonly time?: string;
  readonly level?: string;
  readonly program?: string;
  readonly owner?: string;
  readonly requestId?: string;
  readonly code?: string;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

/** A line of JSON from the log for a person; text that is none comes back as it is. */
export function readableLine(text: string, { withTime = false } = {}): string {
  const line = readLogLine(text);
  if (!line) return text.trimEnd();
  const { time = '', level = '', program, owner, requestId, code, msg, err } = line;
  const head = withTime ? [time.slice(11, 23), level.toUpperCase().padEnd(5), program] : [];
  const words = [...head, requestId, owner, code, msg].filter((word) => word !== undefined);
  return [words.join(' '), ...(err ? [err.stack ?? err.message] : [])].join('\n');
}

/** The level of a line; null where it is no line of the log. */
export function logLevelOf(text: string): string | null {
  return readLogLine(text)?.level ?? null;
}

/** Why somebody has ended whose last line this is; null where it is only part of a stack. */
export function lastLineOf(text: string): string | null {
  const { err, msg } = readLogLine(text) ?? {};
  const lines = (err?.message ?? msg ?? text).split('\n');
  return lines.map((line) => (/^\s+at /.test(line) ? '' : line.trim())).findLast((line) => line !== '') ?? null;
}

function readLogLine(text: string): LogLine | null {
  if (!text.startsWith('{')) return null;
  try {
    const line: LogLine = JSON.parse(text);
    return line;
  } catch {
    return null;
  }
}
