import { deadlineColumns, occurrenceRows } from '../../../subgraphs/action-plans/imports/documents/deadline-rows.js';
import { responsibleKey } from '../../../subgraphs/action-plans/model/responsible-key.js';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import type { Dice } from '../dice.js';
import type { Row, Rows } from './rows.js';
import { areas, days, instants, issues, levels, type Names, period, provenance } from './texts.js';

const deadlines = [
  'до 01.03.2024',
  'до 01.03.2024',
  '29 февраля 2024 года',
  'январь – март 2024 года',
  'ежеквартально',
  'ежемесячно',
  'в течение 2024 года',
  'июнь, декабрь',
  'май-июнь',
  'постоянно',
  'по отдельному графику',
  'после аттестации',
  'как получится',
];

type PlanRows = Partial<Rows>;

export function plansOf(dice: Dice, owner: string, names: Names, known: Rows): PlanRows {
  const acts = (known['action_plans.legal_act'] ?? []).filter(({ municipality }) => municipality !== null);
  const own = acts.filter(({ municipality }) => municipality === owner);
  const organizations = known['action_plans.organization'] ?? [];
  const institutions = known['institutions.institution'] ?? [];
  const plans = own.flatMap((act, index) => (dice.chance(0.7) ? [planOf(dice, owner, names, act, index)] : []));
  const measures = plans.flatMap((plan) => dice.times(dice.int(6), (n) => measureOf(dice, owner, names, plan, n)));
  const rows = measures.map(({ row }) => row);
  return {
    'action_plans.action_plan': plans,
    'action_plans.measure': rows,
    'action_plans.measure_occurrence': measures.flatMap(({ occurrences }) => occurrences),
    'action_plans.measure_area': rows.flatMap((row) => areasOf(dice, owner, row)),
    'action_plans.responsible': rows.flatMap((row) => responsibleOf(dice, row, organizations)),
    'action_plans.progress_report': measures.flatMap((measure) => reportsOf(dice, owner, measure, institutions)),
    'action_plans.institution_plan': dice.some(institutions).map(({ id }) => ({
      id: `${owner}:institution-plan:${String(id).split(':')[2]}`,
      municipality: owner,
      institution_id: id,
      approved_at: dice.maybe(dice.pick(days)),
      published_at: dice.maybe(dice.pick(days)),
      url: dice.maybe('https://ds.example/plan'),
      publication_id: null,
    })),
  };
}

function planOf(dice: Dice, owner: string, names: Names, act: Row, index: number): Row {
  const covered = period(dice);
  return {
    id: `${owner}:plan:${index}`,
    municipality: owner,
    act_id: act.id,
    kind: dice.pick(['PLAN', 'ROADMAP', 'WORK_PLAN', 'INSTITUTION_PLAN']),
    title: names.name(),
    period: covered,
    period_source: dice.pick(['EXPLICIT', 'INFERRED', 'NONE']),
    goals: dice.times(dice.int(2), () => ({ text: 'Цель', area: dice.maybe(dice.pick(areas)), parts: [] })),
    columns: [
      { title: 'Мероприятие', role: 'TITLE' },
      { title: 'Срок', role: 'DEADLINE' },
    ],
    sections: dice.some(['I', 'II']).map((label) => ({
      path: [label],
      title: names.name(),
      mechanism: dice.maybe('TALENTS', 0.3),
      cycleSteps: dice.some(['GOALS', 'ANALYSIS']),
      measureCount: dice.int(3),
    })),
    issues: issues(dice),
    provenance: provenance(dice, owner),
    sort_key: covered.start ?? '9999-99-99',
  };
}

interface DrawnMeasure {
  row: Row;
  occurrences: Row[];
}

function measureOf(dice: Dice, owner: string, names: Names, plan: Row, n: number): DrawnMeasure {
  const text = dice.maybe(dice.pick(deadlines), 0.9);
  const planPeriod = dice.chance(0.5) ? { start: '2024-01-01', end: '2024-12-31' } : null;
  const reading = readDeadline(text ?? '', { planPeriod });
  const { deadline, deadlineKind, deadlineStatus, starts, due } = deadlineColumns(reading);
  const id = `${owner}:measure:${String(plan.id).split(':')[2]}/${n}`;
  const responsible = dice.maybe('УО, заместитель');
  const row = {
    id,
    municipality: owner,
    plan_id: plan.id,
    section_path: dice.pick([[], ['I'], ['I', '1'], ['II']]),
    number: dice.maybe(`${n}`),
    ordinal: n,
    title: names.name(),
    deadline_text: text,
    responsible_text: responsible,
    participants: dice.maybe('педагоги'),
    form: dice.maybe(dice.pick(['семинар', 'План'])),
    planned_results: dice.some(['отчёт', 'план обучения']),
    area_codes: [],
    education_levels: dice.some(levels, 0.3),
    issues: issues(dice),
    provenance: provenance(dice, owner),
    responsible_key: responsibleKey(responsible ?? ''),
    source_order: `${owner}/${plan.sort_key}/${String(plan.id).split(':')[2]}/${String(n + 1).padStart(5, '0')}`,
    deadline,
    deadline_kind: deadlineKind,
    deadline_status: deadlineStatus,
    starts,
    due,
    result_dates: dice.some(days, 0.2),
  };
  const occurrences = occurrenceRows(id, reading).map(({ measureId, ...one }) => ({ measure_id: measureId, ...one }));
  return { row, occurrences };
}

function areasOf(dice: Dice, owner: string, measure: Row): Row[] {
  return dice.some(areas.slice(0, 5), 0.3).map((area) => ({
    id: `${owner}:measure-area:${area}/${String(measure.id).split(':')[2]}`,
    measure_id: measure.id,
    area,
    municipality: owner,
    relation: dice.pick(['EXACT', 'BROADER', 'RELATED']),
    authority: dice.pick(['Разметка', 'Приказ']),
    publication_id: `${owner}:publication:p0/1`,
    line: dice.int(20),
  }));
}

function responsibleOf(dice: Dice, measure: Row, organizations: readonly Row[]): Row[] {
  return dice.times(dice.int(3), (seq) => {
    const organization = organizations.length > 0 ? dice.maybe(dice.pick(organizations)) : null;
    const text = dice.pick(['УО', 'заместитель', 'ЦРО']);
    return {
      measure_id: measure.id,
      seq,
      text,
      organization_id: organization?.id ?? null,
      person: organization ? null : dice.maybe('Т.В. Примерова'),
      role: dice.pick(['EXECUTOR', 'SUPERVISOR']),
      resolved: organization !== null,
      words: responsibleKey(text),
      person_key: null,
    };
  });
}

function reportsOf(dice: Dice, owner: string, { row, occurrences }: DrawnMeasure, institutions: readonly Row[]): Row[] {
  return dice.times(dice.int(4), (seq) => {
    const occurrence = occurrences.length > 0 ? dice.maybe(dice.pick(occurrences), 0.4) : null;
    return {
      id: `${owner}:progress:${String(row.id).split(':')[2]}/${seq}`,
      municipality: owner,
      measure_id: row.id,
      seq,
      occurrence: occurrence && { start: occurrence.starts, end: occurrence.ends },
      status: dice.pick(['IN_PROGRESS', 'DONE', 'DONE', 'CANCELLED', 'WITHDRAWN']),
      done_at: dice.maybe(dice.pick(days)),
      note: dice.maybe('проведено'),
      evidence: null,
      reported_at: dice.pick(instants),
      reported_by: null,
      publication_id: null,
      institution_id: institutions.length > 0 ? dice.maybe(dice.pick(institutions).id, 0.3) : null,
    };
  });
}
