import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../schema/cursor.js';
import { catalogue, type ErrorCode } from '../../schema/errors.js';
import { type Handler, sendJson, serveBytes, serveOwner, startHub, type TestAnswer } from './servers.js';
import { answerOf, partOf, type World } from './world.js';

const world: World = {
  owners: ['a', 'b', 'c'],
  measures: ['a', 'b', 'c'].flatMap((owner) =>
    [1, 2, 3, 4].map((n) => ({ owner, n, title: `Мера ${n}`, due: null, amount: n, areas: ['PROCESS'], basis: ':1' })),
  ),
};

const query = '{ measures(first: 8) { nodes { id title } totalCount pageInfo { hasNextPage endCursor } } }';

const json = { 'content-type': 'application/json' };
const row = (id: string) => ({
  cursor: encodeCursor({ order: 'measures.TITLE', descending: false, keys: ['мера', id] }),
  node: { id, title: 'Мера' },
});

/** An answer to `query` with these rows. */
function pageOf(...rows: { cursor: string; node: object }[]): Handler {
  return async (_, response, answer) => {
    const body = (await answer()) as { data: { measures: Record<string, unknown> } };
    body.data.measures.nodes = rows.map(({ node }) => node);
    body.data.measures._h_edges = rows.map(({ cursor }) => ({ _h_cursor: cursor }));
    sendJson(response, body);
  };
}

/** The owner's own answer, altered as text. */
function altered(change: (text: string) => string): Handler {
  return async (_, response, answer) => response.writeHead(200, json).end(change(JSON.stringify(await answer())));
}

const faults: [title: string, code: ErrorCode, state: string, behave: Handler][] = [
  ['never answers', 'OWNER_TIMEOUT', 'TIMEOUT', () => {}],
  ['stalls in mid-body', 'OWNER_TIMEOUT', 'TIMEOUT', (_, response) => response.writeHead(200, json).write('{"data":')],
  [
    'sends a byte now and then',
    'OWNER_TIMEOUT',
    'TIMEOUT',
    (_, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'breaks off in mid-body',
    'OWNER_INVALID',
    'INVALID',
    (_, response) => {
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('{"data":{', () => response.socket!.resetAndDestroy());
    },
  ],
  [
    'ends the body too early',
    'OWNER_INVALID',
    'INVALID',
    (_, response) => {
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('{"data":{', () => response.socket!.end());
    },
  ],
  [
    'breaks off before it answers',
    'OWNER_UNREACHABLE',
    'UNREACHABLE',
    (_, response) => response.socket!.resetAndDestroy(),
  ],
  [
    'sends HTML with 200',
    'OWNER_INVALID',
    'INVALID',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  ],
  [
    'sends HTML with 503',
    'OWNER_UNREACHABLE',
    'UNREACHABLE',
    (_, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<html>'),
  ],
  ['sends no type', 'OWNER_INVALID', 'INVALID', (_, response) => response.writeHead(200).end('{"data":null}')],
  [
    'sends UTF-16',
    'OWNER_INVALID',
    'INVALID',
    (_, response) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-16' }).end('{}'),
  ],
  [
    'sends bytes that are no UTF-8',
    'OWNER_INVALID',
    'INVALID',
    async (_, response, answer) => {
      const bytes = Buffer.from(JSON.stringify(await answer()));
      response.writeHead(200, json).end(bytes.fill(0xff, bytes.indexOf('М'), bytes.indexOf('М') + 1));
    },
  ],
  [
    'says that it compressed unasked',
    'OWNER_INVALID',
    'INVALID',
    async (_, response, answer) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(JSON.stringify(await answer())),
  ],
  ['sends invalid JSON', 'OWNER_INVALID', 'INVALID', altered((text) => text.slice(0, -1))],
  ['sends an empty body', 'OWNER_INVALID', 'INVALID', altered(() => '')],
  ['sends JSON that is no GraphQL', 'OWNER_INVALID', 'INVALID', altered(() => '[1]')],
  ['sends data that is no object', 'OWNER_INVALID', 'INVALID', altered(() => '{"data":[]}')],
  [
    'nests JSON too deep to read',
    'OWNER_INVALID',
    'INVALID',
    altered(() => `{"data":{"measures":${'['.repeat(90_000)}`),
  ],
  [
    'redirects',
    'OWNER_INVALID',
    'INVALID',
    (_, response) => response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
  ],
  [
    'announces more than the limit',
    'OWNER_TOO_LARGE',
    'INVALID',
    (_, response) => response.writeHead(200, { ...json, 'content-length': '999999999' }).write('{'),
  ],
  [
    'sends more than the limit',
    'OWNER_TOO_LARGE',
    'INVALID',
    (_, response) => {
      response.writeHead(200, json);
      const more = () => response.write(' '.repeat(10_000), more);
      more();
    },
  ],
  ['refuses the caller', 'OWNER_REFUSED', 'REFUSED', (_, response) => response.writeHead(401).end()],
  [
    'refuses the operation',
    'OWNER_REFUSED',
    'REFUSED',
    (_, response) =>
      sendJson(response, { errors: [{ message: 'secret', extensions: { code: 'OPERATION_TOO_COMPLEX' } }] }, 400),
  ],
  [
    'has no database',
    'OWNER_UNREACHABLE',
    'UNREACHABLE',
    (_, response) =>
      sendJson(response, { errors: [{ message: 'pg', extensions: { code: 'DATABASE_UNAVAILABLE' } }] }, 503),
  ],
  [
    'fails inside',
    'OWNER_INVALID',
    'INVALID',
    (_, response) =>
      sendJson(response, { data: null, errors: [{ message: 'stack', extensions: { code: 'INTERNAL' } }] }, 500),
  ],
  ['leaves out a field', 'OWNER_INVALID', 'INVALID', altered((text) => text.replaceAll('"title"', '"other"'))],
  ['sends null where there is none', 'OWNER_INVALID', 'INVALID', altered((text) => text.replace('"Мера 2"', 'null'))],
  ['sends a value of another type', 'OWNER_INVALID', 'INVALID', altered((text) => text.replace('"Мера 2"', '2'))],
  [
    'sends a number over the range',
    'OWNER_INVALID',
    'INVALID',
    altered((text) => text.replace('"totalCount":4', '"totalCount":1e400')),
  ],
  [
    'sends an object for a list',
    'OWNER_INVALID',
    'INVALID',
    altered((text) => text.replace('"nodes":[', '"nodes":{"length":0},"x":[')),
  ],
  ['sends a malformed id', 'OWNER_INVALID', 'INVALID', altered((text) => text.replace('b:measure:1', 'measure-1'))],
  [
    'sends a row of another owner',
    'OWNERSHIP_VIOLATION',
    'INVALID',
    altered((text) => text.replace('"b:measure:1"', '"a:measure:1"')),
  ],
  [
    'sends another owner’s cursor',
    'OWNERSHIP_VIOLATION',
    'INVALID',
    pageOf({ ...row('a:measure:1'), node: { id: 'b:measure:1', title: 'x' } }),
  ],
  [
    'sends more rows than were asked for',
    'OWNER_INVALID',
    'INVALID',
    pageOf(...Array.from({ length: 9 }, (_, n) => row(`b:measure:${n}`))),
  ],
  ['sends rows out of order', 'OWNER_INVALID', 'INVALID', pageOf(row('b:measure:2'), row('b:measure:1'))],
  ['sends a row twice', 'OWNER_INVALID', 'INVALID', pageOf(row('b:measure:1'), row('b:measure:1'))],
  [
    'sends no cursors',
    'OWNER_INVALID',
    'INVALID',
    pageOf({ cursor: 'garbage', node: { id: 'b:measure:1', title: 'x' } }),
  ],
  [
    'sorts by another order',
    'OWNER_INVALID',
    'INVALID',
    pageOf({
      ...row('b:measure:1'),
      cursor: encodeCursor({ order: 'measures.DUE', descending: false, keys: ['', 'b:measure:1'] }),
    }),
  ],
];

/** What is left when b is missing: as one database without b would answer, b named, in time. */
async function expectWithoutB({ data, errors, extensions }: TestAnswer, code: ErrorCode, state: string) {
  const rest = await answerOf(partOf(world, 'a', 'c'), query);
  expect(data).toEqual(JSON.parse(JSON.stringify(rest.data)));
  expect(errors).toEqual([{ message: catalogue[code].text, extensions: { code, municipality: 'b' } }]);
  expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 3, answered: 2 });
  expect(extensions.coverage.sources[1]).toMatchObject({ municipality: 'b', state, asOf: null, version: null });
}

describe('an owner that fails costs the others nothing and is back with its next good answer', () => {
  it.each(faults)('one that %s', async (_, code, state, behave) => {
    await using hub = await startHub(world, { deadlineMs: 10_000, maxResponseBytes: 100_000 });
    expect((await hub.ask(query)).extensions.coverage.status).toBe('COMPLETE');
    hub.owners.b!.behave = behave;
    const start = performance.now();
    // Who hangs is waited for until the deadline, and nobody else: a slow machine takes a while, but no ten seconds.
    const answer = await hub.ask(code === 'OWNER_TIMEOUT' ? `query @deadline(ms: 300) ${query}` : query);
    expect(performance.now() - start).toBeLessThan(code === 'OWNER_TIMEOUT' ? 2000 : 5000);
    await expectWithoutB(answer, code, state);
    hub.owners.b!.behave = undefined;
    const after = await hub.ask(query);
    expect(after.extensions.coverage.status).toBe('COMPLETE');
    expect(after.errors).toBeUndefined();
  });

  it('one that refuses connections, and listens again later', async () => {
    await using hub = await startHub(world, { deadlineMs: 2000 });
    const { port } = hub.owners.b!;
    await hub.owners.b![Symbol.asyncDispose]();
    await expectWithoutB(await hub.ask(query), 'OWNER_UNREACHABLE', 'UNREACHABLE');
    await using _ = await serveOwner(world, 'b', port);
    expect((await hub.ask(query)).extensions.coverage.status).toBe('COMPLETE');
  });

  it('one that takes connections and says nothing', async () => {
    const open: Socket[] = [];
    await using silent = await serveBytes((socket) => open.push(socket.resume()));
    await using real = await startHub(world);
    const urls = Object.values(real.owners).map(({ code, url }) => ({
      code,
      url: code === 'b' ? `http://127.0.0.1:${silent.port}/` : url,
    }));
    await using withSilent = await startHub(world, { deadlineMs: 200, owners: urls });
    await expectWithoutB(await withSilent.ask(query), 'OWNER_TIMEOUT', 'TIMEOUT');
    await Promise.all(open.map((socket) => socket.destroyed || once(socket, 'close')));
    expect(silent.sockets.size).toBe(0);
  });
});

describe('an owner whose answer only merging shows to be wrong', () => {
  it('is left out of all that was asked, though the rest of its answer is sound', async () => {
    await using hub = await startHub(world);
    hub.owners.b!.behave = altered((text) =>
      text.replace('"summary":[', '"summary":[{"count":1,"area":"PROCESS","_h_municipality":null,"_h_month":null},'),
    );
    const { data, errors, extensions } = await hub.ask(
      '{ summary(groupBy: [AREA]) { area count } measures { totalCount } }',
    );
    expect(data).toEqual({ summary: [{ area: 'PROCESS', count: 8 }], measures: { totalCount: 8 } });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
    expect(extensions.coverage.status).toBe('PARTIAL');
    expect(hub.reports).toEqual([expect.stringContaining('stands twice')]);
  });
});

describe('an owner whose sketch is none', () => {
  it.each(['{ summary(groupBy: []) { spread } }', '{ summary(groupBy: []) { quantiles(of: [0.5]) } }'])(
    'is left out: %s',
    async (question) => {
      await using hub = await startHub(world);
      const others = await hub.ask(question.replace('groupBy', 'municipalities: ["a", "c"], groupBy'));
      hub.owners.b!.behave = altered((text) => text.replace(/"((?:_h_)?spread)":"[^}]*}"/, '"$1":"{1:}"'));
      const { data, errors } = await hub.ask(question);
      expect(data).toEqual(others.data);
      expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
      expect(hub.reports).toEqual([expect.stringContaining('is no sketch')]);
    },
  );
});

describe('an owner that fails in name only', () => {
  it('is used where its status says 500 and its body is a whole answer', async () => {
    await using hub = await startHub(world);
    hub.owners.b!.behave = async (_, response, answer) => sendJson(response, await answer(), 500);
    const { errors, extensions } = await hub.ask(query);
    expect(errors).toBeUndefined();
    expect(extensions.coverage.status).toBe('COMPLETE');
  });
});

describe('an owner that says too much', () => {
  it('does not speak for others in the coverage', async () => {
    await using hub = await startHub(world);
    hub.owners.b!.behave = altered((text) =>
      text.replace('"sources":[', '"sources":[{"municipality":"a","state":"TIMEOUT","version":9},'),
    );
    const { extensions } = await hub.ask(query);
    expect(extensions.coverage).toMatchObject({ status: 'COMPLETE', asked: 3 });
    expect(extensions.coverage.sources.map(({ version }: { version: number }) => version)).toEqual([7, 7, 7]);
  });

  it('does not flood the answer with errors', async () => {
    await using hub = await startHub(world);
    const flood = JSON.stringify(Array.from({ length: 1000 }, () => ({ message: 'x' })));
    hub.owners.b!.behave = altered((text) => text.replace('{"data"', `{"errors":${flood},"data"`));
    expect((await hub.ask(query)).errors).toHaveLength(100);
  });
});

describe('keys of an object’s own in an owner’s answer', () => {
  it('are data like any other, and extra ones are dropped', async () => {
    await using hub = await startHub(world);
    hub.owners.b!.behave = altered((text) =>
      text
        .replaceAll('{"id"', '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"extra":1,"id"')
        .replace('{"data"', '{"__proto__":{"x":1},"data"'),
    );
    const { data, errors } = await hub.ask(query);
    expect(errors).toBeUndefined();
    expect(data).toEqual(JSON.parse(JSON.stringify((await answerOf(world, query)).data)));
    expect(JSON.stringify(data)).not.toMatch(/extra|__proto__|constructor/);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
