import { describe, expect, it } from '@jest/globals';
import { readAudit } from '../../commands/audit/log.js';
import { verifyAudit } from '../../subgraphs/kit/publishing/verify-audit.js';
import { codeOf, oneInstance } from './one-instance.js';

const triggers = (name: string, table: string, code: string) => ({
  begin: `create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'SECRET' using errcode = '${code}'; end $$;
    create trigger ${name} before insert or update on ${table} execute function ${name}()`,
  end: `drop trigger ${name} on ${table}; drop function ${name}`,
});

const causes: [title: string, code: string, cause: { begin: string; end: string }][] = [
  ['the disk is full', 'DATABASE_UNAVAILABLE', triggers('deny', 'ledger.audit', '53100')],
  ['the disk fails', 'DATABASE_UNAVAILABLE', triggers('deny', 'ledger.audit', '58030')],
  ['the head of the log cannot be moved', 'DATABASE_UNAVAILABLE', triggers('deny', 'ledger.audit_head', '53100')],
  [
    'the head of the log is gone',
    'INTERNAL',
    {
      begin: 'alter table ledger.audit_head rename to audit_head_away',
      end: 'alter table ledger.audit_head_away rename to audit_head',
    },
  ],
];

describe('A change that cannot be recorded, because', () => {
  const one = oneInstance();

  it.each(causes)('%s, is refused, and nothing of it is stored', async (_, code, { begin, end }) => {
    const before = await one.stored();
    one.logged.length = 0;
    await one.query(begin);
    const answer = await one.publish('А');
    const read = await one.read();
    await one.query(end);
    expect([answer.data ?? null, codeOf(answer)]).toEqual([null, code]);
    expect(JSON.stringify(answer)).not.toMatch(/SECRET|audit/);
    expect(one.logged).toContainEqual(
      expect.objectContaining({
        level: 'error',
        requestId: expect.any(String),
        msg: 'A refusal could not be recorded',
      }),
    );
    expect(read.status).toBe(200);
    expect(await one.stored()).toEqual(before);
    expect((await one.publish('А')).errors).toBeUndefined();
    expect(await readAudit(one.database.url, verifyAudit)).toMatchObject({ fault: null });
  });

  it('the database only lets read, is refused, and reading goes on', async () => {
    const before = await one.stored();
    const set = (value: string) =>
      one.query(`alter database ${one.database.name} set default_transaction_read_only = ${value}`);
    await set('on');
    await one.disconnect();
    const answer = await one.publish('А');
    const read = await one.read();
    await one.query(
      `begin read write; alter database ${one.database.name} reset default_transaction_read_only; commit`,
    );
    await one.disconnect();
    expect([answer.status, codeOf(answer), read.status]).toEqual([503, 'DATABASE_UNAVAILABLE', 200]);
    expect(await one.stored()).toEqual(before);
    expect((await one.publish('А')).errors).toBeUndefined();
  });
});
