import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';
import { tableName, tables } from '../../commands/dev/tables.js';
import { writeCsv } from '../../subgraphs/documents/formats/csv/write-csv.js';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { templateOf } from '../../subgraphs/kit/import/template.js';
import { owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { orderWith, row } from '../publishing/client.js';
import { accept, staffToken } from '../tokens.js';

let database: TestDatabase;
let instance: Instance;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'publish-'));
  database = await testDatabase({ template: seededDatabase(owners.filter(({ code }) => code === 'kizel')) });
  instance = await startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
});
afterAll(async () => {
  await instance?.close();
  await database?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command as npm does, and gives what it printed. */
function command(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const file = path.join(projectFolder, `dist/commands/${name}.js`);
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

const publish = async (args: readonly string[], url = `${instance.server.url}/graphql`) =>
  command('publish', args, { HUB_URL: url, HUB_TOKEN: await staffToken('kizel') });

async function file(name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
}

describe('npm run publish', () => {
  it('publishes a file and tells what came of it, again that nothing changed, and of a new version what changed', async () => {
    const first = await file('order.txt', orderWith([row(1, 'Провести мониторинг'), row(1, 'Подготовить отчёт', '')]));
    const { code, out } = await publish(['kizel', first]);
    expect(code).toBe(0);
    expect(out).toContain(
      'kizel, order.txt: опубликовано, версия 1.\n  добавлено 6, изменено 0, без изменений 0, исключено 0, не принято строк 0\n',
    );
    expect(out).toMatch(/Замечания \(ошибок \d+, предупреждений \d+, замечаний \d+\):\n\nважность +строка +/);
    expect((await publish(['kizel', first])).out).toContain('данные не изменились, действует версия 1.');
    const second = await file('order.txt', orderWith([row(1, 'Провести мониторинг')]));
    expect((await publish(['kizel', second, '--dry-run'])).out).toContain(
      'проверено, ничего не записано.\n  добавлено 0, изменено 1, без изменений 4, исключено 1',
    );
    expect((await publish(['kizel', second])).out).toContain('опубликовано, версия 2 вместо версии 1.');
  });

  it.each([
    ['', 'не принято, ничего не записано.'],
    ['--dry-run', 'принять нельзя (проверка, ничего не записано).'],
  ])('of a file that is no document says why, exit code 1 %s', async (option, text) => {
    const { code, out } = await publish(['kizel', await file('news.txt', 'Новость'), ...(option ? [option] : [])]);
    expect(code).toBe(1);
    expect(out).toContain(`kizel, news.txt: ${text}`);
    expect(out).toMatch(/ошибка .*ни приказа, ни плана/);
  });

  it.each([
    ['without a file', ['kizel'], /владелец файл/],
    [
      'with an option that does not exist',
      ['kizel', 'a.txt', '--force'],
      /^Ключи указаны неверно.*Unknown option '--force'/,
    ],
    ['with a file that does not exist', ['kizel', '/no/such/file.txt'], /не прочитать/],
    ['with a version that is none', ['kizel', 'a.txt', '--expected-version', 'x'], /ожидается номер/],
    ['with an owner that is none', ['КИЗЕЛ', 'a.txt'], /код муниципалитета/],
    ['with a day that is none', ['kizel', 'package.json', '--date', '5 июля'], /ожидается дата как 2024-07-05/],
    [
      'with a kind that is none',
      ['kizel', 'package.json', '--kind', 'people'],
      /вида таблиц «people» нет.*rounds – Раунды/s,
    ],
    ['with a table of no kind', ['kizel', 'package.json'], /не видно, что это за таблица.*institutions – Дошкольные/s],
  ])('%s ends with exit code 2', async (_, args, text) => {
    const { code, err } = await publish(args);
    expect([code, err]).toEqual([2, expect.stringMatching(text)]);
  });

  it('asks where the hub here listens, when nobody says where', async () => {
    const order = await file('here.txt', orderWith([row(1, 'Провести мониторинг')], { number: '70' }));
    const hub = { url: `${instance.server.url}/graphql`, pid: process.pid };
    await file('run.json', JSON.stringify({ pid: process.pid, postgres: null, hub, instances: [] }));
    const env = { HUB_URL: '', HUB_DATA: folder, HUB_TOKEN: await staffToken('kizel') };
    expect(await command('publish', ['kizel', order], env)).toMatchObject({ code: 0, err: '' });
  });

  it('asks which document is meant where its number was not read, and is told', async () => {
    const plan = (title: string) =>
      `Работа по плану\n№ п/п\tМероприятие\tСроки\tОтветственный\n1\t${title}\tмарт 2024\tДОУ\n`;
    expect((await publish(['kizel', await file('one.txt', plan('Первое'))])).code).toBe(0);
    const other = await file('other.txt', plan('Второе'));
    const asked = await publish(['kizel', other]);
    expect(asked.code).toBe(1);
    const [, id] = /replaces: (\S+) \(ключ --replace\)/.exec(asked.out)!;
    const apart = await publish([
      'kizel',
      other,
      '--number',
      '8',
      '--date',
      '2024-02-03',
      '--title',
      'План второй',
      '--dry-run',
    ]);
    expect(apart.out).toContain('добавлено 3,');
    const replaced = await publish(['kizel', other, '--replace', id!]);
    expect(replaced).toMatchObject({ code: 0 });
    expect(replaced.out).toContain(`вместо публикации ${id}`);
    expect(replaced.out).toContain('Исключено 1: мероприятия – 1 («Первое»).');
  });

  it.each(tables.map((table) => [tableName(table), table] as const))(
    'sees by its heading that a template is one of %s',
    async (name, table) => {
      const head = await file(`${name}.csv`, [...writeCsv(templateOf(table)[0]!.rows)].join(''));
      const { out, err } = await publish(['kizel', head, '--dry-run']);
      expect([out, err]).toEqual([expect.stringContaining(`(--kind ${name})`), '']);
    },
  );

  it('tells how it is used', async () => {
    expect(await publish(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Код возврата: 0') });
  });

  it('that the endpoint refuses ends with exit code 4 and the reason', async () => {
    const order = await file('refused.txt', orderWith([row(1, 'А')], { number: '77' }));
    expect(await publish(['moscow', order])).toMatchObject({
      code: 4,
      err: expect.stringContaining('FORBIDDEN'),
    });
    const key = ['--idempotency-key', 'my-own-key'];
    expect((await publish(['kizel', order, ...key])).code).toBe(0);
    const other = await file('refused.txt', orderWith([row(1, 'Б')], { number: '77' }));
    expect(await publish(['kizel', other, ...key])).toMatchObject({
      code: 4,
      err: expect.stringContaining('IDEMPOTENCY_CONFLICT'),
    });
    expect(await publish(['kizel', other, '--expected-version', '7'])).toMatchObject({
      code: 4,
      err: expect.stringContaining('действует 1'),
    });
  });

  it('that reaches nobody ends with exit code 3: nothing was sent', async () => {
    const order = await file('a.txt', orderWith([row(1, 'А')]));
    const gone = await serving(() => {});
    await gone[Symbol.asyncDispose]();
    expect(await publish(['kizel', order], gone.url)).toMatchObject({
      code: 3,
      err: expect.stringContaining('ничего не записано'),
    });
  });

  it('whose answer is lost ends with exit code 3 and the key to ask again with', async () => {
    let sent = '';
    await using server = await serving((request, response) => {
      request.on('data', (chunk) => (sent += chunk));
      request.on('end', () => response.destroy());
    });
    const { code, err } = await publish(['kizel', await file('a.txt', 'x')], server.url);
    expect(code).toBe(3);
    expect(err).toContain(`--idempotency-key ${JSON.parse(sent).variables.input.idempotencyKey}`);
  });

  it('publishes a table as JSON, and writes the objects that were not taken beside it', async () => {
    const good = '{"Полное наименование": "МБДОУ «Детский сад № 1»"}';
    const list = await file('list.json', `[${good},\n{"Полное наименование": "МБДОУ № 2", "ИНН": "x"}]`);
    const refused = await publish(['kizel', list, '--kind', 'institutions']);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/ошибка .*ИНН/);
    const { code, out } = await publish(['kizel', list, '--kind', 'institutions', '--allow-partial']);
    expect(code).toBe(0);
    expect(out).toContain('не принято строк 1');
    const rest = await readFile(path.join(folder, 'list – не принято.json'), 'utf8');
    expect(JSON.parse(rest)).toEqual([
      { 'Полное наименование': 'МБДОУ № 2', ИНН: 'x', Ошибка: expect.stringContaining('ожидается ИНН') },
    ]);
    const broken = await publish(['kizel', await file('list.json', `[${good},\n{]`), '--kind', 'institutions']);
    expect(broken.code).toBe(1);
    expect(broken.out).toMatch(/ошибка +2 .*Ошибка в записи JSON/);
  });

  it('sends the token, and a table as a table', async () => {
    let seen: { authorization?: string; body: string } = { body: '' };
    await using server = await serving((request, response) => {
      seen = { authorization: request.headers.authorization, body: '' };
      request.on('data', (chunk) => (seen.body += chunk));
      request.on('end', () =>
        response.end(JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] })),
      );
    });
    const table = await file('list.csv', 'a;b');
    await publish(['kizel', table, '--kind', 'institutions', '--allow-partial', '--token', 'abc'], server.url);
    expect(seen.authorization).toBe('Bearer abc');
    const { query, variables } = JSON.parse(seen.body);
    expect(query).toContain('publishTable');
    expect(variables.input).toMatchObject({
      kind: 'INSTITUTIONS',
      allowPartial: true,
      filename: 'list.csv',
      contentBase64: 'YTti',
    });
  });
});

describe('npm run audit', () => {
  const audit = (...args: string[]) => command('audit', args, { DATABASE_URL: database.url });

  it('verifies the log, and names the first line that does not hold', async () => {
    expect(await audit('verify', 'kizel')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^kizel: журнал цел, записей \d+, последний хеш [0-9a-f]{64}\n$/),
    });
    const connection = instance.orm.em.getConnection();
    await connection.execute(
      `alter table ledger.audit disable trigger all; update ledger.audit set target = 'x' where seq = 2`,
    );
    expect(await audit('verify', 'kizel')).toMatchObject({
      code: 1,
      out: 'kizel: журнал нарушен: запись № 2 изменена\n',
    });
  });

  it('lists who did what', async () => {
    expect((await audit('list', 'kizel')).out).toMatch(
      /^kizel 1 {2}\S+Z {2}сама служба {2}publishTable {2}kizel {2}DONE/,
    );
  });

  it.each([
    ['a wrong call', ['check'], 2],
    ['an unknown owner', ['verify', 'moscow'], 2],
  ])('ends with exit code 2 at %s', async (_, args, code) => {
    expect((await audit(...args)).code).toBe(code);
  });

  it('ends with exit code 3 where there is no database', async () => {
    const env = { DATABASE_URL: 'postgres://kizel@127.0.0.1:1/kizel' };
    expect((await command('audit', ['verify', 'kizel'], env)).code).toBe(3);
  });
});

async function serving(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
