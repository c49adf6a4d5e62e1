import { describe, expect, it } from '@jest/globals';
import { acceptedJsonType, acceptedType, acceptsEvents } from '../../gateway/http/server/media-type.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { raw, startEdge } from './kit.js';

const graphql = 'application/graphql-response+json';
const json = 'application/json';
const events = 'text/event-stream';

describe('The type of an answer', () => {
  it.each([
    [undefined, json],
    ['', json],
    ['*/*', json],
    ['application/*', json],
    ['text/html', json],
    ['image/png, */*;q=0', json],
    [json, json],
    [graphql, graphql],
    [graphql.toUpperCase(), graphql],
    [`${graphql};charset=utf-8`, graphql],
    [`${graphql},${json};q=0.9`, graphql],
    [`${json},${graphql}`, graphql],
    [`${json}, ${graphql};q=0.9`, json],
    [`${graphql};q=0.5, */*;q=0.4`, graphql],
    [`${graphql};q=0.5, */*;q=0.6`, json],
    [`${graphql};q=0, ${json};q=0.1`, json],
    [`${graphql};q=0`, json],
    [`${graphql} ; Q = 0.1, ${json};q=0.05`, graphql],
    [`${graphql};q=much`, graphql],
    [`${graphql}, application/graphql+json, ${json}, ${events}, multipart/mixed`, graphql],
    [events, events],
    [`${events}, ${json}`, json],
    [`${events}, ${json};q=0.1`, events],
    [`${events}, */*;q=0.1`, events],
    [`${events};q=0.1, */*`, json],
    [`${events};q=0`, json],
  ])('is for «%s» %s', (accept, type) => {
    expect(acceptedType(accept)).toBe(type);
    expect(acceptedJsonType(accept)).toBe(type === events ? json : type);
  });

  it.each([
    [events, true],
    [`${json}, ${events};q=0.1`, true],
    [`${events};q=0`, false],
    ['*/*', false],
    [undefined, false],
  ])('may for «%s» be that of events: %s', (accept, may) => {
    expect(acceptsEvents(accept)).toBe(may);
  });
});

/** What is sent, and how it is refused before or behind Apollo. */
const refusals: [title: string, init: RequestInit & { path?: string }, code: string][] = [
  ['text that is no GraphQL', { body: '{"query":"{"}' }, 'SYNTAX_ERROR'],
  ['an unknown field', { body: '{"query":"{nope}"}' }, 'OPERATION_INVALID'],
  ['more than one request may ask', { body: `{"query":"{${'text '.repeat(60)}}"}` }, 'OPERATION_TOO_COMPLEX'],
  [
    'a variable of another type',
    { body: '{"query":"query($n:Int){text(limit:$n)}","variables":{"n":"7"}}' },
    'BAD_VARIABLE',
  ],
  ['a body that is no JSON', { body: '{' }, 'BAD_REQUEST'],
  ['no query', { body: '{}' }, 'BAD_REQUEST'],
  ['a large body', { body: `{"query":"{text}#${'x'.repeat(300_000)}"}` }, 'BODY_TOO_LARGE'],
  [
    'a body of another type',
    { body: '{"query":"{text}"}', headers: { 'content-type': 'text/plain' } },
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['another method', { method: 'DELETE' }, 'METHOD_NOT_ALLOWED'],
  ['a mutation by GET', { path: '?query=mutation{change}' }, 'METHOD_NOT_ALLOWED'],
  ['a bad token', { body: '{"query":"{text}"}', headers: { authorization: 'Bearer x' } }, 'UNAUTHENTICATED'],
  ['keys that cannot be read', { body: '{"query":"{text}"}', headers: { authorization: 'none' } }, 'KEYS_UNAVAILABLE'],
  ['what the endpoint refuses', { body: '{"query":"{text}"}' }, 'BAD_CURSOR'],
];

describe('A refusal', () => {
  const refusing = () =>
    startEdge(() => ({ errors: [new HubError('BAD_CURSOR')] }), {
      graphql: {
        authenticate({ headers: { authorization } }) {
          if (authorization) throw new HubError(authorization === 'none' ? 'KEYS_UNAVAILABLE' : 'UNAUTHENTICATED');
          return { role: 'PUBLIC', owner: null, institution: null, subject: null };
        },
      },
    });

  it.each(refusals)('of %s has the type that was asked for', async (_, { path = '', ...init }, code) => {
    await using edge = await refusing();
    for (const [accept, type] of [
      [`${graphql},${json};q=0.9`, graphql],
      [json, json],
      ['*/*', json],
    ] as const) {
      const response = await fetch(`${edge.server.url}/graphql${path}`, {
        method: init.body ? 'POST' : 'GET',
        ...init,
        headers: { 'content-type': json, ...init.headers, accept },
      });
      expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
      expect(response.headers.get('vary')).toMatch(/\baccept\b/);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    }
  });

  it.each([
    ['Bearer x', 200, 'text/event-stream; charset=utf-8', 'UNAUTHENTICATED'],
    ['none', 503, 'application/json; charset=utf-8', 'KEYS_UNAVAILABLE'],
  ])(
    'of who listens to events is an event, or a status where coming back may help: %s',
    async (token, status, type, code) => {
      await using edge = await refusing();
      const response = await fetch(`${edge.server.url}/graphql?query=subscription{x}`, {
        headers: { accept: events, authorization: token },
      });
      expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
      const text = await response.text();
      expect(text).toContain(code);
      expect(text.endsWith('\n\nevent: complete\ndata: \n\n')).toBe(status === 200);
    },
  );

  it('of what does not arrive in time has the type that was asked for', async () => {
    await using edge = await startEdge(undefined, { server: { receiveWithinMs: 50 } });
    const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: ${json}\r\ncontent-length: 9\r\naccept: ${graphql}\r\n\r\n`;
    const answer = await raw(edge.server.port, [head, '{']);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain(`content-type: ${graphql}; charset=utf-8`);
  });
});
