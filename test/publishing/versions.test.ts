import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readAudit } from '../../commands/audit/log.js';
import { documentKind } from '../../subgraphs/action-plans/imports/documents/publish-document.js';
import type { Instance } from '../../subgraphs/instance.js';
import { startInstance } from '../../subgraphs/instance.js';
import { reparseOutdated } from '../../subgraphs/kit/publishing/reparse.js';
import { verifyAudit } from '../../subgraphs/kit/publishing/verify-audit.js';
import { ask, owners, seededDatabase, startSeededInstance } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { accept } from '../tokens.js';
import { orderOf, orderWith, publishDocument, row, withdraw } from './client.js';

const kizel = owners.filter(({ code }) => code === 'kizel');
let database: TestDatabase;
let instance: Instance;
let url: string;
beforeAll(async () => {
  database = await testDatabase({ template: seededDatabase(kizel) });
  instance = await startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
  url = `${instance.server.url}/graphql`;
});
afterAll(async () => {
  await instance?.close();
  await database?.[Symbol.asyncDispose]();
});

/** Asks the database itself, as the role of the instance. */
async function query(statement: string, on = database.url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: on });
  client.on('error', () => {});
  await client.connect();
  try {
    const result = await client.query(statement);
    return (Array.isArray(result) ? result.at(-1) : result).rows;
  } finally {
    await client.end();
  }
}

let numbers = 500;
const newOrder = (number = String(numbers++)) => ({
  number,
  publish: (title: string, input?: object) => publishDocument(url, orderWith([row(1, title)], { number }), input),
});
const stored = async () =>
  (
    await query(
      'select d.version, h.seq, (select count(*)::int from ledger.publication) as publications from ledger.data_version d, ledger.audit_head h',
    )
  )[0]!;

describe('The audit log', () => {
  it('has a line of every change, with who did what to what', async () => {
    const order = newOrder();
    const { data } = await order.publish('А', { idempotencyKey: 'key-audited' });
    const id = data.publishDocument.publication.id;
    await order.publish('А');
    await withdraw(url, id, 'ошибка');
    const lines = await query(
      'select action, target, publication, role, outcome, detail, request_id from ledger.audit order by seq desc limit 3',
    );
    expect(lines.toReversed()).toMatchObject([
      { action: 'publishDocument', target: 'kizel', publication: id, role: 'MUNICIPALITY', outcome: 'DONE' },
      { action: 'publishDocument', target: 'kizel', publication: id, role: 'MUNICIPALITY', outcome: 'UNCHANGED' },
      { action: 'withdrawPublication', target: id, publication: id, role: 'MUNICIPALITY', outcome: 'DONE' },
    ]);
    expect(JSON.parse(String(lines[0]!.detail))).toMatchObject({ reason: 'ошибка', removed: 5 });
    expect(lines.every(({ request_id }) => typeof request_id === 'string')).toBe(true);
  });

  it.each([
    ['of the endpoint', () => withdraw(url, 'kizel:publication:none/1'), 'withdrawPublication', 'BAD_ARGUMENT'],
    [
      'of another version expected',
      () =>
        publishDocument(url, orderOf('kizel'), {
          filename: 'a.txt',
          expectedVersion: 7,
          contentBase64: Buffer.from(`${orderOf('kizel')}\n`).toString('base64'),
        }),
      'publishDocument',
      'VERSION_CONFLICT',
    ],
    ['of a file', () => publishDocument(url, 'Новость'), 'publishDocument', 'NOTHING_READ'],
  ])('has a line of a refusal %s', async (_, refused, action, code) => {
    const before = await stored();
    await refused();
    const [line] = await query('select action, outcome, detail from ledger.audit order by seq desc limit 1');
    expect(line).toEqual({ action, outcome: 'REFUSED', detail: JSON.stringify({ code }) });
    expect(await stored()).toEqual({ ...before, seq: (before.seq as number) + 1 });
  });

  it('has none of a trial', async () => {
    const before = await stored();
    await newOrder().publish('А', { dryRun: true });
    expect(await stored()).toEqual(before);
  });

  it.each(['update ledger.audit set subject = null', 'delete from ledger.audit', 'truncate ledger.audit'])(
    'refuses: %s',
    async (statement) => {
      await expect(query(statement)).rejects.toThrow('The audit log is only ever added to.');
    },
  );

  const damages: [title: string, damage: string, what: RegExp][] = [
    ['a line was edited', `update ledger.audit set subject = 'x' where seq = 3`, /запись № 3 изменена/],
    ['a line was removed', 'delete from ledger.audit where seq = 3', /записи № 3 нет/],
    ['the first line was removed', 'delete from ledger.audit where seq = 1', /записи № 1 нет/],
    [
      'two lines changed places',
      `update ledger.audit set seq = case seq when 2 then 3 else 2 end where seq in (2, 3)`,
      /запись № 2 не продолжает/,
    ],
    [
      'the last line was removed',
      'delete from ledger.audit where seq = (select max(seq) from ledger.audit)',
      /журнал кончается/,
    ],
    [
      'a line was put in',
      `insert into ledger.audit select 1000000, at, subject, role, action, target, publication, request_id, outcome, detail, prev_hash, hash from ledger.audit where seq = 2`,
      /нет: за/,
    ],
    ['the log is empty', 'delete from ledger.audit', /журнал кончается на № 0/],
  ];
  it.each(damages)('shows where somebody was at it who may do everything: %s', async (_, damage, what) => {
    await using copy = await copyOf(database);
    await query(damage, copy.url);
    const { fault } = await readAudit(copy.url, verifyAudit);
    expect(fault?.what).toMatch(what);
  });

  it('is whole otherwise', async () => {
    expect(await readAudit(database.url, verifyAudit)).toMatchObject({ fault: null, lines: (await stored()).seq });
  });
});

/** The log alone, without what keeps its owner from changing it. */
async function copyOf(original: TestDatabase): Promise<TestDatabase> {
  const copy = await testDatabase();
  const [lines, heads] = [
    await query('select * from ledger.audit', original.url),
    await query('select seq, hash from ledger.audit_head', original.url),
  ];
  await query(
    `create schema ledger; create table ledger.audit (seq integer, at text, subject text, role text, action text, target text, publication text,
       request_id text, outcome text, detail text, prev_hash text, hash text);
     create table ledger.audit_head (seq integer, hash text)`,
    copy.url,
  );
  await query(
    `insert into ledger.audit select * from json_populate_recordset(null::ledger.audit, ${pg.escapeLiteral(JSON.stringify(lines))})`,
    copy.url,
  );
  await query(
    `insert into ledger.audit_head select * from json_populate_recordset(null::ledger.audit_head, ${pg.escapeLiteral(JSON.stringify(heads))})`,
    copy.url,
  );
  return copy;
}

describe('A change', () => {
  it('is announced to whoever listens, once it is committed', async () => {
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    await listener.query('listen publication');
    const heard = new Promise((resolve) => listener.on('notification', ({ payload }) => resolve(payload)));
    await newOrder().publish('А', { dryRun: true });
    const { data } = await newOrder().publish('А');
    expect(await heard).toBe(data.publishDocument.publication.id);
    await listener.end();
  });
});

describe('An instance', () => {
  it('reads again at its start what an older reader has read: with the same ids, versions and file', async () => {
    const { data } = await newOrder().publish('Провести мониторинг');
    const { id, sha256 } = data.publishDocument.publication;
    const all =
      '{ measures(first: 500) { nodes { id title provenance { publication line } } } publications(first: 500) { nodes { id version status sha256 } } }';
    const before = (await ask(url, all)).data;
    await query(
      `update ledger.publication set parser_version = 1; update action_plans.measure set title = '', education_levels = '{}'`,
    );
    expect(await reparseOutdated(instance.orm, [documentKind])).toBeGreaterThan(1);
    expect((await ask(url, all)).data).toEqual(before);
    expect(await query(`select parser_version, sha256 from ledger.publication where id = '${id}'`)).toEqual([
      { parser_version: documentKind.parserVersion, sha256 },
    ]);
    expect(await reparseOutdated(instance.orm, [documentKind])).toBe(0);
  });

  it('keeps what was published when a newer reader makes nothing of it', async () => {
    const { data } = await newOrder().publish('Провести мониторинг');
    const { id } = data.publishDocument.publication;
    await query(`update ledger.publication set parser_version = 1, source = 'Новость' where id = '${id}'`);
    const before = await query('select count(*)::int from action_plans.measure');
    await reparseOutdated(instance.orm, [documentKind]);
    expect(await query('select count(*)::int from action_plans.measure')).toEqual(before);
  });
});

describe('Publishing', () => {
  it('takes as many statements for a long plan as for a short one', async () => {
    let statements = 0;
    await using own = await startSeededInstance(kizel, { onStatement: () => statements++ });
    const count = async (length: number) => {
      const rows = Array.from({ length }, (_, index) => row(index + 1, `Мероприятие ${index}`));
      statements = 0;
      const { errors } = await publishDocument(`${own.server.url}/graphql`, orderWith(rows));
      expect(errors).toBeUndefined();
      return statements;
    };
    await count(1);
    expect(await count(300)).toBe(await count(3));
  });
});
