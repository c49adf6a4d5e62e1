import { Pool } from 'undici';

export interface ServerEvent {
  /** As far as the stream has come. */
  id: string;
  /** Absent where the event only tells how far. */
  data?: string;
}

export interface EventSourceOptions {
  url: URL;
  body: string;
  headers: Record<string, string>;
  /** Where the last stream ended; changes with each event. */
  lastEventId: string;
  /** Nothing for so long, not even a sign of life, means that the line is dead. */
  idleMs: number;
  signal: AbortSignal;
}

/** Streams of one owner over Server-Sent Events. */
export class EventSource {
  readonly #pool: Pool;

  constructor(origin: string, connectTimeout: number) {
    this.#pool = new Pool(origin, { connections: null, allowH2: false, connectTimeout });
  }

  /** The events of one connection; ends with it, and throws where it ends otherwise than it should. */
  async *events({ url, body, headers, lastEventId, idleMs, signal }: EventSourceOptions): AsyncGenerator<ServerEvent> {
    const {
      statusCode,
      headers: responseHeaders,
      body: stream,
    } = await this.#pool.request({
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        // So a refusal has a status instead of being an event.
        accept: 'text/event-stream, application/json',
        'accept-encoding': 'identity',
        ...(lastEventId && { 'last-event-id': lastEventId }),
      },
      body,
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
      signal,
    });
    if (statusCode !== 200 || !/^text\/event-stream\b/i.test(String(responseHeaders['content-type']))) {
      stream.on('error', () => {});
      stream.destroy();
      throw new Error(`Expected a stream of events, got status ${statusCode}.`);
    }
    yield* readEvents(stream);
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

const maxEventLength = 64 * 1024;

/** Takes a stream apart, as https://html.spec.whatwg.org/multipage/server-sent-events.html has it. */
export async function* readEvents(stream: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let event: { id?: string; data?: string } = {};
  let length = 0;
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const text = line.endsWith('\r') ? line.slice(0, -1) : line;
      length += text.length;
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(text) ?? [];
      if (text === '') {
        if (event.id !== undefined) yield { id: event.id, data: event.data };
        event = {};
        length = 0;
      } else if (field === 'id') event.id = value;
      else if (field === 'data') event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    }
    if (rest.length + length > maxEventLength) throw new Error('Expected shorter events.');
  }
}
