import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** What a stream sends: an event of GraphQL over Server-Sent Events, or a mere sign of life. */
export interface Message {
  event?: 'next' | 'complete';
  id?: string;
  /** JSON on one line. */
  data?: string;
  comment?: string;
}

export interface StreamOptions {
  /** A comment is sent when nothing else was for so long. */
  heartbeatMs?: number;
  /** A client that takes nothing for so long is dropped. */
  stalledMs?: number;
}

export const defaultStreamOptions: Readonly<Required<StreamOptions>> = { heartbeatMs: 15_000, stalledMs: 30_000 };

/** Writes messages as they come, each once the client has taken those before; ends with the response. */
export async function sendStream(
  response: ServerResponse,
  headers: Record<string, string>,
  messages: AsyncIterable<Message>,
  options: StreamOptions = {},
): Promise<void> {
  const { heartbeatMs = defaultStreamOptions.heartbeatMs, stalledMs = defaultStreamOptions.stalledMs } = options;
  response.writeHead(200, { ...headers, ...streamHeaders });
  response.flushHeaders();
  // One for all that is waited for: a stream may last for months.
  const closure = new AbortController();
  response.once('close', () => closure.abort());
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), heartbeatMs);
  try {
    for await (const message of messages) {
      if (response.destroyed) return;
      heartbeat.refresh();
      if (!response.write(written(message))) await drained(response, closure.signal, stalledMs);
    }
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies must neither keep nor collect what is to arrive now.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // A server that closes need not wait until it is seen to be idle.
  connection: 'close',
};

function written({ event, id, data, comment }: Message): string {
  let text = '';
  if (comment !== undefined) text += `: ${comment}\n`;
  if (event !== undefined) text += `event: ${event}\n`;
  if (id !== undefined) text += `id: ${id}\n`;
  if (event !== undefined) text += `data: ${data ?? ''}\n`;
  return `${text}\n`;
}

async function drained(response: ServerResponse, signal: AbortSignal, stalledMs: number): Promise<void> {
  const stalled = setTimeout(() => response.destroy(), stalledMs);
  try {
    await once(response, 'drain', { signal });
  } catch {
    // It is closed: whoever writes next sees that.
  } finally {
    clearTimeout(stalled);
  }
}
