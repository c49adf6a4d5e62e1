import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHub } from '../../gateway/hub/hub.js';
import { catalogue } from '../../schema/errors/catalogue.js';
import { owners, worldOf } from './published-worlds.js';
import { measuresOf } from './sample-world.js';
import {
  ask,
  type Handler,
  sendJson,
  serveEndpoint,
  serveOwner,
  startHub,
  type TestAnswer,
  type TestHub,
} from './servers.js';
import { answerOf, type MeasureRow, partOf, type World } from './world.js';
import { worldSdl } from './world-sdl.js';

const query = '{ measures(first: 8) { nodes { id title } totalCount pageInfo { hasNextPage endCursor } } }';
const expected = async (world: World, text = query, variables?: Record<string, unknown>) =>
  JSON.parse(JSON.stringify((await answerOf(world, text, variables)).data));

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub(worldOf());
});
afterEach(async () => hub[Symbol.asyncDispose]());

/** How each owner answered, by its status, since the last call of this. */
async function statuses(of: TestHub = hub): Promise<string> {
  const all = Object.values(of.owners);
  while (all.some(({ calls }) => calls.some(({ status }) => status === undefined))) await new Promise(setImmediate);
  return all
    .map(
      ({ calls }) =>
        calls
          .splice(0)
          .map(({ status }) => status)
          .join('+') || '-',
    )
    .join(' ');
}

/** The tags that an owner was asked about. */
const heldAt = (code: string) => hub.owners[code]!.calls.map(({ headers }) => headers['if-none-match']);

describe('an operation that is asked again', () => {
  it('is asked of every owner, none of which sends again what it has sent', async () => {
    const first = await hub.ask(query);
    expect(await statuses()).toBe('200 200 200');
    const second = await hub.ask(query);
    expect(await statuses()).toBe('304 304 304');
    expect(second.data).toEqual(first.data);
    expect(second.data).toEqual(await expected(worldOf()));
    expect(second.errors).toBeUndefined();
  });

  it.each([
    ['beside the data', query, ({ extensions }: TestAnswer) => extensions.coverage],
    [
      'as a field',
      '{ coverage { status asked answered sources { municipality state asOf version tookMs error } } motto }',
      ({ data }: TestAnswer) => data.coverage,
    ],
  ])('has a coverage of its own %s', async (_, text, coverageIn) => {
    const longer = coverageIn(await hub.ask(text)).sources[1].tookMs + 30;
    hub.owners.b!.behave = async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, longer));
      response.writeHead(304, { etag: request.headers['if-none-match'] }).end();
    };
    const coverage = coverageIn(await hub.ask(text));
    expect(coverage).toMatchObject({ status: 'COMPLETE', asked: 3, answered: 3 });
    expect(coverage.sources[1]).toMatchObject({
      municipality: 'b',
      state: 'ANSWERED',
      asOf: '2026-01-02T03:04:05.000Z',
      version: 7,
      error: null,
    });
    expect(coverage.sources[1].tookMs).toBeGreaterThanOrEqual(longer - 1);
  });

  it('is asked of its one owner alone', async () => {
    const pinned = '{ measure(id: "b:measure:1") { title } }';
    for (const status of ['200', '304']) {
      expect((await hub.ask(pinned)).data).toEqual({ measure: { title: 'Мера 1' } });
      expect(await statuses()).toBe(`- ${status} -`);
    }
  });

  it('brings what an owner has published since, from that owner alone', async () => {
    await hub.ask(query);
    await statuses();
    hub.owners.b!.publish(measuresOf('b', 'Новая'));
    const { data, extensions } = await hub.ask(query);
    expect(await statuses()).toBe('304 200 304');
    expect(data).toEqual(await expected(worldOf({ b: 'Новая' })));
    expect(extensions.coverage.sources.map(({ version }: { version: number }) => version)).toEqual([7, 8, 7]);
  });

  it('is not mixed up with the same of other variables', async () => {
    const text = 'query ($n: Int!) { measures(first: $n) { nodes { title } } }';
    for (const status of ['200+200', '304+304']) {
      for (const n of [1, 2]) expect((await hub.ask(text, { n })).data.measures.nodes).toHaveLength(n);
      expect(await statuses()).toBe([status, status, status].join(' '));
    }
  });

  it('names an owner that died since, and does not answer for it', async () => {
    await hub.ask(query);
    hub.owners.b!.behave = (_, response) => response.socket!.resetAndDestroy();
    const { data, errors, extensions } = await hub.ask(query);
    expect(data).toEqual(await expected(partOf(worldOf(), 'a', 'c')));
    expect(errors).toEqual([
      { message: catalogue.OWNER_UNREACHABLE.en, extensions: { code: 'OWNER_UNREACHABLE', municipality: 'b' } },
    ]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', answered: 2 });
    hub.owners.b!.behave = undefined;
    expect((await hub.ask(query)).data).toEqual(await expected(worldOf()));
  });

  it('says its coverage as a field anew', async () => {
    const text = '{ coverage { sources { municipality version } } measures { totalCount } }';
    await hub.ask(text);
    await statuses();
    hub.owners.c!.publish([]);
    const { data } = await hub.ask(text);
    expect(await statuses()).toBe('304 304 200');
    expect(data.measures.totalCount).toBe(6);
    expect(data.coverage.sources.map(({ version }: { version: number }) => version)).toEqual([7, 7, 8]);
  });

  it('asks a second step anew, each operation for itself', async () => {
    const text =
      '{ measure(id: "a:measure:1") { areas { measures(first: 9) { nodes { title } } } basis { citedBy { id } } } }';
    expect((await hub.ask(text)).data).toEqual(await expected(worldOf(), text));
    const [before, after] = [worldOf(), worldOf({ c: 'Новая' })];
    const waiting = Promise.withResolvers<void>();
    hub.owners.b!.behave = async (_, response, answer) => {
      hub.owners.b!.behave = undefined;
      const body = await answer();
      await waiting.promise;
      sendJson(response, body);
    };
    const slow = hub.ask(text);
    while (hub.owners.c!.calls.length < 2) await new Promise(setImmediate);
    hub.owners.c!.publish(measuresOf('c', 'Новая'));
    expect((await hub.ask(text)).data).toEqual(await expected(after, text));
    waiting.resolve();
    expect((await slow).data).toEqual(await expected(before, text));
  });
});

describe('nothing is kept', () => {
  it('of a mutation', async () => {
    const rename = 'mutation { rename(input: { municipality: "b", measure: "b:measure:1", title: "x" }) { id } }';
    for (const _ of [1, 2]) await hub.ask(rename);
    expect(heldAt('b')).toEqual([undefined, undefined]);
    expect(await statuses()).toBe('- 200+200 -');
  });

  it('of data with errors beside them', async () => {
    hub.owners.b!.behave = async (_, response, answer) => sendJson(response, await answer(), 200, { etag: '"x"' });
    for (const _ of [1, 2]) expect((await hub.ask('{ measures { nodes { broken } } }')).errors).toHaveLength(3);
    expect(heldAt('b')).toEqual([undefined, undefined]);
  });

  it.each<[string, Handler]>([
    ['without a tag', async (_, response, answer) => sendJson(response, await answer())],
    [
      'with something else for a tag',
      async (_, response, answer) => sendJson(response, await answer(), 200, { etag: 'x' }),
    ],
    [
      'that must not be stored',
      async (_, response, answer) =>
        sendJson(response, await answer(), 200, { etag: '"x"', 'cache-control': 'private, No-Store' }),
    ],
  ])('of an answer %s', async (_, behave) => {
    hub.owners.b!.behave = behave;
    for (const _ of [1, 2]) expect((await hub.ask(query)).data).toEqual(await expected(worldOf()));
    expect(heldAt('b')).toEqual([undefined, undefined]);
    expect(await statuses()).toBe('200+304 200+200 200+304');
  });

  it('where the cache is off', async () => {
    await using off = await startHub(worldOf(), { cacheBytes: 0 });
    for (const _ of [1, 2]) expect((await off.ask(query)).data).toEqual(await expected(worldOf()));
    expect(await statuses(off)).toBe('200+200 200+200 200+200');
  });

  it('over the limit: what was not asked for longest is forgotten', async () => {
    await using small = await startHub(worldOf(), { cacheBytes: 4500 });
    for (const n of [1, 2]) await small.ask(`{ measures(first: ${n}) { nodes { title } } }`);
    expect(await statuses(small)).toBe('200+200 200+200 200+200');
    for (const n of [2, 1]) await small.ask(`{ measures(first: ${n}) { nodes { title } } }`);
    expect(await statuses(small)).toBe('304+200 304+200 304+200');
  });
});

describe('callers with different tokens', () => {
  it('never share an answer, and each has its own confirmed', async () => {
    for (const owner of Object.values(hub.owners)) {
      owner.behave = async (request, response) => {
        const { authorization = 'nobody', 'if-none-match': held } = request.headers;
        // One tag for all, as an owner might have it that does not know of callers.
        if (held === '"1"') return response.writeHead(304, { etag: '"1"' }).end();
        sendJson(response, { data: { motto: authorization } }, 200, { etag: '"1"' });
      };
    }
    for (const status of ['200', '304']) {
      for (const authorization of ['Bearer x', 'Bearer y', undefined]) {
        const { data } = await hub.ask('{ motto }', {}, { authorization });
        expect(data).toEqual({ motto: authorization ?? 'nobody' });
        expect(await statuses()).toBe([status, status, status].join(' '));
      }
    }
  });
});

describe('an owner that confirms what it should not is not believed, and is back with its next good answer', () => {
  const otherData: Handler = async (request, response, answer) => {
    const text = JSON.stringify(await answer()).replaceAll('Мера', 'Иная');
    sendJson(response, JSON.parse(text), 200, { etag: request.headers['if-none-match'] });
  };
  it.each<[string, Handler]>([
    ['another answer than was asked about', (_, response) => response.writeHead(304, { etag: '"other"' }).end()],
    ['no answer in particular', (_, response) => response.writeHead(304).end()],
    ['other data under the same tag', otherData],
  ])('%s', async (_, behave) => {
    await hub.ask(query);
    hub.owners.b!.behave = behave;
    const { data, errors, extensions } = await hub.ask(query);
    expect(data).toEqual(await expected(partOf(worldOf(), 'a', 'c')));
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
    expect(extensions.coverage.sources[1]).toMatchObject({ state: 'INVALID', asOf: null, version: null });
    hub.owners.b!.behave = undefined;
    expect((await hub.ask(query)).data).toEqual(await expected(worldOf()));
  });

  it.each([
    ['with a tag', { etag: '"1"' }],
    ['without one', {}],
  ])('what it was not asked about, %s', async (_, headers) => {
    hub.owners.b!.behave = (_request, response) => response.writeHead(304, headers).end();
    const { errors } = await hub.ask(query);
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
  });

  it('one that sends the same again under the same tag says nothing new', async () => {
    await hub.ask(query);
    hub.owners.b!.behave = async (request, response, answer) =>
      sendJson(response, await answer(), 200, { etag: request.headers['if-none-match'] });
    expect((await hub.ask(query)).data).toEqual(await expected(worldOf()));
  });
});

describe('a hub over a hub', () => {
  it('asks it for the whole answer each time, and the hub below asks its owners', async () => {
    await using east = await serveEndpoint(hub.hub, { etag: '"never changes"' });
    await using d = await serveOwner({ owners: ['d'], measures: measuresOf('d') }, 'd');
    const top = createHub({
      supergraphSdl: worldSdl,
      owners: [
        { code: 'east', url: east.url, municipalities: owners },
        { code: 'd', url: d.url },
      ],
    });
    await using _ = { [Symbol.asyncDispose]: () => top.close() };
    const whole = (measures: MeasureRow[]) => expected({ owners: [...owners, 'd'], measures });
    for (const status of ['200', '304']) {
      expect((await ask(top, query)).data).toEqual(await whole([...worldOf().measures, ...measuresOf('d')]));
      expect(await statuses()).toBe([status, status, status].join(' '));
    }
    hub.owners.a!.publish(measuresOf('a', 'Новая'));
    const { data, extensions } = await ask(top, query);
    expect(data).toEqual(await whole([...worldOf({ a: 'Новая' }).measures, ...measuresOf('d')]));
    expect(extensions.coverage.sources.map(({ version }: { version: number }) => version)).toEqual([8, 7, 7, 7]);
    expect(d.calls.map(({ headers }) => 'if-none-match' in headers)).toEqual([false, true, true]);
  });
});
