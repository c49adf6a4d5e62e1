import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { type Answer, ask } from '../instance.js';
import { makeKey, sign } from '../tokens.js';
import { callers, ids, other, own, startSpecimens } from './specimens.js';

let instance: Instance;
const whole = () => `${instance.server.url}/graphql`;
const subgraph = (name: string) => `${instance.server.url}/subgraphs/${name}`;
beforeAll(async () => {
  instance = await startSpecimens();
});
afterAll(() => instance?.close());

const representations = (type: string, id: string) => ({ of: [{ __typename: type, id }] });
const entities = (selection: string) => `query ($of: [_Any!]!) { _entities(representations: $of) { ${selection} } }`;

/** Ways to a value of the institution `own`. Each is also asked for a thing that does not exist. */
const ways: Readonly<Record<string, (id: string) => Promise<Answer>>> = {
  'by its id': (id) => ask(whole(), `{ node(id: "${id}") { id } }`),
  'by its id, under another name': (id) => ask(whole(), `{ institution: node(id: "${id}") { name: id __typename } }`),
  'by its id, as a thing of its type': (id) =>
    ask(whole(), `{ node(id: "${id}") { ... on Observation { value provenance { quote } institution { id } } } }`),
  'through a fragment of the interface': (id) =>
    ask(whole(), `{ node(id: "${id}") { ...f } } fragment f on Node { id ... on Observation { status } }`),
  'as an entity of its subgraph': (id) =>
    ask(
      subgraph('monitoring'),
      entities('... on Observation { value provenance { quote } }'),
      representations('Observation', id),
    ),
  'in its subgraph as a node': (id) => ask(subgraph('institutions'), `{ node(id: "${id}") { id __typename } }`),
};

/** Ways to what belongs to an institution: asked for `own` and for one that does not exist. */
const linksOf: Readonly<Record<string, (institution: string, token?: string) => Promise<Answer>>> = {
  'its values, counted': (id, token) =>
    ask(
      subgraph('monitoring'),
      entities('... on Institution { observations { totalCount } }'),
      representations('Institution', id),
      token,
    ),
  'its values, of a filter': (id, token) =>
    ask(
      subgraph('monitoring'),
      entities(
        '... on Institution { observations(filter: { statuses: [REPORTED] }, first: 1) { nodes { value } pageInfo { hasNextPage } } }',
      ),
      representations('Institution', id),
      token,
    ),
  'its deficits': (id, token) =>
    ask(
      subgraph('monitoring'),
      entities('... on Institution { deficits { statement } }'),
      representations('Institution', id),
      token,
    ),
  'its plan before it is published': (id, token) =>
    ask(
      subgraph('action-plans'),
      entities('... on Institution { plan { approvedAt } }'),
      representations('Institution', id),
      token,
    ),
};

describe('A value of one institution', () => {
  it.each(Object.entries(ways))('is not there for the public: %s', async (_, way) => {
    const [hidden, absent] = [await way(ids.ownValue), await way('kizel:observation:no-such')];
    expect(hidden.errors).toBeUndefined();
    expect([hidden.status, hidden.data]).toEqual([absent.status, absent.data]);
  });

  it.each(['public', 'otherStaff', 'otherHead'] as const)('is not there for %s, in any link', async (caller) => {
    for (const link of Object.values(linksOf)) {
      const hidden = await link(own, callers[caller]);
      expect(hidden).toEqual(await link('kizel:institution:no-such', callers[caller]));
      expect(hidden).not.toEqual(await link(own, callers.region));
    }
  });

  it.each(['region', 'staff', 'head'] as const)('is there for %s, in every link', async (caller) => {
    for (const link of Object.values(linksOf)) {
      const { data, errors } = await link(own, callers[caller]);
      expect([data, errors]).toEqual([(await link(own, callers.region)).data, undefined]);
      expect(data).not.toEqual((await link('kizel:institution:no-such', callers[caller])).data);
    }
  });

  it.each([
    ['nobody', [ids.wholeValue]],
    ['otherStaff', [ids.wholeValue]],
    ['head', [ids.ownValue, ids.wholeValue]],
    ['otherHead', [ids.otherValue, ids.wholeValue]],
    ['staff', [ids.ownValue, ids.otherValue, ids.wholeValue]],
    ['region', [ids.ownValue, ids.otherValue, ids.wholeValue]],
  ] as const)('is neither listed, counted, paged over nor filtered for %s', async (caller, expected) => {
    const list = async (args: string): Promise<{ ids: string[]; total: number; more: boolean; end: string }> => {
      const operation = `{ observations(${args}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const { data, errors } = await ask(whole(), operation, {}, callers[caller]);
      expect(errors).toBeUndefined();
      const { totalCount, nodes, pageInfo } = data.observations;
      const found = nodes.map(({ id }: { id: string }) => id);
      return { ids: found, total: totalCount, more: pageInfo.hasNextPage, end: pageInfo.endCursor };
    };
    const all = await list('first: 10');
    expect(all).toMatchObject({ ids: expected, total: expected.length, more: false });
    expect((await list('orderBy: ROUND_DESC, municipalities: ["kizel"]')).ids).toEqual(expected.toReversed());
    expect(await list('filter: { evidence: [EXPERT], rounds: ["kizel:round:1"] }')).toMatchObject({
      ids: expected,
      total: expected.length,
    });
    // One page after the other, with the cursors that the region was given.
    const region = await ask(whole(), '{ observations(first: 10) { edges { cursor } } }', {}, callers.region);
    const after = region.data.observations.edges[0].cursor;
    expect((await list(`after: "${after}"`)).ids).toEqual(expected.filter((id) => id !== ids.ownValue));
    expect((await list('first: 1')).more).toBe(expected.length > 1);
  });
});

describe('Which institutions a deficit concerns', () => {
  it.each([
    // The last is one of the owner as a whole, which everybody sees.
    ['nobody', [], [[]]],
    ['otherStaff', [], [[]]],
    ['head', [own], [[own], [own], []]],
    ['otherHead', [other], [[other], []]],
    ['staff', [own, other], [[own], [own, other], []]],
    ['region', [own, other], [[own], [own, other], []]],
  ] as const)('is told to %s as far as they may know', async (caller, _, expected) => {
    const operation = '{ deficits { nodes { institutions { id } } } }';
    const { data } = await ask(whole(), operation, {}, callers[caller]);
    const told = data.deficits.nodes.map((node: { institutions: { id: string }[] }) =>
      node.institutions.map(({ id }) => id),
    );
    expect(told).toEqual(expected);
  });
});

describe('A report on a measure', () => {
  const details = 'status doneAt note evidence institution { id }';
  const ofOwner = { status: 'DONE', doneAt: null, institution: null };
  const told = { ...ofOwner, note: 'a note', evidence: 'a proof' };
  const ofOwn = {
    status: 'DONE',
    doneAt: '2024-07-09',
    note: 'own note',
    evidence: 'own proof',
    institution: { id: own },
  };

  it.each([
    ['nobody', [{ ...ofOwner, note: null, evidence: null }]],
    ['otherStaff', [{ ...ofOwner, note: null, evidence: null }]],
    ['otherHead', [{ ...ofOwner, note: null, evidence: null }]],
    ['head', [{ ...ofOwner, note: null, evidence: null }, ofOwn]],
    ['staff', [told, ofOwn]],
    ['region', [told, ofOwn]],
  ] as const)(
    'is told to %s: the owner’s without its remarks, and one institution’s as far as it is theirs',
    async (caller, expected) => {
      const operation = `{ measures(municipalities: ["kizel"]) { nodes { progress { ${details} } } } }`;
      const { data, errors } = await ask(whole(), operation, {}, callers[caller]);
      expect(errors).toBeUndefined();
      expect(data.measures.nodes.flatMap(({ progress }: { progress: object[] }) => progress)).toEqual(expected);
    },
  );
});

describe('An institution’s plan', () => {
  it.each([
    ['nobody', [null, '2024-07-20']],
    ['otherStaff', [null, '2024-07-20']],
    ['otherHead', [null, '2024-07-20']],
    ['head', ['2024-07-10', '2024-07-10']],
    ['staff', ['2024-07-10', '2024-07-10']],
  ] as const)('is for everybody once it is published, and for %s', async (caller, [before]) => {
    const operation = `{ a: institution(id: "${own}") { plan { approvedAt } } b: institution(id: "${other}") { plan { publishedAt } } }`;
    const { data } = await ask(whole(), operation, {}, callers[caller]);
    expect([data.a.plan?.approvedAt ?? null, data.b.plan.publishedAt]).toEqual([before, '2024-07-20']);
  });
});

describe('An instance that is asked directly, past the hub', () => {
  const addresses = [
    '/graphql',
    '/subgraphs/institutions',
    '/subgraphs/indicators',
    '/subgraphs/monitoring',
    '/subgraphs/action-plans',
  ];
  it.each(addresses)('refuses tokens of others at %s, and reads who asks from a token alone', async (address) => {
    const url = instance.server.url + address;
    const forged = await sign({ role: 'region', owners: ['*'], sub: 'x' }, await makeKey('test-key'));
    const { status, data, errors } = await ask(url, '{ __typename }', {}, forged);
    expect([status, data, errors![0]!.extensions.code]).toEqual([401, undefined, 'UNAUTHENTICATED']);
    expect((await ask(url, '{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('tells a router in front of its subgraphs by errors alone, and clients by the status too, what is not allowed', async () => {
    const operation = '{ measures(first: 0) { totalCount } }';
    const refused = [
      expect.objectContaining({ path: ['measures'], extensions: expect.objectContaining({ code: 'BAD_PAGE_SIZE' }) }),
    ];
    const toRouter = await ask(subgraph('action-plans'), operation);
    expect([toRouter.status, toRouter.data, toRouter.errors]).toEqual([200, null, refused]);
    const toClient = await ask(whole(), operation);
    expect([toClient.status, toClient.data, toClient.errors]).toEqual([400, null, refused]);
  });

  it('does not believe what a hub says of the caller', async () => {
    const headers = {
      'content-type': 'application/json',
      'x-role': 'region',
      'x-user': 'admin',
      'x-municipality': 'kizel',
      'x-forwarded-authorization': `Bearer ${callers.region}`,
      'proxy-authorization': `Bearer ${callers.region}`,
      cookie: `token=${callers.region}`,
    };
    const body = JSON.stringify({
      query: '{ observations { totalCount } }',
      extensions: { caller: { role: 'REGION' } },
    });
    const response = await fetch(whole(), { method: 'POST', headers, body });
    await expect(response.json()).resolves.toMatchObject({ data: { observations: { totalCount: 1 } } });
  });
});

describe('What a publication of reports changed, and what was odd about its rows', () => {
  it.each([
    ['nobody', false],
    ['otherStaff', false],
    ['head', false],
    ['staff', true],
    ['region', true],
  ] as const)('is told to %s: %s', async (caller, isTold) => {
    const operation =
      '{ node(id: "kizel:publication:PROGRESS_REPORTS") { ... on Publication { issues { code } changes { totalCount nodes { fields { after } } } } } }';
    const { data, errors } = await ask(whole(), operation, {}, callers[caller]);
    expect(errors).toBeUndefined();
    expect([data.node.issues.length, data.node.changes.totalCount, data.node.changes.nodes.length]).toEqual(
      isTold ? [1, 1, 1] : [0, 0, 0],
    );
  });

  it('does not keep everybody from what other publications changed', async () => {
    const operation =
      '{ publications(municipalities: ["kizel"]) { nodes { id changes { totalCount } issues { code } } } }';
    const { data } = await ask(whole(), operation);
    const open = data.publications.nodes.find(({ id }: { id: string }) => id === 'kizel:publication:INSTITUTIONS');
    expect(open).toMatchObject({ changes: { totalCount: 1 }, issues: [{}] });
  });
});
