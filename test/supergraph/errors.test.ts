import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Federation, federate, overTheWire } from './federation.js';
import { subgraphs } from './gardens.js';

describe('Errors', () => {
  let federation: Federation;
  const ask = async (text: string, variables?: Record<string, unknown>) =>
    overTheWire(await federation.ask(text, variables));

  beforeAll(async () => {
    federation = await federate(subgraphs);
  });
  afterAll(() => federation?.supergraph.close());

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
