import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { MeasureDimension } from '../../../subgraphs/action-plans/model/measure-summary.js';
import { QualityAreaCodeEnum } from '../../../subgraphs/indicators/model/quality-area.js';
import type { Instance } from '../../../subgraphs/instance.js';
import { type Answer, ask } from '../../instance.js';
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

/** «c» has nothing. */
const owners = ['a', 'b', 'c'];
const seed = Number(process.env.SEED ?? Date.now() % 1e9);

const windows = [
  '2023-12-01..2024-01-31',
  '2024-02-01..2024-02-29',
  '2024-02-01..2024-05-31',
  '2025-01-01..2025-03-31',
];
const data = fc.record({
  kind: fc.constantFrom<MeasureData['kind']>('WINDOW', 'WINDOWS', 'RECURRING', 'WHOLE_PERIOD', 'BY_DATE', 'ON_EVENT'),
  readings: fc.array(fc.subarray(windows.map(period)), { minLength: 2, maxLength: 2 }),
  status: fc.constantFrom<NonNullable<MeasureData['status']>>('CLEAR', 'CLEAR', 'AMBIGUOUS', 'CONFLICT'),
  section: fc.constantFrom<string[]>([], ['I'], ['I', '2'], ['I', '10'], ['Я']),
  areas: fc.subarray(Object.values(QualityAreaCodeEnum)),
  responsible: fc.subarray(['Центр', 'Управление образования', 'Ёлкина Е.Ё.']),
  report: fc.option(fc.record({ status: fc.constantFrom<ReportData['status']>('DONE', 'IN_PROGRESS', 'CANCELLED') })),
  doneAt: fc.constantFrom('2024-01-15', '2024-02-29', '2024-06-01'),
});

type Drawn = MeasureData & { owner: string; responsible: string[]; report: object | null; doneAt: string };
const drawn = new Map<string, Drawn>();
let central: Instance;
let hub: TestHub;
const alone: Record<string, Instance> = {};

beforeAll(async () => {
  central = await startEmptyInstance(...owners);
  for (const owner of owners) alone[owner] = await startEmptyInstance(owner);
  hub = await startHubOver(alone);
  for (const [index, owner] of ['a', 'b'].entries()) {
    const rows = fc.sample(data, { numRuns: 60, seed: seed + index }).map((row, n) => ({
      ...row,
      ...{ local: `${n}`, readings: row.status === 'CLEAR' ? row.readings.slice(0, 1) : row.readings },
    }));
    for (const row of rows) drawn.set(measureId(owner, row.local), { ...row, owner });
    for (const instance of [central, alone[owner]!]) {
      await insertMeasures(instance.orm, owner, rows);
      await insertReports(
        instance.orm,
        owner,
        rows.flatMap(({ local, report, doneAt }) => (report ? [{ local, ...report, occurrence: null, doneAt }] : [])),
      );
      const named = rows.flatMap(({ local, responsible }) =>
        responsible.map((text, seq) => ({ measure: measureId(owner, local), seq, text })),
      );
      await sql`
        insert into action_plans.responsible (measure_id, seq, text, role, resolved, words)
        select measure, seq, text, 'EXECUTOR', false, '' from jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
          r(measure text, seq int, text text)`.execute(instance.orm.em.fork().getKysely());
    }
  }
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  for (const instance of [central, ...Object.values(alone)]) await instance?.close();
});

const rowFields = '{ municipality state section responsible deadlineKind month area planReported count }';
const asOf = '2024-03-10';

async function answer(url: string, query: string, variables?: object): Promise<Answer['data']> {
  const { data: found, errors } = await ask(url, query, variables);
  expect({ seed, errors }).toEqual({ seed, errors: undefined });
  return found;
}
const inCentral = (query: string, variables?: object) => answer(`${central.server.url}/graphql`, query, variables);
const inHub = (query: string, variables?: object) => answer(hub.url, query, variables);

describe('measureSummary', () => {
  /** The values under which a measure counts, by what was put in and the state that the list shows. */
  const valuesOf = (id: string, state: string, dimension: string): unknown[] => {
    const { owner, section = [], responsible, kind, areas = [], readings, status } = drawn.get(id)!;
    const listed = (values: unknown[]) => (values.length > 0 ? values : [null]);
    switch (dimension) {
      case 'MUNICIPALITY':
        return [owner];
      case 'STATE':
        return [state];
      case 'SECTION':
        return [section];
      case 'RESPONSIBLE':
        return listed(responsible);
      case 'DEADLINE_KIND':
        return [kind];
      case 'AREA':
        return listed(areas);
      case 'PLAN_REPORTED':
        return [[...drawn.values()].some((one) => one.owner === owner && one.report && one.doneAt <= asOf)];
      default: {
        if (!['WINDOW', 'WINDOWS'].includes(kind) || status === 'CONFLICT') return [null];
        const touched = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].filter((month) =>
          readings[0]!.some(
            ({ start, end }) => start!.slice(0, 7) <= `2024-${month}` && end!.slice(0, 7) >= `2024-${month}`,
          ),
        );
        return listed(touched.map(Number));
      }
    }
  };
  const field: Record<string, string> = {
    ...{ MUNICIPALITY: 'municipality', STATE: 'state', SECTION: 'section', RESPONSIBLE: 'responsible' },
    ...{ DEADLINE_KIND: 'deadlineKind', MONTH: 'month', AREA: 'area', PLAN_REPORTED: 'planReported' },
  };

  it.each([
    [[]],
    ...Object.keys(MeasureDimension).map((dimension) => [[dimension]]),
    [['STATE', 'MUNICIPALITY']],
    [['MONTH', 'AREA']],
    [['AREA', 'AREA', 'RESPONSIBLE', 'MONTH', 'STATE']],
    [Object.keys(MeasureDimension)],
  ])('by %j counts what the list shows', async (groupBy) => {
    const query = `query($by: [MeasureDimension!]!, $asOf: Date!) {
      measureSummary(groupBy: $by, asOf: $asOf) ${rowFields}
      measures(first: 500) { nodes { id state(asOf: $asOf) } }
    }`;
    const { measureSummary, measures } = await inCentral(query, { by: groupBy, asOf });
    const counts = new Map<string, number>();
    for (const { id, state } of measures.nodes) {
      let rows: Record<string, unknown>[] = [{}];
      for (const dimension of new Set(groupBy as string[])) {
        const values = valuesOf(id, state, dimension);
        rows = rows.flatMap((row) => values.map((value) => ({ ...row, [field[dimension]!]: value })));
      }
      for (const row of rows) {
        const none = Object.fromEntries(Object.values(field).map((name) => [name, null]));
        const key = JSON.stringify({ ...none, ...row });
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const keyOf = ({ count: _, ...row }: Record<string, unknown>) =>
      JSON.stringify(Object.fromEntries(Object.values(field).map((name) => [name, row[name]])));
    const found = new Map(measureSummary.map((row: Record<string, unknown>) => [keyOf(row), row.count]));
    expect(found).toEqual(counts);
    expect(measureSummary).toHaveLength(counts.size);
  });

  it('keeps to the filter, states included', async () => {
    const filter = { states: ['OVERDUE', 'DONE'], deadlineKinds: ['WINDOW', 'RECURRING'], areas: ['FAMILY'] };
    const { measureSummary, measures } = await inCentral(
      `query($filter: MeasureFilter, $asOf: Date!) {
        measureSummary(filter: $filter, groupBy: [], asOf: $asOf) { count }
        measures(filter: $filter, asOf: $asOf) { totalCount } }`,
      { filter, asOf },
    );
    expect(measureSummary).toEqual([{ count: measures.totalCount }]);
  });
});

describe('The hub answers as one database with the rows of all owners', () => {
  const all = Object.keys(MeasureDimension);
  it.each([
    [[]],
    ...all.map((dimension) => [[dimension]]),
    [['MUNICIPALITY', 'STATE']],
    [['SECTION', 'MONTH', 'AREA']],
    [all],
  ])('measureSummary by %j, in the same order', async (groupBy) => {
    const query = `query($by: [MeasureDimension!]!, $asOf: Date!) { measureSummary(groupBy: $by, asOf: $asOf) ${rowFields} }`;
    const variables = { by: groupBy, asOf };
    expect(await inHub(query, variables)).toEqual(await inCentral(query, variables));
  });

  it.each([
    ['of one owner', '["b"]', '[STATE, AREA, MONTH]'],
    ['of an owner without measures', '["c"]', '[STATE]'],
    ['of an owner without measures, in all', '["c"]', '[]'],
    ['of nobody', '[]', '[]'],
  ])('measureSummary %s', async (_, municipalities, by) => {
    const query = `{ measureSummary(municipalities: ${municipalities}, groupBy: ${by}, asOf: "${asOf}") ${rowFields} }`;
    expect(await inHub(query)).toEqual(await inCentral(query));
  });

  it.each([
    '{ states: [OVERDUE] }',
    '{ states: [DONE, DONE_LATE, UNCERTAIN] }',
    '{ states: [] }',
    '{ states: [OVERDUE, NOT_STARTED], planReported: true }',
    '{ planReported: false }',
    '{ dueFrom: "2024-02-29" }',
    '{ dueTo: "2024-02-29" }',
    '{ dueFrom: "2024-02-29", dueTo: "2024-05-30" }',
    '{ activeWithin: { start: "2024-03-01", end: "2024-03-01" } }',
    '{ activeWithin: { start: "2025-01-01" } }',
    '{ activeWithin: { end: "2024-01-01" } }',
    '{ activeWithin: {} }',
    '{ deadlineKinds: [ON_EVENT, RECURRING], states: [NOT_DATED, NOT_STARTED] }',
  ])('measures by %s, in every order, page by page', async (filter) => {
    for (const orderBy of ['SOURCE_ORDER', 'DUE_ASC', 'DUE_DESC']) {
      const query = `query($first: Int!, $after: String) {
        measures(filter: ${filter}, asOf: "${asOf}", orderBy: ${orderBy}, first: $first, after: $after) {
          totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const whole = await inCentral(query, { first: 500 });
      const ids: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { measures } = await inHub(query, { first: 37, after });
        expect(measures.totalCount).toBe(whole.measures.totalCount);
        ids.push(...measures.nodes.map(({ id }: { id: string }) => id));
        ({ hasNextPage: more, endCursor: after } = measures.pageInfo);
      }
      expect(ids).toEqual(whole.measures.nodes.map(({ id }: { id: string }) => id));
    }
  });

  it('lists by due day with the undated last, whichever way', async () => {
    const { up, down } = await inHub(`{
      up: measures(orderBy: DUE_ASC, first: 500) { nodes { id deadline { due } } }
      down: measures(orderBy: DUE_DESC, first: 500) { nodes { id deadline { due } } } }`);
    const due = (page: { nodes: { deadline: { due: string | null } }[] }) =>
      page.nodes.map(({ deadline }) => deadline.due);
    const dated = due(up).filter((day) => day !== null);
    const undated = due(up).filter((day) => day === null);
    expect(undated.length).toBeGreaterThan(0);
    expect(due(up)).toEqual([...dated.toSorted(), ...undated]);
    expect(due(down)).toEqual([...dated.toSorted().reverse(), ...undated]);
  });

  it('lists within a municipality and within a plan by the same arguments', async () => {
    const query = `{ municipalities { code
      measures(filter: { states: [OVERDUE] }, asOf: "${asOf}", orderBy: DUE_DESC, first: 5) { totalCount nodes { id } pageInfo { endCursor } }
      later: measures(filter: { states: [OVERDUE] }, asOf: "2025-12-31", orderBy: DUE_DESC, first: 5) { totalCount }
      actionPlans { nodes { measures(filter: { states: [OVERDUE] }, asOf: "${asOf}", first: 3) { totalCount nodes { id state(asOf: "${asOf}") } } } }
    } }`;
    const found = await inHub(query);
    expect(found).toEqual(await inCentral(query));
    const [{ measures, later, actionPlans }] = found.municipalities;
    expect(actionPlans.nodes[0].measures.totalCount).toBe(measures.totalCount);
    expect(later.totalCount).toBeGreaterThan(measures.totalCount);
  });

  it('refuses states without the day, and a period that ends before it starts', async () => {
    for (const filter of ['{ states: [DONE] }', '{ activeWithin: { start: "2024-02-01", end: "2024-01-01" } }']) {
      for (const url of [hub.url, `${central.server.url}/graphql`]) {
        const { errors } = await ask(url, `{ measures(filter: ${filter}) { totalCount } }`);
        expect(errors![0]!.extensions.code).toBe('BAD_ARGUMENT');
      }
    }
  });
});

it.each([
  ['a literal', '{ measures(filter: { dueFrom: "2024-02-30" }) { totalCount } }', {}, 'OPERATION_INVALID'],
  [
    'a variable',
    'query($d: Date) { measures(filter: { dueFrom: $d }) { totalCount } }',
    { d: '2024-02-30' },
    'BAD_VARIABLE',
  ],
])('A day that does not exist is refused as the mistake of who asks: %s', async (_, query, variables, code) => {
  for (const url of [hub.url, `${central.server.url}/graphql`]) {
    const { status, errors, data: found } = await ask(url, query, variables);
    expect([status, found ?? null, errors!.map(({ extensions }) => extensions.code)]).toEqual([400, null, [code]]);
    expect(errors![0]!.message).toContain('Expected a date');
  }
});
