import { describe, expect, it } from '@jest/globals';
import { buildSchema, printSchema } from 'graphql';
import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { schemaRoute, serve } from '../../gateway/http/server/server.js';
import { schemaFingerprint } from '../../schema/contract/fingerprint.js';

describe('an endpoint says which schema it answers', () => {
  const schema = buildSchema('type Query { "Ничего." nothing: Int }');
  const fingerprint = schemaFingerprint(schema);
  const start = async () =>
    serve({
      routes: {
        '/graphql': await graphqlRoute(
          { schema, execute: async () => ({ data: { nothing: null } }) },
          { introspection: false },
        ),
        '/schema': schemaRoute(schema),
      },
    });

  it.each([
    ['that answers', '{ nothing }', 200],
    ['that refuses', '{ something }', 400],
  ])('in each answer: one %s', async (_, query, status) => {
    await using server = await start();
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect([answer.status, answer.headers.get('x-schema')]).toEqual([status, fingerprint]);
  });

  it('and the schema itself where it is asked for it', async () => {
    await using server = await start();
    const answer = await fetch(`${server.url}/schema`);
    expect(await answer.json()).toEqual({ fingerprint, sdl: printSchema(schema) });
  });
});
