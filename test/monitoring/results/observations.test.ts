import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { writeCsv } from '../../../subgraphs/documents/formats/csv/write-csv.js';
import type { TableValue } from '../../../subgraphs/documents/formats/rows/table-value.js';
import { publishInside } from '../../../subgraphs/kit/publishing/publish-inside.js';
import { reparseOutdated } from '../../../subgraphs/kit/publishing/reparse.js';
import { observationsTable } from '../../../subgraphs/monitoring/imports/observations-table.js';
import { ask } from '../../instance.js';
import { type Publisher, publishRounds, startPublisher } from './publisher.js';

let owner: Publisher;
beforeAll(async () => {
  owner = await startPublisher();
  await publishRounds(owner, 2022, 2023, 2024);
});
afterAll(() => owner?.close());
beforeEach(async () => {
  await owner.sql('truncate monitoring.observation, monitoring.past_observation');
  await owner.sql(`delete from ledger.change where node like '%:observation:%'`);
  await owner.sql(`delete from ledger.publication where kind = 'OBSERVATIONS'`);
});

const head = ['Раунд', 'Организация', 'Код показателя', 'Источник', 'Значение', 'Статус'];
const row = (at: number, value: TableValue, more: { round?: string; status?: string; code?: string } = {}) => [
  more.round ?? 'r2024',
  owner.names[at]!,
  more.code ?? '1.1',
  '',
  value,
  more.status ?? '',
];

async function stored() {
  return owner.sql<{ name: string; value: number | null; level: string | null; status: string }>(`
    select n.short_name as name, o.value, o.level_code as level, o.status from monitoring.observation o
    left join institutions.institution n on n.id = o.institution_id order by o.sort_key, o.id`);
}

describe('Publishing results, one in a row', () => {
  it('stores each with its round, indicator, institution and evidence', async () => {
    const receipt = await owner.publish('OBSERVATIONS', [head, row(0, '81,5'), row(1, '90 %'), row(2, '')]);
    expect(receipt).toMatchObject({ created: 3, updated: 0, unchanged: 0, removed: 0, rejected: 0, issues: [] });
    expect(receipt.publication).toMatchObject({ version: 1, status: 'PUBLISHED', rows: 3, synthetic: false });
    expect(receipt.publication.changes.nodes.map(({ kind, label }: Record<string, string>) => [kind, label])).toEqual(
      [0, 1, 2].map((at) => ['CREATED', `Удовлетворённость родителей: ${owner.names[at]}`]),
    );
    const { data } = await owner.ask(`{ observations { totalCount nodes {
      value status evidence year round { title } indicator { code version } institution { shortName }
      provenance { publication line method } } } }`);
    expect(data.observations.totalCount).toBe(3);
    expect(data.observations.nodes[0]).toEqual({
      value: 81.5,
      status: 'REPORTED',
      evidence: 'PARENT_SURVEY',
      year: 2024,
      round: { title: 'Мониторинг 2024 года' },
      indicator: { code: '1.1', version: 1 },
      institution: { shortName: owner.names[0] },
      provenance: [{ publication: receipt.publication.id, line: 2, method: 'UPLOADED' }],
    });
    expect((await stored()).map(({ value, status }) => [value, status])).toEqual([
      [81.5, 'REPORTED'],
      [90, 'REPORTED'],
      [null, 'MISSING'],
    ]);
  });

  it('lets a correction supersede, keeps what was, and leaves alone what it does not mention', async () => {
    await owner.publish('OBSERVATIONS', [head, row(0, 10), row(1, 20), row(2, 30)]);
    const receipt = await owner.publish('OBSERVATIONS', [head, row(0, 10), row(1, 21)]);
    expect(receipt).toMatchObject({ created: 0, updated: 1, unchanged: 1, removed: 0 });
    expect(receipt.publication.changes.nodes).toEqual([
      expect.objectContaining({ kind: 'UPDATED', fields: [{ field: 'value', before: '20', after: '21' }] }),
    ]);
    expect((await stored()).map(({ value }) => value)).toEqual([10, 21, 30]);
    expect(await owner.sql('select value, superseded_by from monitoring.past_observation')).toEqual([
      { value: 20, superseded_by: receipt.publication.id },
    ]);
  });

  it('lets an empty cell take nothing away, but the words «нет данных»', async () => {
    await owner.publish('OBSERVATIONS', [head, row(0, 10), row(1, 20)]);
    expect(await owner.publish('OBSERVATIONS', [head, row(0, ''), row(1, 'нет данных')])).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
    expect((await stored()).map(({ value, status }) => [value, status])).toEqual([
      [10, 'REPORTED'],
      [null, 'MISSING'],
    ]);
  });

  it('changes nothing the second time, unless something of it was corrected since', async () => {
    const rows = [head, row(0, 10), row(1, 20)];
    const first = await owner.publish('OBSERVATIONS', rows);
    const again = await owner.publish('OBSERVATIONS', rows);
    expect(again).toMatchObject({ unchanged: 2, created: 0, publication: { id: first.publication.id } });
    await owner.publish('OBSERVATIONS', [head, row(1, 21)]);
    const third = await owner.publish('OBSERVATIONS', rows);
    expect(third).toMatchObject({ updated: 1, unchanged: 1, publication: { version: 2 } });
    expect((await stored()).map(({ value }) => value)).toEqual([10, 20]);
  });

  it('takes a publication back: what held before it holds again, and what it brought goes', async () => {
    const first = await owner.publish('OBSERVATIONS', [head, row(0, 10), row(1, 20)]);
    const second = await owner.publish('OBSERVATIONS', [head, row(1, 21), row(2, 30)]);
    const third = await owner.publish('OBSERVATIONS', [head, row(1, 22)]);
    const { data, errors } = await owner.withdraw(third.publication.id);
    expect(errors).toBeUndefined();
    expect(data.withdrawPublication.status).toBe('WITHDRAWN');
    expect((await stored()).map(({ value }) => value)).toEqual([10, 21, 30]);
    await owner.withdraw(first.publication.id);
    expect((await stored()).map(({ value }) => value)).toEqual([21, 30]);
    const last = await owner.withdraw(second.publication.id);
    expect(last.data.withdrawPublication.changes.nodes.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['CREATED', 'UPDATED', 'REMOVED']),
    );
    expect(await stored()).toEqual([]);
  });
});

describe('What a file of results is', () => {
  it('is recorded anew when a newer program reads it otherwise: what was recorded before stays so', async () => {
    const rows = [head, row(0, 10), row(1, 20), row(2, 30)];
    const first = await owner.publish('OBSERVATIONS', rows);
    const correction = await owner.publish('OBSERVATIONS', [head, row(1, 21)]);
    // As if an older program had read 1 where there is 10, and had not understood the third row.
    await owner.sql(`update monitoring.observation set value = 1 where value = 10`);
    await owner.sql(`delete from monitoring.observation where value = 30`);
    await owner.sql(`update ledger.publication set parser_version = 0 where id = '${first.publication.id}'`);
    const [before] = await owner.sql<{ instant: string }>(
      `select to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as instant
       from ledger.publication where id = '${correction.publication.id}'`,
    );
    expect(await reparseOutdated(owner.instance.orm, [observationsTable])).toBe(1);
    const said = async (args: string) => {
      const { data } = await owner.ask(`{ observations${args} { nodes { value } } }`);
      return data.observations.nodes.map(({ value }: { value: number }) => value);
    };
    expect(await said('')).toEqual([10, 21, 30]);
    expect(await said(`(asRecordedOn: "${before!.instant}")`)).toEqual([1, 21]);
    expect((await owner.publish('OBSERVATIONS', [head, row(1, 21)])).publication.id).toBe(correction.publication.id);
    // What was read again is no correction of itself; what another file corrected is.
    expect(await owner.publish('OBSERVATIONS', rows)).toMatchObject({ updated: 1, unchanged: 2 });
  });

  it('can be tried: the receipt says what would come of it, and nothing is stored', async () => {
    const receipt = await owner.publish('OBSERVATIONS', [head, row(0, 10)], { dryRun: true });
    expect(receipt).toMatchObject({ created: 1, dryRun: true, publication: null });
    expect(await stored()).toEqual([]);
  });

  it('is made up where the program says so, and what is measured takes its place', async () => {
    const content = Buffer.from([...writeCsv([head, row(0, 10), row(1, 20)])].join(''));
    const file = { municipality: 'kizel', filename: 'made-up.csv', content, synthetic: true };
    await publishInside(owner.instance.orm, observationsTable, file);
    const fields = '{ nodes { value synthetic provenance { method } } }';
    const madeUp = await owner.ask(
      `{ observations ${fields} publications(domain: MONITORING) { nodes { synthetic } } }`,
    );
    expect(madeUp.data.observations.nodes[0]).toEqual({
      value: 10,
      synthetic: true,
      provenance: [{ method: 'SYNTHETIC' }],
    });
    expect(madeUp.data.publications.nodes[0]).toEqual({ synthetic: true });
    expect(await owner.publish('OBSERVATIONS', [head, row(0, 10)])).toMatchObject({ updated: 1 });
    const setMadeUp = (isMadeUp: boolean) =>
      owner.sql(`update institutions.institution set synthetic = ${isMadeUp} where id = '${owner.ids[0]}'`);
    const marks = async () => {
      const { data } = await owner.ask(`{ observations ${fields} }`);
      return data.observations.nodes.map(
        ({ synthetic, provenance: [source] }: { synthetic: boolean; provenance: { method: string }[] }) => [
          synthetic,
          source!.method,
        ],
      );
    };
    // What was measured rests on a made-up institution first, and then on one that is there.
    expect(await marks()).toEqual([
      [true, 'UPLOADED'],
      [true, 'SYNTHETIC'],
    ]);
    await setMadeUp(false);
    expect(await marks()).toEqual([
      [false, 'UPLOADED'],
      [true, 'SYNTHETIC'],
    ]);
    await setMadeUp(true);
  });

  it('is not read to its end where nearly every row has something wrong', async () => {
    const receipt = await owner.publish('OBSERVATIONS', [head, ...Array.from({ length: 1200 }, () => row(0, 'много'))]);
    expect(receipt).toMatchObject({ publication: null, rejected: 1000, rejectedFile: null });
    expect(receipt.issues.at(-1)).toMatchObject({ severity: 'ERROR', message: expect.stringContaining('1000') });
  });

  it('is for the region and the owner to look into, not for everybody', async () => {
    await owner.publish('OBSERVATIONS', [head, row(0, 10)]);
    const { data } = await ask(
      owner.url,
      '{ publications(domain: MONITORING) { nodes { changes { totalCount } } } observations { totalCount } }',
    );
    expect(data.publications.nodes[0]).toEqual({ changes: { totalCount: 0 } });
    expect(data.observations.totalCount).toBe(0);
  });
});

describe('A row of results that cannot be taken', () => {
  it.each<[string, () => TableValue[], object]>([
    ['a round that is not there', () => row(0, 1, { round: 'r2025' }), { code: 'REFERENCE_UNKNOWN', field: 'Раунд' }],
    [
      'an institution misspelt, with the one that was meant',
      () => ['r2024', `${owner.names[0]}к`, '1.1', '', 1, ''],
      { code: 'REFERENCE_UNKNOWN', suggestion: expect.any(String) },
    ],
    ['an indicator that is not there', () => row(0, 1, { code: '9.9' }), { code: 'REFERENCE_UNKNOWN' }],
    ['a value that is no number', () => row(0, 'NaN'), { code: 'VALUE_INVALID', text: 'NaN' }],
    ['a number that can be read in two ways', () => row(0, '1,234.5'), { code: 'VALUE_INVALID' }],
    ['a value in another unit', () => row(0, '12 чел.'), { code: 'VALUE_INVALID' }],
    [
      'a number where levels are',
      () => ['r2024', owner.names[0]!, '1.2', 'ВСОКО', '3,5', ''],
      { code: 'VALUE_INVALID' },
    ],
    ['no evidence where there are two', () => row(0, '3', { code: '1.2' }), { code: 'VALUE_MISSING' }],
    [
      'other evidence than the indicator has',
      () => ['r2024', owner.names[0]!, '1.1', 'эксперты', 1, ''],
      { code: 'VALUE_INVALID' },
    ],
    ['a status that says there is no value', () => row(0, 1, { status: 'нет данных' }), { code: 'VALUE_INVALID' }],
    ['a status that says there is one', () => row(0, '', { status: 'сообщено' }), { code: 'VALUE_INVALID' }],
  ])('is told at its place: %s', async (_, bad, expected) => {
    const receipt = await owner.publish('OBSERVATIONS', [head, row(1, 5), bad()]);
    expect(receipt).toMatchObject({ publication: null, created: 0, rejected: 1 });
    expect(receipt.issues).toEqual([expect.objectContaining({ severity: 'ERROR', line: 3, ...expected })]);
    expect(await stored()).toEqual([]);
    const partial = await owner.publish('OBSERVATIONS', [head, row(1, 5), bad()], { allowPartial: true });
    expect(partial).toMatchObject({ created: 1, rejected: 1, publication: { rows: 1 } });
    expect(Buffer.from(partial.rejectedFile.contentBase64, 'base64').toString()).toContain('Ошибка');
  });

  it('is told where it repeats another one', async () => {
    const receipt = await owner.publish('OBSERVATIONS', [head, row(0, 1), row(1, 2), row(0, 3)]);
    expect(receipt.issues).toEqual([expect.objectContaining({ code: 'ROW_DUPLICATE', line: 4 })]);
    const partial = await owner.publish('OBSERVATIONS', [head, row(0, 1), row(1, 2), row(0, 3)], {
      allowPartial: true,
    });
    expect(partial).toMatchObject({ created: 2, rejected: 1 });
    expect((await stored()).map(({ value }) => value)).toEqual([1, 2]);
  });
});
