import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TableValue } from '../../../subgraphs/documents/formats/rows/table-value.js';
import { writeXlsx } from '../../../subgraphs/documents/formats/xlsx/write-xlsx.js';
import { type Publisher, publishRounds, startPublisher } from './publisher.js';

let owner: Publisher;
beforeAll(async () => {
  owner = await startPublisher();
  await publishRounds(owner, 2023, 2024);
});
afterAll(() => owner?.close());
beforeEach(async () => {
  await owner.sql('truncate monitoring.observation, monitoring.past_observation');
  await owner.sql(`delete from ledger.change where node like '%:observation:%'`);
  await owner.sql(`delete from ledger.publication where kind = 'OBSERVATIONS'`);
});

async function stored() {
  const rows = await owner.sql<{ name: string; indicator: string; said: string; evidence: string }>(`
    select coalesce(n.short_name, 'в целом') as name, split_part(o.indicator_id, ':', 3) as indicator, o.evidence,
      coalesce(o.value::text, o.level_code, o.status) as said
    from monitoring.observation o left join institutions.institution n on n.id = o.institution_id
    order by o.sort_key, o.id`);
  return rows.map(({ name, indicator, said }) => [name, indicator, said]);
}

describe('A wide table of results', () => {
  const evidence = 'Источник';
  it('has a column for each indicator, named by code, by name or by both', async () => {
    const [a, b] = owner.names;
    const receipt = await owner.publishBytes(
      'OBSERVATIONS',
      'results.xlsx',
      await writeXlsx([
        {
          name: 'Лист1',
          rows: [
            ['№ п/п', 'Раунд', 'Организация', '1.1', '1.3 Доля педагогов с категорией', 'Примечание'],
            [1, 'r2024', a!, 81.5, '40 %', 'х'],
            [2, 'r2023', b!, '', '35,25', ''],
            [3, 'r2023', 'в целом', 70, 'н/д', ''],
          ],
        },
      ]),
    );
    expect(receipt).toMatchObject({ created: 6, rejected: 0, issues: [] });
    expect(await stored()).toEqual([
      ['в целом', '1.1/1', '70'],
      [b, '1.1/1', 'MISSING'],
      ['в целом', '1.3/1', 'MISSING'],
      [b, '1.3/1', '35.25'],
      [a, '1.1/1', '81.5'],
      [a, '1.3/2', '40'],
    ]);
  });

  it('reads levels by their names or numbers, and one kind of evidence for the row', async () => {
    const [a, b, c] = owner.names;
    const rows = [
      ['Раунд', 'Организация', 'Качество среды', evidence],
      ['r2024', a!, 'L4', 'ВСОКО'],
      ['r2024', b!, 'Базовый уровень', 'ВСОКО'],
      ['r2024', c!, 5, 'экспертная оценка'],
    ];
    expect(await owner.publish('OBSERVATIONS', rows)).toMatchObject({ created: 3, issues: [] });
    expect((await stored()).map(([, , said]) => said).sort()).toEqual(['MKDO/L3', 'MKDO/L4', 'MKDO/L5']);
  });

  it('is refused for a column that is no indicator, with the one that was meant; in part, that column is left out', async () => {
    const rows = [
      ['Раунд', 'Организация', '1.1', 'Качество сренды'],
      ['r2024', owner.names[0]!, 1, 3],
    ];
    const receipt = await owner.publish('OBSERVATIONS', rows);
    expect(receipt.publication).toBeNull();
    expect(receipt.issues).toEqual([
      expect.objectContaining({ code: 'COLUMN_UNKNOWN', severity: 'ERROR', suggestion: 'Качество среды' }),
    ]);
    expect(await owner.publish('OBSERVATIONS', rows, { allowPartial: true })).toMatchObject({ created: 1 });
  });

  it('rejects a row whole, told at the heading of the cell that is wrong', async () => {
    const receipt = await owner.publish('OBSERVATIONS', [
      ['Раунд', 'Организация', '1.1', '1.3'],
      ['r2024', owner.names[0]!, 1, 'много'],
    ]);
    expect(receipt).toMatchObject({ rejected: 1 });
    expect(receipt.issues).toEqual([expect.objectContaining({ field: '1.3 (D)', line: 2, text: 'много' })]);
  });
});

describe('A row that sums up those above it', () => {
  const rows = (label: string, total: TableValue) => [
    ['Раунд', 'Организация', '1.1'],
    ['r2024', owner.names[0]!, '10,5'],
    ['r2024', owner.names[1]!, 20],
    ['r2024', owner.names[2]!, 30],
    ['r2024', label, total],
  ];

  it.each<[string, string, TableValue]>([
    ['their sum', 'Итого', '60,5'],
    ['their sum rounded', 'ВСЕГО по муниципалитету', 61],
    ['their mean, as under shares', 'Итого', '20,2'],
    ['their mean', 'В среднем', '20,17'],
    ['nothing', 'Итого', ''],
  ])('is checked and not stored: %s', async (_, label, total) => {
    expect(await owner.publish('OBSERVATIONS', rows(label, total))).toMatchObject({ created: 3, issues: [] });
    expect(await stored()).toHaveLength(3);
  });

  it.each<[string, string, TableValue]>([
    ['neither sum nor mean', 'Итого', 62],
    ['a sum where the mean is promised', 'Среднее', '60,5'],
  ])('is told where it does not add up: %s', async (_, label, total) => {
    const receipt = await owner.publish('OBSERVATIONS', rows(label, total));
    expect(receipt).toMatchObject({ publication: null, rejected: 1 });
    expect(receipt.issues).toEqual([
      expect.objectContaining({ code: 'CONTROL_SUM_MISMATCH', line: 5, message: expect.stringContaining('60,5') }),
    ]);
  });
});

describe('The version of an indicator', () => {
  const head = ['Раунд', 'Организация', 'Код показателя', 'Версия', 'Значение'];

  it('is the one that is valid in the period of the round', async () => {
    await owner.publish('OBSERVATIONS', [
      head,
      ['r2023', owner.names[0]!, '1.3', '', 1],
      ['r2024', owner.names[0]!, '1.3', '', 2],
    ]);
    expect((await stored()).map(([, indicator]) => indicator)).toEqual(['1.3/1', '1.3/2']);
  });

  it('is refused outside its validity, with the reason', async () => {
    const receipt = await owner.publish('OBSERVATIONS', [head, ['r2023', owner.names[0]!, '1.3', 2, 1]]);
    expect(receipt.issues).toEqual([
      expect.objectContaining({ code: 'INDICATOR_VERSION', message: expect.stringContaining('2024-01-01') }),
    ]);
  });
});
