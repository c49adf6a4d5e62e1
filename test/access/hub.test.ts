import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { type HttpServer, serve } from '../../gateway/http/server/server.js';
import { createHub, type Hub } from '../../gateway/hub/hub.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { recordedLog } from '../log.js';
import { accept, makeKey, sign, testKey } from '../tokens.js';
import { addSpecimens, callers, ids, own } from './specimens.js';

const foreignKey = await makeKey('foreign-key');
const { log, lines: logged } = recordedLog();
let instances: Instance[];
let hub: Hub;
let server: HttpServer;

/** Kizel trusts the issuer of the hub; Kemerovo trusts another one. */
beforeAll(async () => {
  const [kizel, kemerovo] = ['kizel', 'kemerovo'].map((code) => owners.find((owner) => owner.code === code)!);
  instances = [
    await startSeededInstance([kizel!], {}, { authenticate: accept([testKey], log) }),
    await startSeededInstance([kemerovo!], {}, { authenticate: accept([foreignKey], log) }),
  ];
  await addSpecimens(instances[0]!);
  hub = createHub({
    supergraphSdl: readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: [
      { code: 'kizel', url: `${instances[0]!.server.url}/graphql` },
      { code: 'kemerovo', url: `${instances[1]!.server.url}/graphql` },
    ],
  });
  server = await serve({
    routes: { '/graphql': await graphqlRoute(hub, { authenticate: accept([testKey, foreignKey], log) }) },
  });
});
afterAll(async () => {
  await server?.close();
  await hub?.close();
  for (const instance of instances ?? []) await instance.close();
});

const askHub = (query: string, token?: string) => ask(`${server.url}/graphql`, query, {}, token);
const statesOf = ({ extensions }: Awaited<ReturnType<typeof ask>>) =>
  Object.fromEntries(
    extensions.coverage.sources.map(
      ({ municipality, state, error }: { municipality: string; state: string; error: string }) => [
        municipality,
        error ?? state,
      ],
    ),
  );

describe('The hub', () => {
  it('passes the caller’s own token on, and each owner decides by it what it shows', async () => {
    const operation = `{ observations(municipalities: ["kizel"]) { totalCount nodes { id } } }`;
    const seen = async (token?: string) => (await askHub(operation, token)).data.observations.totalCount;
    expect([
      await seen(),
      await seen(callers.otherStaff),
      await seen(callers.head),
      await seen(callers.region),
    ]).toEqual([1, 1, 2, 3]);
  });

  it('answers for one owner, where it refuses nothing, and for a thing that may not be seen as for one that is not there', async () => {
    const node = async (id: string, token?: string) => (await askHub(`{ node(id: "${id}") { id } }`, token)).data.node;
    expect(await node(ids.ownValue, callers.staff)).toEqual({ id: ids.ownValue });
    for (const token of [undefined, callers.otherStaff, callers.otherHead]) {
      expect([await node(ids.ownValue, token), await node('kizel:observation:none', token)]).toEqual([null, null]);
    }
    const { data } = await askHub(
      `{ institution(id: "${own}") { fullName observations { totalCount } deficits { id } plan { approvedAt } } }`,
    );
    expect(data.institution).toEqual({
      fullName: expect.any(String),
      observations: { totalCount: 0 },
      deficits: [],
      plan: null,
    });
  });

  it('joins the answers of owners that take the token, and names the one that refuses it', async () => {
    const answer = await askHub('{ municipalities { code } observations { totalCount } }', callers.region);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ municipalities: [{ code: 'kizel' }], observations: { totalCount: 3 } });
    expect(answer.errors).toEqual([
      expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED', municipality: 'kemerovo' } }),
    ]);
    expect(statesOf(answer)).toEqual({ kizel: 'ANSWERED', kemerovo: 'UNAUTHENTICATED' });
  });

  it('gives the owner’s refusal as its own where nobody else was asked', async () => {
    const answer = await askHub('{ municipality(code: "kemerovo") { name } }', callers.region);
    expect([answer.status, answer.data, answer.errors![0]!.extensions.code]).toEqual([401, null, 'UNAUTHENTICATED']);
  });

  it('refuses a forged token itself, and asks nobody', async () => {
    logged.length = 0;
    const token = await sign({ role: 'region', owners: ['*'], sub: 'x' }, await makeKey('test-key'));
    const { status, errors } = await askHub('{ municipalities { code } }', token);
    expect([status, errors![0]!.extensions.code, logged.length]).toEqual([401, 'UNAUTHENTICATED', 1]);
  });
});
