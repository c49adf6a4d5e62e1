import { describe, expect, it } from '@jest/globals';
import type { PathSegment, PlanNode } from '../../../gateway/supergraph/operation/query-plan.js';
import { fetch, field, requires, run } from './run-plan.js';

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
