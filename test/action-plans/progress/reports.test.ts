import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask } from '../../instance.js';
import { startHubOver, type TestHub } from './hub.js';
import { insertMeasures, type MeasureData, measureId, period, startEmptyInstance } from './measures.js';

let kizel: Instance;
let kemerovo: Instance;
let hub: TestHub;
beforeAll(async () => {
  kizel = await startEmptyInstance('kizel');
  kemerovo = await startEmptyInstance('kemerovo');
  hub = await startHubOver({ kizel, kemerovo });
  await insertMeasures(kizel.orm, 'kizel', measures);
  for (const [owner, { orm }] of Object.entries({ kizel, kemerovo })) {
    await sql`
      insert into monitoring.monitoring_round
      values (${`${owner}:round:1`}, ${owner}, 'x', '{}', 2024, 'MUNICIPAL', null, false, 1, 1, '[]', '1')`.execute(
      orm.em.fork().getKysely(),
    );
    await sql`
      insert into monitoring.deficit
      select ${owner} || ':deficit:' || n, ${owner}, ${`${owner}:round:1`}, 'FAMILY', null, '{}', 'x', '[]', n
      from generate_series(1, 3) n`.execute(orm.em.fork().getKysely());
  }
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  await kizel?.close();
  await kemerovo?.close();
});

const halves = ['2024-01-01..2024-06-30', '2024-07-01..2024-12-31'].map(period);
const conflicting = [[period('2022-12-01..2023-01-31')], [period('2023-12-01..2024-01-31')]];
const measures: MeasureData[] = [
  { local: 'window', kind: 'WINDOW', readings: [[period('2024-09-01..2024-09-30')]] },
  { local: 'halves', kind: 'RECURRING', readings: [halves] },
  { local: 'twice', kind: 'WINDOW', readings: [[period('2024-09-01..2024-09-30')]] },
  { local: 'linked', kind: 'ON_EVENT', readings: [[]] },
  { local: 'kept', kind: 'WINDOW', status: 'CONFLICT', text: 'Декабрь – январь 2023', readings: conflicting },
  { local: 'conflict', kind: 'WINDOW', status: 'CONFLICT', text: 'Декабрь – январь 2023', readings: conflicting },
];

const reportMutation = `mutation($input: ReportProgressInput!) { reportProgress(input: $input) {
  id state(asOf: "2024-10-15") missedOccurrences(asOf: "2024-10-15")
  progress { id status doneAt note evidence occurrence { start end } } } }`;

function report(local: string, input: object, url = hub.url) {
  return ask(url, reportMutation, { input: { measure: measureId('kizel', local), ...input } });
}

const versionOf = async (instance: Instance) =>
  ((await (await fetch(`${instance.server.url}/version`)).json()) as { version: number }).version;

describe('reportProgress', () => {
  it("reaches the measure's owner through the hub, and the answer sees it", async () => {
    const before = [await versionOf(kizel), await versionOf(kemerovo)];
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
    expect([await versionOf(kizel), await versionOf(kemerovo)]).toEqual([before[0]! + 1, before[1]]);
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
    const input = { status: 'DONE', doneAt: '2024-09-03', idempotencyKey: 'k1', note: 'x' };
    const first = await report('twice', input);
    const version = await versionOf(kizel);
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
    expect(await versionOf(kizel)).toBe(version);
  });

  it('takes reports that come at once one after the other', async () => {
    const input = { status: 'DONE', doneAt: '2024-09-03', idempotencyKey: 'at once' };
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
    const version = await versionOf(kizel);
    const { data, errors } = await report(local, input, `${kizel.server.url}/graphql`);
    expect([data ?? null, errors![0]!.extensions.code]).toEqual([null, code]);
    expect(errors![0]!.message).toContain(text);
    expect((await report(local, input)).errors![0]!.extensions.code).toBe(code);
    expect(await versionOf(kizel)).toBe(version);
  });

  it('is refused by an instance of another owner', async () => {
    const { errors } = await report('window', { status: 'DONE' }, `${kemerovo.server.url}/graphql`);
    expect(errors![0]!.extensions.code).toBe('UNKNOWN_MUNICIPALITY');
  });

  it('leaves rows that nobody can change, not even the database role of the instance', async () => {
    for (const statement of [
      sql`update action_plans.progress_report set status = 'DONE'`,
      sql`delete from action_plans.progress_report`,
    ]) {
      await expect(statement.execute(kizel.orm.em.fork().getKysely())).rejects.toThrow('only grows');
    }
  });
});

const confirm = (local: string, candidate: number, url = hub.url) =>
  ask(
    url,
    `mutation($id: ID!, $n: Int!) { confirmDeadline(measure: $id, candidate: $n) {
      state(asOf: "2024-02-01") deadline { status due assumption windows { start end } candidates { start end } } } }`,
    { id: measureId('kizel', local), n: candidate },
  );

describe('confirmDeadline', () => {
  it('makes the deadline clear, and everything goes by it', async () => {
    const due = '{ measures(filter: { dueFrom: "2024-01-31", dueTo: "2024-01-31" }) { nodes { id } } }';
    expect((await ask(hub.url, due)).data.measures.nodes).toEqual([]);
    const { data, errors } = await confirm('conflict', 1);
    expect(errors).toBeUndefined();
    const today = new Date().toISOString().slice(0, 10).split('-').reverse().join('.');
    expect(data.confirmDeadline).toEqual({
      state: 'OVERDUE',
      deadline: {
        ...{ status: 'CLEAR', due: '2024-01-31', windows: conflicting[1], candidates: conflicting },
        assumption: `Владелец данных ${today} подтвердил срок: 01.12.2023 – 31.01.2024.`,
      },
    });
    expect((await ask(hub.url, due)).data.measures.nodes).toEqual([{ id: measureId('kizel', 'conflict') }]);
    const { data: found } = await ask(
      hub.url,
      `{ active: measures(filter: { activeWithin: { start: "2023-12-31", end: "2023-12-31" } }) { nodes { id } }
         last: measures(orderBy: DUE_DESC, first: 3) { nodes { id deadline { due } } }
         measureSummary(municipalities: ["kizel"], groupBy: [MONTH], asOf: "2024-06-01") { month count } }`,
    );
    expect(found.active.nodes).toEqual([{ id: measureId('kizel', 'conflict') }]);
    expect(found.measureSummary).toContainEqual({ month: 1, count: 1 });
  });

  it('can be changed, and said twice without a new version', async () => {
    await confirm('conflict', 1);
    const version = await versionOf(kizel);
    await confirm('conflict', 1);
    expect(await versionOf(kizel)).toBe(version);
    const { data } = await confirm('conflict', 0);
    expect(data.confirmDeadline.deadline).toMatchObject({ due: '2023-01-31', windows: conflicting[0] });
    expect(await versionOf(kizel)).toBe(version + 1);
  });

  it.each([
    ['a candidate beyond the last', 'conflict', 2, 'candidate 0 to 1'],
    ['a candidate before the first', 'conflict', -1, 'candidate 0 to 1'],
    ['a deadline with one reading', 'window', 0, 'several readings'],
  ])('refuses %s', async (_, local, candidate, text) => {
    const { data, errors } = await confirm(local, candidate, `${kizel.server.url}/graphql`);
    expect([data ?? null, errors![0]!.extensions.code]).toEqual([null, 'BAD_ARGUMENT']);
    expect(errors![0]!.message).toContain(text);
  });
});

describe('linkMeasureToDeficits', () => {
  const link = (deficits: string[], local = 'linked', url = hub.url) =>
    ask(
      url,
      'mutation($id: ID!, $d: [ID!]!) { linkMeasureToDeficits(measure: $id, deficits: $d) { answersDeficits { id answeredBy { id } } } }',
      { id: measureId('kizel', local), d: deficits },
    );
  const ids = (answer: Awaited<ReturnType<typeof link>>) =>
    answer.data.linkMeasureToDeficits.answersDeficits.map(({ id }: { id: string }) => id);

  it('sets the list: what is not in it is unlinked', async () => {
    expect(ids(await link(['kizel:deficit:2', 'kizel:deficit:1', 'kizel:deficit:2']))).toEqual([
      'kizel:deficit:1',
      'kizel:deficit:2',
    ]);
    const answer = await link(['kizel:deficit:2', 'kizel:deficit:3']);
    expect(ids(answer)).toEqual(['kizel:deficit:2', 'kizel:deficit:3']);
    expect(answer.data.linkMeasureToDeficits.answersDeficits[0].answeredBy).toEqual([
      { id: measureId('kizel', 'linked') },
    ]);
    const version = await versionOf(kizel);
    await link(['kizel:deficit:3', 'kizel:deficit:2']);
    expect(await versionOf(kizel)).toBe(version);
    expect(ids(await link([]))).toEqual([]);
  });

  it.each([
    ['a deficit of another owner', ['kizel:deficit:1', 'kemerovo:deficit:1'], 'BAD_ARGUMENT'],
    ['a deficit that is not there', ['kizel:deficit:1', 'kizel:deficit:99'], 'BAD_ID'],
    ['something that is no deficit', ['kizel:measure:window'], 'BAD_ID'],
    ['nonsense', ['?'], 'BAD_ID'],
  ])('refuses %s, and links nothing', async (_, deficits, code) => {
    for (const url of [hub.url, `${kizel.server.url}/graphql`]) {
      const { errors } = await link(deficits, 'window', url);
      expect(errors![0]!.extensions.code).toBe(code);
    }
    const { data } = await ask(hub.url, '{ measures(filter: { hasDeficit: true }) { totalCount } }');
    expect(data.measures.totalCount).toBe(0);
  });
});

it('What hangs on a measure is there again when a new version brings the measure back', async () => {
  await report('kept', { status: 'DONE', doneAt: '2024-01-10' });
  await confirm('kept', 1);
  await ask(
    hub.url,
    'mutation($id: ID!) { linkMeasureToDeficits(measure: $id, deficits: ["kizel:deficit:1"]) { id } }',
    {
      id: measureId('kizel', 'kept'),
    },
  );
  const look = async () => {
    const { data } = await ask(
      hub.url,
      'query($id: ID!) { node(id: $id) { ... on Measure { state(asOf: "2024-02-01") deadline { status due } progress { status } answersDeficits { id } } } }',
      { id: measureId('kizel', 'kept') },
    );
    return data.node;
  };
  const publishAgain = async (changes: Partial<MeasureData>) => {
    await sql`delete from action_plans.measure where id = ${measureId('kizel', 'kept')}`.execute(
      kizel.orm.em.fork().getKysely(),
    );
    await insertMeasures(kizel.orm, 'kizel', [{ ...measures.find(({ local }) => local === 'kept')!, ...changes }]);
  };
  const whole = await look();
  expect(whole).toEqual({
    ...{ state: 'DONE', deadline: { status: 'CLEAR', due: '2024-01-31' } },
    ...{ progress: [{ status: 'DONE' }], answersDeficits: [{ id: 'kizel:deficit:1' }] },
  });
  await publishAgain({});
  expect(await look()).toEqual(whole);
  await publishAgain({ text: 'Декабрь-январь 2023' });
  expect(await look()).toMatchObject({ state: 'UNCERTAIN', deadline: { status: 'CONFLICT' } });
  await publishAgain({ readings: [conflicting[0]!, [period('2023-12-01..2024-02-29')]] });
  expect(await look()).toMatchObject({ state: 'UNCERTAIN', deadline: { status: 'CONFLICT' } });
  await publishAgain({});
  expect(await look()).toEqual(whole);
});
