import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { MeasureState } from '../../../subgraphs/action-plans/model/progress.js';
import type { Window } from '../../../subgraphs/documents/deadlines/model/deadline-reading.js';
import type { Instance } from '../../../subgraphs/instance.js';
import {
  insertMeasures,
  insertReports,
  type MeasureData,
  measureId,
  period,
  standings,
  startEmptyInstance,
} from './measures.js';
import { type Report, standingOf } from './state-oracle.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
});
afterAll(() => instance?.close());

/** Few days, so that dates meet. */
const days = ['2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01', '2024-12-31'];
const windows: Window[] = [
  '2024-01-01..2024-01-31',
  '2024-02-01..2024-02-29',
  '2024-03-01..2024-03-31',
  '2024-01-01..2024-03-31',
  '2024-03-01..',
  '..2024-02-29',
].map(period);

const day = fc.constantFrom(...days);
const reading = fc.subarray(windows, { maxLength: 3 });
const measure = fc.record({
  kind: fc.constantFrom<MeasureData['kind']>('WINDOW', 'WINDOWS', 'RECURRING', 'RECURRING', 'BY_DATE', 'ON_EVENT'),
  status: fc.constantFrom<NonNullable<MeasureData['status']>>('CLEAR', 'CLEAR', 'AMBIGUOUS', 'AMBIGUOUS', 'CONFLICT'),
  readings: fc.array(reading, { minLength: 2, maxLength: 3 }),
  confirmed: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
  reports: fc.array(
    fc.record({
      status: fc.constantFrom<Report['status']>('IN_PROGRESS', 'DONE', 'DONE', 'DONE', 'CANCELLED', 'WITHDRAWN'),
      occurrence: fc.option(fc.constantFrom(...windows.slice(0, 4)), { freq: 2 }),
      day,
      isNamed: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
});

it('The state of random measures with random reports is what the rules say, on every day', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const drawn = fc.sample(measure, { numRuns: 2000, seed });
  const all = drawn.map(({ kind, status, readings, reports, confirmed }, index) => {
    const ofStatus = status === 'CLEAR' ? readings.slice(0, 1) : readings;
    const chosen = status === 'CLEAR' || confirmed === null || confirmed >= readings.length ? null : confirmed;
    return { data: { local: String(index), kind, status, readings: ofStatus }, reports, confirmed: chosen };
  });
  const { orm } = instance;
  const confirmations = all.flatMap(({ data, confirmed }) =>
    confirmed === null ? [] : [{ id: measureId('kizel', data.local), confirmed, windows: data.readings[confirmed] }],
  );
  await sql`
    insert into action_plans.deadline_confirmation
    select id, 'kizel', confirmed, 'x', windows, now(), null
    from jsonb_to_recordset(${JSON.stringify(confirmations)}::jsonb) c(id text, confirmed int, windows jsonb)`.execute(
    orm.em.fork().getKysely(),
  );
  await insertMeasures(
    orm,
    'kizel',
    all.map(({ data }) => data),
  );
  await insertReports(
    orm,
    'kizel',
    all.flatMap(({ data: { local }, reports }) =>
      reports.map(({ status, occurrence, day: on, isNamed }) => ({
        ...{ local, status, occurrence, doneAt: isNamed ? on : null },
        // A report that names no day speaks of its own; one that does may have come at any time.
        reportedAt: new Date(`${isNamed ? '2030-01-01' : on}T12:00:00Z`),
      })),
    ),
  );

  for (const asOf of days) {
    const found = await standings(orm, 'kizel', asOf);
    const wrong = all.filter(({ data, reports, confirmed }) => {
      return !isDeepStrictEqual(found.get(data.local), standingOf(data, confirmed, reports, asOf));
    });
    const context = `SEED=${seed}, ${asOf}`;
    expect({ context, wrong: wrong.slice(0, 1).map((one) => [one, found.get(one.data.local)]) }).toEqual({
      context,
      wrong: [],
    });
  }
  // The draw reaches every state, or it proves little.
  const reached = days.map(async (asOf) =>
    [...(await standings(orm, 'kizel', asOf)).values()].map(({ state }) => state),
  );
  expect(new Set((await Promise.all(reached)).flat())).toEqual(new Set(Object.keys(MeasureState)));
});
