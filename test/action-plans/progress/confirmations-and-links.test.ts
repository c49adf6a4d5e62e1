import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ask } from '../../instance.js';
import { staffToken } from '../../tokens.js';
import { insertMeasures, type MeasureData, measureId, period } from './measures.js';
import { conflicting, measures, startTwoOwners, type TwoOwners, versionOf } from './two-owners.js';

let owners: TwoOwners;
beforeAll(async () => {
  owners = await startTwoOwners();
});
afterAll(async () => {
  await owners?.[Symbol.asyncDispose]();
});

const confirm = async (local: string, candidate: number, url = owners.hub.url) =>
  ask(
    url,
    `mutation($id: ID!, $n: Int!) { confirmDeadline(measure: $id, candidate: $n) {
      state(asOf: "2024-02-01") deadline { status due assumption windows { start end } candidates { start end } occurrences { start end } } } }`,
    { id: measureId('kizel', local), n: candidate },
    await staffToken('kizel'),
  );

describe('confirmDeadline', () => {
  it('makes the deadline clear, and everything goes by it', async () => {
    const due = '{ measures(filter: { dueFrom: "2024-01-31", dueTo: "2024-01-31" }) { nodes { id } } }';
    expect((await ask(owners.hub.url, due)).data.measures.nodes).toEqual([]);
    const { data, errors } = await confirm('conflict', 1);
    expect(errors).toBeUndefined();
    const today = new Date().toISOString().slice(0, 10).split('-').reverse().join('.');
    expect(data.confirmDeadline).toEqual({
      state: 'OVERDUE',
      deadline: {
        ...{ status: 'CLEAR', due: '2024-01-31', windows: conflicting[1], candidates: conflicting },
        occurrences: conflicting[1],
        assumption: `Владелец данных ${today} подтвердил срок: 01.12.2023 – 31.01.2024.`,
      },
    });
    expect((await ask(owners.hub.url, due)).data.measures.nodes).toEqual([{ id: measureId('kizel', 'conflict') }]);
    const { data: found } = await ask(
      owners.hub.url,
      `{ active: measures(filter: { activeWithin: { start: "2023-12-31", end: "2023-12-31" } }) { nodes { id } }
         last: measures(orderBy: DUE_DESC, first: 3) { nodes { id deadline { due } } }
         measureSummary(municipalities: ["kizel"], groupBy: [MONTH], asOf: "2024-06-01") { month count } }`,
    );
    expect(found.active.nodes).toEqual([{ id: measureId('kizel', 'conflict') }]);
    expect(found.measureSummary).toContainEqual({ month: 1, count: 1 });
  });

  it('can be changed, and said twice without a new version', async () => {
    await confirm('conflict', 1);
    const version = await versionOf(owners.kizel);
    await confirm('conflict', 1);
    expect(await versionOf(owners.kizel)).toBe(version);
    const { data } = await confirm('conflict', 0);
    expect(data.confirmDeadline.deadline).toMatchObject({ due: '2023-01-31', windows: conflicting[0] });
    expect(await versionOf(owners.kizel)).toBe(version + 1);
  });

  it.each([
    ['a candidate beyond the last', 'conflict', 2, 'candidate 0 to 1'],
    ['a candidate before the first', 'conflict', -1, 'candidate 0 to 1'],
    ['a deadline with one reading', 'window', 0, 'several readings'],
  ])('refuses %s', async (_, local, candidate, text) => {
    const { data, errors } = await confirm(local, candidate, `${owners.kizel.server.url}/graphql`);
    expect([data ?? null, errors![0]!.extensions.code]).toEqual([null, 'BAD_ARGUMENT']);
    expect(errors![0]!.message).toContain(text);
  });
});

describe('linkMeasureToDeficits', () => {
  const link = async (deficits: string[], local = 'linked', url = owners.hub.url) =>
    ask(
      url,
      'mutation($id: ID!, $d: [ID!]!) { linkMeasureToDeficits(measure: $id, deficits: $d) { answersDeficits { id answeredBy { id } } } }',
      { id: measureId('kizel', local), d: deficits },
      await staffToken('kizel'),
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
    const version = await versionOf(owners.kizel);
    await link(['kizel:deficit:3', 'kizel:deficit:2']);
    expect(await versionOf(owners.kizel)).toBe(version);
    expect(ids(await link([]))).toEqual([]);
  });

  it.each([
    ['a deficit of another owner', ['kizel:deficit:1', 'kemerovo:deficit:1'], 'BAD_ARGUMENT'],
    ['a deficit that is not there', ['kizel:deficit:1', 'kizel:deficit:99'], 'BAD_ID'],
    ['something that is no deficit', ['kizel:measure:window'], 'BAD_ID'],
    ['nonsense', ['?'], 'BAD_ID'],
  ])('refuses %s, and links nothing', async (_, deficits, code) => {
    for (const url of [owners.hub.url, `${owners.kizel.server.url}/graphql`]) {
      const { errors } = await link(deficits, 'window', url);
      expect(errors![0]!.extensions.code).toBe(code);
    }
    const { data } = await ask(owners.hub.url, '{ measures(filter: { hasDeficit: true }) { totalCount } }');
    expect(data.measures.totalCount).toBe(0);
  });
});

it('What hangs on a measure is there again when a new version brings the measure back', async () => {
  await ask(
    owners.hub.url,
    'mutation($input: ReportProgressInput!) { reportProgress(input: $input) { id } }',
    { input: { measure: measureId('kizel', 'kept'), status: 'DONE', doneAt: '2024-01-10' } },
    await staffToken('kizel'),
  );
  await confirm('kept', 1);
  await ask(
    owners.hub.url,
    'mutation($id: ID!) { linkMeasureToDeficits(measure: $id, deficits: ["kizel:deficit:1"]) { id } }',
    { id: measureId('kizel', 'kept') },
    await staffToken('kizel'),
  );
  const look = async () => {
    const { data } = await ask(
      owners.hub.url,
      'query($id: ID!) { node(id: $id) { ... on Measure { state(asOf: "2024-02-01") deadline { status due } progress { status } answersDeficits { id } } } }',
      { id: measureId('kizel', 'kept') },
    );
    return data.node;
  };
  const publishAgain = async (changes: Partial<MeasureData>) => {
    const database = owners.kizel.orm.em.fork().getKysely();
    await sql`delete from action_plans.measure where id = ${measureId('kizel', 'kept')}`.execute(database);
    await insertMeasures(owners.kizel.orm, 'kizel', [
      { ...measures.find(({ local }) => local === 'kept')!, ...changes },
    ]);
    await sql`update ledger.data_version set version = version + 1`.execute(database);
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
