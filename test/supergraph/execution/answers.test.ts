import { describe, expect, it } from '@jest/globals';
import type { FetchNode, PlanNode } from '../../../gateway/supergraph/operation/query-plan.js';
import { type Answer, fetch, field, requires, run } from './run-plan.js';

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
