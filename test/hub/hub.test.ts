import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../schema/contract/cursor.js';
import { catalogue, type ErrorCode } from '../../schema/errors/catalogue.js';
import { measuresOf } from './sample-world.js';
import { sendJson, startHub, type TestHub } from './servers.js';
import type { World } from './world.js';

const world: World = { owners: ['a', 'b', 'c'], measures: ['a', 'b', 'c'].flatMap((owner) => measuresOf(owner)) };

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(world, { deadlineMs: 2000, maxDeadlineMs: 3000 });
});
beforeEach(() => {
  for (const owner of Object.values(hub.owners)) {
    owner.calls.length = 0;
    owner.behave = undefined;
  }
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const calls = () =>
  Object.values(hub.owners)
    .map((owner) => owner.calls.length)
    .join(' ');

describe('who is asked', () => {
  const cases: [title: string, query: string, variables: Record<string, unknown>, calls: string][] = [
    [
      'all, each once, for all root fields together',
      '{ measures { totalCount } municipalities { code } areas { code } }',
      {},
      '1 1 1',
    ],
    ['the owner of an id alone', '{ measure(id: "b:measure:1") { title } }', {}, '0 1 0'],
    ['all for the id of a shared thing', '{ act(id: ":act:1") { title } }', {}, '1 1 1'],
    [
      'the owners of a list',
      'query ($m: [ID!]) { measures(municipalities: $m) { totalCount } }',
      { m: ['c', 'a'] },
      '1 0 1',
    ],
    [
      'each owner for its own root fields only',
      '{ a: measure(id: "a:measure:1") { title } b: measure(id: "b:measure:1") { title } }',
      {},
      '1 1 0',
    ],
    ['one for a pure function', '{ readDate(text: "x") { date } }', {}, '1 0 0'],
    [
      'nobody but the one asked anyway for a pure function beside data',
      '{ readDate(text: "x") { date } measure(id: "c:measure:1") { title } }',
      {},
      '0 0 1',
    ],
    ['nobody for introspection', '{ __schema { queryType { name } } __typename coverage { status } }', {}, '0 0 0'],
    [
      'all again for what they add to shared things below',
      '{ measure(id: "a:measure:1") { areas { measures { totalCount } } } }',
      {},
      '2 1 1',
    ],
    [
      'nobody again where the shared thing is only named',
      '{ measure(id: "a:measure:1") { areas { label } basis { title } } }',
      {},
      '1 0 0',
    ],
    [
      'nobody again for what has one owner',
      '{ measure(id: "a:measure:1") { municipality { measures { totalCount } } } }',
      {},
      '1 0 0',
    ],
  ];
  it.each(cases)('%s', async (_, query, variables, expected) => {
    const { errors } = await hub.ask(query, variables);
    expect(errors).toBeUndefined();
    expect(calls()).toBe(expected);
  });

  it('a shared thing is asked once, and only if it stands in the answer', async () => {
    await using many = await startHub({
      owners: ['a', 'b'],
      measures: Array.from({ length: 60 }, (_, n) => ({
        owner: n % 2 ? 'a' : 'b',
        n,
        title: `Мера ${n}`,
        due: null,
        amount: 1,
        areas: [],
        basis: `:${n >> 1}`,
      })),
    });
    const { data } = await many.ask('{ measures(first: 50) { nodes { basis { id citedBy { id } } } } }');
    expect(data.measures.nodes.every(({ basis }: { basis: { citedBy: object[] } }) => basis.citedBy.length === 2)).toBe(
      true,
    );
    const [, ...seconds] = many.owners.a!.calls.map(({ variables }) => Object.values(variables));
    expect(seconds.map((keys) => keys.length)).toEqual([20, 5]);
    expect(new Set(seconds.flat()).size).toBe(25);
  });

  it('who failed is not the first to be asked for a pure function', async () => {
    const read = '{ readDate(text: "x") { text } }';
    hub.owners.a!.behave = (_, response) => response.socket!.destroy();
    await hub.ask(read);
    await hub.ask(read);
    expect(calls()).toBe('2 2 0');
    hub.owners.a!.behave = undefined;
    await hub.ask('{ motto }');
    await hub.ask(read);
    expect(calls()).toBe('4 3 1');
  });

  it('an owner sees neither the codes of others nor what is not meant for it', async () => {
    await hub.ask(
      'query ($m: [ID!]) { x: measures(municipalities: $m) { totalCount } y: municipalities(codes: ["b", "c"]) { code } measure(id: "c:measure:1") { title } }',
      { m: ['a', 'b'] },
    );
    expect(Object.values(hub.owners).map((owner) => owner.calls[0]!.variables)).toEqual([
      { _ho0: ['a'] },
      { _ho0: ['b'], _ho1: ['b'] },
      { _ho1: ['c'], _ho2: 'c:measure:1' },
    ]);
    expect(hub.owners.a!.calls[0]!.query).not.toMatch(/municipalities\(codes|measure\(/);
    expect(hub.owners.b!.calls[0]!.query).not.toMatch(/measure\(/);
  });

  it('the caller’s own token and the request’s id reach the owner', async () => {
    await hub.ask('{ measure(id: "a:measure:1") { title } }', {}, { authorization: 'Bearer x' });
    expect(hub.owners.a!.calls[0]!.headers).toMatchObject({
      authorization: 'Bearer x',
      'x-request-id': 'test-request',
    });
  });

  it('hidden fields are asked only where merging needs them', async () => {
    await hub.ask('{ measures(municipalities: ["a"]) { nodes { title } } }');
    expect(hub.owners.a!.calls[0]!.query).toBe('query($_ho0:[ID!]){measures(municipalities:$_ho0){nodes{title}}}');
    await hub.ask('{ measures { totalCount } }');
    expect(hub.owners.a!.calls[1]!.query).toBe('query{measures{totalCount}}');
    await hub.ask('{ measures { nodes { title } } }');
    expect(hub.owners.a!.calls[2]!.query).toBe(
      'query{measures{nodes{title}_h_edges:edges{_h_cursor:cursor}_h_pageInfo:pageInfo{_h_hasNextPage:hasNextPage}}}',
    );
    await hub.ask('{ measures { edges { at: cursor } pageInfo { hasNextPage } } }');
    expect(hub.owners.a!.calls[3]!.query).toBe('query{measures{edges{at:cursor}pageInfo{hasNextPage}}}');
  });
});

describe('what is refused before any call', () => {
  const cursor = encodeCursor({ order: 'x', descending: false, keys: ['a:measure:1'] });
  const cases: [title: string, code: ErrorCode, query: string, variables?: Record<string, unknown>][] = [
    ['an unknown owner', 'UNKNOWN_MUNICIPALITY', '{ measures(municipalities: ["moscow"]) { totalCount } }'],
    [
      'an unknown owner beside a known one, in a variable',
      'UNKNOWN_MUNICIPALITY',
      'query ($m: [ID!]) { measures(municipalities: $m) { totalCount } }',
      { m: ['a', 'x'] },
    ],
    ['an id of an unknown owner', 'UNKNOWN_MUNICIPALITY', '{ measure(id: "moscow:measure:1") { id } }'],
    ['an id that is none', 'BAD_ID', '{ measure(id: "garbage") { id } }'],
    ['an id without its parts', 'BAD_ID', '{ node(id: "a:1") { id } }'],
    ['an empty id', 'BAD_ID', 'query ($id: ID!) { node(id: $id) { id } }', { id: '' }],
    ['a page of none', 'BAD_PAGE_SIZE', '{ measures(first: 0) { totalCount } }'],
    ['a page below nothing', 'BAD_PAGE_SIZE', '{ measures(first: -1) { totalCount } }'],
    ['a page over the limit', 'BAD_PAGE_SIZE', 'query ($n: Int) { measures(first: $n) { totalCount } }', { n: 501 }],
    [
      'a page over the limit in a default',
      'BAD_PAGE_SIZE',
      'query ($n: Int = 1000000) { measures(first: $n) { totalCount } }',
    ],
    ['a nested page over the limit', 'BAD_PAGE_SIZE', '{ municipalities { measures(first: 501) { totalCount } } }'],
    [
      'a page over the limit that only a second step would ask',
      'BAD_PAGE_SIZE',
      '{ measures { nodes { areas { measures(first: 501) { totalCount } } } } }',
    ],
    ['a cursor that is none', 'BAD_CURSOR', '{ measures(after: "garbage") { totalCount } }'],
    [
      'an altered cursor',
      'BAD_CURSOR',
      'query ($c: String) { measures(after: $c) { totalCount } }',
      { c: `${cursor.slice(0, -4)}AAAA` },
    ],
    ['a nested altered cursor', 'BAD_CURSOR', '{ areas { measures(after: "x") { totalCount } } }'],
    ['a deadline of no time', 'BAD_ARGUMENT', 'query @deadline(ms: 0) { measures { totalCount } }'],
    [
      'a mutation of two owners',
      'BAD_ARGUMENT',
      'mutation { rename(input: { municipality: "a", measure: "b:measure:1", title: "x" }) { id } }',
    ],
    [
      'a mutation of a shared thing',
      'UNKNOWN_MUNICIPALITY',
      'mutation { rename(input: { municipality: ":", measure: "b:measure:1", title: "x" }) { id } }',
    ],
  ];
  it.each(cases)('%s: %s', async (...[, code, query, variables]) => {
    const answer = await hub.ask(query, variables);
    expect(answer.errors).toMatchObject([{ extensions: { code } }]);
    expect(Object.values(answer.data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(answer.extensions.coverage).toEqual({ status: 'EMPTY', asked: 0, answered: 0, sources: [] });
    expect(calls()).toBe('0 0 0');
  });

  it('a cursor of another order is refused by the owners, and that is the answer', async () => {
    const { data, errors, extensions } = await hub.ask(
      'query ($c: String) { measures(after: $c, orderBy: DUE_DESC) { totalCount } }',
      {
        c: encodeCursor({ order: 'measures.TITLE', descending: false, keys: ['x', 'a:measure:1'] }),
      },
    );
    expect(data).toBeNull();
    expect(errors![0]).toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
    expect(extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });
});

describe('a mutation', () => {
  const rename = (owner: string) =>
    `rename(input: { municipality: "${owner}", measure: "${owner}:measure:1", title: "Новое" }) { id title }`;

  it('goes to its owner alone', async () => {
    const { data } = await hub.ask(`mutation { ${rename('b')} }`);
    expect(data).toEqual({ rename: { id: 'b:measure:1', title: 'Новое' } });
    expect(calls()).toBe('0 1 0');
  });

  it('follows the one before it, each at its owner', async () => {
    const order: string[] = [];
    for (const { code } of Object.values(hub.owners)) {
      hub.owners[code]!.behave = async (_, response, answer) => {
        order.push(`${code} begins`);
        await new Promise(setImmediate);
        sendJson(response, await answer());
        order.push(`${code} ends`);
      };
    }
    const { data } = await hub.ask(`mutation { x: ${rename('c')} y: ${rename('a')} z: ${rename('a')} }`);
    expect(data).toMatchObject({ x: { id: 'c:measure:1' }, y: { id: 'a:measure:1' }, z: { id: 'a:measure:1' } });
    expect(order).toEqual(['c begins', 'c ends', 'a begins', 'a ends']);
  });
});

describe('a query whose connection breaks before any answer', () => {
  it('is sent once more, on a fresh connection', async () => {
    await hub.ask('{ measures { totalCount } }');
    hub.owners.b!.behave = (_, response) => {
      hub.owners.b!.behave = undefined;
      response.socket!.resetAndDestroy();
    };
    const { errors } = await hub.ask('{ measures { totalCount } }');
    expect(errors).toBeUndefined();
    expect(calls()).toBe('2 3 2');
  });
});

describe('errors beside an owner’s data', () => {
  it('keep their code, lose their text, and stand where the thing ended up', async () => {
    const { data, errors } = await hub.ask('{ m: measures(first: 5) { n: nodes { id w: broken } } }');
    expect(data.m.n.map(({ id }: { id: string }) => id)).toEqual([
      'a:measure:1',
      'b:measure:1',
      'c:measure:1',
      'a:measure:2',
      'b:measure:2',
    ]);
    expect(errors!.sort((x, y) => x.path[2] - y.path[2])).toEqual(
      data.m.n.map(({ id }: { id: string }, index: number) => ({
        message: catalogue.FORBIDDEN.en,
        path: ['m', 'n', index, 'w'],
        extensions: { code: 'FORBIDDEN', municipality: id[0] },
      })),
    );
  });

  it.each([
    [
      'in a list of all owners',
      '{ subjects { ... on Measure { broken } } }',
      (index: number) => ['subjects', index, 'broken'],
    ],
    [
      'below a shared thing',
      '{ act(id: ":act:1") { citedBy { broken } } }',
      (index: number) => ['act', 'citedBy', index, 'broken'],
    ],
    [
      'below a row',
      '{ areas { measures(first: 9) { edges { node { broken } } } } }',
      (index: number) => ['areas', 0, 'measures', 'edges', index, 'node', 'broken'],
    ],
    [
      'of a second step',
      '{ measure(id: "b:measure:2") { areas { measures(first: 9) { nodes { broken } } } } }',
      (index: number) => ['measure', 'areas', 0, 'measures', 'nodes', index, 'broken'],
    ],
  ])('%s', async (_, query, path) => {
    const { errors } = await hub.ask(query);
    const paths = errors!.map((error) => JSON.stringify(error.path)).sort();
    expect(paths).toEqual(Array.from({ length: 9 }, (_, index) => JSON.stringify(path(index))));
  });

  it('an owner whose whole answer is null for an inner failure is missing like any other', async () => {
    const { data, errors } = await hub.ask(
      '{ x: measure(id: "a:measure:1") { title } y: measure(id: "b:measure:1") { brokenHard } z: measures(municipalities: ["c"]) { nodes { brokenHard } } }',
    );
    expect(data).toBeNull();
    expect(errors!.map(({ extensions, path }) => [extensions.code, extensions.municipality, path])).toEqual([
      ['OWNER_INVALID', 'c', undefined],
      ['INTERNAL', 'b', ['y', 'brokenHard']],
      ['ALL_OWNERS_FAILED', undefined, ['z']],
    ]);
    expect(JSON.stringify(errors)).not.toContain('pg');
  });
});

describe('owners who contradict each other', () => {
  it('cost the field, and the field is named', async () => {
    hub.owners.b!.behave = async (_, response, answer) =>
      sendJson(response, JSON.parse(JSON.stringify(await answer()).replace('Quality is', 'Money is')));
    const { data, errors } = await hub.ask('{ motto municipalities { code } }');
    expect(data).toEqual({ motto: null, municipalities: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] });
    expect(errors).toEqual([
      {
        message: `${catalogue.MERGE_CONFLICT.en} Expected one value of Query.motto, got several from a, b.`,
        path: ['motto'],
        extensions: {
          code: 'MERGE_CONFLICT',
          reason: 'VALUES',
          parameters: { place: 'Query.motto', owners: ['a', 'b'] },
        },
      },
    ]);
  });

  it('cost the nearest parent that may be null', async () => {
    hub.owners.c!.behave = async (_, response, answer) =>
      sendJson(response, JSON.parse(JSON.stringify(await answer()).replace('Act 1', 'Act one')));
    const { data, errors } = await hub.ask('{ act(id: ":act:1") { id title } motto }');
    expect(data).toEqual({ act: null, motto: 'Quality is a habit' });
    expect(errors).toMatchObject([{ path: ['act', 'title'], extensions: { code: 'MERGE_CONFLICT' } }]);
  });

  it('one that knows nothing contradicts nobody', async () => {
    hub.owners.b!.behave = async (_, response, answer) =>
      sendJson(response, JSON.parse(JSON.stringify(await answer()).replace('"Quality is a habit"', 'null')));
    expect((await hub.ask('{ motto }')).data).toEqual({ motto: 'Quality is a habit' });
  });
});

describe('an answer that is not whole', () => {
  const silence = (...codes: string[]) => {
    for (const code of codes) hub.owners[code]!.behave = () => {};
  };
  const refuse = (...codes: string[]) => {
    for (const code of codes) hub.owners[code]!.behave = (_, response) => sendJson(response, {}, 503);
  };

  it('says so in the coverage, as field and beside the data', async () => {
    refuse('b');
    const { data, extensions } = await hub.ask(
      '{ coverage { status asked answered sources { municipality state asOf version error } } measures { totalCount } }',
    );
    expect(data.measures.totalCount).toBe(6);
    expect(extensions.coverage).toMatchObject(data.coverage);
    expect(data.coverage).toEqual({
      status: 'PARTIAL',
      asked: 3,
      answered: 2,
      sources: [
        { municipality: 'a', state: 'ANSWERED', asOf: '2026-01-02T03:04:05.000Z', version: 7, error: null },
        { municipality: 'b', state: 'UNREACHABLE', asOf: null, version: null, error: 'OWNER_UNREACHABLE' },
        { municipality: 'c', state: 'ANSWERED', asOf: '2026-01-02T03:04:05.000Z', version: 7, error: null },
      ],
    });
  });

  it('is refused where it must be complete', async () => {
    refuse('b');
    const { data, errors, extensions } = await hub.ask('query @complete { measures { totalCount } }');
    expect(data).toBeNull();
    expect(errors!.map((error) => error.extensions.code)).toEqual(['INCOMPLETE', 'OWNER_UNREACHABLE']);
    expect(extensions.coverage.status).toBe('PARTIAL');
  });

  it('is none where all asked failed', async () => {
    refuse('a', 'b', 'c');
    const { data, errors, extensions } = await hub.ask('{ measures { totalCount } __typename }');
    expect(data).toBeNull();
    expect(errors!.map((error) => error.extensions.code)).toEqual([
      'ALL_OWNERS_FAILED',
      'OWNER_UNREACHABLE',
      'OWNER_UNREACHABLE',
      'OWNER_UNREACHABLE',
    ]);
    expect(extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });

  it('leaves a pinned field null beside what others answered', async () => {
    refuse('b');
    const { data, errors } = await hub.ask(
      '{ x: measure(id: "b:measure:1") { title } y: measure(id: "a:measure:1") { title } }',
    );
    expect(data).toEqual({ x: null, y: { title: 'Мера 1' } });
    expect(errors).toEqual([
      { message: catalogue.OWNER_UNREACHABLE.en, extensions: { code: 'OWNER_UNREACHABLE', municipality: 'b' } },
      { message: catalogue.ALL_OWNERS_FAILED.en, path: ['x'], extensions: { code: 'ALL_OWNERS_FAILED' } },
    ]);
  });

  it('comes by the operation’s own deadline', async () => {
    silence('a');
    const start = performance.now();
    const { data, extensions } = await hub.ask('query ($ms: Int!) @deadline(ms: $ms) { measures { totalCount } }', {
      ms: 100,
    });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(data.measures.totalCount).toBe(6);
    expect(extensions.coverage.sources[0]).toMatchObject({ municipality: 'a', state: 'TIMEOUT' });
  });

  it('a pure function is answered by the next owner, in time even if the first hangs, and nobody is missing', async () => {
    refuse('a');
    expect(await hub.ask('{ readDate(text: "2024-01-01") { date } }')).toMatchObject({
      data: { readDate: { date: '2024-01-01' } },
      extensions: { coverage: { status: 'COMPLETE', asked: 1 } },
    });
    silence('a', 'b');
    await using fresh = await startHub(world, { deadlineMs: 400 });
    fresh.owners.a!.behave = () => {};
    const { data, errors, extensions } = await fresh.ask('{ readDate(text: "2024-01-01") { date } }');
    expect({ data, errors }).toEqual({ data: { readDate: { date: '2024-01-01' } } });
    expect(extensions.coverage.sources).toMatchObject([{ municipality: 'b', state: 'ANSWERED' }]);
  });

  it('leaves time for a second step, which does not wait again for who hangs', async () => {
    silence('b');
    const { data, errors, extensions } = await hub.ask(
      'query @deadline(ms: 1000) { measures(first: 1) { nodes { id areas { measures { totalCount } } } } }',
    );
    expect(data).toEqual({ measures: { nodes: [{ id: 'a:measure:1', areas: [{ measures: { totalCount: 6 } }] }] } });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_TIMEOUT', municipality: 'b' } }]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 3, answered: 2 });
    expect(calls()).toBe('2 1 2');
  });

  it('is that of the one owner that is left, second step included', async () => {
    refuse('b', 'c');
    const { data } = await hub.ask('{ measures(first: 1) { nodes { id areas { measures { totalCount } } } } }');
    expect(data).toEqual({ measures: { nodes: [{ id: 'a:measure:1', areas: [{ measures: { totalCount: 3 } }] }] } });
  });

  it('loses what the second step lost, and only then all', async () => {
    hub.owners.a!.behave = async (_, response, answer) => {
      refuse('a', 'b', 'c');
      sendJson(response, await answer());
    };
    const { data, errors, extensions } = await hub.ask(
      '{ measure(id: "a:measure:1") { title areas { measures { totalCount } } } }',
    );
    expect(data).toBeNull();
    expect(errors!.map((error) => error.extensions.code)).toContain('OWNER_UNREACHABLE');
    expect(extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });

  it('of a shared thing that only an owner knows who is lost before the second step holds what the others add: nothing', async () => {
    const measures = world.measures.map((row) => ({ ...row, basis: row.owner === 'a' ? ':9' : ':1' }));
    await using other = await startHub({ ...world, measures });
    const { a } = other.owners;
    a!.behave = async (_, response, answer) => {
      a!.behave = (_request, refused) => sendJson(refused, {}, 503);
      sendJson(response, await answer());
    };
    const { data, errors, extensions } = await other.ask(
      '{ measures(first: 1) { nodes { id basis { id title citedBy { id } measures { totalCount nodes { id } } } } } }',
    );
    const basis = { id: ':act:9', title: 'Act 9', citedBy: [], measures: { totalCount: 0, nodes: [] } };
    expect(data).toEqual({ measures: { nodes: [{ id: 'a:measure:1', basis }] } });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_UNREACHABLE', municipality: 'a' } }]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 3, answered: 2 });
  });

  it('all calls end when the client goes away', async () => {
    const closed = Object.values(hub.owners).map(
      (owner) =>
        new Promise((resolve) => {
          owner.behave = (_, response) => response.on('close', resolve);
        }),
    );
    const client = new AbortController();
    const answer = hub.ask('{ measures { totalCount } }', {}, { signal: client.signal });
    await Promise.all(Object.values(hub.owners).map((owner) => until(() => owner.calls.length > 0)));
    client.abort();
    await Promise.all(closed);
    expect((await answer).data).toBeNull();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}
