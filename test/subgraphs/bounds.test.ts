import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { type HttpServer, serve } from '../../gateway/http/server/server.js';
import { createHub, type Hub } from '../../gateway/hub/hub.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { accept } from '../tokens.js';
import { attacks, names } from './attacks.js';

const kizel = owners.find(({ code }) => code === 'kizel')!;
const statements: string[] = [];
let instance: Instance;
let hub: Hub;
let server: HttpServer;

beforeAll(async () => {
  instance = await startSeededInstance([kizel], { onStatement: (statement) => statements.push(statement) });
  const supergraphSdl = readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8');
  hub = createHub({ supergraphSdl, owners: [{ code: 'kizel', url: `${instance.server.url}/graphql` }] });
  server = await serve({ routes: { '/graphql': await graphqlRoute(hub, { authenticate: accept() }) } });
});
afterAll(async () => {
  await server?.close();
  await hub?.close();
  await instance?.close();
});

/** The statements that reach the database while something is done. */
async function during(work: () => Promise<void>): Promise<string[]> {
  statements.length = 0;
  await work();
  return [...statements];
}

describe('One line holds nobody', () => {
  it.each(attacks)(
    '$title: refused at the hub, the instance and the subgraph before any data are touched',
    async ({ subgraph, code, query, s }) => {
      const places = [`${server.url}/graphql`, `${instance.server.url}/graphql`];
      if (subgraph) places.push(`${instance.server.url}/subgraphs/${subgraph}`);
      for (const url of places) {
        const touched = await during(async () => {
          const { data, errors } = await ask(url, query, { s });
          expect([url, data ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([url, null, [code]]);
          expect(errors![0]!.message).toMatch(/Expected .*at most \d+ .+, got (\d+|more)\.$/);
        });
        expect(touched).toEqual([]);
      }
    },
  );

  it('and costs no more than a refusal does, ten at once', async () => {
    const cost = async () => {
      const before = process.cpuUsage();
      const s = '«'.repeat(5000);
      await Promise.all(Array.from({ length: 10 }, () => ask(`${server.url}/graphql`, names, { s })));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e3;
    };
    // Hub, instance and client are in this process; what is carried out took 2.4 s of CPU at each instance.
    expect(Math.min(await cost(), await cost(), await cost())).toBeLessThan(1000);
  });

  it('also where the texts are as long as they may be', async () => {
    const cost = async () => {
      const before = process.cpuUsage();
      const { errors } = await ask(`${server.url}/graphql`, names, { s: '«'.repeat(300) });
      expect(errors).toBeUndefined();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e3;
    };
    expect(Math.min(await cost(), await cost(), await cost())).toBeLessThan(1000);
  });
});
