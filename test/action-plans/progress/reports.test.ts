import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ask } from '../../instance.js';
import { staffToken } from '../../tokens.js';
import { measureId, period } from './measures.js';
import { halves, startTwoOwners, type TwoOwners, versionOf } from './two-owners.js';

let owners: TwoOwners;
beforeAll(async () => {
  owners = await startTwoOwners();
});
afterAll(async () => {
  await owners?.[Symbol.asyncDispose]();
});

const reportMutation = `mutation($input: ReportProgressInput!) { reportProgress(input: $input) {
  id state(asOf: "2024-10-15") missedOccurrences(asOf: "2024-10-15")
  progress { id status doneAt note evidence occurrence { start end } } } }`;

async function report(local: string, input: object, url = owners.hub.url) {
  return ask(
    url,
    reportMutation,
    { input: { measure: measureId('kizel', local), ...input } },
    await staffToken('kizel'),
  );
}

describe('reportProgress', () => {
  it("reaches the measure's owner through the hub, and the answer sees it", async () => {
    const before = [await versionOf(owners.kizel), await versionOf(owners.kemerovo)];
    const { data, errors } = await report('window', {
      ...{ status: 'DONE', doneAt: '2024-10-03', note: '  Проведено  ', evidence: 'https://example.org/a?b=1' },
    });
    expect(errors).toBeUndefined();
    expect(data.reportProgress).toEqual({
      ...{ id: 'kizel:measure:window', state: 'DONE_LATE', missedOccurrences: 0 },
      progress: [
        {
          ...{ id: expect.stringMatching(/^kizel:progress:/), status: 'DONE', doneAt: '2024-10-03', occurrence: null },
          ...{ note: 'Проведено', evidence: 'https://example.org/a?b=1' },
        },
      ],
    });
    expect([await versionOf(owners.kizel), await versionOf(owners.kemerovo)]).toEqual([before[0]! + 1, before[1]]);
  });

  it('takes one occurrence after the other, and keeps every report', async () => {
    await report('halves', { status: 'IN_PROGRESS', occurrence: halves[0], doneAt: '2024-02-01' });
    const { data } = await report('halves', { status: 'DONE', occurrence: halves[0], doneAt: '2024-06-30' });
    expect(data.reportProgress).toMatchObject({ state: 'IN_PROGRESS', missedOccurrences: 0 });
    const after = await report('halves', { status: 'WITHDRAWN', occurrence: halves[0] });
    expect(after.data.reportProgress).toMatchObject({ state: 'NOT_STARTED', missedOccurrences: 1 });
    expect(after.data.reportProgress.progress.map(({ status }: { status: string }) => status)).toEqual([
      'IN_PROGRESS',
      'DONE',
      'WITHDRAWN',
    ]);
  });

  it('stores the same report under the same key once, and refuses another under it', async () => {
    const input = { status: 'DONE', doneAt: '2024-09-03', idempotencyKey: 'september-1', note: 'x' };
    const first = await report('twice', input);
    const version = await versionOf(owners.kizel);
    const again = await report('twice', input);
    expect(again.data).toEqual(first.data);
    expect(first.data.reportProgress.progress).toHaveLength(1);
    for (const other of [
      { doneAt: '2024-09-04' },
      { note: null },
      { status: 'CANCELLED' },
      { measure: measureId('kizel', 'window') },
    ]) {
      const { data, errors } = await report('twice', { ...input, ...other });
      expect([data, errors![0]!.extensions.code]).toEqual([null, 'IDEMPOTENCY_CONFLICT']);
    }
    expect(await versionOf(owners.kizel)).toBe(version);
  });

  it('takes reports that come at once one after the other', async () => {
    const input = { status: 'DONE', doneAt: '2024-09-03', idempotencyKey: 'at-once-' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => report('linked', input)));
    for (const { data } of answers) expect(data.reportProgress.progress).toHaveLength(1);
    await Promise.all(Array.from({ length: 5 }, () => report('linked', { status: 'IN_PROGRESS' })));
    const { data } = await report('linked', { status: 'WITHDRAWN' });
    expect(data.reportProgress.progress).toHaveLength(7);
  });

  it('takes today wherever in Russia it has begun', async () => {
    const kamchatka = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(0, 10);
    expect((await report('linked', { status: 'DONE', doneAt: kamchatka })).errors).toBeUndefined();
  });

  it.each([
    ['a day in the future', 'window', { status: 'DONE', doneAt: '2999-01-01' }, 'BAD_ARGUMENT', 'doneAt'],
    ['a day that does not exist', 'window', { status: 'DONE', doneAt: '2024-02-30' }, 'BAD_VARIABLE', ''],
    [
      'an occurrence that it does not have',
      'halves',
      { status: 'DONE', occurrence: period('2024-01-01..2024-12-31') },
      'BAD_ARGUMENT',
      '2024-01-01..2024-06-30',
    ],
    [
      'an occurrence with a side left out',
      'halves',
      { status: 'DONE', occurrence: { start: '2024-01-01' } },
      'BAD_ARGUMENT',
      '',
    ],
    [
      'an occurrence of a measure without any',
      'linked',
      { status: 'DONE', occurrence: halves[0] },
      'BAD_ARGUMENT',
      'no occurrence',
    ],
    ['a measure that is not there', 'none', { status: 'DONE' }, 'BAD_ID', ''],
    ['something that is no measure', '', { measure: 'kizel:act:1', status: 'DONE' }, 'BAD_ID', ''],
    ['a withdrawal of nothing', 'kept', { status: 'WITHDRAWN' }, 'BAD_ARGUMENT', 'earlier report'],
    ['a withdrawal with a day', 'window', { status: 'WITHDRAWN', doneAt: '2024-01-01' }, 'BAD_ARGUMENT', ''],
    ['a script as evidence', 'window', { status: 'DONE', evidence: 'javascript:alert(1)' }, 'BAD_ARGUMENT', 'http'],
    ['a note without end', 'window', { status: 'DONE', note: 'я'.repeat(4001) }, 'BAD_ARGUMENT', '4000'],
    ['a note with NUL', 'window', { status: 'DONE', note: 'a\u0000b' }, 'BAD_VARIABLE', ''],
    ['a status that is none', 'window', { status: 'STARTED' }, 'BAD_VARIABLE', ''],
  ])('refuses %s, and stores nothing', async (_, local, input, code, text) => {
    const version = await versionOf(owners.kizel);
    const { data, errors } = await report(local, input, `${owners.kizel.server.url}/graphql`);
    expect([data ?? null, errors![0]!.extensions.code]).toEqual([null, code]);
    expect(errors![0]!.message).toContain(text);
    expect((await report(local, input)).errors![0]!.extensions.code).toBe(code);
    expect(await versionOf(owners.kizel)).toBe(version);
  });

  it('is refused by an instance of another owner', async () => {
    const { errors } = await report('window', { status: 'DONE' }, `${owners.kemerovo.server.url}/graphql`);
    expect(errors![0]!.extensions.code).toBe('UNKNOWN_MUNICIPALITY');
  });

  it('leaves rows that nobody can change, not even the database role of the instance', async () => {
    for (const statement of [
      sql`update action_plans.progress_report set status = 'DONE'`,
      sql`delete from action_plans.progress_report`,
    ]) {
      await expect(statement.execute(owners.kizel.orm.em.fork().getKysely())).rejects.toThrow('only grows');
    }
  });
});
