import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { describe, expect, it } from '@jest/globals';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { buildSchema } from 'graphql';
import { createClient } from 'graphql-sse';
import { EventSource } from 'undici';
import type { Endpoint } from '../../gateway/http/endpoint.js';
import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import { serve } from '../../gateway/http/server/server.js';
import { HubError } from '../../schema/errors/catalogue.js';

const schema = buildSchema(`
  interface Node { id: ID! }
  type Publication implements Node { id: ID! }
  type Query { text: String node(id: ID!): Node }
  type Mutation { change: String }
  type Subscription { publicationAdded(municipalities: [ID!]): Publication! }
`);

/** An edge with one publication to tell; text and change are answered as told. */
async function startServer(error?: HubError) {
  const asked: { method: string; operation: string }[] = [];
  const endpoint: Endpoint = {
    schema,
    async execute({ operation, variables }) {
      asked.push({ method: '', operation: operation.operation });
      if (error) return { data: null, errors: [error] };
      if (variables.event) return { data: { publicationAdded: { __typename: 'Publication', id: variables.event } } };
      return { data: operation.operation === 'query' ? { text: 'Кизел' } : { change: 'done' } };
    },
    async *follow({ args }) {
      if (args.municipalities)
        throw new HubError('UNKNOWN_MUNICIPALITY', { reason: 'CODE', expected: ['kizel'], got: 'zz' });
      yield { position: 'a:1', node: 'a:publication:1' };
    },
  };
  const log = silentLogger();
  const authenticate = ({ headers: { authorization } }: { headers: { authorization?: string } }) => {
    if (authorization) throw new HubError('UNAUTHENTICATED');
    return { role: 'PUBLIC' as const, owner: null, institution: null, subject: null };
  };
  const route = await graphqlRoute(endpoint, { log, authenticate });
  const server = await serve({ log, graceMs: 200, routes: { '/graphql': route } });
  const methods: string[] = [];
  const counting: typeof fetch = (url, init) => {
    methods.push(init?.method ?? 'GET');
    return fetch(url, init);
  };
  return { url: `${server.url}/graphql`, asked, methods, fetch: counting, [Symbol.asyncDispose]: () => server.close() };
}

type Server = Awaited<ReturnType<typeof startServer>>;

describe('Apollo Client', () => {
  const clientOf = ({ url, fetch }: Server, link = new HttpLink({ uri: url, fetch })) =>
    new ApolloClient({ cache: new InMemoryCache(), link });

  it('gets data', async () => {
    await using server = await startServer();
    expect((await clientOf(server).query({ query: gql`{ text }` })).data).toEqual({ text: 'Кизел' });
  });

  it.each([
    ['a field that does not exist', '{ nope }', undefined, 'OPERATION_INVALID'],
    ['a token that is not in order', '{ text }', 'Bearer x', 'UNAUTHENTICATED'],
    ['what the endpoint refuses', '{ text }', undefined, 'BAD_CURSOR'],
  ])('shows code and message of a refusal for %s', async (_, text, authorization, code) => {
    await using server = await startServer(new HubError('BAD_CURSOR'));
    const headers = authorization ? { authorization } : undefined;
    const link = new HttpLink({ uri: server.url, fetch, headers });
    const error = await clientOf(server, link)
      .query({ query: gql(text) })
      .catch((reason: unknown) => reason);
    expect(CombinedGraphQLErrors.is(error)).toBe(true);
    const [first] = (error as CombinedGraphQLErrors).errors;
    expect([first!.extensions!.code, first!.message]).toEqual([code, expect.stringMatching(/^(The|Expected) /)]);
  });

  it('sends the text where the hash of a persisted query is not taken, and from then on at once', async () => {
    await using server = await startServer();
    const sha256 = async (text: string) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');
    const client = clientOf(
      server,
      new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: server.url, fetch: server.fetch })),
    );
    for (const query of [gql`{ text }`, gql`query Again { text }`]) {
      expect((await client.query({ query, fetchPolicy: 'no-cache' })).data).toEqual({ text: 'Кизел' });
    }
    expect(server.methods).toEqual(['POST', 'POST', 'POST']);
  });
});

describe('urql', () => {
  it('asks with its defaults, queries by GET and mutations by POST', async () => {
    await using server = await startServer();
    const client = new Client({ url: server.url, exchanges: [fetchExchange], fetch: server.fetch });
    expect((await client.query('{ text }', {})).data).toEqual({ text: 'Кизел' });
    expect((await client.mutation('mutation { change }', {})).data).toEqual({ change: 'done' });
    expect(server.methods).toEqual(['GET', 'POST']);
  });

  it('shows code and message of a refusal', async () => {
    await using server = await startServer();
    const client = new Client({ url: server.url, exchanges: [fetchExchange] });
    const { error } = await client.query('{ nope }', {});
    expect(error!.networkError).toBeUndefined();
    expect(error!.graphQLErrors[0]!.extensions.code).toBe('OPERATION_INVALID');
  });

  it.each([true, false])(
    'sends the text where the hash of a persisted query is not taken (by GET: %s)',
    async (byGet) => {
      await using server = await startServer();
      const persisted = persistedExchange({ preferGetForPersistedQueries: byGet || undefined });
      const client = new Client({ url: server.url, exchanges: [persisted, fetchExchange], fetch: server.fetch });
      expect((await client.query('{ text }', {})).data).toEqual({ text: 'Кизел' });
      expect(server.asked.length).toBe(1);
    },
  );

  it('hears what is published', async () => {
    await using server = await startServer();
    const client = new Client({ url: server.url, exchanges: [fetchExchange], fetchSubscriptions: true });
    const heard = await new Promise((resolve) => {
      const { unsubscribe } = client
        .subscription('subscription { publicationAdded { id } }', {})
        .subscribe((result) => {
          resolve(result.data ?? result.error);
          queueMicrotask(() => unsubscribe());
        });
    });
    expect(heard).toMatchObject({ publicationAdded: { id: 'a:publication:1' } });
  });
});

describe('graphql-sse', () => {
  /** All that a subscriber is given until the end. */
  async function hear(server: Server, query: string, headers?: Record<string, string>) {
    const client = createClient({ url: server.url, headers, retryAttempts: 0 });
    const results: unknown[] = [];
    for await (const result of client.iterate({ query })) results.push(result);
    client.dispose();
    return results;
  }

  it('hears what is published', async () => {
    await using server = await startServer();
    const client = createClient({ url: server.url, retryAttempts: 0 });
    for await (const { data } of client.iterate({ query: 'subscription { publicationAdded { id } }' })) {
      expect(data).toMatchObject({ publicationAdded: { id: 'a:publication:1' } });
      break;
    }
    client.dispose();
  });

  it.each([
    [
      'an argument',
      'subscription { publicationAdded(municipalities: ["zz"]) { id } }',
      undefined,
      'UNKNOWN_MUNICIPALITY',
    ],
    ['a field that does not exist', 'subscription { nope }', undefined, 'OPERATION_INVALID'],
    ['what is no GraphQL', 'subscription {', undefined, 'SYNTAX_ERROR'],
    ['a token that is not in order', 'subscription { publicationAdded { id } }', 'Bearer x', 'UNAUTHENTICATED'],
  ])('shows code and message of a refusal for %s', async (_, query, authorization, code) => {
    await using server = await startServer();
    const headers = authorization ? { authorization } : undefined;
    expect(await hear(server, query, headers)).toEqual([
      {
        errors: [
          expect.objectContaining({ message: expect.any(String), extensions: expect.objectContaining({ code }) }),
        ],
      },
    ]);
  });

  it.each([
    ['a query', '{ text }', { text: 'Кизел' }],
    ['a mutation', 'mutation { change }', { change: 'done' }],
  ])('gets the one result of %s', async (_, query, data) => {
    await using server = await startServer();
    expect(await hear(server, query)).toEqual([{ data }]);
  });

  it('is not told to send a change again whose outcome is unknown', async () => {
    await using server = await startServer(new HubError('OUTCOME_UNKNOWN'));
    const [result] = await hear(server, 'mutation { change }');
    expect(result).toMatchObject({ data: null, errors: [{ extensions: { code: 'OUTCOME_UNKNOWN' } }] });
    expect(server.asked.length).toBe(1);
  });
});

describe('EventSource', () => {
  it.each([
    [
      'hears what is published',
      'subscription{publicationAdded{id}}',
      { data: { publicationAdded: { id: 'a:publication:1' } } },
    ],
    ['hears why it hears nothing', 'subscription{nope}', { errors: [{ extensions: { code: 'OPERATION_INVALID' } }] }],
  ])('%s', async (_, query, expected) => {
    await using server = await startServer();
    const source = new EventSource(`${server.url}?query=${query}`);
    const data = await new Promise<string>((resolve) => {
      source.addEventListener('next', (event) => resolve(String((event as MessageEvent).data)));
    });
    source.close();
    expect(JSON.parse(data)).toMatchObject(expected);
  });
});
