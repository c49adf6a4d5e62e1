import { describe, expect, it } from '@jest/globals';
import { buildSchema, type ExecutionResult, getOperationAST, parse } from 'graphql';
import type { Endpoint } from '../../gateway/http/endpoint.js';
import { subscriptionEvents } from '../../gateway/http/events/events-route.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import type { Message } from '../../gateway/http/server/event-writer.js';
import type { Exchange } from '../../gateway/http/server/routes.js';
import { anonymous } from '../../schema/contract/caller.js';
import { type ErrorCode, HubError } from '../../schema/errors/catalogue.js';

const schema = buildSchema(`
  interface Node { id: ID! }
  type Publication implements Node { id: ID! }
  type Query { node(id: ID!): Node }
  type Subscription { publicationAdded: Publication! }
`);
const document = parse('subscription { publicationAdded { id } }');

/** What a client gets of two events, the second of which is answered so, again and again. */
async function heard(answers: readonly ExecutionResult[]): Promise<{ messages: Message[]; asked: number }> {
  let asked = 0;
  const endpoint: Endpoint = {
    schema,
    async execute({ variables }) {
      if (variables.event === 'a:publication:1') return found('a:publication:1');
      return answers[Math.min(asked++, answers.length - 1)]!;
    },
    async *follow() {
      yield { position: 'a:0' };
      yield { position: 'a:1', node: 'a:publication:1' };
      yield { position: 'a:2', node: 'a:publication:2' };
      yield { position: 'a:3' };
    },
  };
  const events = subscriptionEvents({
    endpoint,
    authenticate: () => anonymous,
    log: silentLogger(),
    retryMs: [1, 2, 3],
  });
  // biome-ignore lint/plugin: Of the request, events read the headers alone.
  const exchange = {
    request: { headers: { accept: 'text/event-stream' } },
    requestId: 'test-request',
    signal: new AbortController().signal,
  } as unknown as Exchange;
  const messages: Message[] = [];
  for await (const message of await events(document, getOperationAST(document)!, {}, {}, exchange)) {
    messages.push(message);
  }
  return { messages, asked };
}

const found = (id: string): ExecutionResult => ({ data: { publicationAdded: { id } } });
const failed = (code: ErrorCode): ExecutionResult => ({ data: null, errors: [new HubError(code)] });

const first = [
  { id: 'a:0', comment: undefined },
  { event: 'next', id: 'a:1', data: JSON.stringify(found('a:publication:1')) },
];
const second = { event: 'next', id: 'a:2', data: JSON.stringify(found('a:publication:2')) };
const last = { id: 'a:3', comment: undefined };

describe('An event of a stream', () => {
  it('is sent with its position', async () => {
    expect((await heard([found('a:publication:2')])).messages).toEqual([...first, second, last]);
  });

  it('whose owner is away for a moment is asked for again', async () => {
    const away = [failed('ALL_OWNERS_FAILED'), failed('DATABASE_UNAVAILABLE'), failed('OWNER_TIMEOUT')];
    const { messages, asked } = await heard([...away, found('a:publication:2')]);
    expect(messages).toEqual([...first, second, last]);
    expect(asked).toBe(4);
  });

  it('whose owner stays away ends the stream as if the line broke: before its position, and without «complete»', async () => {
    const { messages, asked } = await heard([failed('ALL_OWNERS_FAILED')]);
    expect(messages).toEqual([...first, { comment: 'ALL_OWNERS_FAILED: come back' }]);
    expect(asked).toBe(4);
  });

  it.each<ErrorCode>(['INTERNAL', 'UNAUTHENTICATED'])(
    'that cannot be answered for another reason (%s) completes the stream with it, at once',
    async (code) => {
      const { messages, asked } = await heard([failed(code)]);
      expect(messages.slice(0, 2)).toEqual(first);
      expect(messages.slice(2)).toEqual([
        { event: 'next', data: expect.stringContaining(code) },
        { event: 'complete' },
      ]);
      expect(asked).toBe(1);
    },
  );

  it('of a thing that is gone again tells its position alone', async () => {
    const { messages } = await heard([{ data: { publicationAdded: null } }]);
    expect(messages).toEqual([...first, { id: 'a:2', comment: undefined }, last]);
  });
});
