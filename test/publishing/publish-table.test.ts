import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeCsv } from '../../subgraphs/documents/formats/csv/write-csv.js';
import type { TableValue } from '../../subgraphs/documents/formats/rows/table-value.js';
import { readTableFile } from '../../subgraphs/documents/formats/table-file.js';
import { writeXlsx } from '../../subgraphs/documents/formats/xlsx/write-xlsx.js';
import type { Instance } from '../../subgraphs/instance.js';
import { type Answer, ask, owners, startSeededInstance } from '../instance.js';
import { staffToken } from '../tokens.js';
import { receiptFields, tableReceipt } from './client.js';
import { bad, head, leaf, star, sun } from './institution-rows.js';

const kizel = owners.find(({ code }) => code === 'kizel')!;
let instance: Instance;
let url: string;
const statements: string[] = [];
beforeAll(async () => {
  instance = await startSeededInstance([kizel], { onStatement: (text) => statements.push(text) });
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

describe('Publishing a list of institutions', () => {
  it('puts it in the place of the one before, synthetic ones and all', async () => {
    const before = await institutions();
    expect(before.every(({ synthetic }) => synthetic)).toBe(true);
    const receipt = tableReceipt(await publishRows([head, sun, star]));
    expect(receipt).toMatchObject({
      created: 2,
      updated: 0,
      unchanged: 0,
      removed: before.length,
      rejected: 0,
      issues: [],
      rejectedFile: null,
    });
    expect(receipt.publication).toMatchObject({
      version: 2,
      rows: 2,
      supersedes: { version: 1, status: 'SUPERSEDED' },
    });
    expect(await institutions()).toEqual([
      expect.objectContaining({ legalForm: 'AUTONOMOUS', status: 'OPERATING', groups: [] }),
      expect.objectContaining({
        id: 'kizel:institution:ogrn-1027700132195',
        legalForm: 'BUDGETARY',
        capacity: 120,
        synthetic: false,
        groups: [
          { orientation: 'GENERAL', ageFrom: 3, ageTo: 4, children: 25 },
          { orientation: 'COMPENSATING', ageFrom: 5, ageTo: 7, children: 10 },
        ],
        provenance: [{ method: 'UPLOADED', line: 2 }],
      }),
    ]);
  });

  it('changes nothing the second time, in the same file or in another format', async () => {
    const first = tableReceipt(await publishRows([head, sun, star]));
    expect(first).toMatchObject({ created: 0, updated: 0, unchanged: 2, removed: 0 });
    const again = tableReceipt(await publish('list.csv', Buffer.from([...writeCsv([head, sun, star])].join(''))));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, removed: 0 });
  });

  it('knows an institution again by number or name, whatever else the list says of it now', async () => {
    const ids = (await institutions()).map(({ id }) => id);
    const numbered = [star[0]!, 'Звёздочка', '5001007329', '', '', 'ds2.example', 90, '', ''];
    const renamed = ['МБДОУ «Солнышко»', ...sun.slice(1)];
    const receipt = tableReceipt(await publishRows([head, numbered, renamed, leaf]));
    expect(receipt).toMatchObject({ created: 1, updated: 2, unchanged: 0, removed: 0 });
    expect(receipt.issues).toEqual([
      expect.objectContaining({
        code: 'VALUE_MENDED',
        severity: 'NOTICE',
        row: 2,
        field: 'Сайт (F)',
        text: 'ds2.example',
        suggestion: 'https://ds2.example',
      }),
    ]);
    expect((await institutions()).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it('takes all rows or none: each bad one is told at its place and handed back', async () => {
    const before = await state();
    const receipt = tableReceipt(await publishRows(bad));
    expect(receipt).toMatchObject({ publication: null, created: 0, rejected: 5 });
    expect(
      receipt.issues.map(({ code, row, field, text, suggestion }: Record<string, unknown>) => [
        code,
        row,
        field,
        text,
        suggestion,
      ]),
    ).toEqual([
      ['VALUE_INVALID', 3, 'ИНН (C)', '7707083890', null],
      ['VALUE_INVALID', 4, 'Мощность (G)', 'сто', null],
      ['VALUE_INVALID', 4, 'Статус (H)', 'действуит', 'действует'],
      ['VALUE_MISSING', 5, 'Полное наименование (A)', null, null],
      ['ROW_DUPLICATE', 6, null, expect.any(String), null],
      ['VALUE_INVALID', 7, 'Сайт (F)', 'javascript:alert(1)', null],
    ]);
    expect(await state()).toEqual(before);
    const trial = tableReceipt(await publishRows(bad, { dryRun: true, allowPartial: true }));
    expect(trial).toMatchObject({ publication: null, dryRun: true, rejected: 5 });
    expect(await state()).toEqual(before);
  });

  it('takes the good rows where they alone are wanted, and hands the others back to be mended', async () => {
    const receipt = tableReceipt(await publishRows(bad, { allowPartial: true, filename: 'сады.xlsx' }));
    expect(receipt).toMatchObject({ rejected: 5, publication: { rows: 1 } });
    const { filename, contentBase64 } = receipt.rejectedFile;
    expect(filename).toBe('сады – не принято.xlsx');
    const bytes = Buffer.from(contentBase64, 'base64');
    const rows = [];
    for await (const { cells } of readTableFile(filename, bytes, () => true, []))
      rows.push(cells.map(({ text }) => text));
    expect(rows[0]).toEqual([...head, 'Ошибка']);
    expect(rows.map((row) => row.at(-1)).slice(1)).toEqual([
      'ИНН: контрольное число ИНН не сходится.',
      'Мощность: ожидается целое число, 0 или больше. Статус: ожидается одно из: действует; деятельность приостановлена; закрыто.',
      'Полное наименование: значение не указано.',
      'Строка 6 повторяет строку 2.',
      'Сайт: ожидается адрес, который начинается с https:// или http://.',
    ]);
    // As it is, sent again: the same rows are wrong for the same reasons.
    const again = tableReceipt(await publish(filename, bytes));
    expect(again.rejected).toBe(4);
  });

  it('takes a table as JSON by the same headings, with places of objects, and hands objects back as they came', async () => {
    const good = { 'Полное наименование': sun[0], инн: 7707083893, Мощность: 120, ОГРН: '1027700132195' };
    const wrong =
      '"Полное наименование": "МБДОУ № 7", "Мощность": [1], "инн": 7707083890, "__proto__": 123456789012345678901';
    const json = `[${JSON.stringify(good)},\n{${wrong}},\n{"Сайт": "ds.example", "Сайт": null}]`;
    const receipt = tableReceipt(await publish('list.json', Buffer.from(json), { allowPartial: true }));
    expect(receipt).toMatchObject({ rejected: 2, publication: { rows: 1 } });
    expect(
      receipt.issues.map(({ code, row, line, field, text }: Record<string, unknown>) => [code, row, line, field, text]),
    ).toEqual([
      ['COLUMN_UNKNOWN', null, null, '__proto__', '__proto__'],
      ['VALUE_INVALID', 2, 2, 'инн', '7707083890'],
      ['VALUE_INVALID', 2, 2, 'Мощность', '[1]'],
      ['VALUE_MISSING', 3, 3, 'Полное наименование', null],
      ['VALUE_INVALID', 3, 3, 'Сайт', '"ds.example", "Сайт": null'],
    ]);
    expect((await institutions())[0]).toMatchObject({ fullName: sun[0], capacity: 120, provenance: [{ line: 1 }] });
    const { filename, contentBase64 } = receipt.rejectedFile;
    expect(filename).toBe('list – не принято.json');
    const handedBack = Buffer.from(contentBase64, 'base64').toString();
    expect(handedBack).toContain('"Мощность": [1]');
    expect(handedBack).toContain('"__proto__": 123456789012345678901');
    expect(handedBack).toContain('"Сайт": "ds.example", "Сайт": null');
    const [seventh] = JSON.parse(handedBack);
    expect(seventh.Ошибка).toBe(
      'ИНН: контрольное число ИНН не сходится. Мощность: ожидается одно значение, а здесь список или объект.',
    );
    // As it is, sent again: the same objects are wrong for the same reasons.
    expect(tableReceipt(await publish(filename, Buffer.from(handedBack)))).toMatchObject({
      publication: null,
      rejected: 2,
      issues: expect.arrayContaining([expect.objectContaining({ row: 2, field: 'Сайт' })]),
    });
  });

  it('takes fields of objects that mean one column for a column twice', async () => {
    const receipt = tableReceipt(
      await publish('list.json', Buffer.from('[{"Полное наименование": "Сад", "ИНН": 1}, {"инн": 2}]')),
    );
    expect(receipt.issues).toEqual([
      expect.objectContaining({
        code: 'COLUMN_DUPLICATE',
        row: null,
        field: 'инн',
        message: 'Графа «инн» повторяется: это то же, что «ИНН».',
      }),
    ]);
  });

  it('leaves out a row whose legal form nobody says', async () => {
    const receipt = tableReceipt(await publishRows([head, sun, ['Детский сад «Ель»']], { allowPartial: true }));
    expect(receipt).toMatchObject({ rejected: 1, publication: { rows: 1 } });
    expect(receipt.issues).toEqual([
      expect.objectContaining({ code: 'VALUE_MISSING', row: 3, field: 'Организационно-правовая форма' }),
    ]);
    expect(receipt.rejectedFile).not.toBeNull();
  });

  it.each<[string, TableValue[][], object]>([
    [
      'without a column that must be there',
      [
        ['Наименовние', 'ИНН', 'КПП', 'ОГРН'],
        ['Сад', '', '', ''],
      ],
      { code: 'COLUMN_MISSING', field: 'Полное наименование', suggestion: 'Наименовние' },
    ],
    [
      'with a column twice',
      [
        ['Полное наименование', 'ИНН', 'КПП', 'Инн'],
        ['Сад', '', '', ''],
      ],
      { code: 'COLUMN_DUPLICATE', field: 'Инн (D)', row: 1 },
    ],
    [
      'with no heading at all',
      [
        ['Сад', '1'],
        ['Сад', '2'],
      ],
      { code: 'COLUMN_MISSING' },
    ],
    ['with a heading alone', [head], { code: 'NOTHING_READ' }],
  ])('refuses a table %s', async (_, rows, expected) => {
    const receipt = tableReceipt(await publishRows(rows));
    expect(receipt.publication).toBeNull();
    expect(receipt.issues.filter(({ severity }: { severity: string }) => severity === 'ERROR')).toEqual([
      expect.objectContaining(expected),
    ]);
  });

  it('reads under the names that people give columns, tells of those it does not know, and of Latin letters among Russian ones', async () => {
    const rows = [
      ['Список организаций на 2024 год'],
      ['№', 'Наименование организации', 'ИHН', 'Колво мест', 'Заведующий'],
      [1, 'МБДОУ «Детский сaд № 3»', '', 50, 'Иванова И.И.'],
    ];
    const receipt = tableReceipt(await publishRows(rows));
    expect(receipt.publication).toMatchObject({ rows: 1 });
    expect(
      receipt.issues.map(({ code, row, field, suggestion }: Record<string, unknown>) => [code, row, field, suggestion]),
    ).toEqual([
      ['HOMOGLYPHS', 2, 'ИHН (C)', 'ИНН'],
      ['COLUMN_UNKNOWN', 2, '№ (A)', null],
      ['COLUMN_UNKNOWN', 2, 'Колво мест (D)', null],
      ['COLUMN_UNKNOWN', 2, 'Заведующий (E)', null],
      ['HOMOGLYPHS', 3, 'Наименование организации (B)', 'МБДОУ «Детский сад № 3»'],
    ]);
  });

  it('takes as many statements for ten thousand rows as for ten, within the time of a request', async () => {
    const list = (count: number) => [
      head,
      ...Array.from({ length: count }, (_, i) => [`МБДОУ «Детский сад № ${i + 1}»`, '', '', '', '', '', i % 300]),
    ];
    const counts = [];
    for (const size of [10, 2_000]) {
      const content = await writeXlsx([{ name: 'Сады', rows: list(size) }]);
      statements.length = 0;
      expect(tableReceipt(await publish('list.xlsx', content)).publication.rows).toBe(size);
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
    const many = tableReceipt(await publish('list.xlsx', await writeXlsx([{ name: 'Сады', rows: list(10_000) }])));
    expect(many).toMatchObject({ created: 8_000, unchanged: 2_000, publication: { rows: 10_000 } });
  });

  it('is taken back by withdrawal: the owner has no institutions then', async () => {
    const { publication } = tableReceipt(await publishRows([head, sun]));
    const query = 'mutation ($id: ID!) { withdrawPublication(id: $id, reason: "ошибка") { status } }';
    expect(
      (await ask(url, query, { id: publication.id }, await staffToken('kizel'))).data.withdrawPublication.status,
    ).toBe('WITHDRAWN');
    expect(await institutions()).toEqual([]);
  });
});

async function publishRows(rows: TableValue[][], input: object = {}): Promise<Answer> {
  return publish('list.xlsx', await writeXlsx([{ name: 'Сады', rows }]), input);
}

async function publish(filename: string, content: Buffer, input: object = {}): Promise<Answer> {
  const query = `mutation ($input: PublishTableInput!) { publishTable(input: $input) {
    ${receiptFields.replace('code severity message line text', 'code severity message row line field text suggestion')} rejectedFile { filename contentBase64 } } }`;
  const contentBase64 = content.toString('base64');
  return ask(
    url,
    query,
    { input: { municipality: 'kizel', kind: 'INSTITUTIONS', filename, contentBase64, ...input } },
    await staffToken('kizel'),
  );
}

async function institutions(): Promise<Record<string, unknown>[]> {
  const query = `{ institutions(first: 500) { nodes { id fullName legalForm status capacity synthetic groups { orientation ageFrom ageTo children } provenance { method line } } } }`;
  return (await ask(url, query)).data.institutions.nodes;
}

async function state() {
  const { data, extensions } = await ask(
    url,
    '{ publications(first: 500) { totalCount } institutions(first: 500) { nodes { id fullName } } }',
  );
  return { data, version: extensions.coverage.sources[0].version };
}
