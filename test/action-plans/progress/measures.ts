import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { MeasureOccurrence } from '../../../subgraphs/action-plans/model/deadline.js';
import { LegalAct } from '../../../subgraphs/action-plans/model/legal-act.js';
import { Measure } from '../../../subgraphs/action-plans/model/measure.js';
import { ActionPlan } from '../../../subgraphs/action-plans/model/plan.js';
import { ProgressReport } from '../../../subgraphs/action-plans/model/progress.js';
import { putDeadlinesInForce } from '../../../subgraphs/action-plans/rules/progress/put-deadlines-in-force.js';
import type { Window } from '../../../subgraphs/documents/deadlines/model/deadline-reading.js';
import type { DeadlineKind } from '../../../subgraphs/documents/vocabulary/deadlines.js';
import { domains } from '../../../subgraphs/domains.js';
import { type Instance, startInstance } from '../../../subgraphs/instance.js';
import { Municipality } from '../../../subgraphs/institutions/model/institution.js';
import { insertRows } from '../../../subgraphs/kit/database/insert-rows.js';
import { migrate } from '../../../subgraphs/kit/database/migrate.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';
import { testDatabase } from '../../postgres.js';
import { accept } from '../../tokens.js';

/** A synthetic measure, by what its deadline says. */
export interface MeasureData {
  local: string;
  kind: DeadlineKind;
  /** Windows, or occurrences, of each reading; the default first. */
  readings: Window[][];
  status?: 'CLEAR' | 'AMBIGUOUS' | 'CONFLICT' | 'UNPARSED';
  text?: string;
  section?: string[];
  areas?: Measure['areaCodes'];
}

export type ReportData = Pick<ProgressReport, 'status' | 'occurrence' | 'doneAt'> & { reportedAt?: Date };

/** «2024-01-01..2024-03-31», an open side left out. */
export function period(text: string): Window {
  const [start, end] = text.split('..');
  return { start: start || null, end: end || null };
}

export const measureId = (owner: string, local: string) => `${owner}:measure:${local}`;

/** An instance of these owners without any data but one empty plan of each. */
export async function startEmptyInstance(...owners: string[]): Promise<Instance> {
  const database = await testDatabase({
    template: { name: `empty ${owners.join(' ')}`, prepare: (url) => prepare(url, owners) },
  });
  const instance = await startInstance({ owners, databaseUrl: database.url, authenticate: accept() });
  const close = async () => {
    await instance.close();
    await database[Symbol.asyncDispose]();
  };
  return { ...instance, close, [Symbol.asyncDispose]: close };
}

async function prepare(url: string, owners: string[]): Promise<void> {
  const orm = await openDatabase({ url, domains });
  await migrate(orm);
  const em = orm.em.fork();
  for (const code of owners) {
    await em.insert(Municipality, {
      code,
      name: `Синтетический ${code}`,
      kind: 'MUNICIPAL_OKRUG',
      region: 'x',
      oktmo: null,
    });
    await insertRows(em, LegalAct, [
      Object.assign(new LegalAct(), {
        ...{
          id: `${code}:act:1`,
          municipality: code,
          kind: 'ORDER',
          dateCandidates: [],
          title: 'Синтетический приказ',
        },
        ...{
          clauses: [],
          educationLevels: [],
          text: '',
          sha256: '',
          issues: [],
          provenance: [],
          sortKey: '2024-01-01',
        },
      }),
    ]);
    await insertRows(em, ActionPlan, [
      Object.assign(new ActionPlan(), {
        ...{
          id: `${code}:plan:1`,
          municipality: code,
          actId: `${code}:act:1`,
          kind: 'PLAN',
          title: 'Синтетический план',
        },
        ...{ period: { start: '2024-01-01', end: '2024-12-31' }, periodSource: 'EXPLICIT', goals: [], columns: [] },
        ...{ sections: [], issues: [], provenance: [], sortKey: '2024-01-01' },
      }),
    ]);
  }
  await orm.close(true);
}

export async function insertMeasures(orm: MikroORM, owner: string, all: readonly MeasureData[]): Promise<void> {
  const em = orm.em.fork();
  await insertRows(
    em,
    Measure,
    all.map((data, index) => measureOf(owner, data, index)),
  );
  const occurrences = all.flatMap(({ local, readings }) =>
    readings.flatMap((windows, candidate) =>
      windows.map(({ start, end }, seq) =>
        Object.assign(new MeasureOccurrence(), {
          ...{ measureId: measureId(owner, local), candidate, seq, starts: start, ends: end },
        }),
      ),
    ),
  );
  await insertRows(em, MeasureOccurrence, occurrences);
  await putDeadlinesInForce(em);
}

function measureOf(owner: string, data: MeasureData, index: number): Measure {
  const { local, kind, readings, status = 'CLEAR', text = 'x', section = [], areas = [] } = data;
  const windows = readings[0] ?? [];
  const due = windows.reduce<string | null>((last, { end }) => (end && (!last || end > last) ? end : last), null);
  const candidates = status === 'AMBIGUOUS' || status === 'CONFLICT' ? readings : [];
  const reading = { text, kind, windows, due, rrule: null, schedule: null, trigger: null };
  return Object.assign(new Measure(), {
    ...{ id: measureId(owner, local), municipality: owner, planId: `${owner}:plan:1`, sectionPath: section },
    ...{ number: null, ordinal: index + 1, title: `Мероприятие ${local}`, deadlineText: text, plannedResults: [] },
    resultDates: [],
    ...{ areaCodes: areas, educationLevels: [], issues: [], provenance: [], responsibleKey: '' },
    ...{ sourceOrder: `${owner}/${String(index).padStart(6, '0')}`, deadlineKind: kind, deadlineStatus: status },
    ...{ starts: windows[0]?.start ?? null, due },
    deadline: { ...reading, yearSource: 'PLAN', status, candidates, assumption: null, period: null },
  });
}

/** Reports in the order in which they came; reported long after what they speak of, if nothing else is said. */
export async function insertReports(
  orm: MikroORM,
  owner: string,
  reports: readonly (ReportData & { local: string })[],
): Promise<void> {
  const counts = new Map<string, number>();
  const rows = reports.map(({ local, status, occurrence, doneAt, reportedAt = new Date('2026-01-01T09:00:00Z') }) => {
    const seq = (counts.get(local) ?? 0) + 1;
    counts.set(local, seq);
    return Object.assign(new ProgressReport(), {
      ...{ id: `${owner}:progress:${local}/${seq}`, municipality: owner, measureId: measureId(owner, local), seq },
      ...{ status, occurrence, doneAt, note: null, evidence: null, reportedAt, reportedBy: null },
    });
  });
  await insertRows(orm.em.fork(), ProgressReport, rows);
}

/** State and missed occurrences of measures on a day, as SQL says, by local id. */
export async function standings(
  orm: MikroORM,
  owner: string,
  asOf: string,
): Promise<Map<string, { state: string; missed: number }>> {
  const { rows } = await sql<{ id: string; state: string; missed: number }>`
    select r.id, s.state, s.missed from action_plans.measure r
    cross join lateral action_plans.measure_state(r, ${asOf}::date) s
    where r.municipality = ${owner}`.execute(orm.em.fork().getKysely());
  return new Map(rows.map(({ id, ...standing }) => [id.split(':')[2]!, standing]));
}
