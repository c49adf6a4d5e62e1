import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import {
  compilePlan,
  type Run,
  type SubgraphRequest,
  type SubgraphResponse,
} from '../../gateway/supergraph/execution/execute.js';
import { SubgraphErrors } from '../../gateway/supergraph/execution/subgraph-errors.js';
import type {
  FetchNode,
  PathSegment,
  PlanNode,
  RequiresSelection,
} from '../../gateway/supergraph/operation/query-plan.js';
import { TypeTests } from '../../gateway/supergraph/schema/supergraph-schema.js';
import { ObjectBudget } from '../../schema/contract/object-budget.js';

const types = new TypeTests(
  buildSchema(/* GraphQL */ `
    interface Named { id: ID }
    interface Thing implements Named { id: ID }
    type Book implements Thing & Named { id: ID }
    type Film implements Thing & Named { id: ID }
    type Person implements Named { id: ID }
    type Place { id: ID }
    union Any = Book | Place
    type Query { any: Any }
  `),
);

type Answer = SubgraphResponse | Error;

/** Runs a plan over the given data. Answers are found by the operation's text. */
async function run(
  plan: PlanNode,
  given: {
    data?: object;
    answers?: Record<string, Answer | (() => Promise<Answer>)>;
    variables?: Record<string, unknown>;
  },
) {
  const calls: SubgraphRequest[] = [];
  const order: string[] = [];
  const call = async (request: SubgraphRequest) => {
    calls.push(structuredClone(request));
    order.push(`> ${request.operation}`);
    await new Promise(setImmediate);
    const known = given.answers?.[request.operation] ?? { data: {} };
    const answer = typeof known === 'function' ? await known() : known;
    order.push(`< ${request.operation}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const services = new Map([['s', 'http://s.invalid']]);
  const state: Run<undefined> = {
    data: { ...given.data },
    errors: new SubgraphErrors(),
    unresolved: new Set(),
    variables: given.variables ?? {},
    context: undefined,
    objects: new ObjectBudget(),
    signal: new AbortController().signal,
  };
  await compilePlan(plan, { types, services, call })(state);
  const errors = state.errors.all.map(({ error, path }) => ({ message: error.message, path }));
  return { data: JSON.parse(JSON.stringify(state.data)), calls, order, errors };
}

const fetch = (operation: string, more: Partial<FetchNode> = {}): FetchNode => ({
  kind: 'Fetch',
  serviceName: 's',
  operationKind: 'query',
  operation,
  ...more,
});
const requires = (typeCondition: string, ...names: string[]): RequiresSelection[] => [
  {
    kind: 'InlineFragment',
    typeCondition,
    selections: ['__typename', ...names].map((name) => ({ kind: 'Field', name })),
  },
];
const field = (name: string) => ({ Field: name });

describe('nodes of a plan', () => {
  it('Sequence: each node sees what the one before has brought', async () => {
    const entities: PlanNode = {
      kind: 'Flatten',
      path: [field('a')],
      node: fetch('E', { requires: requires('Book', 'id') }),
    };
    const { data, order } = await run(
      { kind: 'Sequence', nodes: [fetch('R'), entities] },
      {
        answers: { R: { data: { a: { __typename: 'Book', id: '1' } } }, E: { data: { _entities: [{ title: 'T' }] } } },
      },
    );
    expect(data).toEqual({ a: { __typename: 'Book', id: '1', title: 'T' } });
    expect(order).toEqual(['> R', '< R', '> E', '< E']);
  });

  it('Parallel: all are asked before any has answered, and by what was there before', async () => {
    const entities = (operation: string): PlanNode => ({
      kind: 'Flatten',
      path: [field('a')],
      node: fetch(operation, { requires: requires('Book', 'id', 'title') }),
    });
    const { calls, order } = await run(
      { kind: 'Parallel', nodes: [entities('E'), { kind: 'Sequence', nodes: [entities('F'), entities('G')] }] },
      {
        data: { a: { __typename: 'Book', id: '1' } },
        answers: { E: { data: { _entities: [{ title: 'T' }] } }, F: { data: { _entities: [{}] } } },
      },
    );
    expect(order.slice(0, 2)).toEqual(['> E', '> F']);
    expect(calls.map(({ variables }) => variables.representations)).toEqual([
      [{ __typename: 'Book', id: '1' }],
      [{ __typename: 'Book', id: '1' }],
      [{ __typename: 'Book', id: '1', title: 'T' }],
    ]);
  });

  it('Parallel with mutations: reads first, then the mutations one after the other', async () => {
    const mutation = (operation: string) => fetch(operation, { operationKind: 'mutation' });
    const { order } = await run(
      { kind: 'Parallel', nodes: [mutation('M'), fetch('R'), mutation('N'), fetch('S')] },
      {},
    );
    expect(order).toEqual(['> R', '> S', '< R', '< S', '> M', '< M', '> N', '< N']);
  });

  it.each([
    ['true', { flag: true }, ['if']],
    ['false', { flag: false }, ['else']],
    ['null', { flag: null }, ['else']],
    ['absent', {}, ['else']],
  ])('Condition: a variable that is %s', async (_, variables, expected) => {
    const plan: PlanNode = { kind: 'Condition', condition: 'flag', ifClause: fetch('if'), elseClause: fetch('else') };
    expect((await run(plan, { variables })).calls.map(({ operation }) => operation)).toEqual(expected);
  });

  it('Condition: a clause that is null does nothing', async () => {
    const plan: PlanNode = { kind: 'Condition', condition: 'flag', ifClause: null, elseClause: fetch('else') };
    expect((await run(plan, { variables: { flag: true } })).calls).toEqual([]);
  });

  it('Flatten without requires: root fields are fetched once for every object there', async () => {
    const { data, calls } = await run(
      { kind: 'Flatten', path: [field('a'), '@', field('query')], node: fetch('R') },
      { data: { a: [{ query: {} }, null, { query: { own: 1 } }] }, answers: { R: { data: { root: { n: 1 } } } } },
    );
    expect(calls).toHaveLength(1);
    expect(data).toEqual({ a: [{ query: { root: { n: 1 } } }, null, { query: { own: 1, root: { n: 1 } } }] });
  });

  it('BatchFetch: aliases with their own paths, sharing a variable, in one request', async () => {
    const alias = (name: string, variable: string, ...paths: string[]) => ({
      alias: name,
      representationsVariableName: variable,
      paths: paths.map((path) => [field(path)]),
      requires: requires('Book', 'id'),
    });
    const aliases = [alias('_e0', 'r0', 'a', 'b'), alias('_e1', 'r0', 'c'), alias('_e2', 'r2', 'none')];
    const { data, calls } = await run(
      { kind: 'BatchFetch', serviceName: 's', operationKind: 'query', operation: 'B', entityBatch: { aliases } },
      {
        data: {
          a: { __typename: 'Book', id: '1' },
          b: { __typename: 'Book', id: '2' },
          c: { __typename: 'Book', id: '2' },
        },
        answers: { B: { data: { _e0: [{ x: 1 }, { x: 2 }], _e1: [{ y: 1 }, { y: 2 }], _e2: [] } } },
      },
    );
    expect(calls.map(({ variables }) => variables)).toEqual([
      {
        r0: [
          { __typename: 'Book', id: '1' },
          { __typename: 'Book', id: '2' },
        ],
        r2: [],
      },
    ]);
    expect(data).toMatchObject({ a: { x: 1 }, b: { x: 2 }, c: { y: 2 } });
    expect(data.c).not.toHaveProperty('x');
  });

  it('an entity fetch with nothing to ask for is no call', async () => {
    const node = fetch('E', { requires: requires('Book', 'id') });
    const { calls } = await run({ kind: 'Flatten', path: [field('a')], node }, { data: { a: null } });
    expect(calls).toEqual([]);
  });

  it('variables: only those used and given', async () => {
    const { calls } = await run(fetch('R', { variableUsages: ['used', 'absent'] }), {
      variables: { used: null, other: 1 },
    });
    expect(calls[0]!.variables).toEqual({ used: null });
  });

  it('a kind that is not known refuses the plan', () => {
    // biome-ignore lint/plugin: It is the wrong kind on purpose.
    const plan = { kind: 'Defer' } as unknown as PlanNode;
    expect(() => compilePlan(plan, { types, services: new Map(), call: async () => ({}) })).toThrow(
      /kind is expected.*Defer/,
    );
  });
});

describe('paths', () => {
  const book = (id: string, more: object = {}) => ({ __typename: 'Book', id, ...more });
  it.each<[string, PathSegment[], object, string[]]>([
    ['a list', [field('a'), '@'], { a: [book('1'), null, book('2')] }, ['1', '2']],
    ['lists of lists by one marker', [field('a'), '@'], { a: [[[book('1')], []], [[book('2')]]] }, ['1', '2']],
    [
      'a list that no marker announces',
      [field('a'), field('b')],
      { a: [{ b: [book('1')] }, { b: book('2') }] },
      ['1', '2'],
    ],
    ['null and absent', [field('a'), '@', field('b')], { a: [{ b: null }, {}, { b: book('1') }] }, ['1']],
    ['a scalar where an object was expected', [field('a'), field('b')], { a: 'text' }, []],
    [
      'a type',
      [field('a'), '@', { TypeCondition: ['Book'] }],
      { a: [book('1'), { __typename: 'Film', id: '2' }] },
      ['1'],
    ],
    [
      'an interface',
      [field('a'), '@', { TypeCondition: ['Thing'] }],
      { a: [book('1'), { __typename: 'Person', id: '2' }] },
      ['1'],
    ],
    [
      'a union',
      [field('a'), '@', { TypeCondition: ['Any'] }],
      { a: [book('1'), { __typename: 'Film', id: '2' }] },
      ['1'],
    ],
    ['one of several types', [field('a'), '@', { TypeCondition: ['Place', 'Book'] }], { a: [book('1')] }, ['1']],
    [
      'an object that does not tell its type',
      [field('a'), { TypeCondition: ['Book'] }, field('b')],
      { a: { b: book('1') } },
      ['1'],
    ],
    [
      'a type that the schema does not have',
      [field('a'), { TypeCondition: ['Book'] }],
      { a: { __typename: 'Ghost', id: '1' } },
      [],
    ],
  ])('%s', async (_, path, data, expected) => {
    const node = fetch('E', { requires: requires('Named', 'id') });
    const plan: PlanNode = { kind: 'Flatten', path, node };
    const { calls } = await run(plan, { data, answers: { E: { data: { _entities: expected.map(() => null) } } } });
    const asked = calls.flatMap(({ variables }) => variables.representations as { id: string }[]);
    expect(asked.map(({ id }) => id)).toEqual(expected);
  });
});

describe('representations', () => {
  const of = async (selections: RequiresSelection[], a: unknown, more: Partial<FetchNode> = {}) => {
    const plan: PlanNode = {
      kind: 'Flatten',
      path: [field('a'), '@'],
      node: fetch('E', { requires: selections, ...more }),
    };
    const { calls } = await run(plan, { data: { a } });
    return calls[0]?.variables.representations;
  };
  const fragment = (typeCondition: string, ...selections: RequiresSelection[]): RequiresSelection => ({
    kind: 'InlineFragment',
    typeCondition,
    selections,
  });
  const read = (name: string, more: { alias?: string; selections?: RequiresSelection[] } = {}): RequiresSelection => ({
    kind: 'Field',
    name,
    ...more,
  });

  it.each<[string, RequiresSelection[], unknown, unknown]>([
    [
      'the value under the planner’s alias is sent under the field’s name, never the other way round',
      [fragment('Book', read('id'), read('_internal_qp_alias_0', { alias: 'price' }))],
      [
        { __typename: 'Book', id: '1', _internal_qp_alias_0: 10, price: 99 },
        { __typename: 'Book', id: '2', price: 99 },
      ],
      [
        { __typename: 'Book', id: '1', price: 10 },
        { __typename: 'Book', id: '2' },
      ],
    ],
    [
      'null is sent, what is absent is left out',
      [fragment('Book', read('id'), read('title'))],
      [
        { __typename: 'Book', id: '1', title: null },
        { __typename: 'Book', id: '2' },
      ],
      [
        { __typename: 'Book', id: '1', title: null },
        { __typename: 'Book', id: '2' },
      ],
    ],
    [
      'an object without any of the required fields is passed over',
      [fragment('Book', read('__typename'), read('id'))],
      [{ __typename: 'Book' }, { __typename: 'Book', id: '2' }],
      [{ __typename: 'Book', id: '2' }],
    ],
    [
      'a key of nothing but the type',
      [fragment('Book', read('__typename'))],
      [{ __typename: 'Book' }],
      [{ __typename: 'Book' }],
    ],
    [
      'an object of another type is passed over',
      [fragment('Book', read('id'))],
      [
        { __typename: 'Film', id: '1' },
        { __typename: 'Book', id: '1' },
      ],
      [{ __typename: 'Book', id: '1' }],
    ],
    [
      'several types in one fetch, each with its own key',
      [fragment('Book', read('id')), fragment('Place', read('code'))],
      [
        { __typename: 'Place', id: 'x', code: 'P' },
        { __typename: 'Book', id: '1', code: 'x' },
      ],
      [
        { __typename: 'Place', code: 'P' },
        { __typename: 'Book', id: '1' },
      ],
    ],
    [
      'an object that does not tell its type, where only one can be meant',
      [fragment('Book', read('id'))],
      [{ id: '1' }],
      [{ __typename: 'Book', id: '1' }],
    ],
    [
      'nested objects and lists keep their types and nulls; scalars that are objects go whole',
      [
        fragment(
          'Book',
          read('id'),
          read('json'),
          read('parts', { selections: [fragment('Film', read('length')), fragment('Place', read('code'))] }),
        ),
      ],
      [
        {
          __typename: 'Book',
          id: '1',
          json: { any: [1] },
          parts: [{ __typename: 'Film', length: 1, code: 'x' }, null, { __typename: 'Place', length: 1, code: 'P' }],
        },
      ],
      [
        {
          __typename: 'Book',
          id: '1',
          json: { any: [1] },
          parts: [{ __typename: 'Film', length: 1 }, null, { __typename: 'Place', code: 'P' }],
        },
      ],
    ],
    [
      'equal ones are sent once',
      [fragment('Book', read('id'), read('n'))],
      [
        { __typename: 'Book', id: '1', n: 1 },
        { __typename: 'Book', id: '1', n: '1' },
        { __typename: 'Book', id: '1', n: 1 },
      ],
      [
        { __typename: 'Book', id: '1', n: 1 },
        { __typename: 'Book', id: '1', n: '1' },
      ],
    ],
    ['what objects inherit is no data', [fragment('Book', read('constructor'))], [{ __typename: 'Book' }], undefined],
  ])('%s', async (_, selections, data, expected) => {
    expect(await of(selections, data)).toEqual(expected);
  });

  it('go under the interface’s name to a subgraph that knows it as an object, whichever of its types was named', async () => {
    const inputRewrites = [
      { ValueSetter: { path: [{ TypenameEquals: ['Thing'] }, { Key: '__typename' }], setValueTo: 'Thing' } },
    ];
    const data = [
      { __typename: 'Film', id: '1' },
      { __typename: 'Book', id: '1' },
      { __typename: 'Person', id: '2' },
    ];
    expect(await of([fragment('Book', read('id'))], data, { inputRewrites })).toEqual([
      { __typename: 'Thing', id: '1' },
    ]);
  });
});

describe('answers', () => {
  const entityPlan = (more: Partial<FetchNode> = {}): PlanNode => ({
    kind: 'Flatten',
    path: [field('a'), '@'],
    node: fetch('E', { requires: requires('Book', 'id'), ...more }),
  });
  const twice = () => ({
    a: [
      { __typename: 'Book', id: '1' },
      { __typename: 'Book', id: '1' },
    ],
  });

  it('an entity at two places is two objects from then on', async () => {
    const second: PlanNode = {
      kind: 'Flatten',
      path: [field('b'), field('nested')],
      node: fetch('F', { requires: requires('Place', 'id') }),
    };
    const { data } = await run(
      { kind: 'Sequence', nodes: [{ ...entityPlan(), path: [field('a')] } as PlanNode, fetch('R'), second] },
      {
        data: { a: twice().a },
        answers: {
          E: { data: { _entities: [{ nested: { __typename: 'Place', id: 'p' } }] } },
          R: { data: { b: { nested: { __typename: 'Place', id: 'q' } } } },
          F: { data: { _entities: [{ only: 'here' }] } },
        },
      },
    );
    expect(data.a[0].nested).toEqual({ __typename: 'Place', id: 'p' });
    expect(data.a[1].nested).toEqual({ __typename: 'Place', id: 'p' });
  });

  it.each<[string, object, object, object]>([
    ['null never replaces a value', { x: 1, o: { y: 1 } }, { x: null, o: null }, { x: 1, o: { y: 1 } }],
    ['a value replaces null', { x: null, l: [null] }, { x: 1, l: [{ y: 1 }] }, { x: 1, l: [{ y: 1 }] }],
    [
      'objects by key, lists by index',
      { l: [{ a: 1 }, [{ b: 1 }]] },
      { l: [{ c: 1 }, [{ d: 1 }]] },
      { l: [{ a: 1, c: 1 }, [{ b: 1, d: 1 }]] },
    ],
    [
      'a later type name wins',
      { t: { __typename: 'Thing' } },
      { t: { __typename: 'Book' } },
      { t: { __typename: 'Book' } },
    ],
  ])('merging: %s', async (_, data, answer, expected) => {
    expect(
      (await run(fetch('R'), { data: structuredClone(data), answers: { R: { data: answer as never } } })).data,
    ).toEqual(expected);
  });

  it('a key __proto__ in JSON changes no prototype, wherever it stands', async () => {
    const hostile = (text: string) => JSON.parse(text.replaceAll('P', '"__proto__":{"polluted":true}'));
    const { data, errors } = await run(
      { kind: 'Sequence', nodes: [fetch('R'), entityPlan(), fetch('S')] },
      {
        answers: {
          R: hostile('{"data":{P,"a":[{"__typename":"Book","id":"1",P},{"__typename":"Book","id":"1"}]},P}'),
          E: hostile('{"data":{"_entities":[{"x":{P,"y":1},P}],P}}'),
          S: hostile(
            '{"data":{"a":[{P,"x":{P}}]},"errors":[{"message":"m","path":["__proto__","constructor"],"extensions":{P},P}]}',
          ),
        },
      },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(data.a.map(({ x }: { x: object }) => x)).toEqual(
      [{ y: 1 }, { y: 1 }].map((each) => expect.objectContaining(each)),
    );
    expect(errors).toEqual([{ message: 'm', path: ['__proto__', 'constructor'] }]);
  });

  it('keys renamed by the planner come back: in a root fetch from its data, in an entity fetch from each entity', async () => {
    const rename = (...path: ({ Key: string } | { TypenameEquals: string[] })[]) => [
      { KeyRenamer: { path, renameKeyTo: 'id' } },
    ];
    const root = fetch('R', {
      outputRewrites: rename({ Key: 'all' }, { TypenameEquals: ['Film'] }, { Key: '_alias' }),
    });
    const entities = entityPlan({
      outputRewrites: rename({ Key: 'one' }, { TypenameEquals: ['Thing'] }, { Key: '_alias' }),
    });
    const { data } = await run(
      { kind: 'Sequence', nodes: [root, entities] },
      {
        data: twice(),
        answers: {
          R: { data: { all: [{ __typename: 'Film', _alias: 'f' }, { __typename: 'Book', _alias: 'b' }, null] } },
          E: { data: { _entities: [{ one: { __typename: 'Book', _alias: 'e' } }] } },
        },
      },
    );
    expect(data.all).toEqual([{ __typename: 'Film', id: 'f' }, { __typename: 'Book', _alias: 'b' }, null]);
    expect(data.a[1].one).toEqual({ __typename: 'Book', id: 'e' });
  });

  it('an error of an entity belongs to every place of that entity, with indices', async () => {
    const data = { a: [{ __typename: 'Book', id: '2' }, ...twice().a] };
    const { errors } = await run(entityPlan(), {
      data,
      answers: { E: { data: { _entities: [{}, null] }, errors: [{ message: 'm', path: ['_entities', 1, 'x', 0] }] } },
    });
    expect(errors).toEqual([
      { message: 'm', path: ['a', 1, 'x', 0] },
      { message: 'm', path: ['a', 2, 'x', 0] },
    ]);
  });

  it.each<[string, Answer, unknown[]]>([
    [
      'an error without a path',
      { data: { _entities: [{}] }, errors: [{ message: 'm' }] },
      [{ message: 'm', path: ['a'] }],
    ],
    [
      'a path that is none',
      { data: { _entities: [{}] }, errors: [{ message: 'm', path: [{}] }] },
      [{ message: 'm', path: ['a'] }],
    ],
    ['errors and no data', { data: null, errors: [{ message: 'm' }] }, [{ message: 'm', path: ['a'] }]],
    [
      'an error that is none',
      { data: { _entities: [null] }, errors: ['text'] },
      [{ message: 'The subgraph reported an error.', path: ['a'] }],
    ],
    [
      'a call that fails',
      new Error('connect ECONNREFUSED 10.0.0.1'),
      [{ message: 'A part of the graph could not be reached.', path: ['a'] }],
    ],
    ['neither data nor errors', {}, [{ message: expect.stringContaining('cannot be used'), path: ['a'] }]],
    [
      'data that is a list',
      { data: [] as never },
      [{ message: expect.stringContaining('cannot be used'), path: ['a'] }],
    ],
    [
      'too few entities',
      { data: { _entities: [] } },
      [{ message: expect.stringContaining('Expected 1 entities'), path: ['a'] }],
    ],
    [
      'entities that are no list',
      { data: { _entities: {} } },
      [{ message: expect.stringContaining('cannot be used'), path: ['a'] }],
    ],
    ['an answer that is text', 'text' as never, [{ message: expect.stringContaining('cannot be used'), path: ['a'] }]],
    ['an entity that is text', { data: { _entities: ['text'] } }, []],
  ])('%s is told and the plan goes on', async (_, answer, expected) => {
    const { errors, order } = await run(
      { kind: 'Sequence', nodes: [entityPlan(), fetch('R')] },
      { data: twice(), answers: { E: answer } },
    );
    expect(errors).toEqual(expected);
    expect(order.at(-1)).toBe('< R');
  });

  it('a fetch for objects within lists that fails is placed at the first list', async () => {
    const node = fetch('E', { requires: requires('Book', 'id') });
    const { errors } = await run(
      { kind: 'Flatten', path: [field('a'), field('b'), '@', field('c')], node },
      { data: { a: { b: [{ c: { __typename: 'Book', id: '1' } }] } }, answers: { E: new Error('no') } },
    );
    expect(errors).toEqual([{ message: expect.any(String), path: ['a', 'b'] }]);
  });

  it('a flood of errors is cut off', async () => {
    const errors = Array.from({ length: 5000 }, () => ({ message: 'm', path: ['x'] }));
    expect((await run(fetch('R'), { answers: { R: { data: {}, errors } } })).errors).toHaveLength(1000);
  });

  it('an answer nested beyond all selections is refused, not an overflow', async () => {
    let deep: Record<string, unknown> = {};
    for (let depth = 0; depth < 100_000; depth++) deep = { deep };
    const data: Record<string, unknown> = twice();
    const { errors } = await run(
      { kind: 'Sequence', nodes: [entityPlan(), fetch('cut')] },
      { data, answers: { E: { data: { _entities: [{ deep }] } }, cut: { data: { a: [{ deep: 0 }] } } } },
    );
    expect(errors).toEqual([
      { message: expect.stringContaining('Expected values at most 200 levels deep'), path: ['a'] },
    ]);
  });
});
