import { describe, expect, it } from '@jest/globals';
import type { PlanNode } from '../../gateway/supergraph/operation/query-plan.js';
import type { OperationPlanner } from '../../gateway/supergraph/planning/planner.js';
import { Supergraph } from '../../gateway/supergraph/supergraph.js';
import { compose, execute, federate, overTheWire, type Subgraph } from './federation.js';

type Row = Record<string, unknown>;
const found = (row: Row) => row;
const one = (fields: Row) => ({ __resolveReference: found, ...fields });

/** Schemas for which the native planner's plan is wrong, or has none, with the operation and its answer. */
const cases: [title: string, subgraphs: Record<string, Subgraph>, text: string, data: unknown][] = [
  [
    'types of things that a subgraph knows by their interface alone',
    {
      people: {
        typeDefs: /* GraphQL */ `
          interface Member @key(fields: "id") { id: ID! }
          type Guest implements Member @key(fields: "id") { id: ID! since: Int }
          type Host implements Member @key(fields: "id") { id: ID! room: Int }
        `,
        resolvers: {
          Member: { __resolveReference: ({ id }: Row) => ({ __typename: id === 'm1' ? 'Guest' : 'Host', id }) },
          Guest: one({ since: () => 2020 }),
          Host: one({ room: () => 7 }),
        },
      },
      list: {
        typeDefs: /* GraphQL */ `
          type Query { members: [Member!]! }
          type Member @key(fields: "id") @interfaceObject { id: ID! badge: String }
        `,
        resolvers: {
          Query: { members: () => [{ id: 'm1' }, { id: 'm2' }] },
          Member: one({ badge: ({ id }: Row) => `badge of ${id}` }),
        },
      },
    },
    '{ members { badge ... on Host { badge room } ... on Guest { since __typename } } }',
    {
      members: [
        { badge: 'badge of m1', since: 2020, __typename: 'Guest' },
        { badge: 'badge of m2', room: 7 },
      ],
    },
  ],
  [
    'what is provided, taken deeper than it is provided',
    {
      shelf: {
        typeDefs: /* GraphQL */ `
          type Query { boxes: [Box] @shareable @provides(fields: "parts { id parts { id } }") }
          type Box @key(fields: "id") { id: ID! parts: [Part] @external }
          type Part @key(fields: "id") { id: ID! parts: [Part] @external }
        `,
        resolvers: {
          Query: { boxes: () => [{ id: 'b', parts: [{ id: 'p1', parts: [{ id: 'p2' }] }] }] },
          Box: one({}),
          Part: one({}),
        },
      },
      store: {
        typeDefs: /* GraphQL */ `
          type Box @key(fields: "id") { id: ID! parts: [Part] @shareable }
          type Part @key(fields: "id") { id: ID! parts: [Part] @shareable }
        `,
        resolvers: {
          Box: one({ parts: () => [{ id: 'p1' }] }),
          Part: one({ parts: ({ id }: Row) => [{ id: id === 'p1' ? 'p2' : id === 'p2' ? 'p3' : 'p1' }] }),
        },
      },
    },
    '{ boxes { parts { parts { parts { id } } } } }',
    { boxes: [{ parts: [{ parts: [{ parts: [{ id: 'p3' }] }] }] }] },
  ],
  [
    'two required fields that are one field with different arguments',
    {
      goods: {
        typeDefs:
          'type Query { goods: [Good] } type Good @key(fields: "id") { id: ID! price(in: String!): Int weight: Int }',
        resolvers: {
          Query: { goods: () => [{ id: 'g' }] },
          Good: one({ price: (_: Row, { in: currency }: Row) => (currency === 'USD' ? 10 : 20), weight: () => 3 }),
        },
      },
      post: {
        typeDefs: /* GraphQL */ `
          type Good @key(fields: "id") {
            id: ID!
            price(in: String!): Int @external
            weight: Int @external
            toUs: Int @requires(fields: "price(in: \\"USD\\") weight")
            isDear: Boolean @requires(fields: "price(in: \\"USD\\")")
            toEurope: Int @requires(fields: "price(in: \\"EUR\\") weight")
          }
        `,
        resolvers: {
          Good: one({
            toUs: ({ price, weight }: { price: number; weight: number }) => price * weight,
            isDear: ({ price }: { price: number }) => price > 15,
            toEurope: ({ price, weight }: { price: number; weight: number }) => price * weight,
          }),
        },
      },
    },
    '{ goods { toUs isDear toEurope } }',
    { goods: [{ toUs: 30, isDear: false, toEurope: 60 }] },
  ],
  [
    'one field whose value has other types under each condition',
    {
      club: {
        typeDefs: /* GraphQL */ `
          union Account = Person | Firm
          type Query { accounts: [Account!]! }
          type Person { id: ID similar: [Account!]! }
          type Firm { id: ID! @shareable similar: [Account!]! }
        `,
        resolvers: {
          Query: { accounts: () => [{ __typename: 'Firm' }, { __typename: 'Person' }] },
          Person: { id: () => 'p', similar: () => [{ __typename: 'Firm' }, { __typename: 'Person' }] },
          Firm: { id: () => 'f', similar: () => [{ __typename: 'Firm' }, { __typename: 'Person' }] },
        },
      },
      register: { typeDefs: 'type Query { n: Int } type Firm { id: ID @shareable }' },
    },
    '{ accounts { ... on Firm { similar { ... on Person { id } } } ... on Person { similar { ... on Firm { id } } } } }',
    { accounts: [{ similar: [{}, { id: 'p' }] }, { similar: [{ id: 'f' }, {}] }] },
  ],
  [
    'a required field that is itself computed from what is required',
    {
      clinic: {
        typeDefs: /* GraphQL */ `
          type Query { pet: Pet }
          type Pet @key(fields: "id") {
            id: ID! weight: Int @external age: Int @external
            checkup: Checkup @requires(fields: "weight age")
          }
          type Checkup @key(fields: "id") { id: ID! fee: Int @external grade: Int @requires(fields: "fee") }
        `,
        resolvers: {
          Query: { pet: () => ({ id: 'x' }) },
          Pet: one({ checkup: ({ weight, age }: Row) => ({ id: `${weight}/${age}` }) }),
          Checkup: one({ grade: ({ id, fee }: Row) => (id === '4/2' && fee === 21 ? 42 : -1) }),
        },
      },
      records: {
        typeDefs:
          'type Pet @key(fields: "id") { id: ID! weight: Int } type Checkup @key(fields: "id") { id: ID! fee: Int }',
        resolvers: { Pet: one({ weight: () => 4 }), Checkup: one({ fee: () => 21 }) },
      },
      register: {
        typeDefs: 'type Pet @key(fields: "id") { id: ID! age: Int }',
        resolvers: { Pet: one({ age: () => 2 }) },
      },
    },
    '{ pet { checkup { grade } } }',
    { pet: { checkup: { grade: 42 } } },
  ],
];

/** Fails at everything, so that all is left to the search; or gives one plan, whatever it is asked for. */
const planner = (plan?: PlanNode): OperationPlanner => ({
  plan: async (text) => {
    if (text === '{__typename}') return null;
    if (plan) return plan;
    throw new Error('No plan.');
  },
  close: async () => {},
  pid: undefined,
});

describe('An operation is answered right where the native planner errs', () => {
  it.each(cases)('%s', async (_, subgraphs, text, data) => {
    await using federation = await federate(subgraphs);
    expect(overTheWire(await federation.ask(text))).toEqual({ data });
  });
});

describe('The search alone', () => {
  it.each(cases)('finds a plan: %s', async (_, subgraphs, text, data) => {
    await using federation = await federate(subgraphs, { planner: planner() });
    expect(overTheWire(await federation.ask(text))).toEqual({ data });
  });

  it('asks for no more than what is needed, in as few rounds as keys allow', async () => {
    await using federation = await federate(cases[4]![1], { planner: planner() });
    await federation.ask('{ pet { weight } }');
    expect(federation.calls.map(({ serviceName }) => serviceName)).toEqual(['clinic', 'records']);
  });

  it('keeps the order of mutations', async () => {
    const log: string[] = [];
    const change = (name: string) => () => {
      log.push(name);
      return log.length;
    };
    await using federation = await federate(
      {
        a: { typeDefs: 'type Query { n: Int } type Mutation { a: Int }', resolvers: { Mutation: { a: change('a') } } },
        b: { typeDefs: 'type Mutation { b: Int }', resolvers: { Mutation: { b: change('b') } } },
      },
      { planner: planner() },
    );
    expect(await federation.ask('mutation { a b again: a }')).toEqual({ data: { a: 1, b: 2, again: 3 } });
    expect(log).toEqual(['a', 'b', 'a']);
  });
});

describe('A wrong plan is seen before it is used', () => {
  const [, subgraphs, text, data] = cases[2]!;
  const root = '{goods{__typename id weight _p:price(in:"USD")}}';
  const requires = (price: string) => [
    {
      kind: 'InlineFragment' as const,
      typeCondition: 'Good',
      selections: ['id', 'weight'].map((name) => ({ kind: 'Field' as const, name })),
    },
    {
      kind: 'InlineFragment' as const,
      typeCondition: 'Good',
      selections: [{ kind: 'Field' as const, name: price, alias: 'price' }],
    },
  ];
  const wrong = (operation: string, price = '_p'): PlanNode => ({
    kind: 'Sequence',
    nodes: [
      { kind: 'Fetch', serviceName: 'goods', operation: root },
      {
        kind: 'Flatten',
        path: [{ Field: 'goods' }, '@'],
        node: {
          kind: 'Fetch',
          serviceName: 'post',
          operation: `query($representations:[_Any!]!){_entities(representations:$representations){...on Good{${operation}}}}`,
          requires: requires(price),
        },
      },
    ],
  });

  it.each<[string, PlanNode]>([
    ['it forgets a field', wrong('toUs isDear')],
    ['it hands on another value', wrong('toUs isDear toEurope')],
    ['it does not hand on what is required', wrong('toUs isDear toEurope', 'absent')],
    ['it asks for what a subgraph does not have', wrong('toUs isDear toEurope name')],
    ['it fetches nothing for entities', { kind: 'Fetch', serviceName: 'goods', operation: root }],
    ['its request is not valid', { kind: 'Fetch', serviceName: 'goods', operation: '{goods{weight weight:id}}' }],
  ])('%s', async (_, plan) => {
    await using federation = await federate(subgraphs, { planner: planner(plan) });
    expect(overTheWire(await federation.ask(text))).toEqual({ data });
  });

  it('a right one is used as it is', async () => {
    await using federation = await federate(subgraphs, { planner: planner(wrong('toUs isDear')) });
    expect(await federation.ask('{ goods { toUs isDear } }')).toEqual({
      data: { goods: [{ toUs: 30, isDear: false }] },
    });
    expect(federation.calls.map(({ operation }) => operation)[0]).toBe(root);
  });

  it('and where nobody finds a right one, the operation is refused', async () => {
    const failures: string[] = [];
    const { sdl } = compose({
      a: { typeDefs: 'type Query { a: A } type A @key(fields: "id") { id: ID! }' },
      b: { typeDefs: 'type A @key(fields: "id", resolvable: false) { id: ID! } type Query { b: A }' },
    });
    const external = sdl.replace('a: A @join__field(graph: A)', 'a: A @join__field(graph: A, external: true)');
    expect(external).not.toBe(sdl);
    const supergraph = await Supergraph.load<object>(external, async () => ({ data: {} }), {
      planner: planner({ kind: 'Fetch', serviceName: 'b', operation: '{b{__typename}}' }),
      onPlanFailure: ({ reason }) => failures.push(reason),
    });
    expect((await execute(supergraph, '{ a { id } }')).errors).toMatchObject([{ extensions: { code: 'PLAN_FAILED' } }]);
    expect(failures).toEqual([expect.stringMatching(/The plan brings .*; Nothing can stand in Query\.a/)]);
  });
});
