import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getOperationAST, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { Supergraph } from '../../gateway/supergraph/supergraph.js';
import { execute, type Federation, federate, overTheWire } from './federation.js';
import { log, subgraphs } from './gardens.js';

describe('a supergraph', () => {
  let federation: Federation;
  const ask = async (text: string, variables?: Record<string, unknown>) =>
    overTheWire(await federation.ask(text, variables));
  const asked = () => federation.calls.map(({ serviceName }) => serviceName);

  beforeAll(async () => {
    federation = await federate(subgraphs);
  });
  afterAll(() => federation?.supergraph.close());

  it('shows clients a schema without inaccessible elements and without federation', () => {
    expect(printSchema(lexicographicSortSchema(federation.supergraph.schema))).toBe(
      `
union Favourite = Garden

type Garden {
  favourite: Favourite
  id: ID!
  kind: Kind
  name: String!
  neighbours: [Garden!]!
  notes: JSON
  rainfall(unit: String = "mm"): String!
  soil: Soil
  sun: Int
}

scalar JSON

enum Kind {
  PARK
}

type Mutation {
  dry: Int!
  plant(name: String!): Planting!
  rain(mm: Int!): Int!
}

type Planting {
  garden: Garden!
}

"""What grows."""
type Query {
  constructor: Garden
  garden(id: ID!): Garden
  gardens(first: Int = 2, kind: Kind): [Garden!]!
  season: String!
}

type Soil {
  depth: Int!
  kind: String
}
`.trim(),
    );
  });

  it.each<[string, string, Record<string, unknown>, unknown, string[]]>([
    [
      'fields of an entity from two subgraphs',
      '{ gardens { name rainfall } }',
      {},
      {
        gardens: [
          { name: 'garden g1', rainfall: 'g1: 5 mm' },
          { name: 'garden g2', rainfall: 'g2: 5 mm' },
        ],
      },
      ['gardens', 'weather'],
    ],
    ['the type of the root needs no call', '{ __typename a: __typename }', {}, { __typename: 'Query', a: 'Query' }, []],
    ['introspection needs no call', '{ __type(name: "Soil") { name } }', {}, { __type: { name: 'Soil' } }, []],
    [
      'introspection beside data, in the client’s order',
      'query ($name: String!) { season a: __type(name: $name) { fields { name } } __typename }',
      { name: 'Soil' },
      { season: 'spring', a: { fields: [{ name: 'depth' }, { name: 'kind' }] }, __typename: 'Query' },
      ['weather'],
    ],
    [
      'introspection inside fragments',
      '{ ...F } fragment F on Query { ... { __schema { ...S } } } fragment S on __Schema { queryType { name } }',
      {},
      { __schema: { queryType: { name: 'Query' } } },
      [],
    ],
    ['nothing left after conditions', 'query ($no: Boolean = false) { season @include(if: $no) }', {}, {}, []],
    [
      'what is skipped is not fetched',
      'query ($no: Boolean!) { gardens(first: 1) { name rainfall @include(if: $no) ... @skip(if: true) { sun } } }',
      { no: false },
      { gardens: [{ name: 'garden g1' }] },
      ['gardens'],
    ],
    [
      'the same operation with its condition met',
      'query ($no: Boolean!) { gardens(first: 1) { name rainfall @include(if: $no) ... @skip(if: true) { sun } } }',
      { no: true },
      { gardens: [{ name: 'garden g1', rainfall: 'g1: 5 mm' }] },
      ['gardens', 'weather'],
    ],
    [
      'a key stands where it is first selected, unless it is skipped there',
      '{ season @skip(if: true) gardens(first: 1) { id } season }',
      {},
      { gardens: [{ id: 'g1' }], season: 'spring' },
      ['gardens', 'weather'],
    ],
    [
      'aliases equal to keys, to other fields and to what objects inherit',
      '{ gardens(first: 1) { __proto__: name id: rainfall constructor: id name: sun toString: neighbours { __proto__: id } } }',
      {},
      JSON.parse(
        '{"gardens":[{"__proto__":"garden g1","id":"g1: 5 mm","constructor":"g1","name":8,"toString":[{"__proto__":"g1-left"},{"__proto__":"failing"}]}]}',
      ),
      ['gardens', 'weather'],
    ],
    [
      'one field with different arguments',
      'query ($cm: String) { gardens(first: 1) { rainfall(unit: $cm) a: rainfall(unit: "m") b: rainfall } }',
      { cm: 'cm' },
      { gardens: [{ rainfall: 'g1: 5 cm', a: 'g1: 5 m', b: 'g1: 5 mm' }] },
      ['gardens', 'weather'],
    ],
    [
      'a field called constructor',
      '{ constructor { id } garden(id: 1) { id } }',
      {},
      { constructor: { id: 'built' }, garden: { id: '1' } },
      ['gardens'],
    ],
    [
      'a scalar that is an object, key __proto__ included',
      '{ gardens(first: 1) { notes } }',
      {},
      { gardens: [{ notes: JSON.parse('{"__proto__": {"x": 1}, "list": [1, {"a": null}]}') }] },
      ['gardens'],
    ],
  ])('%s', async (_, text, variables, data, calls) => {
    const answer = await ask(text, variables);
    expect(JSON.stringify(answer)).toBe(JSON.stringify({ data }));
    expect(asked().sort()).toEqual(calls);
  });

  it('asks in the same texts each time, whatever the client calls things', async () => {
    await ask('{ gardens(first: 3) { name rainfall } }');
    const first = federation.calls.map(({ operation }) => operation);
    await ask('query Q { ...F } fragment F on Query { gardens(first: 3) { ... on Garden { b: name rainfall } } }');
    expect(federation.calls.map(({ operation }) => operation)).toEqual(first);
    expect(first[1]).toContain('rainfall');
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['given', { first: 1, id: 'x' }, { first: 1 }],
    ['given as null', { first: null, id: 'x' }, { first: null }],
    ['left to their defaults', { id: 'x' }, {}],
  ])('sends each subgraph only the variables that it needs: %s', async (_, variables, expected) => {
    await federation.ask(
      'query ($first: Int = 3, $id: ID!) { gardens(first: $first) { id } garden(id: $id) @skip(if: true) { id } }',
      variables,
    );
    expect(federation.calls.map((call) => call.variables)).toEqual([expected]);
  });

  it('runs mutations in the client’s order, reads of each before the next', async () => {
    log.length = 0;
    const { data } = await ask(
      'mutation { a: plant(name: "x") { garden { sun } } rain(mm: 1) b: plant(name: "y") { garden { sun } } }',
    );
    expect(data).toEqual({ a: { garden: { sun: 8 } }, rain: 1, b: { garden: { sun: 8 } } });
    expect(log.filter((line) => !line.startsWith('look'))).toEqual(['plant x', 'rain 1', 'plant y']);
    expect(log.indexOf('look at x')).toBeLessThan(log.indexOf('plant y'));
  });

  it('runs every alias of a mutation’s field, with arguments or without, and merges what stands under one key', async () => {
    log.length = 0;
    const { data } = await ask('mutation { rain(mm: 1) dry a: dry again: rain(mm: 1) dry ... on Mutation { dry } }');
    expect(log).toEqual(['rain 1', 'dry 1', 'dry 2', 'rain 1']);
    expect(data).toEqual({ rain: 1, dry: 1, a: 2, again: 1 });
  });

  it.each([
    ['query @cached { season }', '@cached'],
    ['{ season @cached }', '@cached'],
    ['{ ...S } fragment S on Query { ... @cached @include(if: true) { season } }', '@cached'],
  ])('refuses a directive that would not reach the subgraphs: %s', async (text, name) => {
    const supergraph = await Supergraph.load<object>(
      federation.sdl.replace('type Query', 'directive @cached on QUERY | FIELD | INLINE_FRAGMENT\n\ntype Query'),
      async () => ({ data: { season: 'autumn' } }),
    );
    try {
      expect((await execute(supergraph, text)).errors).toMatchObject([
        { message: expect.stringContaining(name), extensions: { code: 'OPERATION_INVALID' } },
      ]);
    } finally {
      await supergraph.close();
    }
  });

  it('lets pass a directive that the caller carries out', async () => {
    const supergraph = await Supergraph.load<object>(
      federation.sdl.replace('type Query', 'directive @quick(ms: Int!) on QUERY\n\ntype Query'),
      async ({ variables }) => ({ data: { season: JSON.stringify(variables) } }),
      { callerDirectives: ['quick'] },
    );
    try {
      const answer = await execute(supergraph, 'query ($ms: Int!) @quick(ms: $ms) { season }', { ms: 5 });
      expect(answer).toEqual({ data: { season: '{}' } });
    } finally {
      await supergraph.close();
    }
  });

  it('enters the graph anew where a payload gives back the root', async () => {
    // The composer refuses such a field as out of reach for the other subgraphs; other composers do not.
    const sdl = federation.sdl.replace(/(type Planting .*\{)/, '$1 query: Query!');
    const supergraph = await Supergraph.load<object>(sdl, async ({ operation, serviceName }) => {
      if (operation.startsWith('mutation')) return { data: { _f0_plant: { query: { __typename: 'Query' } } } };
      return {
        data: serviceName === 'weather' ? { season: 'autumn' } : { constructor: null, _f1_gardens: [{ name: 'x' }] },
      };
    });
    try {
      const answer = await execute(supergraph, 'mutation { plant(name: "x") { query { season __typename } } }');
      expect(overTheWire(answer)).toEqual({ data: { plant: { query: { season: 'autumn', __typename: 'Query' } } } });
    } finally {
      await supergraph.close();
    }
  });

  it('refuses subscriptions, and operations that grow beyond measure when written out', async () => {
    const { schema } = federation.supergraph;
    const fragments = Array.from({ length: 30 }, (_, at) => {
      return `fragment F${at} on Garden { a: neighbours { ...F${at + 1} } b: neighbours { ...F${at + 1} } }`;
    });
    const text = `{ gardens { ...F0 } } ${fragments.join(' ')} fragment F30 on Garden { id }`;
    expect(await ask(text)).toEqual({
      errors: [
        {
          message: expect.stringContaining('Expected at most 10000 selections'),
          extensions: expect.objectContaining({ code: 'OPERATION_TOO_COMPLEX' }),
        },
      ],
    });
    const document = parse('subscription { any }');
    const { signal } = new AbortController();
    const answer = await federation.supergraph.execute({
      document,
      operation: getOperationAST(document)!,
      variables: {},
      context: {},
      signal,
    });
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('Expected a query or a mutation.') }]);
    expect(schema.getSubscriptionType()).toBeFalsy();
  });
});
