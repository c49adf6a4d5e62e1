import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from './postgres.js';

describe('the PostgreSQL of a test run', () => {
  it('gives an owner a database that no other role can connect to', async () => {
    await using own = await testDatabase();
    await using foreign = await testDatabase();
    await expect(query(own.url, 'select current_user as who')).resolves.toEqual([{ who: own.role }]);
    const trespass = new URL(own.url);
    trespass.pathname = foreign.name;
    await expect(query(trespass.href, 'select 1')).rejects.toThrow(/permission denied for database/);
  });

  it('copies a database with its rows, and the copy goes its own way', async () => {
    await using original = await testDatabase();
    await query(original.url, 'create table t as select 1 as n');
    await using copy = await testDatabase({ template: original });
    await query(copy.url, 'insert into t values (2)');
    await expect(query(copy.url, 'select n from t order by n')).resolves.toEqual([{ n: 1 }, { n: 2 }]);
    await expect(query(original.url, 'select n from t')).resolves.toEqual([{ n: 1 }]);
  });

  it('prepares a named template once, however many ask for it at once', async () => {
    let prepared = 0;
    const template = {
      name: 'counted',
      prepare: async (url: string) => {
        prepared++;
        await query(url, 'create table t as select 1 as n');
      },
    };
    const copies = await Promise.all([1, 2, 3].map(() => testDatabase({ template })));
    for (const copy of copies) {
      await expect(query(copy.url, 'select n from t')).resolves.toEqual([{ n: 1 }]);
      await copy[Symbol.asyncDispose]();
    }
    expect(prepared).toBe(1);
  });

  it('drops a database when disposed, even while somebody is connected', async () => {
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.url });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database[Symbol.asyncDispose]();
    await expect(cut).resolves.toBeInstanceOf(Error);
    await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/);
  });

  it('sorts Russian as people expect, and compares by bytes on request', async () => {
    await using database = await testDatabase();
    const { url } = database;
    const sorted = `select array_agg(w order by w) as w from unnest(array['Яблоко', 'ёлка', 'Ель', 'ежевика']) w`;
    await expect(query(url, sorted)).resolves.toEqual([{ w: ['ежевика', 'ёлка', 'Ель', 'Яблоко'] }]);
    await expect(query(url, 'create extension pg_trgm')).resolves.toEqual([]);
  });
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
