import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';
import { readTableFile } from '../../subgraphs/documents/formats/table-file.js';
import { readSheet } from '../../subgraphs/documents/formats/xlsx/sheet.js';
import { openWorkbook } from '../../subgraphs/documents/formats/xlsx/workbook.js';
import type { Instance } from '../../subgraphs/instance.js';
import { owners, startSeededInstance } from '../instance.js';
import { sign } from '../tokens.js';

let instance: Instance;
let folder: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
  folder = await mkdtemp(path.join(tmpdir(), 'export-'));
});
afterAll(async () => {
  await instance?.close();
  if (folder) await rm(folder, { recursive: true });
});

describe('npm run export', () => {
  it('writes the rows of all pages, whose data they are, and the query, as a book', async () => {
    const query = `query measures($owner: ID!) { measures(municipalities: [$owner], first: 20) { nodes { id number title plan { period { start end } } plannedResults responsibleText } } coverage { status } }`;
    const { code, stdout, stderr } = await exportRows(query, [
      '--variables',
      '{"owner":"petrozavodsk"}',
      '--out',
      file('measures.xlsx'),
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Строк: 92');
    const [rows, coverage, asked] = await sheets(file('measures.xlsx'));
    expect(rows![0]).toEqual([
      'id',
      'number',
      'title',
      'plan.period.start',
      'plan.period.end',
      'plannedResults',
      'responsibleText',
      'синтетические данные',
    ]);
    expect(rows).toHaveLength(93);
    expect(new Set(rows!.map(([id]) => id)).size).toBe(93);
    expect(rows![1]!.slice(3, 5)).toEqual(['2024-01-01', '2024-12-31']);
    expect(new Set(rows!.slice(1).map((row) => row.at(-1)))).toEqual(new Set(['нет']));
    expect(coverage![0]).toEqual(['Муниципалитет', 'Состояние', 'Данные на', 'Версия', 'Ошибка']);
    expect(coverage!.slice(1).map(([owner, state]) => [owner, state])).toContainEqual(['petrozavodsk', 'ответил']);
    expect(Object.fromEntries(asked!)).toMatchObject({
      Строк: '92',
      Переменные: '{"owner":"petrozavodsk"}',
      Адрес: url(),
    });
    expect(asked!.map(([, line]) => line).join('\n')).toContain('plannedResults');
  });

  it('writes csv with the coverage beside it, and marks synthetic rows', async () => {
    const { code } = await exportRows('{ institutions { nodes { shortName enrolment } } }', [
      '--format',
      'csv',
      '--out',
      file('i.csv'),
    ]);
    expect(code).toBe(0);
    const text = await readFile(file('i.csv'), 'utf8');
    expect(text.startsWith('\ufeffshortName;enrolment;синтетические данные\r\n')).toBe(true);
    const rows = await table(file('i.csv'));
    expect(rows).toHaveLength(1 + owners.reduce((sum, { institutions }) => sum + institutions, 0));
    expect(rows.slice(1).every((row) => row.at(-1) === 'да')).toBe(true);
    expect(await readFile(file('i-coverage.csv'), 'utf8')).toContain('kizel;ответил;');
  });

  it.each([
    [
      'of duties of made-up institutions under a real order',
      '{ compliance(municipalities: ["krasnodar"], asOf: "2024-07-18", groupBy: [MUNICIPALITY, STATE]) { municipality state count } }',
      [
        ['krasnodar', 'MISSING', expect.stringMatching(/^\d+$/), 'да'],
        ['krasnodar', 'NOT_YET_DUE', expect.stringMatching(/^\d+$/), 'да'],
      ],
    ],
    [
      'of real measures',
      '{ measureSummary(municipalities: ["kizel"], asOf: "2024-07-18", groupBy: [MUNICIPALITY]) { municipality count } }',
      [['kizel', '10', 'нет']],
    ],
    [
      'of an owner with made-up institutions',
      '{ municipalities(codes: ["kizel"]) { code institutions(filter: { search: "детский сад" }) { totalCount } } }',
      [['kizel', expect.stringMatching(/^\d+$/), 'да']],
    ],
    [
      'of an owner without them',
      '{ municipalities(codes: ["kizel"]) { code institutions(filter: { synthetic: false }) { totalCount } } }',
      [['kizel', '0', 'нет']],
    ],
    ['of what nothing marks', '{ municipalities(codes: ["kizel"]) { code } }', [['kizel', 'не известно']]],
  ])('says of each row whether it holds what is made up: %s', async (_, query, expected) => {
    const { code } = await exportRows(query, ['--format', 'csv', '--out', file('marks.csv')]);
    expect([code, (await table(file('marks.csv'))).slice(1)]).toEqual([expect.any(Number), expected]);
  });

  it('joins the values of a list in one cell, or gives each a row', async () => {
    const query = '{ actionPlans(municipalities: ["kizel"]) { nodes { title sections { path title } } } }';
    await exportRows(query, ['--out', file('joined.xlsx')]);
    const [joined] = await sheets(file('joined.xlsx'));
    expect(joined![1]!.slice(1, 3)).toEqual(['1; 2; 3', expect.stringMatching(/; .*; /)]);
    await exportRows(query, ['--explode', 'sections', '--out', file('exploded.xlsx')]);
    const [exploded] = await sheets(file('exploded.xlsx'));
    expect(exploded!.slice(1).map((row) => row[1])).toEqual(['1', '2', '3']);
  });

  it('goes into the one list inside a thing, reads fragments and the standard input', async () => {
    const query =
      'query { owner: municipality(code: "kizel") { ...Own } } fragment Own on Municipality { measures { nodes { title } } }';
    const { code, stdout } = await exportRows(query, ['--out', file('own.xlsx')], {}, true);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Строк: 10')]);
  });

  it('says what is missing where a list inside a row goes on, and ends with 1', async () => {
    const query = '{ municipalities(codes: ["petrozavodsk"]) { code measures(first: 5) { nodes { title } } } }';
    const { code, stderr } = await exportRows(query, ['--out', file('cut.xlsx')]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('показаны не до конца')]);
    const [, coverage] = await sheets(file('cut.xlsx'));
    expect(coverage!.at(-1)![1]).toContain('показаны не до конца');
  });

  it('tells of an owner that is missing on one page, of data that change between pages, and keeps texts from being formulas', async () => {
    const pages = [
      page([{ title: '=1+1' }], true, [source('a', 'ANSWERED', 1), source('b', 'TIMEOUT', null)]),
      page([{ title: '-5' }], false, [source('a', 'ANSWERED', 2), source('b', 'ANSWERED', 1)]),
    ];
    const asked: { variables: Record<string, unknown>; authorization?: string }[] = [];
    const server = createServer(async (request, response) => {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
      asked.push({ variables: body.variables, authorization: request.headers.authorization });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(pages.shift()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      const { code, stderr } = await exportRows(
        '{ measures { nodes { title } } }',
        ['--format', 'csv', '--out', file('m.csv')],
        { HUB_URL: address, HUB_TOKEN: 'secret' },
      );
      expect(code).toBe(1);
      expect(stderr).toContain('Ответили не все: 1 из 2.');
      expect(stderr).toContain('Данные изменились');
    } finally {
      server.close();
    }
    expect(asked).toEqual([
      { variables: { exportAfter: null, exportFirst: 500 }, authorization: 'Bearer secret' },
      { variables: { exportAfter: 'next', exportFirst: 500 }, authorization: 'Bearer secret' },
    ]);
    expect(await readFile(file('m.csv'), 'utf8')).toBe(
      "\ufefftitle;синтетические данные\r\n'=1+1;не известно\r\n-5;не известно\r\n",
    );
    expect(await readFile(file('m-coverage.csv'), 'utf8')).toContain('b;не успел;');
  });

  it('gives the reports of single institutions only to whom they are for', async () => {
    await instance.orm.em.getConnection().execute(`
      insert into action_plans.progress_report (id, municipality, measure_id, institution_id, seq, status, note, reported_at)
      select 'kizel:progress:' || r.n, 'kizel', m.id, r.institution, r.n, 'DONE', 'примечание ' || r.n, now()
      from (select id from action_plans.measure where municipality = 'kizel' order by id limit 1) m,
        (values (1, null), (2, (select min(id) from institutions.institution where municipality = 'kizel'))) r(n, institution)`);
    const query =
      '{ measures(municipalities: ["kizel"]) { nodes { progress { id note institution { shortName } } } } }';
    const exported = async (token: string) => {
      const options = ['--explode', 'progress', '--format', 'csv', '--out', file('reports.csv'), '--token', token];
      expect((await exportRows(query, options)).code).toBe(0);
      return readFile(file('reports.csv'), 'utf8');
    };
    const region = await exported(await sign({ role: 'region', owners: ['*'], sub: 'regional centre' }));
    expect([region.includes('примечание 1'), region.includes('примечание 2')]).toEqual([true, true]);
    const otherStaff = await exported(await sign({ role: 'municipality', owner: 'kemerovo', sub: 'staff' }));
    expect(otherStaff).toContain('kizel:progress:1');
    expect(otherStaff).not.toMatch(/kizel:progress:2|примечание/);
  });

  it.each<[string, string, string[], number, string]>([
    ['no query', '', [], 2, 'Запрос неверен'],
    [
      'a field that there is not',
      '{ measures { nodes { nothing } } }',
      [],
      2,
      'Запрос неверен: Cannot query field "nothing"',
    ],
    ['a mutation', 'mutation { withdrawPublication(id: "a", reason: "b") { id } }', [], 2, 'Ожидается один запрос'],
    ['two lists', '{ measures { nodes { id } } legalActs { nodes { id } } }', [], 2, 'одно поле на верхнем уровне'],
    ['a page of its own', '{ measures(after: "x") { nodes { id } } }', [], 2, 'after задаёт сама выгрузка'],
    ['a format that there is not', '{ scales { code } }', ['--format', 'pdf'], 2, 'csv или xlsx'],
    [
      'an owner that there is not',
      '{ measures(municipalities: ["x"]) { nodes { id } } }',
      [],
      4,
      'UNKNOWN_MUNICIPALITY',
    ],
    ['an address where nobody listens', '{ scales { code } }', ['--url', 'http://127.0.0.1:9/'], 3, 'недоступна'],
  ])('refuses %s, and writes no file', async (_, query, more, expected, words) => {
    const before = await readdir(folder);
    const { code, stderr } = await exportRows(query, ['--out', file('none.xlsx'), ...more]);
    expect([code, stderr]).toEqual([expected, expect.stringContaining(words)]);
    expect((await readdir(folder)).filter((name) => name !== 'query.graphql')).toEqual(
      before.filter((name) => name !== 'query.graphql'),
    );
  });
});

describe('npm run template', () => {
  it('writes an empty table with its columns, and what to write in them', async () => {
    const { code } = await command('template', ['institutions', '--out', file('empty.xlsx')]);
    expect(code).toBe(0);
    const [head, explained] = await sheets(file('empty.xlsx'));
    expect(head![0]!.slice(0, 3)).toEqual([
      'Полное наименование',
      'Краткое наименование',
      'Организационно-правовая форма',
    ]);
    expect(explained![1]!.slice(0, 2)).toEqual(['Полное наименование', 'ИСТИНА']);
  });

  it('names the kinds there are', async () => {
    const { code, stderr } = await command('template', ['nothing']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('institutions – Дошкольные организации')]);
  });
});

const url = () => `${instance.server.url}/graphql`;
const file = (name: string) => path.join(folder, name);
const source = (municipality: string, state: string, version: number | null) => ({
  municipality,
  state,
  asOf: null,
  version,
  tookMs: 1,
  error: null,
});

function page(nodes: object[], hasNextPage: boolean, sources: object[]) {
  const coverage = { status: 'COMPLETE', asked: 2, answered: 2, sources };
  return {
    data: { measures: { nodes, exportPage: { hasNextPage, endCursor: hasNextPage ? 'next' : 'end' } } },
    extensions: { coverage },
  };
}

async function exportRows(query: string, options: string[], env: object = {}, stdin = false) {
  if (!stdin) await writeFile(file('query.graphql'), query);
  return command(
    'export',
    [stdin ? '-' : file('query.graphql'), ...options],
    { HUB_URL: url(), ...env },
    stdin ? query : undefined,
  );
}

function command(name: string, options: string[], env: object = {}, input?: string) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const script = path.join(projectFolder, 'dist/commands', `${name}.js`);
    const child = execFile(
      process.execPath,
      [script, ...options],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin!.end(input);
  });
}

async function table(name: string): Promise<string[][]> {
  const rows = [];
  for await (const { cells } of readTableFile(name, await readFile(name), () => true, []))
    rows.push(cells.map(({ text }) => text));
  return rows;
}

async function sheets(name: string): Promise<string[][][]> {
  const book = await openWorkbook(await readFile(name));
  return Promise.all(
    book.sheets.map(async (sheet) => {
      const rows = [];
      for await (const { cells } of readSheet(book, sheet, [])) rows.push(cells.map(({ text }) => text));
      return rows;
    }),
  );
}
