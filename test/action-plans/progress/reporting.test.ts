import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask } from '../../instance.js';
import { startHubOver, type TestHub } from './hub.js';
import {
  insertMeasures,
  insertReports,
  type MeasureData,
  measureId,
  period,
  type ReportData,
  startEmptyInstance,
} from './measures.js';

const byDate = (local: string, end: string): MeasureData => ({
  ...{ local, kind: 'BY_DATE', readings: [[period(`2024-01-01..${end}`)]] },
});
const years = ['2021', '2022', '2023', '2024'].map((year) => period(`${year}-01-01..${year}-12-31`));
const report = (local: string, status: ReportData['status'], at: string, more: Partial<ReportData> = {}) => ({
  ...{ local, status, occurrence: null, doneAt: null, reportedAt: new Date(`${at}T09:00:00Z`) },
  ...more,
});

/** Of owner «a», with what is expected of each by 1 June 2024. */
const measures: readonly [MeasureData, due: number, inTime: number, late: number][] = [
  [byDate('reported in time', '2024-03-01'), 1, 1, 0],
  [byDate('reported on the last day', '2024-03-01'), 1, 1, 0],
  [byDate('done in time, reported after the day', '2024-03-01'), 1, 0, 1],
  [byDate('said to be in progress', '2024-03-01'), 1, 1, 0],
  [byDate('never reported', '2024-03-01'), 1, 0, 0],
  [byDate('reported by an institution alone', '2024-03-01'), 1, 0, 0],
  [byDate('reported, and taken back', '2024-03-01'), 1, 0, 0],
  [byDate('done after the day asked for', '2024-03-01'), 1, 0, 0],
  [byDate('due on the day asked for', '2024-06-01'), 0, 0, 0],
  [byDate('reported before it is due', '2024-12-31'), 0, 0, 0],
  [{ local: 'yearly', kind: 'RECURRING', readings: [years] }, 3, 1, 1],
  [{ local: 'yearly, reported as a whole', kind: 'RECURRING', readings: [years] }, 3, 1, 2],
  [
    {
      local: 'two windows',
      kind: 'WINDOWS',
      readings: [[period('2024-01-01..2024-01-31'), period('2024-03-01..2024-03-31')]],
    },
    ...([1, 1, 0] as const),
  ],
  [{ local: 'undated', kind: 'ON_EVENT', readings: [[]] }, 0, 0, 0],
  [
    {
      ...{ local: 'contradictory', kind: 'WINDOW', status: 'CONFLICT' },
      readings: [[period('2022-12-01..2023-01-31')], [period('2023-12-01..2024-01-31')]],
    },
    ...([0, 0, 0] as const),
  ],
  [
    {
      ...{ local: 'ambiguous, and over by one reading', kind: 'WINDOW', status: 'AMBIGUOUS' },
      readings: [[period('2024-01-01..2024-01-31')], [period('2024-01-01..2024-08-31')]],
    },
    ...([0, 0, 0] as const),
  ],
];

const reports = [
  report('reported in time', 'DONE', '2024-02-20'),
  report('reported on the last day', 'DONE', '2024-03-01'),
  report('done in time, reported after the day', 'DONE', '2024-03-05', { doneAt: '2024-02-20' }),
  report('said to be in progress', 'IN_PROGRESS', '2024-02-03'),
  report('reported, and taken back', 'DONE', '2024-02-20'),
  report('reported, and taken back', 'WITHDRAWN', '2024-02-21'),
  report('done after the day asked for', 'DONE', '2024-06-02'),
  report('reported before it is due', 'DONE', '2024-05-02'),
  report('yearly', 'DONE', '2021-12-01', { occurrence: years[0]! }),
  report('yearly', 'DONE', '2023-02-01', { occurrence: years[1]!, doneAt: '2022-12-01' }),
  report('yearly, reported as a whole', 'IN_PROGRESS', '2023-06-01'),
  report('two windows', 'DONE', '2024-02-05', { occurrence: period('2024-01-01..2024-01-31') }),
];

let central: Instance;
let hub: TestHub;
const alone: Record<string, Instance> = {};
beforeAll(async () => {
  central = await startEmptyInstance('a', 'b', 'c');
  for (const owner of ['a', 'b', 'c']) alone[owner] = await startEmptyInstance(owner);
  hub = await startHubOver(alone);
  for (const { orm } of [central, alone.a!]) {
    await insertMeasures(
      orm,
      'a',
      measures.map(([data], index) => ({ ...data, section: [String(index + 1)] })),
    );
    await insertReports(orm, 'a', reports);
    await sql`
      insert into action_plans.progress_report (id, municipality, measure_id, institution_id, seq, status, reported_at)
      values ('a:progress:x', 'a', ${measureId('a', 'reported by an institution alone')}, 'a:institution:1', 1, 'DONE',
        '2024-02-01')`.execute(orm.em.fork().getKysely());
  }
  for (const { orm } of [central, alone.b!]) await insertMeasures(orm, 'b', [byDate('1', '2024-03-01')]);
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  for (const instance of [central, ...Object.values(alone)]) await instance?.close();
});

async function answer(query: string) {
  const { data, errors } = await ask(hub.url, query);
  expect(errors).toBeUndefined();
  expect((await ask(`${central.server.url}/graphql`, query)).data).toEqual(data);
  return data;
}

const fields = '{ municipality plan due inTime late never }';
const sum = (of: (row: (typeof measures)[number]) => number) => measures.reduce((total, row) => total + of(row), 0);
const ofA = {
  due: sum(([, due]) => due),
  inTime: sum(([, , inTime]) => inTime),
  late: sum(([, , , late]) => late),
  never: sum(([, due, inTime, late]) => due - inTime - late),
};

describe('reportingSummary', () => {
  it.each(measures.map(([{ local }, ...counts], index) => [local, index + 1, ...counts] as const))(
    'expects of a measure that is «%s» what its deadline says',
    async (_, section, due, inTime, late) => {
      const { reportingSummary } =
        await answer(`{ reportingSummary(municipalities: ["a"], asOf: "2024-06-01", groupBy: [],
      filter: { section: ["${section}"] }) ${fields} }`);
      expect(reportingSummary).toEqual([
        { municipality: null, plan: null, due, inTime, late, never: due - inTime - late },
      ]);
    },
  );

  it('adds up by owner and plan, and lists a plan of which nothing is due', async () => {
    const { byPlan, byOwner, all, early, ofNobody } = await answer(`{
      byPlan: reportingSummary(asOf: "2024-06-01", groupBy: [PLAN, MUNICIPALITY]) ${fields}
      byOwner: reportingSummary(asOf: "2024-06-01", groupBy: [MUNICIPALITY]) ${fields}
      all: reportingSummary(asOf: "2024-06-01", groupBy: []) ${fields}
      early: reportingSummary(municipalities: ["b"], asOf: "2024-03-01", groupBy: [PLAN]) ${fields}
      ofNobody: reportingSummary(municipalities: [], asOf: "2024-03-01", groupBy: []) ${fields} }`);
    const ofB = { due: 1, inTime: 0, late: 0, never: 1 };
    expect(byPlan).toEqual([
      { municipality: 'a', plan: 'a:plan:1', ...ofA },
      { municipality: 'b', plan: 'b:plan:1', ...ofB },
    ]);
    expect(byOwner.map(({ plan }: { plan: string }) => plan)).toEqual([null, null]);
    const total = { ...ofA, due: ofA.due + 1, never: ofA.never + 1 };
    expect(all).toEqual([{ municipality: null, plan: null, ...total }]);
    expect(early).toEqual([{ municipality: null, plan: 'b:plan:1', due: 0, inTime: 0, late: 0, never: 0 }]);
    expect(ofNobody).toEqual([{ municipality: null, plan: null, due: 0, inTime: 0, late: 0, never: 0 }]);
  });
});

describe('An overdue measure', () => {
  it('tells by whether its plan was ever reported on whether it was missed or nobody used the hub', async () => {
    const { missed, silent, byState } = await answer(`{
      missed: measures(asOf: "2024-06-01", filter: { states: [OVERDUE], planReported: true }, first: 500) {
        nodes { id planReported(asOf: "2024-06-01") } }
      silent: measures(asOf: "2024-06-01", filter: { states: [OVERDUE], planReported: false }) {
        nodes { id planReported(asOf: "2024-06-01") } }
      byState: measureSummary(asOf: "2024-06-01", groupBy: [STATE, PLAN_REPORTED], filter: { states: [OVERDUE] }) {
        state planReported count } }`);
    expect(silent.nodes).toEqual([{ id: 'b:measure:1', planReported: false }]);
    expect(missed.nodes.length).toBeGreaterThan(3);
    for (const { id, planReported } of missed.nodes) expect([id.split(':')[0], planReported]).toEqual(['a', true]);
    expect(byState).toEqual([
      { state: 'OVERDUE', planReported: false, count: 1 },
      { state: 'OVERDUE', planReported: true, count: missed.nodes.length },
    ]);
  });

  it('goes by the reports that speak of the day or of days before it', async () => {
    const { measures: before } = await answer(`{ measures(municipalities: ["a"], first: 1) {
      nodes { a: planReported(asOf: "2021-11-30") b: planReported(asOf: "2021-12-01") } } }`);
    expect(before.nodes).toEqual([{ a: false, b: true }]);
  });

  it('needs the day to be filtered by it', async () => {
    for (const url of [hub.url, `${central.server.url}/graphql`]) {
      const { errors } = await ask(url, '{ measures(filter: { planReported: false }) { totalCount } }');
      expect(errors![0]!.extensions.code).toBe('BAD_ARGUMENT');
    }
  });
});
