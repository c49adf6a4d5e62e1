import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getOperationAST, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { Supergraph } from '../../gateway/supergraph/supergraph.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { compose, execute, type Federation, federate, overTheWire } from './federation.js';

const log: string[] = [];
const reference = (row: object) => row;

const subgraphs = {
  gardens: {
    typeDefs: /* GraphQL */ `
      scalar JSON
      "What grows."
      type Query {
        gardens(first: Int = 2, kind: Kind): [Garden!]!
        garden(id: ID!): Garden
        constructor: Garden
        secret: String @inaccessible
      }
      type Mutation { plant(name: String!): Planting! }
      type Planting { garden: Garden! }
      type Garden @key(fields: "id") {
        id: ID!
        name: String!
        kind: Kind
        notes: JSON
        neighbours: [Garden!]!
        favourite: Favourite
      }
      enum Kind { PARK WILD @inaccessible }
      union Favourite = Garden | Shed
      type Shed @inaccessible { id: ID! }
    `,
    resolvers: {
      Query: {
        gardens: (_: unknown, { first }: { first: number }) => ['g1', 'g2', 'g3'].slice(0, first).map((id) => ({ id })),
        garden: (_: unknown, { id }: { id: string }) => ({ id }),
        constructor: () => ({ id: 'built' }),
      },
      Mutation: {
        plant: (_: unknown, { name }: { name: string }) => {
          log.push(`plant ${name}`);
          return { garden: { id: name } };
        },
      },
      Garden: {
        __resolveReference: reference,
        name: ({ id }: { id: string }) => {
          if (id === 'failing') throw new Error('no name');
          return `garden ${id}`;
        },
        kind: ({ id }: { id: string }) => (id === 'g2' ? 'WILD' : 'PARK'),
        notes: () => JSON.parse('{"__proto__": {"x": 1}, "list": [1, {"a": null}]}'),
        neighbours: ({ id }: { id: string }) => [{ id: `${id}-left` }, { id: 'failing' }],
        favourite: ({ id }: { id: string }) => ({ __typename: id === 'g2' ? 'Shed' : 'Garden', id }),
      },
    },
  },
  weather: {
    typeDefs: /* GraphQL */ `
      type Query { season: String! }
      type Mutation { rain(mm: Int!): Int! dry: Int! }
      type Garden @key(fields: "id") { id: ID! rainfall(unit: String = "mm"): String! soil: Soil sun: Int }
      type Soil { depth: Int! kind: String }
    `,
    resolvers: {
      Query: { season: () => 'spring' },
      Mutation: {
        rain: (_: unknown, { mm }: { mm: number }) => {
          log.push(`rain ${mm}`);
          return mm;
        },
        dry: () => {
          const times = log.filter((line) => line.startsWith('dry')).length + 1;
          log.push(`dry ${times}`);
          return times;
        },
      },
      Garden: {
        __resolveReference: ({ id }: { id: string }) => {
          log.push(`look at ${id}`);
          return id === 'g3' ? null : { id };
        },
        rainfall: ({ id }: { id: string }, { unit }: { unit: string }) => `${id}: 5 ${unit}`,
        soil: () => ({}),
        sun: ({ id }: { id: string }) => {
          if (id === 'g2') throw new HubError('FORBIDDEN');
          return 8;
        },
      },
      Soil: {
        depth: () => null,
        kind: () => 'loam',
      },
    },
  },
};

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

  describe('errors', () => {
    it('stand under the client’s keys, with indices, once for every place', async () => {
      const { data, errors } = await ask('{ all: gardens { n: neighbours { title: name a: id } } season }');
      expect(data).toBeNull();
      expect(errors).toEqual([
        { message: 'no name', path: ['all', 0, 'n', 1, 'title'], locations: [{ line: 1, column: 34 }] },
      ]);
    });

    it('of entities: the path of the entity, its code, and nothing else', async () => {
      const { data, errors } = await ask('{ all: gardens { light: sun again: sun } same: gardens { sun } }');
      expect(data.all).toEqual([
        { light: 8, again: 8 },
        { light: null, again: null },
      ]);
      const places = [
        ['all', 1, 'light'],
        ['all', 1, 'again'],
        ['same', 1, 'sun'],
      ];
      const sorted = (list: { path: unknown; locations?: unknown }[]) =>
        list.map(({ locations: _, ...each }) => JSON.stringify(each)).sort();
      expect(sorted(errors)).toEqual(
        sorted(places.map((path) => ({ message: 'Not allowed.', path, extensions: { code: 'FORBIDDEN' } }))),
      );
    });

    it.each([
      ['an enum value', '{ gardens { is: kind } }', { gardens: [{ is: 'PARK' }, { is: null }] }, ['gardens', 1, 'is']],
      [
        'an object of a type',
        '{ gardens { favourite { __typename ... on Garden { id } } } }',
        { gardens: [{ favourite: { __typename: 'Garden', id: 'g1' } }, { favourite: null }] },
        ['gardens', 1, 'favourite'],
      ],
    ])('%s that clients may not see', async (_, text, data, path) => {
      expect(await ask(text)).toEqual({
        data,
        errors: [expect.objectContaining({ path, extensions: expect.objectContaining({ code: 'SUBGRAPH_INVALID' }) })],
      });
    });

    it('a null that a subgraph has moved up stays with its error', async () => {
      const { data, errors } = await ask('{ gardens(first: 1) { ground: soil { kind depth } sun } }');
      expect(data).toEqual({ gardens: [{ ground: null, sun: 8 }] });
      expect(errors).toEqual([
        {
          message: 'Cannot return null for non-nullable field Soil.depth.',
          path: ['gardens', 0, 'ground', 'depth'],
          locations: [{ line: 1, column: 43 }],
        },
      ]);
    });

    it('an entity that a subgraph does not know leaves null, and where none may be, an error and the parent null', async () => {
      const soft = await ask('{ gardens(first: 3) { id sun @skip(if: false) } }');
      expect(soft.data.gardens[2]).toEqual({ id: 'g3', sun: null });
      const hard = await ask('{ garden(id: "g3") { wet: rainfall } season }');
      expect(hard.data).toEqual({ garden: null, season: 'spring' });
      expect(hard.errors).toEqual([
        {
          message: expect.stringContaining('Expected a value of Garden.rainfall, got null.'),
          path: ['garden', 'wet'],
          extensions: expect.objectContaining({ code: 'NULL_IN_NON_NULL' }),
        },
      ]);
    });
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

describe('a supergraph in trouble', () => {
  it('answers what it can when a subgraph is lost, and names it', async () => {
    await using federation = await federate(subgraphs, {
      call: (local) => async (request, context, signal) => {
        if (request.serviceName === 'weather') throw new Error('connect ECONNREFUSED 10.1.2.3:80');
        return local(request, context, signal);
      },
    });
    expect(overTheWire(await federation.ask('{ all: gardens { title: name light: sun } }'))).toEqual({
      data: {
        all: [
          { title: 'garden g1', light: null },
          { title: 'garden g2', light: null },
        ],
      },
      errors: [
        {
          message: 'A part of the graph could not be reached.',
          path: ['all'],
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'SUBGRAPH_UNREACHABLE', service: 'weather' },
        },
      ],
    });
    expect(overTheWire(await federation.ask('{ season garden(id: 1) { name } }'))).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'SUBGRAPH_UNREACHABLE', service: 'weather' } }],
    });
  });

  it('asks nobody any more once the request is aborted', async () => {
    const aborting = new AbortController();
    await using federation = await federate(subgraphs, {
      call: (local) => (request, context, signal) => {
        aborting.abort();
        return local(request, context, signal);
      },
    });
    const document = parse('mutation { plant(name: "x") { garden { name } } rain(mm: 1) }');
    const operation = getOperationAST(document)!;
    const answer = await federation.supergraph.execute({
      document,
      operation,
      variables: {},
      context: {},
      signal: aborting.signal,
    });
    expect(federation.calls.map(({ serviceName }) => serviceName)).toEqual(['gardens']);
    expect(overTheWire(answer)).toMatchObject({ data: null, errors: [{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }] });
  });

  /** A known fault of the planner: the required field belongs to a subgraph that was asked earlier in the plan. */
  const unplannable = {
    one: {
      typeDefs: 'type Query { a: A } type A @key(fields: "id") { id: ID! n: Int }',
      resolvers: { Query: { a: () => ({ id: 1 }) }, A: { __resolveReference: reference } },
    },
    two: {
      typeDefs: 'type A @key(fields: "id") { id: ID! kids: [A!]! twice: Int }',
      resolvers: { A: { __resolveReference: reference, kids: () => [] } },
    },
  };

  /** As no composition writes it: nobody answers the field. */
  const alter = (sdl: string) => sdl.replace(/twice: Int @join__field\(graph: TWO/, '$&, external: true');

  it('says so when there is no plan, asks the planner only once, and serves everything else', async () => {
    const failures: string[] = [];
    await using federation = await federate(unplannable, {
      alter,
      onPlanFailure: ({ operation }) => failures.push(operation),
    });
    const text = '{ a { kids { twice } } }';
    for (let time = 0; time < 3; time++) {
      expect(overTheWire(await federation.ask(text))).toEqual({
        errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code: 'PLAN_FAILED' }) }],
      });
    }
    expect(failures).toEqual(['query{a{kids{twice}}}']);
    expect(await federation.ask('{ a { n } }')).toMatchObject({ data: { a: { n: null } } });
  });

  it('plans known operations when it is loaded, and is not loaded with one that has no plan', async () => {
    const sdl = alter(compose(unplannable).sdl);
    const load = (text: string) =>
      Supergraph.load(sdl, async () => ({ data: { _f0_a: null } }), { knownOperations: [text] });
    await expect(load('{ a { kids { twice } } }')).rejects.toMatchObject({ code: 'PLAN_FAILED' });
    await expect(load('{ a { nothing } }')).rejects.toThrow(/Cannot query field/);
    const supergraph = await load('query ($deep: Boolean!) { x: a { n ok: kids @include(if: $deep) { id } } }');
    process.kill(supergraph.plannerPid!, 'SIGSTOP');
    const document = parse('query ($all: Boolean!) { x: a { m: n ... @include(if: $all) { ok: kids { id } } } }');
    const { signal } = new AbortController();
    for (const all of [true, false]) {
      const request = { document, operation: getOperationAST(document)!, variables: { all }, context: {}, signal };
      expect(await supergraph.execute(request)).toEqual({ data: { x: null } });
    }
    await supergraph.close();
  });

  it.each([
    ['no supergraph', 'type Query { a: Int }', /enum join__Graph names no subgraph/],
    [
      'a supergraph without Query',
      'enum join__Graph { A @join__graph(name: "a", url: "") } type T { a: Int }',
      /type Query/,
    ],
    ['no schema at all', 'type Query {', /Syntax Error/],
  ])('is not loaded from %s', async (_, sdl, message) => {
    await expect(Supergraph.load(sdl, async () => ({}))).rejects.toThrow(message);
  });
});
