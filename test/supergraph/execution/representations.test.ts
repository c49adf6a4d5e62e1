import { describe, expect, it } from '@jest/globals';
import type { FetchNode, PlanNode, RequiresSelection } from '../../../gateway/supergraph/operation/query-plan.js';
import { fetch, field, run } from './run-plan.js';

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
