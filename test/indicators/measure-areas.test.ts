import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { orderOf, publishDocument, withdraw } from '../publishing/client.js';
import { publishTable } from './publish-table.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners.filter(({ code }) => code === 'krasnodar'));
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

const seeded = {
  '1.': ['PROGRAMME'],
  '2.': ['CONTENT'],
  '3.': ['CONDITIONS'],
  '4.': ['FAMILY'],
  '5.': ['HEALTH_SAFETY_CARE'],
  '6.': ['SPECIAL_NEEDS'],
  '7.': ['MANAGEMENT'],
  '8.': ['MANAGEMENT'],
  '9.': ['MANAGEMENT'],
  '10.': [],
  '11.': [],
};
const head = ['Номер акта', '№ п/п', 'Мероприятие', 'Направления', 'Соответствие', 'Кто разметил'];

describe('Which areas measures serve', () => {
  it('is said of Krasnodar’s by a table that comes with the project', async () => {
    expect(await areas()).toEqual(seeded);
    const { qualityAreas, measures, areaCrosswalks } = await answer(`{
      qualityAreas { code usedBy { code } measures { totalCount } }
      measures(filter: { areas: [MANAGEMENT, FAMILY] }) { totalCount }
      areaCrosswalks { area municipality source act authority relation lossy words count provenance { method act } } }`);
    expect(measures.totalCount).toBe(4);
    const management = qualityAreas.find(({ code }: { code: string }) => code === 'MANAGEMENT');
    expect(management).toEqual({ code: 'MANAGEMENT', usedBy: [{ code: 'krasnodar' }], measures: { totalCount: 3 } });
    expect(areaCrosswalks).toHaveLength(7);
    expect(areaCrosswalks.at(-1)).toMatchObject({
      area: 'MANAGEMENT',
      source: 'MEASURES',
      act: 'krasnodar:act:order-1219-2024-07-05',
      authority: expect.stringContaining('приказом не установлено'),
      relation: 'RELATED',
      lossy: true,
      words: [expect.stringContaining('управления ДОО'), expect.any(String), expect.any(String)],
      count: 3,
      provenance: [{ method: 'CURATED', act: 'krasnodar:act:order-1219-2024-07-05' }],
    });
  });

  it('stays said when the order is published anew, withdrawn, and published once more', async () => {
    const text = orderOf('krasnodar').toString();
    const without = text.replace(/^3\.\tМетодические мероприятия.*$/m, '');
    expect(without).not.toBe(text);
    const amended = (await publishDocument(url, without, { municipality: 'krasnodar' })).data.publishDocument;
    expect(amended.issues.map(({ code }: { code: string }) => code)).toContain('MEASURE_REMOVED');
    const { '3.': gone, ...others } = seeded;
    expect(await areas()).toEqual(others);
    expect(await usedBy('CONDITIONS')).toEqual([]);
    await withdraw(url, amended.publication.id);
    expect(await areas()).toEqual({});
    await publishDocument(url, text, { municipality: 'krasnodar' });
    expect(await areas()).toEqual(seeded);
    expect(await usedBy('CONDITIONS')).toEqual(['krasnodar']);
  });

  it.each([
    ['a measure that there is not', ['1219', '12.', '', 'FAMILY', '', 'методический центр'], 'REFERENCE_UNKNOWN', null],
    [
      'an area that there is not',
      ['1219', '1.', '', 'FAMILY; питание', '', 'методический центр'],
      'VALUE_INVALID',
      null,
    ],
    ['nobody who says so', ['1219', '1.', '', 'FAMILY', '', ''], 'VALUE_MISSING', null],
  ])('is refused with %s', async (_, row, code, suggestion) => {
    const receipt = await publish([row]);
    expect(receipt).toMatchObject({ publication: null, rejected: 1 });
    expect(receipt.issues).toMatchObject([{ code, row: 2, suggestion }]);
    expect(await areas()).toEqual(seeded);
  });

  it('may be said anew: several areas of one measure, in the order of the areas, and none of those left out', async () => {
    const receipt = await publish([
      ['1219', '10.', '', 'взаимодействие с семьёй; ПРОГРАММА; семья', 'уже: лишь часть', 'методический центр'],
      ['№ 1219 от 05.07.2024', '1', '', 'образовательная программа', 'то же самое', 'методический центр'],
    ]);
    expect(receipt).toMatchObject({ rejected: 0, publication: { rows: 2, version: 2 } });
    expect(await areas()).toMatchObject({ '1.': ['PROGRAMME'], '2.': [], '10.': ['PROGRAMME', 'FAMILY'] });
    const { areaCrosswalks } = await answer('{ areaCrosswalks { area relation lossy authority count } }');
    expect(areaCrosswalks).toEqual([
      { area: 'PROGRAMME', relation: 'EXACT', lossy: false, authority: 'методический центр', count: 1 },
      { area: 'PROGRAMME', relation: 'NARROWER', lossy: true, authority: 'методический центр', count: 1 },
      { area: 'FAMILY', relation: 'NARROWER', lossy: true, authority: 'методический центр', count: 1 },
    ]);
    const twice = await publish([
      ['1219', '1.', '', 'FAMILY', '', 'x'],
      ['', '1', '', 'FAMILY', '', 'x'],
    ]);
    expect(twice.issues).toMatchObject([{ code: 'ROW_DUPLICATE', row: 3 }]);
    await withdraw(url, receipt.publication.id);
    expect(Object.values(await areas()).flat()).toEqual([]);
  });

  const publish = (rows: string[][]) => publishTable(url, 'krasnodar', 'MEASURE_AREAS', [head, ...rows]);
});

async function areas(): Promise<Record<string, string[]>> {
  const { measures } = await answer('{ measures { nodes { number areas { code } } } }');
  return Object.fromEntries(
    measures.nodes.map(({ number, areas }: { number: string; areas: { code: string }[] }) => [
      number,
      areas.map(({ code }) => code),
    ]),
  );
}

async function usedBy(code: string): Promise<string[]> {
  const { qualityArea } = await answer(`{ qualityArea(code: ${code}) { usedBy { code } } }`);
  return qualityArea.usedBy.map((owner: { code: string }) => owner.code);
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
async function answer(query: string): Promise<any> {
  const { data, errors } = await ask(url, query);
  expect(errors).toBeUndefined();
  return data;
}
