import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { run } from '../../subgraphs/kit/database/execute-sql.js';
import { ask, owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { accept } from '../tokens.js';
import { orderOf, orderWith, publishDocument, row, withdraw } from './client.js';

const kizel = owners.filter(({ code }) => code === 'kizel');
let database: TestDatabase;
let instance: Instance;
const start = () => startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
beforeAll(async () => {
  database = await testDatabase({ template: seededDatabase(kizel) });
  instance = await start();
});
afterAll(async () => {
  await instance?.close();
  await database?.[Symbol.asyncDispose]();
});

const url = () => `${instance.server.url}/graphql`;
const found = async (text: string) =>
  (
    await ask(url(), 'query ($text: String!) { search(text: $text, first: 500) { nodes { id kind clause title } } }', {
      text,
    })
  ).data.search.nodes;

describe('The search follows what is published', () => {
  it('finds what a publication brings, its next version, and nothing of what is withdrawn', async () => {
    const content = orderWith([row(1, 'Лаборатория «Песочница» для воспитателей')]);
    const first = (await publishDocument(url(), content)).data.publishDocument;
    const kinds = async (text: string) => (await found(text)).map(({ kind }: { kind: string }) => kind);
    expect(await kinds('лаборатории песочницы')).toEqual(['MEASURE', 'ACT']);
    expect(await kinds('утвердить план мероприятий на 2024 год')).toContain('CLAUSE');

    const changed = content.replace('Песочница', 'Акварель');
    const { publication } = (await publishDocument(url(), changed)).data.publishDocument;
    expect(publication.supersedes.id).toBe(first.publication.id);
    expect([await kinds('песочница'), await kinds('акварелью')]).toEqual([[], ['MEASURE', 'ACT']]);

    await withdraw(url(), publication.id);
    expect(await kinds('акварель')).toEqual([]);
  });

  it('finds nothing of what was only tried', async () => {
    await publishDocument(url(), orderWith([row(1, 'Поход в планетарий')], { number: '13' }), { dryRun: true });
    expect(await found('планетарий')).toEqual([]);
  });
});

describe('A database that another program has indexed', () => {
  it('is indexed again at the start, without a new version of its data', async () => {
    const text = orderOf('kizel')
      .toString()
      .match(/мониторинг\S*/i)![0];
    const before = await found(text);
    expect(before.length).toBeGreaterThan(3);
    const state = async () =>
      (
        await run(
          instance.orm.em.fork(),
          sql<{ version: number; stamp: string }>`select version, stamp from ledger.data_version`,
        )
      )[0]!;
    const { version, stamp } = await state();
    for (const statement of [`update search.reducer set version = 'another'`, 'delete from search.entry']) {
      await run(instance.orm.em.fork(), sql.raw(statement));
    }
    expect(await found(text)).toEqual([]);
    await instance.close();
    instance = await start();
    expect(await found(text)).toEqual(before);
    const after = await state();
    expect(after.version).toBe(version);
    expect(after.stamp).not.toBe(stamp);
  });

  it('is left as it is where nothing changed', async () => {
    const query = sql<{ stamp: string }>`select stamp from ledger.data_version`;
    const before = await run(instance.orm.em.fork(), query);
    await instance.close();
    instance = await start();
    expect(await run(instance.orm.em.fork(), query)).toEqual(before);
  });
});
