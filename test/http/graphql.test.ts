import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { serverAudits } from 'graphql-http';
import { HubError } from '../../schema/errors/catalogue.js';
import { schema, startEdge } from './kit.js';
import { schemaEndpoint } from './schema-endpoint.js';

describe('an operation that passes the edge', () => {
  it('reaches the endpoint as the client sent it', async () => {
    await using edge = await startEdge();
    const query = 'query A($value: String) { text(value: $value) } query B { thing { id } }';
    const variables = { value: 'Кизел', unused: [1] };
    const headers = { authorization: 'Bearer x', 'x-request-id': 'client-id-1' };
    const { status, json } = await edge.post({ query, variables, operationName: 'A' }, headers);
    expect({ status, json }).toEqual({ status: 200, json: { data: { text: 'ok' } } });
    const [call] = edge.calls;
    expect(call).toMatchObject({ variables, authorization: 'Bearer x', requestId: 'client-id-1' });
    expect(call!.operation).toBe(call!.document.definitions[0]);
    expect(call!.signal.aborted).toBe(false);
  });

  it('is the same document object for the same text', async () => {
    await using edge = await startEdge();
    for (const query of ['{ text }', '{ text }', '{ text }  ']) await edge.post({ query });
    const [first, second, other] = edge.calls;
    expect(second!.document).toBe(first!.document);
    expect(other!.document).not.toBe(first!.document);
  });

  it.each([
    ['plain JSON by default', undefined, 'application/json; charset=utf-8'],
    [
      'the GraphQL type when it is wanted',
      'application/graphql-response+json',
      'application/graphql-response+json; charset=utf-8',
    ],
    ['plain JSON when only something else is wanted', 'text/html', 'application/json; charset=utf-8'],
  ])('is answered as %s', async (_, accept, type) => {
    await using edge = await startEdge();
    const { headers } = await edge.post({ query: '{ text }' }, accept ? { accept } : {});
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('what the endpoint answers', () => {
  const stop = new HubError('OWNER_TIMEOUT', undefined, {
    path: ['thing'],
    extensions: { municipality: 'kizel' },
  });

  it.each([
    [
      'data with extensions passes as it is',
      { data: { text: 'x' }, extensions: { coverage: { status: 'COMPLETE' } } },
      { status: 200, json: { data: { text: 'x' }, extensions: { coverage: { status: 'COMPLETE' } } } },
    ],
    [
      'objects without a prototype and keys like __proto__ are data',
      { data: Object.assign(Object.create(null), { constructor: 'x', nested: Object.create(null) }) },
      { status: 200, json: { data: { constructor: 'x', nested: {} } } },
    ],
    [
      'partial data with errors is 200, and its extensions stay',
      { data: { text: 'x', thing: null }, errors: [stop], extensions: { coverage: { status: 'PARTIAL' } } },
      {
        status: 200,
        json: {
          errors: [
            { message: stop.message, path: ['thing'], extensions: { code: 'OWNER_TIMEOUT', municipality: 'kizel' } },
          ],
          data: { text: 'x', thing: null },
          extensions: { coverage: { status: 'PARTIAL' } },
        },
      },
    ],
    [
      'null data with errors has the status of the first error, or of the reason behind it',
      { data: null, errors: [new HubError('ALL_OWNERS_FAILED'), stop], extensions: { coverage: { status: 'EMPTY' } } },
      {
        status: 504,
        json: {
          errors: [
            { message: 'No owner answered.', extensions: { code: 'ALL_OWNERS_FAILED' } },
            { message: stop.message, path: ['thing'], extensions: { code: 'OWNER_TIMEOUT', municipality: 'kizel' } },
          ],
          data: null,
          extensions: { coverage: { status: 'EMPTY' } },
        },
      },
    ],
    [
      'a refusal without data has none on the wire',
      { errors: [new HubError('BAD_PAGE_SIZE', { reason: 'SIZE', argument: 'first', from: 1, to: 500, got: 0 })] },
      {
        status: 400,
        json: {
          errors: [
            {
              message: 'A page holds 1 to 500 rows. Expected first from 1 to 500, got «0».',
              extensions: {
                code: 'BAD_PAGE_SIZE',
                reason: 'SIZE',
                parameters: { argument: 'first', from: 1, to: 500, got: '0' },
              },
            },
          ],
        },
      },
    ],
  ])('%s', async (_, result, expected) => {
    await using edge = await startEdge(() => result);
    const { status, json } = await edge.post({ query: '{ text thing { id } }' });
    expect({ status, json }).toEqual(expected);
    expect(edge.logged).toEqual([]);
  });

  const secret = new Error('pg: password authentication failed for user "kizel" at 10.0.0.7');
  it.each([
    ['is in the result', () => ({ data: null, errors: [new GraphQLError(secret.message, { originalError: secret })] })],
    ['is thrown', () => Promise.reject(secret)],
    [
      'has a code outside the catalogue',
      () => ({
        errors: [
          new GraphQLError(secret.message, {
            originalError: secret,
            extensions: { code: '28P01', detail: secret.message },
          }),
        ],
      }),
    ],
  ])('is masked where an error %s', async (_, reply) => {
    await using edge = await startEdge(reply);
    const { status, text, json } = await edge.post({ query: '{ text }' }, { 'x-request-id': 'client-id-2' });
    expect(status).toBe(500);
    expect(json.errors).toEqual([
      {
        message: 'An error on our side; its cause is in the log under the request id.',
        extensions: { code: 'INTERNAL', requestId: 'client-id-2' },
      },
    ]);
    expect(text).not.toMatch(/password|10\.0|stack|28P01/);
    expect(edge.logged).toMatchObject([
      { level: 'error', requestId: 'client-id-2', err: { type: 'Error', message: secret.message } },
    ]);
    expect(Date.parse(edge.logged[0]!.time)).toBeLessThanOrEqual(Date.now());
  });
});

describe('a schema that graphql-js executes', () => {
  it("gets its context once per operation, and its resolvers' errors keep code and path", async () => {
    const endpoint = schemaEndpoint(schema, ({ authorization }) => ({ authorization }));
    const reply = (request: Parameters<typeof endpoint.execute>[0]) => endpoint.execute(request);
    Object.assign(schema.getQueryType()!.getFields().text!, {
      resolve: (_: unknown, __: unknown, who: object) => JSON.stringify(who),
    });
    Object.assign(schema.getQueryType()!.getFields().thing!, {
      resolve() {
        throw new HubError('FORBIDDEN');
      },
    });
    await using edge = await startEdge(reply);
    const { status, json } = await edge.post({ query: '{ text thing { id } }' }, { authorization: 'Bearer y' });
    expect(status).toBe(200);
    expect(json).toEqual({
      errors: [
        {
          message: 'Not allowed.',
          locations: [{ line: 1, column: 8 }],
          path: ['thing'],
          extensions: { code: 'FORBIDDEN' },
        },
      ],
      data: { text: '{"authorization":"Bearer y"}', thing: null },
    });
  });
});

describe('GraphQL over HTTP', () => {
  // Not met on purpose: errors of the request have their 4xx status whichever of the two JSON types is accepted.
  const not = new Set(['572B', 'FDE2', '7B9B']);

  it('passes every audit but those refused on purpose', async () => {
    await using edge = await startEdge(schemaEndpoint(schema).execute);
    const results = await Promise.all(serverAudits({ url: `${edge.server.url}/graphql` }).map(({ fn }) => fn()));
    const failed = results.filter(({ status }) => status !== 'ok');
    expect(new Set(failed.map(({ id }) => id))).toEqual(not);
    expect(failed.filter(({ name }) => name.startsWith('MUST'))).toEqual([]);
    expect(results.length).toBeGreaterThan(50);
  });
});

describe('a text that comes with its hash', () => {
  const query = '{ text }';
  const sha256Hash = '4c1a1d0bfe4b0ae4bd8bc1a0e8a3a0f4b6b1f3a2d0f5b2f1f1b7b9a2c7f2e1a0';
  const body = (persistedQuery: unknown) => ({ query, extensions: { persistedQuery, other: 1 } });

  it('is executed', async () => {
    await using edge = await startEdge();
    const right = createHash('sha256').update(query).digest('hex');
    for (const hash of [right, right.toUpperCase()]) {
      expect((await edge.post(body({ version: 1, sha256Hash: hash }))).json).toEqual({ data: { text: 'ok' } });
    }
  });

  it.each([
    ['the hash of another text', { version: 1, sha256Hash }],
    ['another version', { version: 2, sha256Hash: createHash('sha256').update(query).digest('hex') }],
    ['no hash', { version: 1 }],
    ['no object', 'hash'],
  ])('is refused with %s', async (_, persistedQuery) => {
    await using edge = await startEdge();
    const { status, json } = await edge.post(body(persistedQuery));
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(json.errors[0].message).toContain('Expected extensions.persistedQuery of version 1');
    expect(edge.calls).toEqual([]);
  });

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('is asked for where the hash comes alone, in %s', async (accept, status) => {
    await using edge = await startEdge();
    const answer = await edge.post({ extensions: { persistedQuery: { version: 1, sha256Hash } } }, { accept });
    expect([answer.status, answer.json]).toEqual([
      status,
      { errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }] },
    ]);
  });
});
