import { describe, expect, it } from '@jest/globals';
import { NotModified, SerializedResult } from '../../gateway/http/endpoint.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { type Edge, startEdge } from './kit.js';

const coverage = { status: 'COMPLETE' };
const own = ['date', 'x-request-id', 'keep-alive', 'connection'];

/** All that a client sees of an answer but what is another one's each time. */
async function seen(edge: Edge, body: unknown, headers?: Record<string, string>) {
  const { status, headers: sent, text } = await edge.post(body, headers);
  return { status, text, headers: [...sent].filter(([name]) => !own.includes(name)) };
}

describe('an answer that is written out already', () => {
  it('is for the client the same as one that is not, at the first time and again', async () => {
    const data = { text: 'Кизел', things: [{ id: '1' }] };
    await using plain = await startEdge(() => ({ data, extensions: { coverage } }));
    const bytes = Buffer.from(JSON.stringify(data));
    await using written = await startEdge(() => new SerializedResult(bytes, { coverage }));
    for (const accept of ['*/*', 'application/graphql-response+json']) {
      const headers = { accept };
      const expected = await seen(plain, { query: '{ text }' }, headers);
      for (const _ of [1, 2, 3]) expect(await seen(written, { query: '{ text }' }, headers)).toEqual(expected);
    }
  });

  it('is asked for anew each time, with the same variables for the same body', async () => {
    await using edge = await startEdge(() => new SerializedResult(Buffer.from('{}'), {}));
    const ask = (value: string) =>
      edge.post({ query: 'query ($v: String) { text(value: $v) }', variables: { v: value } });
    for (const value of ['x', 'x', 'y']) await ask(value);
    const [first, second, other] = edge.calls;
    expect(second!.variables).toBe(first!.variables);
    expect(second!.digest).toBe(first!.digest);
    expect(other!.variables).toEqual({ v: 'y' });
    expect(other!.digest).not.toBe(first!.digest);
  });
});

describe('what is known of a body', () => {
  it.each([
    ['data', { query: '{ text }' }, () => ({ data: { text: 'x' } })],
    ['partial data', { query: '{ text }' }, () => ({ data: { text: null }, errors: [new HubError('OWNER_TIMEOUT')] })],
    ['a refusal', { query: '{ text }' }, () => ({ data: null, errors: [new HubError('ALL_OWNERS_FAILED')] })],
    [
      'a failure that nobody may see',
      { query: '{ text }' },
      () => {
        throw new Error('secret');
      },
    ],
    ['a wrong variable', { query: 'query ($v: String) { text(value: $v) }', variables: { v: 1 } }, undefined],
    ['an operation that is not named', { query: 'query A { text } query B { text }' }, undefined],
    [
      'too many rows',
      { query: 'query ($n: Int) { things(first: $n) { things(first: 500) { id } } }', variables: { n: 400 } },
      undefined,
    ],
  ])('changes nothing in the answer: %s', async (_, body, reply) => {
    await using edge = await startEdge(reply);
    const headers = { 'x-request-id': 'the-same-one' };
    const first = await seen(edge, body, headers);
    for (const _ of [1, 2]) expect(await seen(edge, body, headers)).toEqual(first);
  });

  it('does not outweigh the type that the client must say', async () => {
    await using edge = await startEdge(() => new SerializedResult(Buffer.from('{}'), {}));
    const body = JSON.stringify({ query: '{ text }' });
    await edge.post(body);
    expect(await edge.post(body, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });
});

describe('an answer with a tag', () => {
  const tagged = (request: { heldTags?: readonly string[] }) =>
    request.heldTags?.includes('t1') ? new NotModified('t1') : { data: { text: 'x' }, tag: 't1' };
  const query = { query: '{ text }' };

  it('may be kept by who asked, and used when it is confirmed', async () => {
    await using edge = await startEdge(tagged);
    const { headers, json } = await edge.post(query);
    expect(headers.get('etag')).toBe('W/"t1"');
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(json).toEqual({ data: { text: 'x' } });
  });

  it.each([
    ['W/"t1"', 304],
    ['"t1"', 304],
    ['"other", W/"t1" ,"more"', 304],
    ['"t2"', 200],
    ['t1', 200],
    ['*', 200],
    ['"t1', 200],
    ['"', 200],
    ['', 200],
  ])('is confirmed where the client holds it: %s, %i', async (held, status) => {
    await using edge = await startEdge(tagged);
    for (const _ of [1, 2]) {
      const response = await fetch(`${edge.server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'if-none-match': held, connection: 'close' },
        body: JSON.stringify(query),
      });
      expect(response.status).toBe(status);
      expect(response.headers.get('etag')).toBe('W/"t1"');
      expect(await response.text()).toBe(status === 304 ? '' : '{"data":{"text":"x"}}');
      expect(response.headers.has('content-type')).toBe(status === 200);
    }
  });
});
