import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { progressTable } from '../../subgraphs/action-plans/imports/progress-table.js';
import type { TableValue } from '../../subgraphs/documents/formats/rows/table-value.js';
import { writeXlsx } from '../../subgraphs/documents/formats/xlsx/write-xlsx.js';
import type { Instance } from '../../subgraphs/instance.js';
import { reparseOutdated } from '../../subgraphs/kit/publishing/reparse.js';
import { type Answer, ask, owners, startSeededInstance } from '../instance.js';
import { staffToken } from '../tokens.js';
import { receiptFields, tableReceipt } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners.filter(({ code }) => code === 'kizel'));
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

describe('Publishing reports on measures', () => {
  const head = [
    'Приказ',
    'Дата приказа',
    'Раздел',
    '№ п/п',
    'Мероприятие',
    'Отметка о выполнении',
    'Дата исполнения',
    'Примечание',
  ];
  const done = ['76', { day: '2021-06-30' }, '1', '1.2', '', 'выполнено', { day: '2021-09-15' }, 'утверждено'];
  const going = ['№ 76 от 30.06.2021', '', '', '2.3.', '', 'в работе', '', ''];

  it('adds a report to each measure named, by number or title; the same rows again add nothing', async () => {
    const first = tableReceipt(await publish('PROGRESS_REPORTS', [head, done, going]));
    expect(first).toMatchObject({
      created: 2,
      unchanged: 0,
      rejected: 0,
      issues: [],
      publication: { rows: 2, version: 1 },
    });
    expect(await reports()).toEqual({ '1.2.': ['DONE 2021-09-15'], '2.3.': ['IN_PROGRESS null'] });
    const title = 'Проведение мониторинга в рамках реализации системы оценки качества дошкольного образования';
    const named = ['', '', '', '', title, 'выполнено', '20 октября 2021 г.', ''];
    const second = tableReceipt(await publish('PROGRESS_REPORTS', [head, done, named]));
    expect(second).toMatchObject({ created: 1, unchanged: 1, removed: 0, publication: { version: 2 } });
    expect(await reports()).toEqual({ '1.2.': ['DONE 2021-09-15'], '2.3.': ['IN_PROGRESS null', 'DONE 2021-10-20'] });
  });

  it('tells of each row that names no measure, or says what cannot be', async () => {
    const before = await reports();
    const wrong = [
      ['76', '', '', '9.9', '', 'выполнено', '', ''],
      ['77', '', '', '1.2', '', 'выполнено', '', ''],
      [
        '76',
        '',
        '',
        '',
        'Разработка плана мероприятий по повышению обьективности результатов оценочных процедур и олимпиад школьников',
        'выполнено',
        '',
        '',
      ],
      ['76', '', '', '', '', 'выполнено', '', ''],
      ['76', '', '', '1.1', '', 'выполнено', '01.01.2199', ''],
      ['76', '', '', '1.1', '', 'отчёт отозван', '', ''],
      ['76', '', '', '1.1', '', 'сделано', '', ''],
    ];
    const receipt = tableReceipt(await publish('PROGRESS_REPORTS', [head, ...wrong]));
    expect(receipt).toMatchObject({ publication: null, rejected: 1 });
    const partly = tableReceipt(await publish('PROGRESS_REPORTS', [head, ...wrong, going], { allowPartial: true }));
    expect(partly).toMatchObject({ rejected: 7, unchanged: 1, created: 0 });
    expect(
      partly.issues.map(({ code, row, message, suggestion }: Record<string, unknown>) => [
        row,
        code,
        message,
        suggestion,
      ]),
    ).toEqual([
      [8, 'VALUE_INVALID', expect.stringContaining('ожидается одно из'), null],
      [2, 'REFERENCE_UNKNOWN', expect.stringContaining('нет'), null],
      [3, 'REFERENCE_UNKNOWN', expect.stringContaining('нет'), null],
      [4, 'REFERENCE_UNKNOWN', expect.stringContaining('нет'), expect.stringContaining('объективности')],
      [5, 'REFERENCE_UNKNOWN', expect.stringContaining('не указано'), null],
      [6, 'VALUE_INVALID', expect.stringContaining('ещё не наступил'), null],
      [7, 'VALUE_INVALID', expect.stringContaining('Отзывать нечего'), null],
    ]);
    expect(await reports()).toEqual(before);
  });

  it('takes reports of single institutions, which only those see whom they are for; withdrawal takes back only these', async () => {
    const [first, second] = await institutions();
    const withInstitution = [...head, 'Образовательная организация'];
    const owners = ['76', '', '', '2.1', '', 'в работе', { day: '2021-10-01' }, '', ''];
    const of = (name: unknown) => ['76', '', '', '2.1', '', 'выполнено', { day: '2021-10-20' }, 'сделано', name];
    const wrong = String(first!.fullName).replace(/ое /, 'о ');
    const refused = tableReceipt(await publish('PROGRESS_REPORTS', [withInstitution, owners, of(wrong)]));
    expect(refused).toMatchObject({ publication: null, rejected: 1 });
    expect(refused.issues).toMatchObject([
      { code: 'REFERENCE_UNKNOWN', row: 3, field: 'Организация', text: wrong, suggestion: first!.fullName },
    ]);

    await publish('PROGRESS_REPORTS', [withInstitution, owners]);
    const rows = [withInstitution, owners, of(first!.fullName), of(second!.shortName)];
    const { publication, ...counts } = tableReceipt(await publish('PROGRESS_REPORTS', rows));
    expect(counts).toMatchObject({ created: 2, unchanged: 1, rejected: 0, issues: [] });
    const staff = await staffToken('kizel');
    const changed = async (token?: string) => {
      const changes = `{ node(id: "${publication.id}") { ... on Publication { changes { totalCount } } } }`;
      return (await ask(url, changes, {}, token)).data.node.changes.totalCount;
    };
    expect([await changed(), await changed(staff)]).toEqual([0, 2]);

    const ofOwner = ['IN_PROGRESS 2021-10-01'];
    const all = [...ofOwner, `DONE 2021-10-20 ${first!.id}`, `DONE 2021-10-20 ${second!.id}`];
    expect([(await reports())['2.1.'], (await reports(staff))['2.1.']]).toEqual([ofOwner, all]);
    await withdraw(publication.id);
    const withdrawn = [`WITHDRAWN null ${first!.id}`, `WITHDRAWN null ${second!.id}`];
    expect([(await reports())['2.1.'], (await reports(staff))['2.1.']]).toEqual([ofOwner, [...all, ...withdrawn]]);
  });

  it('is read again where an older reader passed over the institution: what that took for the owner’s is taken back', async () => {
    const [first] = await institutions();
    const row = ['76', '', '', '2.2', '', 'выполнено', { day: '2021-10-05' }, 'ранее', first!.fullName];
    const { publication } = tableReceipt(await publish('PROGRESS_REPORTS', [[...head, 'Организация'], row]));
    const ofOlderReader = `
      alter table action_plans.progress_report disable trigger progress_report_only_grows;
      update action_plans.progress_report set institution_id = null where publication_id = '${publication.id}';
      alter table action_plans.progress_report enable trigger progress_report_only_grows`;
    await instance.orm.em.getConnection().execute(ofOlderReader);
    const readOnceMore = async () => {
      const outdated = `update ledger.publication set parser_version = 1 where id = '${publication.id}'`;
      await instance.orm.em.getConnection().execute(outdated);
      expect(await reparseOutdated(instance.orm, [progressTable])).toBe(1);
      return (await reports(await staffToken('kizel')))['2.2.'];
    };
    const expected = ['DONE 2021-10-05', `DONE 2021-10-05 ${first!.id}`, 'WITHDRAWN null'];
    expect(await readOnceMore()).toEqual(expected);
    expect(await readOnceMore()).toEqual(expected);
  });

  it('is taken back by reports that withdraw its own', async () => {
    const { publication } = tableReceipt(
      await publish('PROGRESS_REPORTS', [head, ['76', '', '', '3.1', '', 'выполнено', { day: '2021-12-01' }, '']]),
    );
    await withdraw(publication.id);
    expect(await reports()).toMatchObject({
      '1.2.': ['DONE 2021-09-15'],
      '3.1.': ['DONE 2021-12-01', 'WITHDRAWN null'],
    });
  });
});

describe('Publishing plans of institutions', () => {
  const head = ['Организация', 'Дата утверждения', 'Дата размещения на сайте', 'Ссылка на план'];

  it('takes them by name; a later table changes them, and empty cells leave what is known', async () => {
    const [first, second] = await institutions();
    const one = [first!.fullName, { day: '2024-07-17' }, '', ''];
    const receipt = tableReceipt(
      await publish('INSTITUTION_PLANS', [head, one, [second!.shortName, '', '22.07.2024', 'ds.example/plan']]),
    );
    expect(receipt).toMatchObject({ created: 2, rejected: 0, publication: { rows: 2 } });
    expect(await plans()).toEqual({
      [first!.id!]: { approvedAt: '2024-07-17', publishedAt: null, url: null },
      [second!.id!]: { approvedAt: null, publishedAt: '2024-07-22', url: 'https://ds.example/plan' },
    });
    const later = tableReceipt(await publish('INSTITUTION_PLANS', [head, [first!.id, '', '18.07.2024', '']]));
    expect(later).toMatchObject({ updated: 1, removed: 1 });
    expect(await plans()).toEqual({ [first!.id!]: { approvedAt: '2024-07-17', publishedAt: '2024-07-18', url: null } });
    await withdraw(later.publication.id);
    expect(await plans()).toEqual({});
  });

  it('tells of an institution that is not in the list, and which was perhaps meant', async () => {
    const [first] = await institutions();
    const misspelt = String(first!.fullName).replace(/ое /, 'о ');
    const receipt = tableReceipt(
      await publish('INSTITUTION_PLANS', [
        head,
        [misspelt, '', '', ''],
        ['Школа № 1', '', '', ''],
        [first!.fullName, '01.01.2199', '', ''],
      ]),
    );
    expect(receipt).toMatchObject({ publication: null, rejected: 3 });
    expect(receipt.issues.map(({ code, row, suggestion }: Record<string, unknown>) => [code, row, suggestion])).toEqual(
      [
        ['REFERENCE_UNKNOWN', 2, first!.fullName],
        ['REFERENCE_UNKNOWN', 3, null],
        ['VALUE_INVALID', 4, null],
      ],
    );
    expect(receipt.rejectedFile.filename).toBe('table – не принято.xlsx');
    expect(await plans()).toEqual({});
  });
});

async function publish(kind: string, rows: readonly (readonly unknown[])[], input: object = {}): Promise<Answer> {
  const query = `mutation ($input: PublishTableInput!) { publishTable(input: $input) {
    ${receiptFields.replace('code severity message line text', 'code severity message row field text suggestion')} rejectedFile { filename } } }`;
  const content = await writeXlsx([{ name: 'Лист', rows: rows as TableValue[][] }]);
  const contentBase64 = content.toString('base64');
  return ask(
    url,
    query,
    { input: { municipality: 'kizel', kind, filename: 'table.xlsx', contentBase64, ...input } },
    await staffToken('kizel'),
  );
}

async function withdraw(id: string): Promise<void> {
  const query = 'mutation ($id: ID!) { withdrawPublication(id: $id, reason: "ошибка") { status } }';
  expect((await ask(url, query, { id }, await staffToken('kizel'))).data.withdrawPublication.status).toBe('WITHDRAWN');
}

/** State, day and institution of what is reported, by numbers of measures, as the caller sees it. */
async function reports(token?: string): Promise<Record<string, string[]>> {
  const progress = 'progress { status doneAt institution { id } }';
  const { data } = await ask(url, `{ measures(first: 500) { nodes { number ${progress} } } }`, {}, token);
  type Report = { status: string; doneAt: string | null; institution: { id: string } | null };
  return Object.fromEntries(
    data.measures.nodes
      .filter(({ progress }: { progress: Report[] }) => progress.length > 0)
      .map(({ number, progress }: { number: string; progress: Report[] }) => [
        number,
        progress.map(({ status, doneAt, institution }) => [status, doneAt ?? 'null', institution?.id].join(' ').trim()),
      ]),
  );
}

async function institutions(): Promise<Record<string, string>[]> {
  const { data } = await ask(url, '{ institutions(first: 500) { nodes { id fullName shortName } } }');
  const unique = (name: string) =>
    data.institutions.nodes.filter((one: Record<string, string>) => one.shortName === name).length === 1;
  return data.institutions.nodes.filter(
    ({ shortName }: { shortName: string | null }) => shortName && unique(shortName),
  );
}

async function plans(): Promise<Record<string, object>> {
  const { data } = await ask(
    url,
    '{ institutions(first: 500) { nodes { id plan { approvedAt publishedAt url } } } }',
    {},
    await staffToken('kizel'),
  );
  return Object.fromEntries(
    data.institutions.nodes
      .filter(({ plan }: { plan: unknown }) => plan !== null)
      .map(({ id, plan }: { id: string; plan: object }) => [id, plan]),
  );
}
