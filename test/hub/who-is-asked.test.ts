import { describe, expect, it } from '@jest/globals';
import { sendJson, startHub } from './servers.js';
import { hubOverThree } from './three-owners.js';

const three = hubOverThree();

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
    const { errors } = await three.hub.ask(query, variables);
    expect(errors).toBeUndefined();
    expect(three.calls()).toBe(expected);
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
    three.hub.owners.a!.behave = (_, response) => response.socket!.destroy();
    await three.hub.ask(read);
    await three.hub.ask(read);
    expect(three.calls()).toBe('2 2 0');
    three.hub.owners.a!.behave = undefined;
    await three.hub.ask('{ motto }');
    await three.hub.ask(read);
    expect(three.calls()).toBe('4 3 1');
  });

  it('an owner sees neither the codes of others nor what is not meant for it', async () => {
    await three.hub.ask(
      'query ($m: [ID!]) { x: measures(municipalities: $m) { totalCount } y: municipalities(codes: ["b", "c"]) { code } measure(id: "c:measure:1") { title } }',
      { m: ['a', 'b'] },
    );
    expect(Object.values(three.hub.owners).map((owner) => owner.calls[0]!.variables)).toEqual([
      { _ho0: ['a'] },
      { _ho0: ['b'], _ho1: ['b'] },
      { _ho1: ['c'], _ho2: 'c:measure:1' },
    ]);
    expect(three.hub.owners.a!.calls[0]!.query).not.toMatch(/municipalities\(codes|measure\(/);
    expect(three.hub.owners.b!.calls[0]!.query).not.toMatch(/measure\(/);
  });

  it('the caller’s own token and the request’s id reach the owner', async () => {
    await three.hub.ask('{ measure(id: "a:measure:1") { title } }', {}, { authorization: 'Bearer x' });
    expect(three.hub.owners.a!.calls[0]!.headers).toMatchObject({
      authorization: 'Bearer x',
      'x-request-id': 'test-request',
    });
  });

  it('hidden fields are asked only where merging needs them', async () => {
    await three.hub.ask('{ measures(municipalities: ["a"]) { nodes { title } } }');
    expect(three.hub.owners.a!.calls[0]!.query).toBe(
      'query($_ho0:[ID!]){measures(municipalities:$_ho0){nodes{title}}}',
    );
    await three.hub.ask('{ measures { totalCount } }');
    expect(three.hub.owners.a!.calls[1]!.query).toBe('query{measures{totalCount}}');
    await three.hub.ask('{ measures { nodes { title } } }');
    expect(three.hub.owners.a!.calls[2]!.query).toBe(
      'query{measures{nodes{title}_h_edges:edges{_h_cursor:cursor}_h_pageInfo:pageInfo{_h_hasNextPage:hasNextPage}}}',
    );
    await three.hub.ask('{ measures { edges { at: cursor } pageInfo { hasNextPage } } }');
    expect(three.hub.owners.a!.calls[3]!.query).toBe('query{measures{edges{at:cursor}pageInfo{hasNextPage}}}');
  });
});

describe('a mutation', () => {
  const rename = (owner: string) =>
    `rename(input: { municipality: "${owner}", measure: "${owner}:measure:1", title: "Новое" }) { id title }`;

  it('goes to its owner alone', async () => {
    const { data } = await three.hub.ask(`mutation { ${rename('b')} }`);
    expect(data).toEqual({ rename: { id: 'b:measure:1', title: 'Новое' } });
    expect(three.calls()).toBe('0 1 0');
  });

  it('follows the one before it, each at its owner', async () => {
    const order: string[] = [];
    for (const { code } of Object.values(three.hub.owners)) {
      three.hub.owners[code]!.behave = async (_, response, answer) => {
        order.push(`${code} begins`);
        await new Promise(setImmediate);
        sendJson(response, await answer());
        order.push(`${code} ends`);
      };
    }
    const { data } = await three.hub.ask(`mutation { x: ${rename('c')} y: ${rename('a')} z: ${rename('a')} }`);
    expect(data).toMatchObject({ x: { id: 'c:measure:1' }, y: { id: 'a:measure:1' }, z: { id: 'a:measure:1' } });
    expect(order).toEqual(['c begins', 'c ends', 'a begins', 'a ends']);
  });
});

describe('a query whose connection breaks before any answer', () => {
  it('is sent once more, on a fresh connection', async () => {
    await three.hub.ask('{ measures { totalCount } }');
    three.hub.owners.b!.behave = (_, response) => {
      three.hub.owners.b!.behave = undefined;
      response.socket!.resetAndDestroy();
    };
    const { errors } = await three.hub.ask('{ measures { totalCount } }');
    expect(errors).toBeUndefined();
    expect(three.calls()).toBe('2 3 2');
  });
});
