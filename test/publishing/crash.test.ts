import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readAudit } from '../../commands/audit/log.js';
import { projectFolder } from '../../commands/config.js';
import { crashPoints } from '../../subgraphs/kit/publishing/crash-points.js';
import { verifyAudit } from '../../subgraphs/kit/publishing/verify-audit.js';
import { owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { orderWith, publishDocument, row } from './client.js';

let database: TestDatabase;
let instance: Mortal;
beforeAll(async () => {
  database = await testDatabase({ template: seededDatabase(owners.filter(({ code }) => code === 'kizel')) });
  instance = await startMortal();
});
afterAll(async () => {
  instance?.child.kill('SIGKILL');
  await database?.[Symbol.asyncDispose]();
});

interface Mortal {
  child: ChildProcess;
  url: string;
}

async function startMortal(): Promise<Mortal> {
  const file = path.join(projectFolder, 'dist/test/publishing/fakes/mortal-instance.js');
  const env = { ...process.env, DATABASE_URL: database.url };
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = spawn(process.execPath, ['--enable-source-maps', file], { env, stdio: [...stdio] });
  const [{ url }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('It did not start.'))),
  ]);
  return { child, url };
}

/** What is stored, as far as a publication touches it. */
async function stored() {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query(`
      select (select version from ledger.data_version) as data,
        (select max(version) from ledger.publication where subject like 'order-12-%') as version,
        (select count(*)::int from ledger.publication where status = 'PUBLISHED' and subject like 'order-12-%') as current,
        (select array_agg(title order by source_order) from action_plans.measure where id like 'kizel:measure:order-12-%') as titles,
        (select count(*)::int from ledger.change where id like 'kizel:change:order-12-%') as changes,
        (select count(*)::int from ledger.idempotency) as answers,
        (select seq from ledger.audit_head) as audited`);
    return rows[0];
  } finally {
    await client.end();
  }
}

const titles = (version: number) => [
  'Провести мониторинг',
  `Подготовить отчёт ${'абвгдежзиклмнопрстуфхцчшщ'[version]}`,
];
const order = (version: number) => orderWith(titles(version).map((title, index) => row(index + 1, title)));

describe('An instance killed while it publishes', () => {
  let version = 0;
  beforeAll(async () => {
    await publishDocument(instance.url, order(version), { idempotencyKey: 'version-0' });
  });

  it.each(crashPoints)(
    'at «%s» is afterwards wholly before or wholly after it, and answers the same call',
    async (point) => {
      const before = await stored();
      version++;
      instance.child.send(point);
      await once(instance.child, 'message');
      const died = once(instance.child, 'exit');
      const call = () => publishDocument(instance.url, order(version), { idempotencyKey: `version-${version}` });
      await expect(call()).rejects.toThrow();
      expect(await died).toEqual([null, 'SIGKILL']);

      const isCommitted = crashPoints.indexOf(point) >= crashPoints.indexOf('committed');
      const after = await stored();
      if (isCommitted) {
        expect(after).toEqual({
          data: before.data + 1,
          version: before.version + 1,
          current: 1,
          titles: titles(version),
          changes: before.changes + 2,
          answers: before.answers + 1,
          audited: before.audited + 1,
        });
      } else {
        expect(after).toEqual(before);
      }

      instance = await startMortal();
      const { data, errors } = await call();
      expect(errors).toBeUndefined();
      expect(data.publishDocument).toMatchObject({ created: 0, updated: 2, unchanged: 4, removed: 0 });
      expect(data.publishDocument.publication.version).toBe(before.version + 1);
      const once_ = await stored();
      expect(once_).toMatchObject({
        data: before.data + 1,
        version: before.version + 1,
        current: 1,
        titles: titles(version),
      });
      expect((await call()).data).toEqual(data);
      expect(await stored()).toEqual(once_);
      expect(await readAudit(database.url, verifyAudit)).toMatchObject({ fault: null, lines: once_.audited });
    },
  );

  it('passes every point on its way, so none is left untested', () => {
    expect(version).toBe(crashPoints.length);
  });
});
