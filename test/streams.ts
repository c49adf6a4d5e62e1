import { readEvents } from '../gateway/hub/subscriptions/event-source.js';

export interface TestEvent {
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  data?: any;
}

export interface TestStream extends AsyncDisposable {
  readonly status: number;
  /** Of a refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly body?: any;
  /** The next event with data; undefined at the end. */
  next(): Promise<TestEvent | undefined>;
  /** Waits until the stream has come so far. */
  at(position: RegExp): Promise<string>;
}

/** A client of a subscription. */
export async function openStream(
  url: string,
  query: string,
  { variables, token, after }: { variables?: object; token?: string; after?: string } = {},
): Promise<TestStream> {
  const ending = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // So a refusal has a status instead of being an event.
      accept: 'text/event-stream, application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(after !== undefined && { 'last-event-id': after }),
    },
    body: JSON.stringify({ query, variables }),
    signal: ending.signal,
  });
  const close = async () => ending.abort();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!isStream) {
    const nothing = async () => undefined as never;
    const body = await response.json();
    return { status: response.status, body, next: nothing, at: nothing, [Symbol.asyncDispose]: close };
  }
  // biome-ignore lint/plugin: The types of Node lack what its streams of the web can do.
  const events = readEvents(response.body! as unknown as AsyncIterable<Uint8Array>);
  const take = async (): Promise<TestEvent | undefined> => {
    const { done, value } = await events.next();
    return done ? undefined : { id: value.id, ...(value.data && { data: JSON.parse(value.data) }) };
  };
  return {
    status: response.status,
    async next() {
      for (;;) {
        const event = await take();
        if (!event || event.data) return event;
      }
    },
    async at(position) {
      for (;;) {
        const event = await take();
        if (!event || event.data)
          throw new Error(`Expected a position like ${position}, got ${JSON.stringify(event)}.`);
        if (position.test(event.id)) return event.id;
      }
    },
    [Symbol.asyncDispose]: close,
  };
}
