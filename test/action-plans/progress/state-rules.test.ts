import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Window } from '../../../subgraphs/documents/deadlines/model/deadline-reading.js';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask } from '../../instance.js';
import {
  insertMeasures,
  insertReports,
  type MeasureData,
  measureId,
  period,
  type ReportData,
  startEmptyInstance,
} from './measures.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
});
afterAll(() => instance?.close());

type Deadline = Omit<MeasureData, 'local'>;
const window = (...windows: string[]): Deadline => ({
  kind: windows.length > 1 ? 'WINDOWS' : 'WINDOW',
  readings: [windows.map(period)],
});
const byDate: Deadline = { kind: 'BY_DATE', readings: [[period('2024-07-05..2024-09-01')]] };
const september = window('2024-09-01..2024-09-30');
const undated = (kind: Deadline['kind']): Deadline => ({ kind, readings: [] });
const quarters = [
  '2024-01-01..2024-03-31',
  '2024-04-01..2024-06-30',
  '2024-07-01..2024-09-30',
  '2024-10-01..2024-12-31',
];
const quarterly: Deadline = { kind: 'RECURRING', readings: [quarters.map(period)] };
const conflict: Deadline = {
  kind: 'WINDOW',
  status: 'CONFLICT',
  text: 'Декабрь – январь 2023',
  readings: [[period('2022-12-01..2023-01-31')], [period('2023-12-01..2024-01-31')]],
};
/** Two readings that end on the same day. */
const sameEnd: Deadline = {
  kind: 'WINDOWS',
  status: 'AMBIGUOUS',
  readings: [['2024-09-01..2024-10-31', '2024-12-01..2024-12-31'].map(period), [period('2024-09-01..2024-12-31')]],
};
const otherEnd: Deadline = {
  kind: 'WINDOW',
  status: 'AMBIGUOUS',
  readings: [[period('2024-03-01..2024-03-31')], [period('2024-03-01..2024-05-31')]],
};

const report = (status: ReportData['status'], doneAt: string | null, occurrence?: string): ReportData => {
  return { status, doneAt, occurrence: occurrence ? (period(occurrence) as Window) : null };
};
const done = (day: string, occurrence?: string) => report('DONE', day, occurrence);
const begun = (day: string, occurrence?: string) => report('IN_PROGRESS', day, occurrence);
const cancelled = (day: string, occurrence?: string) => report('CANCELLED', day, occurrence);

let count = 0;

async function standingOf(deadline: Deadline, reports: ReportData[], asOf: string) {
  const local = String(++count);
  await insertMeasures(instance.orm, 'kizel', [{ ...deadline, local }]);
  await insertReports(
    instance.orm,
    'kizel',
    reports.map((one) => ({ ...one, local })),
  );
  const { data, errors } = await ask(
    `${instance.server.url}/graphql`,
    `query($id: ID!, $asOf: Date!) { node(id: $id) { ... on Measure { state(asOf: $asOf) missedOccurrences(asOf: $asOf) } } }`,
    { id: measureId('kizel', local), asOf },
  );
  expect(errors).toBeUndefined();
  return [data.node.state, data.node.missedOccurrences];
}

describe('The state of a measure on a day', () => {
  it.each<[string, Deadline, ReportData[], string, string]>([
    ['«до 01.09» is not over on the 1st of September', byDate, [], '2024-09-01', 'NOT_STARTED'],
    ['it is overdue from the 2nd on', byDate, [], '2024-09-02', 'OVERDUE'],
    ['done on the last day is done in time', byDate, [done('2024-09-01')], '2024-10-01', 'DONE'],
    ['done a day later is done late', byDate, [done('2024-09-02')], '2024-10-01', 'DONE_LATE'],
    ['a window that has begun does not begin the measure', september, [], '2024-09-15', 'NOT_STARTED'],
    ['a report that it has begun does', september, [begun('2024-09-02')], '2024-09-15', 'IN_PROGRESS'],
    [
      'begun before its window is in progress all the same',
      september,
      [begun('2024-08-02')],
      '2024-08-02',
      'IN_PROGRESS',
    ],
    [
      'begun and not done is overdue once the day has passed',
      september,
      [begun('2024-09-02')],
      '2024-10-01',
      'OVERDUE',
    ],
    [
      'what was done later is not known on an earlier day',
      september,
      [done('2024-09-20')],
      '2024-09-19',
      'NOT_STARTED',
    ],
    ['what was done late was overdue until then', september, [done('2024-10-20')], '2024-10-19', 'OVERDUE'],
    [
      'several windows are due at the end of the last',
      window('2021-09-01..2021-09-30', '2021-10-01..2021-10-31'),
      [],
      '2021-10-31',
      'NOT_STARTED',
    ],
    ['cancelled is cancelled from that day on', september, [cancelled('2024-08-01')], '2025-01-01', 'CANCELLED'],
    ['and not before', september, [cancelled('2024-08-01')], '2024-07-31', 'NOT_STARTED'],
    ['a schedule elsewhere has no date', undated('EXTERNAL_SCHEDULE'), [], '2099-01-01', 'NOT_DATED'],
    ['an event has no date', undated('ON_EVENT'), [], '2099-01-01', 'NOT_DATED'],
    ['what goes on all the time has no date', undated('CONTINUOUS'), [], '2099-01-01', 'NOT_DATED'],
    [
      'what was not understood has no date',
      { ...undated('UNPARSED'), status: 'UNPARSED' },
      [],
      '2099-01-01',
      'NOT_DATED',
    ],
    [
      'without a date, what is reported still counts: begun',
      undated('ON_EVENT'),
      [begun('2024-01-01')],
      '2024-01-01',
      'IN_PROGRESS',
    ],
    ['without a date, done is never late', undated('ON_EVENT'), [done('2099-01-01')], '2099-01-01', 'DONE'],
    ['a window beside a schedule is a date', september, [], '2024-10-01', 'OVERDUE'],
    ['a contradictory deadline is uncertain before all its readings', conflict, [], '2020-01-01', 'UNCERTAIN'],
    ['… and after them', conflict, [], '2030-01-01', 'UNCERTAIN'],
    ['… and when it is done', conflict, [done('2024-01-01')], '2030-01-01', 'UNCERTAIN'],
    ['… but cancelled whatever it means', conflict, [cancelled('2024-01-01')], '2030-01-01', 'CANCELLED'],
    ['an ambiguous deadline is certain while its readings agree', otherEnd, [], '2024-03-31', 'NOT_STARTED'],
    ['uncertain where one says overdue and another not', otherEnd, [], '2024-04-01', 'UNCERTAIN'],
    ['uncertain where one says late and another not', otherEnd, [done('2024-05-01')], '2025-01-01', 'UNCERTAIN'],
    ['certain again when all are over', otherEnd, [], '2024-06-01', 'OVERDUE'],
    ['certain on every day where all readings end on one', sameEnd, [], '2024-11-15', 'NOT_STARTED'],
    ['… overdue too', sameEnd, [], '2025-01-01', 'OVERDUE'],
  ])('%s', async (_, deadline, reports, asOf, state) => {
    expect(await standingOf(deadline, reports, asOf)).toEqual([state, 0]);
  });
});

describe('A recurring measure', () => {
  const [first, second, third, fourth] = quarters as [string, string, string, string];
  const allDone = [done('2024-03-01', first), done('2024-06-30', second), done('2024-09-01', third)];

  it.each<[string, ReportData[], string, string, number]>([
    ['is not overdue while one of its occurrences is to come', [], '2024-12-31', 'NOT_STARTED', 3],
    ['is overdue the day after the last', [], '2025-01-01', 'OVERDUE', 4],
    ['misses an occurrence from the day after its end', [], '2024-04-01', 'NOT_STARTED', 1],
    ['and not on its last day', [], '2024-03-31', 'NOT_STARTED', 0],
    ['with one occurrence done is in progress', [done('2024-03-01', first)], '2024-04-01', 'IN_PROGRESS', 0],
    ['misses what is only begun', [begun('2024-03-01', first)], '2024-04-01', 'IN_PROGRESS', 1],
    [
      'misses an occurrence until it is done, however late',
      [done('2024-05-01', first)],
      '2024-04-30',
      'NOT_STARTED',
      1,
    ],
    ['and not afterwards', [done('2024-05-01', first)], '2024-05-01', 'IN_PROGRESS', 0],
    ['does not miss what was cancelled', [cancelled('2024-03-01', first)], '2024-04-01', 'NOT_STARTED', 0],
    ['is done when all its occurrences are', [...allDone, done('2024-12-01', fourth)], '2024-12-01', 'DONE', 0],
    ['is done late when the last one is', [...allDone, done('2025-01-15', fourth)], '2025-02-01', 'DONE_LATE', 0],
    ['is done when those not cancelled are', [...allDone, cancelled('2024-12-01', fourth)], '2025-02-01', 'DONE', 0],
    [
      'is cancelled when all its occurrences are',
      quarters.map((one) => cancelled('2024-01-01', one)),
      '2024-02-01',
      'CANCELLED',
      0,
    ],
    ['is done when that is said of the whole', [done('2024-05-01')], '2024-12-31', 'DONE', 0],
    ['that was cancelled has missed only what passed before', [cancelled('2024-05-01')], '2025-01-01', 'CANCELLED', 1],
    [
      'takes no occurrence of another plan for its own',
      [done('2023-03-01', '2023-01-01..2023-03-31')],
      '2024-04-01',
      'IN_PROGRESS',
      1,
    ],
  ])('%s', async (_, reports, asOf, state, missed) => {
    expect(await standingOf(quarterly, reports, asOf)).toEqual([state, missed]);
  });

  it.each<[string, Deadline]>([
    ['several windows', window(first, second)],
    ['a contradictory recurrence', { ...quarterly, status: 'CONFLICT', readings: [quarters.map(period), []] }],
    ['what has no date', undated('ON_EVENT')],
  ])('is the only one that misses occurrences: not %s', async (_, deadline) => {
    expect((await standingOf(deadline, [], '2025-01-01'))[1]).toBe(0);
  });
});

describe('A later report on the same occurrence', () => {
  it.each<[string, ReportData[], string, string]>([
    ['corrects the day', [done('2024-09-01'), done('2024-09-20')], '2024-09-10', 'NOT_STARTED'],
    ['corrects the day to an earlier one', [done('2024-09-20'), done('2024-09-01')], '2024-09-10', 'DONE'],
    [
      'that it is done leaves it standing that it had begun',
      [begun('2024-09-01'), done('2024-09-20')],
      '2024-09-10',
      'IN_PROGRESS',
    ],
    [
      'that it has begun takes back that it was done',
      [done('2024-09-01'), begun('2024-09-05')],
      '2024-09-04',
      'NOT_STARTED',
    ],
    [
      'that says since when it was in progress leaves its end standing',
      [done('2024-09-20'), begun('2024-09-01')],
      '2024-09-25',
      'DONE',
    ],
    ['… and is known for the days before it', [done('2024-09-20'), begun('2024-09-01')], '2024-09-10', 'IN_PROGRESS'],
    [
      'that it is done takes back that it was cancelled',
      [cancelled('2024-09-01'), done('2024-09-20')],
      '2024-09-10',
      'NOT_STARTED',
    ],
    [
      'that it is cancelled takes back that it was done',
      [done('2024-09-01'), cancelled('2024-09-20')],
      '2024-09-25',
      'CANCELLED',
    ],
    [
      'withdraws all before it',
      [begun('2024-09-01'), done('2024-09-02'), report('WITHDRAWN', null)],
      '2024-09-10',
      'NOT_STARTED',
    ],
    [
      'counts after a withdrawal',
      [done('2024-09-02'), report('WITHDRAWN', null), begun('2024-09-03')],
      '2024-09-10',
      'IN_PROGRESS',
    ],
    [
      'leaves reports on other occurrences alone',
      [done('2024-09-01', '2024-09-01..2024-09-30'), report('WITHDRAWN', null)],
      '2024-09-10',
      'DONE',
    ],
  ])('%s', async (_, reports, asOf, state) => {
    expect((await standingOf(september, reports, asOf))[0]).toBe(state);
  });

  it('without a day counts from the day on which it came, in UTC', async () => {
    const late = { ...done(''), doneAt: null, reportedAt: new Date('2024-09-10T23:30:00Z') };
    expect((await standingOf(september, [late], '2024-09-09'))[0]).toBe('NOT_STARTED');
    expect((await standingOf(september, [late], '2024-09-10'))[0]).toBe('DONE');
  });
});
