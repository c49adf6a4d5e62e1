import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { type HttpServer, serve } from '../../gateway/http/server/server.js';
import { createHub, type Hub } from '../../gateway/hub/hub.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import { syntheticInstitutions } from '../../seeds/institutions.js';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { publishInstitutions } from '../../subgraphs/institutions/imports/publish-institutions.js';
import { Municipality } from '../../subgraphs/institutions/model/institution.js';
import { ask, owners } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { openStream } from '../streams.js';
import { accept, claimsOf, sign } from '../tokens.js';
import { openWire } from './wire.js';

const codes = ['kemerovo', 'kizel'] as const;
const fast = { heartbeatMs: 50, stalledMs: 500 };
let databases: TestDatabase[];
let instances: Instance[];
let hub: Hub;
let server: HttpServer;

/** Two owners and the hub over them. */
beforeAll(async () => {
  databases = await Promise.all(codes.map(() => testDatabase()));
  instances = await Promise.all(codes.map((_, index) => startOwner(index)));
  hub = hubOver(Object.fromEntries(codes.map((code, index) => [code, `${instances[index]!.server.url}/graphql`])));
  const route = await graphqlRoute(hub, { authenticate: accept() });
  server = await serve({ routes: { '/graphql': route }, streams: { ...fast, max: 3 } });
});
afterAll(async () => {
  await server?.close();
  await hub?.close();
  for (const instance of instances ?? []) await instance.close();
  for (const database of databases ?? []) await database[Symbol.asyncDispose]();
});

function hubOver(urls: Record<string, string>): Hub {
  return createHub({
    supergraphSdl: readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8'),
    owners: Object.entries(urls).map(([code, address]) => ({ code, url: address })),
    streams: { idleMs: 500, retryMs: { first: 10, most: 50 } },
  });
}

function startOwner(index: number, port = 0): Promise<Instance> {
  const databaseUrl = databases[index]!.url;
  const { code, name, kind, region } = owners.find((owner) => owner.code === codes[index])!;
  const prepare = async ({ em }: MikroORM) => {
    await em.fork().upsert(Municipality, { code, name, kind, region, oktmo: null });
  };
  return startInstance({
    owners: [codes[index]!],
    databaseUrl,
    port,
    prepare,
    authenticate: accept(),
    http: { streams: fast },
  });
}

let published = 0;

/** Publishes a list of institutions, each time one more, and gives the publication's id. */
async function publish(index: number): Promise<string> {
  const owner = { ...owners.find(({ code }) => code === codes[index])!, institutions: ++published };
  const receipt = await publishInstitutions(instances[index]!.orm, owner.code, syntheticInstitutions(owner), null);
  return receipt.publication!;
}

const url = () => `${server.url}/graphql`;
/** The position at which both owners have begun. */
const both = /kemerovo:\d+,kizel:\d+/;
const subscription = 'subscription { publicationAdded { id version municipality { code } } }';

describe('A subscription to publications, through the hub', () => {
  it('brings what each owner publishes, with all that was selected of it', async () => {
    await using stream = await openStream(
      url(),
      `subscription ($first: Int) { new: publicationAdded { ...p } }
       fragment p on Publication { id domain municipality { code institutions(first: $first) { totalCount nodes { id } } } }`,
      { variables: { first: 1 } },
    );
    await stream.at(both);
    for (const index of [0, 1]) {
      const id = await publish(index);
      const event = await stream.next();
      expect(event!.data).toMatchObject({
        data: {
          new: {
            id,
            domain: 'INSTITUTIONS',
            municipality: { code: codes[index], institutions: { totalCount: published, nodes: [{}] } },
          },
        },
        extensions: { coverage: { status: 'COMPLETE', asked: 1 } },
      });
    }
  });

  it('loses and doubles nothing while an owner is away, and while the client is', async () => {
    const expected: string[] = [];
    const seen: string[] = [];
    let position = '';
    {
      await using stream = await openStream(url(), subscription);
      await stream.at(both);
      expected.push(await publish(0));
      seen.push((await stream.next())!.data.data.publicationAdded.id);

      const { port } = instances[0]!.server;
      await instances[0]!.close();
      expected.push(await publish(1));
      seen.push((await stream.next())!.data.data.publicationAdded.id);
      instances[0] = await startOwner(0, port);
      expected.push(await publish(0), await publish(0));
      for (let count = 0; count < 2; count++) {
        const event = (await stream.next())!;
        seen.push(event.data.data.publicationAdded.id);
        position = event.id;
      }
    }
    expected.push(await publish(0), await publish(1));
    await using again = await openStream(url(), subscription, { after: position });
    const rest = [
      (await again.next())!.data.data.publicationAdded.id,
      (await again.next())!.data.data.publicationAdded.id,
    ];
    expect(seen).toEqual(expected.slice(0, 4));
    expect(rest.toSorted()).toEqual(expected.slice(4).toSorted());
    expected.push(await publish(1));
    expect((await again.next())!.data.data.publicationAdded.id).toBe(expected.at(-1));
  });

  it('asks only the owners that are meant', async () => {
    await using stream = await openStream(
      url(),
      'subscription ($m: [ID!]) { publicationAdded(municipalities: $m) { id } }',
      {
        variables: { m: ['kizel'] },
      },
    );
    expect(await stream.at(/kizel/)).toMatch(/^kizel:\d+$/);
    await publish(0);
    const id = await publish(1);
    expect((await stream.next())!.data.data).toEqual({ publicationAdded: { id } });
  });

  it('goes on without an owner that is away from the start', async () => {
    await instances[0]!.close();
    await using stream = await openStream(url(), subscription);
    await stream.at(/^kizel:\d+$/);
    const id = await publish(1);
    expect((await stream.next())!.data.data.publicationAdded.id).toBe(id);
    instances[0] = await startOwner(0, instances[0]!.server.port);
    await stream.at(/kemerovo:/);
  });

  it('shows each caller what it may see', async () => {
    const selection = '{ publicationAdded { publishedBy } }';
    await using region = await openStream(url(), `subscription ${selection}`, { token: await sign(claimsOf.region) });
    await using everybody = await openStream(url(), `subscription ${selection}`);
    await Promise.all([region, everybody].map((stream) => stream.at(both)));
    await instances[1]!.orm.em.getConnection().execute(
      `create or replace function name() returns trigger language plpgsql as $$ begin new.published_by := 'Name'; return new; end $$;
       create or replace trigger name before insert on ledger.publication for each row execute function name()`,
    );
    await publish(1);
    expect((await region.next())!.data.data.publicationAdded).toEqual({ publishedBy: 'Name' });
    expect((await everybody.next())!.data.data.publicationAdded).toEqual({ publishedBy: null });
  });

  it('ends for a caller whose token has expired, before anything more is shown', async () => {
    const exp = Math.floor(Date.now() / 1000) - 58;
    await using stream = await openStream(url(), subscription, { token: await sign({ ...claimsOf.region, exp }) });
    expect(stream.status).toBe(200);
    await stream.at(/kizel:/);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, (exp + 60) * 1000 - Date.now()) + 20));
    await publish(1);
    await expect(stream.next()).resolves.toBeUndefined();
  });

  it.each([
    [
      'an owner that is not there',
      'subscription { publicationAdded(municipalities: ["nowhere"]) { id } }',
      {},
      400,
      'UNKNOWN_MUNICIPALITY',
    ],
    ['a position that is none', subscription, { after: 'kizel' }, 400, 'BAD_ARGUMENT'],
    ['a field that is not there', 'subscription { publicationAdded { nothing } }', {}, 400, 'OPERATION_INVALID'],
    [
      'a variable of another type',
      'subscription ($m: [ID!]) { publicationAdded(municipalities: $m) { id } }',
      { variables: { m: {} } },
      400,
      'BAD_VARIABLE',
    ],
    [
      'two fields',
      'subscription { a: publicationAdded { id } b: publicationAdded { id } }',
      {},
      400,
      'OPERATION_INVALID',
    ],
    [
      'a field that may be left out',
      'subscription { publicationAdded @skip(if: true) { id } }',
      {},
      400,
      'OPERATION_INVALID',
    ],
    [
      'a field that may be left out by a variable',
      'subscription ($v: Boolean!) { publicationAdded @include(if: $v) { id } }',
      { variables: { v: true } },
      400,
      'OPERATION_INVALID',
    ],
    ['a forged token', subscription, { token: 'x.y.z' }, 401, 'UNAUTHENTICATED'],
  ])('is refused like any operation: %s', async (_, query, options, status, code) => {
    for (const address of [url(), `${instances[1]!.server.url}/graphql`]) {
      const stream = await openStream(address, query, options);
      expect([stream.status, stream.body.errors[0].extensions.code]).toEqual([status, code]);
    }
  });

  it('is refused where the client takes no stream, and in a subgraph', async () => {
    const plain = await ask(url(), subscription);
    expect([plain.status, plain.errors![0]!.extensions.code]).toEqual([400, 'OPERATION_INVALID']);
    const subgraph = await openStream(
      `${instances[1]!.server.url}/subgraphs/institutions`,
      'subscription { publicationAdded { id } }',
    );
    expect([subgraph.status, subgraph.body.errors[0].extensions.code]).toEqual([400, 'OPERATION_INVALID']);
  });

  it('is refused where there are too many, and let in again when one has gone', async () => {
    const streams = await Promise.all([1, 2, 3].map(() => openStream(url(), subscription)));
    const refused = await openStream(url(), subscription);
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([503, 'TOO_MANY_STREAMS']);
    await streams[0]![Symbol.asyncDispose]();
    let again = await openStream(url(), subscription);
    for (let tries = 0; again.status === 503 && tries < 100; tries++) again = await openStream(url(), subscription);
    expect(again.status).toBe(200);
    for (const stream of [...streams.slice(1), again]) await stream[Symbol.asyncDispose]();
  });

  it('leaves no connection to an owner behind when its client goes away, and comes back over a new one when one breaks', async () => {
    await using line = await openWire(instances[1]!.server.port);
    const own = hubOver({ kizel: `http://127.0.0.1:${line.port}/graphql` });
    const route = await graphqlRoute(own, { authenticate: accept() });
    await using front = await serve({ routes: { '/graphql': route }, streams: fast });
    for (let round = 0; round < 3; round++) {
      const stream = await openStream(`${front.url}/graphql`, subscription);
      await stream.at(/kizel:/);
      expect(line.streams()).toBe(1);
      for (const socket of line.open) socket.destroy();
      const id = await publish(1);
      expect((await stream.next())!.data.data.publicationAdded.id).toBe(id);
      await stream[Symbol.asyncDispose]();
      // Would go on for ever where a connection stayed; that for queries is closed by its end of keeping alive.
      while (line.streams() > 0) await new Promise(setImmediate);
    }
    await own.close();
  });

  it('ends when the server closes, at once', async () => {
    const route = await graphqlRoute(hub, { authenticate: accept() });
    const own = await serve({ routes: { '/graphql': route }, streams: fast, graceMs: 60_000 });
    await using stream = await openStream(`${own.url}/graphql`, subscription);
    await stream.at(both);
    await own.close();
    await expect(stream.next()).resolves.toBeUndefined();
  });
});
