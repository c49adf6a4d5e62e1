import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Postgres, runningPostgres, startPostgres, stopLeftover } from '../../../commands/dev/postgres.js';

describe('PostgreSQL of npm start', () => {
  let dataFolder: string;
  let postgres: Postgres;

  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'hub-postgres-'));
    postgres = await startPostgres({ dataFolder, forTests: true });
  });

  afterAll(async () => {
    await postgres.stop();
    await rm(dataFolder, { recursive: true });
  });

  it('gives each owner a role that can connect to its own database and no other', async () => {
    const own = await postgres.createOwner('own-1');
    const foreign = await postgres.createOwner('foreign');
    await expect(query(own, 'select current_user as who, current_database() as place')).resolves.toEqual([
      { who: 'own-1', place: 'own-1' },
    ]);
    for (const name of ['foreign', 'postgres', 'template1']) {
      const trespass = new URL(own);
      trespass.pathname = name;
      await expect(query(trespass.href, 'select 1')).rejects.toThrow(/permission denied for database/);
    }
    const impostor = new URL(foreign);
    impostor.password = new URL(own).password;
    await expect(query(impostor.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await expect(query(own, 'create database more')).rejects.toThrow(/permission denied/);
  });

  it('gives an owner the same again, also when asked twice at once', async () => {
    const before = await postgres.createOwner('own-1');
    const asked = [1, 2, 3, 4].map(() => postgres.createOwner('own-1'));
    await expect(Promise.all(asked)).resolves.toEqual([before, before, before, before]);
  });

  it('listens on this machine alone, and keeps its passwords for its owner alone', async () => {
    await expect(query(postgres.superuserUrl, 'show listen_addresses')).resolves.toEqual([
      { listen_addresses: '127.0.0.1' },
    ]);
    expect(statSync(path.join(dataFolder, 'passwords.json')).mode & 0o777).toBe(0o600);
  });

  it('does not start twice on one data folder', async () => {
    await expect(startPostgres({ dataFolder })).rejects.toThrow(`in use by PostgreSQL (process ${postgres.pid}).`);
  });

  it('tells in one line why it cannot start', async () => {
    await using other = await folder();
    const start = startPostgres({ dataFolder: other.path, port: postgres.port, forTests: true });
    await expect(start).rejects.toThrow(/^PostgreSQL did not start: .*$/);
    await expect(startPostgres({ dataFolder: '/dev/null/x' })).rejects.toThrow(
      /^The data folder .* cannot be made: .*$/,
    );
  });

  it('starts after a crash that left its lock behind, with what was committed', async () => {
    await using other = await folder();
    const first = await startPostgres({ dataFolder: other.path });
    const url = await first.createOwner('a');
    await query(url, 'create table kept as select 1 as n');
    first.kill();
    await first.ended;
    const second = await startPostgres({ dataFolder: other.path });
    await expect(query(await second.createOwner('a'), 'select n from kept')).resolves.toEqual([{ n: 1 }]);
    expect(runningPostgres(other.path)).toBe(second.pid);
    await stopLeftover(other.path);
    await second.ended;
    expect(runningPostgres(other.path)).toBeNull();
  });
});

async function folder() {
  const name = await mkdtemp(path.join(tmpdir(), 'hub-postgres-'));
  return { path: name, [Symbol.asyncDispose]: () => rm(name, { recursive: true }) };
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
