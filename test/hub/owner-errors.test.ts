import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../schema/errors/catalogue.js';
import { sendJson } from './servers.js';
import { hubOverThree } from './three-owners.js';

const three = hubOverThree();

describe('errors beside an owner’s data', () => {
  it('keep their code, lose their text, and stand where the thing ended up', async () => {
    const { data, errors } = await three.hub.ask('{ m: measures(first: 5) { n: nodes { id w: broken } } }');
    expect(data.m.n.map(({ id }: { id: string }) => id)).toEqual([
      'a:measure:1',
      'b:measure:1',
      'c:measure:1',
      'a:measure:2',
      'b:measure:2',
    ]);
    expect(errors!.sort((x, y) => x.path[2] - y.path[2])).toEqual(
      data.m.n.map(({ id }: { id: string }, index: number) => ({
        message: catalogue.FORBIDDEN.en,
        path: ['m', 'n', index, 'w'],
        extensions: { code: 'FORBIDDEN', municipality: id[0] },
      })),
    );
  });

  it.each([
    [
      'in a list of all owners',
      '{ subjects { ... on Measure { broken } } }',
      (index: number) => ['subjects', index, 'broken'],
    ],
    [
      'below a shared thing',
      '{ act(id: ":act:1") { citedBy { broken } } }',
      (index: number) => ['act', 'citedBy', index, 'broken'],
    ],
    [
      'below a row',
      '{ areas { measures(first: 9) { edges { node { broken } } } } }',
      (index: number) => ['areas', 0, 'measures', 'edges', index, 'node', 'broken'],
    ],
    [
      'of a second step',
      '{ measure(id: "b:measure:2") { areas { measures(first: 9) { nodes { broken } } } } }',
      (index: number) => ['measure', 'areas', 0, 'measures', 'nodes', index, 'broken'],
    ],
  ])('%s', async (_, query, path) => {
    const { errors } = await three.hub.ask(query);
    const paths = errors!.map((error) => JSON.stringify(error.path)).sort();
    expect(paths).toEqual(Array.from({ length: 9 }, (_, index) => JSON.stringify(path(index))));
  });

  it('an owner whose whole answer is null for an inner failure is missing like any other', async () => {
    const { data, errors } = await three.hub.ask(
      '{ x: measure(id: "a:measure:1") { title } y: measure(id: "b:measure:1") { brokenHard } z: measures(municipalities: ["c"]) { nodes { brokenHard } } }',
    );
    expect(data).toBeNull();
    expect(errors!.map(({ extensions, path }) => [extensions.code, extensions.municipality, path])).toEqual([
      ['OWNER_INVALID', 'c', undefined],
      ['INTERNAL', 'b', ['y', 'brokenHard']],
      ['ALL_OWNERS_FAILED', undefined, ['z']],
    ]);
    expect(JSON.stringify(errors)).not.toContain('pg');
  });
});

describe('owners who contradict each other', () => {
  it('cost the field, and the field is named', async () => {
    three.hub.owners.b!.behave = async (_, response, answer) =>
      sendJson(response, JSON.parse(JSON.stringify(await answer()).replace('Quality is', 'Money is')));
    const { data, errors } = await three.hub.ask('{ motto municipalities { code } }');
    expect(data).toEqual({ motto: null, municipalities: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] });
    expect(errors).toEqual([
      {
        message: `${catalogue.MERGE_CONFLICT.en} Expected one value of Query.motto, got several from a, b.`,
        path: ['motto'],
        extensions: {
          code: 'MERGE_CONFLICT',
          reason: 'VALUES',
          parameters: { place: 'Query.motto', owners: ['a', 'b'] },
        },
      },
    ]);
  });

  it('cost the nearest parent that may be null', async () => {
    three.hub.owners.c!.behave = async (_, response, answer) =>
      sendJson(response, JSON.parse(JSON.stringify(await answer()).replace('Act 1', 'Act one')));
    const { data, errors } = await three.hub.ask('{ act(id: ":act:1") { id title } motto }');
    expect(data).toEqual({ act: null, motto: 'Quality is a habit' });
    expect(errors).toMatchObject([{ path: ['act', 'title'], extensions: { code: 'MERGE_CONFLICT' } }]);
  });

  it('one that knows nothing contradicts nobody', async () => {
    three.hub.owners.b!.behave = async (_, response, answer) =>
      sendJson(response, JSON.parse(JSON.stringify(await answer()).replace('"Quality is a habit"', 'null')));
    expect((await three.hub.ask('{ motto }')).data).toEqual({ motto: 'Quality is a habit' });
  });
});
