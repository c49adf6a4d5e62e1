import { formatId, parseId } from '../../../../schema/contract/id.js';
import {
  cycleStepsIn,
  educationLevelsIn,
  findResultDates,
  type ParsedMeasure,
  type ParsedPlan,
  readDeadline,
} from '../../../documents/index.js';
import type { LegalAct } from '../../model/legal-act.js';
import { Measure } from '../../model/measure.js';
import { ActionPlan } from '../../model/plan.js';
import { responsibleKey } from '../../model/responsible-key.js';
import { addCitation } from './act-rows.js';
import { deadlineColumns, occurrenceRows } from './deadline-rows.js';
import type { DocumentRows } from './document-row-set.js';
import { DocumentSource, type PublishedDocument, pick, sortsLast, within } from './document-source.js';

/** Adds a plan with its measures. */
export function addPlan(rows: DocumentRows, source: DocumentSource, plan: ParsedPlan, index: number): void {
  const { municipality } = source.published;
  const key = `${source.actKey(plan.act)}/${index + 1}`;
  const planId = source.id('plan', key);
  const actId = source.actId(plan.act);
  const bySection = Map.groupBy(plan.measures, ({ sectionPath }) => sectionPath.join('\n'));
  const sections = plan.sections.map((section) => {
    const own = bySection.get(section.path.join('\n')) ?? [];
    const cycleSteps = cycleStepsIn(own.map(({ title }) => title));
    return { ...pick(section, 'path', 'title', 'mechanism'), cycleSteps, measureCount: own.length };
  });
  rows.plans.push(
    Object.assign(new ActionPlan(), {
      id: planId,
      municipality,
      actId,
      ...pick(plan, 'kind', 'title', 'periodSource'),
      period: plan.period ?? { start: null, end: null },
      goals: plan.goals.map((goal) => pick(goal, 'text', 'area', 'parts')),
      columns: plan.columns.map((column) => pick(column, 'title', 'role')),
      sections,
      issues: source.issues(({ line }) => line !== null && within(plan, line)),
      provenance: source.provenance(plan.act, plan, null, false),
      sortKey: plan.period?.start ?? sortsLast,
    }),
  );
  const order = [municipality, rows.acts[plan.act]?.sortKey, key].join('/');
  const actDate = rows.acts[plan.act]?.date;
  plan.measures.forEach((measure, position) => {
    const id = source.published.measureIds?.[index]?.[position] ?? firstMeasureId(planId, measure);
    const deadline = readDeadline(measure.deadlineText ?? '', { planPeriod: plan.period, actDate });
    rows.occurrences.push(...occurrenceRows(id, deadline));
    rows.measures.push(
      Object.assign(new Measure(), {
        id,
        municipality,
        planId,
        ...pick(measure, 'sectionPath', 'ordinal', 'title', 'deadlineText', 'responsibleText', 'participants', 'form'),
        ...deadlineColumns(deadline),
        number: measure.number,
        plannedResults: measure.plannedResults ?? [],
        resultDates: findResultDates(measure.plannedResults ?? [], plan.period),
        areaCodes: [],
        educationLevels: levelsOf(measure, plan, rows.acts[plan.act]),
        issues: source.issues(({ row, line }) => row === position + 1 && line !== null && within(plan, line)),
        provenance: source.provenance(plan.act, measure),
        responsibleKey: responsibleKey(measure.responsibleText ?? ''),
        sourceOrder: `${order}/${String(position + 1).padStart(5, '0')}`,
      }),
    );
    for (const citation of measure.citations) addCitation(rows, source, plan.act, id, citation);
  });
}

/** The id that a measure gets where its plan has had none of it: its section and position then, opaque ever after. */
export function firstMeasureId(planId: string, { sectionPath, ordinal }: ParsedMeasure): string {
  const { owner, local } = parseId(planId);
  return formatId({ owner, kind: 'measure', local: `${local}/${[...sectionPath, ordinal].join('.')}` });
}

/** Ids of the document's plans, in its order. */
export function planIds(publication: PublishedDocument): string[] {
  const source = new DocumentSource(publication);
  return publication.document.plans.map((plan, index) => source.id('plan', `${source.actKey(plan.act)}/${index + 1}`));
}

/** An act that speaks of several levels does not say of which its rows speak. */
function levelsOf(measure: ParsedMeasure, plan: ParsedPlan, act: LegalAct | undefined): Measure['educationLevels'] {
  const section = plan.sections.find(({ path }) => path.join('\n') === measure.sectionPath.join('\n'));
  const levels = educationLevelsIn([() => measure.title, () => section?.title ?? '']);
  if (levels.length > 0) return levels;
  return act?.educationLevels.length === 1 ? act.educationLevels : [];
}
