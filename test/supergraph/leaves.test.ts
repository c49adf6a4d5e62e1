import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Supergraph } from '../../gateway/supergraph/supergraph.js';
import { compose, execute, overTheWire } from './federation.js';

const { sdl } = compose({
  a: {
    typeDefs: /* GraphQL */ `
      scalar Any
      enum Kind { OPEN CLOSED @inaccessible }
      type Query {
        int: Int float: Float string: String boolean: Boolean id: ID kind: Kind any: Any
        sure: Int! ints: [Int] sureInts: [Int!] rows: [Row] row: Row table: [[Int]]
      }
      type Row { n: Int! }
    `,
  },
});

/** Answers of the one subgraph by field; a field that is not there is left out of the answer. */
let given: Record<string, unknown>;
let supergraph: Supergraph<object>;
beforeAll(async () => {
  supergraph = await Supergraph.load<object>(sdl, async () => ({ data: given }));
});
afterAll(() => supergraph?.close());

const ask = async (text: string, data: Record<string, unknown>) => {
  given = data;
  return overTheWire(await execute(supergraph, text));
};

describe('A value of a subgraph', () => {
  it.each<[string, unknown, unknown?]>([
    ['int', 5],
    ['int', -(2 ** 31)],
    ['int', null],
    ['float', 1.5],
    ['float', 2],
    ['string', ''],
    ['boolean', false],
    ['id', 'a'],
    ['id', 7, '7'],
    ['kind', 'OPEN'],
    ['any', { x: [1] }],
    ['any', 'text'],
    ['ints', [1, null]],
    ['table', [[1], null, []]],
  ])('that its type allows goes through: %s, %j', async (field, value, written = value) => {
    expect(await ask(`{ a: ${field} }`, { [field]: value })).toEqual({ data: { a: written } });
  });

  it.each<[string, unknown]>([
    ['int', 'abc'],
    ['int', '5'],
    ['int', 1.5],
    ['int', 2 ** 31],
    ['int', true],
    ['int', [5]],
    ['float', '1.5'],
    ['float', {}],
    ['string', { x: 1 }],
    ['string', 5],
    ['string', ['a']],
    ['boolean', 'yes'],
    ['boolean', 1],
    ['id', { a: 1 }],
    ['id', true],
    ['id', 1.5],
    ['kind', 'CLOSED'],
    ['kind', 'UNHEARD'],
    ['kind', 0],
    ['kind', ['OPEN']],
    ['ints', 5],
    ['ints', { 0: 5 }],
    ['table', 'x'],
  ])('that its type does not allow is null, with an error at its place: %s, %j', async (field, value) => {
    expect(await ask(`{ a: ${field} }`, { [field]: value })).toEqual({
      data: { a: null },
      errors: [
        expect.objectContaining({ path: ['a'], extensions: expect.objectContaining({ code: 'SUBGRAPH_INVALID' }) }),
      ],
    });
  });

  it.each<[string, string, Record<string, unknown>, unknown, (string | number)[]]>([
    ['within a list', '{ ints }', { ints: [1, 'x', 3] }, { ints: [1, null, 3] }, ['ints', 1]],
    ['within a list of lists', '{ table }', { table: [[1], [2, 'x']] }, { table: [[1], [2, null]] }, ['table', 1, 1]],
    ['where none may be null', '{ sure }', { sure: 'x' }, null, ['sure']],
    ['in a list where none may be null', '{ sureInts }', { sureInts: [1, 'x'] }, { sureInts: null }, ['sureInts', 1]],
    ['in an object', '{ _f0: row { n } }', { _f0_row: { n: 'x' } }, { _f0: null }, ['_f0', 'n']],
    ['a list for an object', '{ row { n } }', { row: [{ n: 1 }] }, { row: null }, ['row']],
    ['text for an object', '{ row { n } }', { row: 'x' }, { row: null }, ['row']],
    ['an object for a list', '{ rows { n } }', { rows: { n: 1 } }, { rows: null }, ['rows']],
    ['text for one of a list', '{ rows { n } }', { rows: [{ n: 1 }, 'x'] }, { rows: [{ n: 1 }, null] }, ['rows', 1]],
  ])('that does not fit leaves null as far up as it must, and one error: %s', async (_, text, data, left, path) => {
    const answer = await ask(text, data);
    expect(answer.data).toEqual(left);
    expect(answer.errors).toEqual([
      expect.objectContaining({ path, extensions: expect.objectContaining({ code: 'SUBGRAPH_INVALID' }) }),
    ]);
  });

  it('that never came is no null in silence', async () => {
    expect(await ask('{ a: int }', {})).toEqual({
      data: { a: null },
      errors: [
        expect.objectContaining({ path: ['a'], extensions: expect.objectContaining({ code: 'SUBGRAPH_INVALID' }) }),
      ],
    });
  });
});
