import { formatId, parseId } from '../../../../schema/contract/id.js';
import {
  cycleStepsNamed,
  type KnownOrganization,
  levelsNamed,
  type ParsedAct,
  type ParsedCitation,
  type ParsedDocument,
  type ParsedIssue,
  type ParsedMeasure,
  type ParsedPlan,
  readDeadline,
  readParties,
  resultDates,
  type Span,
} from '../../../documents/index.js';
import type { Issue, Provenance } from '../../../kit/graphql/index.js';
import { sha256Of } from '../../../kit/publishing/index.js';
import { Instruction } from '../../model/instruction.js';
import { Citation, LegalAct } from '../../model/legal-act.js';
import { Measure } from '../../model/measure.js';
import { ActionPlan } from '../../model/plan.js';
import { responsibleKey } from '../../model/responsible-key.js';
import { citedKey, identityKey } from './act-key.js';
import { deadlineColumns, occurrenceRows } from './deadline-rows.js';
import { addParties } from './party-rows.js';
import { type DocumentRows, noRows } from './row-set.js';

export interface PublishedDocument {
  municipality: string;
  document: ParsedDocument;
  text: string;
  /** Natural key of the first act. */
  subject: string;
  /** Id of the publication that brings it. */
  publication: string;
  /** Ids of the measures of each plan, where they are known from the version before. */
  measureIds?: readonly (readonly string[])[];
  /** The owner's organisations, as its other documents name them. */
  organizations?: readonly KnownOrganization[];
}

/** Turns what was read into rows. Keys come from what the document says, so that the next version meets this one. */
export function documentRows(read: PublishedDocument): DocumentRows {
  const parties = readParties(read.document, read.text, read.organizations);
  const document = { ...read.document, issues: byLine([...read.document.issues, ...parties.issues]) };
  const published = { ...read, document };
  const rows = { ...noRows(), issues: document.issues.map(issueOf) };
  const source = new Source(published);
  document.acts.forEach((act, index) => addAct(rows, source, act, index));
  document.plans.forEach((plan, index) => addPlan(rows, source, plan, index));
  rows.shared = [...new Map(rows.shared.map((act) => [act.id, act])).values()];
  addParties(rows, published.municipality, parties);
  return rows;
}

/** The document as the rows refer to it. */
class Source {
  readonly lines: readonly string[];
  readonly sha256: string;
  readonly published: PublishedDocument;

  constructor(published: PublishedDocument) {
    this.published = published;
    this.lines = published.text.split(/\r\n|\r|\n/);
    this.sha256 = sha256Of(published.text);
  }

  id(kind: string, local: string): string {
    return formatId({ owner: this.published.municipality, kind, local });
  }

  actKey(index: number): string {
    const { subject } = this.published;
    // A regulation that an order approves is known by the order, since it has no number of its own. So is whatever else
    // stands in the document: an act must never meet one of another document by a key that both were given.
    return index === 0 ? subject : `${subject}/${index}`;
  }

  actId(index: number): string {
    return this.id('act', this.actKey(index));
  }

  /** The text of an act: the first one's is the whole document, what it approves has its own part of it. */
  text(index: number): string {
    const { text, document } = this.published;
    const { line, lineEnd } = document.acts[index]!;
    return index === 0 ? text : this.lines.slice(line - 1, lineEnd).join('\n');
  }

  /** A line of the document as a line of the act's own text. */
  lineIn(index: number, line: number): number {
    return index === 0 ? line : line - this.published.document.acts[index]!.line + 1;
  }

  /** Lines are those of the file. `quoted` is false for what is as long as the document itself: its lines are enough. */
  provenance(index: number, { line, lineEnd }: Span, clause: string | null = null, quoted = true): Provenance[] {
    const quote = quoted ? this.lines.slice(line - 1, lineEnd).join('\n') : null;
    const { publication } = this.published;
    return [{ publication, act: this.actId(index), clause, line, lineEnd, quote, method: 'PARSED' }];
  }

  /** Issues that stand in these lines and concern no row, or just this row. */
  issues(concerns: (issue: ParsedIssue) => boolean): Issue[] {
    return this.published.document.issues.filter(concerns).map(issueOf);
  }
}

function addAct(rows: DocumentRows, source: Source, act: ParsedAct, index: number): void {
  const { municipality, document } = source.published;
  const id = source.actId(index);
  const inPlan = ({ line }: ParsedIssue) => document.plans.some((plan) => line !== null && within(plan, line));
  const ofThisAct = ({ line }: ParsedIssue) =>
    index === document.acts.findLastIndex((other) => line !== null && line >= other.line) ||
    (index === 0 && line === null);
  const key = identityKey(act);
  const identity = key && sharedId(key);
  if (identity) rows.shared.push(sharedAct(identity, act));
  rows.acts.push(
    Object.assign(new LegalAct(), {
      id,
      municipality,
      identity,
      kind: act.kind,
      number: act.number,
      date: act.date,
      dateCandidates: [...new Set(act.dateCandidates.map(({ date }) => date))],
      title: act.title,
      issuer: act.issuer,
      place: act.place,
      signatory: act.signatory && pick(act.signatory, 'name', 'position', 'acting'),
      controller: act.controller && (act.controller.nominative ?? act.controller.name ?? act.controller.text),
      clauses: act.clauses.map(({ number, text, line }) => ({ number, text, line: source.lineIn(index, line) })),
      period: act.period,
      educationLevels: act.educationLevels,
      text: source.text(index),
      sha256: source.sha256,
      issues: source.issues((issue) => !inPlan(issue) && ofThisAct(issue)),
      provenance: source.provenance(index, act, null, false),
      approvedById: act.approvedBy === null ? null : source.actId(act.approvedBy),
      issuerId: null,
      withdrawnAt: null,
      sortKey: act.date ?? undated,
    }),
  );
  const named = [...act.basis, ...act.mentions].sort((a, b) => a.line - b.line);
  for (const citation of named) addCitation(rows, source, index, null, citation);
  act.instructions.forEach((instruction, seq) => {
    const { deadlineText } = instruction;
    const deadline =
      deadlineText === null ? null : readDeadline(deadlineText, { planPeriod: act.period, actDate: act.date });
    rows.instructions.push(
      Object.assign(new Instruction(), {
        id: source.id('instruction', `${source.actKey(index)}/${instruction.number}`),
        municipality,
        actId: id,
        seq,
        ...pick(instruction, 'number', 'text', 'addressee', 'scope', 'deadlineText'),
        deadline,
        due: deadline?.due ?? null,
        provenance: source.provenance(index, instruction, instruction.number),
      }),
    );
  });
}

function addCitation(
  rows: DocumentRows,
  source: Source,
  actIndex: number,
  measureId: string | null,
  citation: ParsedCitation,
): void {
  const key = citedKey(citation, source.published.document.acts[actIndex]!.issuer);
  const citedId = key && sharedId(key);
  const { kind, number, date, year, title, issuer, role, raw, article, line } = citation;
  const named = title ?? [issuer, number && `№ ${number}`, date ?? year].filter(Boolean).join(', ');
  if (citedId && kind) rows.shared.push(sharedAct(citedId, { kind, number, date, title: named, issuer }));
  const amended = role === 'AMENDMENT' ? rows.citations.findLast((before) => before.role !== 'AMENDMENT') : undefined;
  const citing = { actId: source.actId(actIndex), seq: rows.citations.length, measureId, citedId };
  const place = line === null ? null : source.lineIn(actIndex, line);
  const words = { role, amendsId: amended?.citedId ?? null, raw, kind, number, date, article, line: place };
  const names = citedId ? { title: named, issuer } : { title: null, issuer: null };
  rows.citations.push(Object.assign(new Citation(), { ...citing, ...words, ...names }));
}

function sharedId(key: string): string {
  return formatId({ owner: '', kind: 'act', local: key });
}

function sharedAct(id: string, act: Pick<ParsedAct, 'kind' | 'number' | 'date' | 'title' | 'issuer'>): LegalAct {
  const named = pick(act, 'kind', 'number', 'date', 'title', 'issuer');
  return Object.assign(new LegalAct(), { id, identity: id, ...named, sortKey: act.date ?? undated });
}

function addPlan(rows: DocumentRows, source: Source, plan: ParsedPlan, index: number): void {
  const { municipality } = source.published;
  const key = `${source.actKey(plan.act)}/${index + 1}`;
  const planId = source.id('plan', key);
  const actId = source.actId(plan.act);
  const bySection = Map.groupBy(plan.measures, ({ sectionPath }) => sectionPath.join('\n'));
  const sections = plan.sections.map((section) => {
    const own = bySection.get(section.path.join('\n')) ?? [];
    const cycleSteps = cycleStepsNamed(own.map(({ title }) => title));
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
      sortKey: plan.period?.start ?? undated,
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
        resultDates: resultDates(measure.plannedResults ?? [], plan.period),
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
export function planIds(published: PublishedDocument): string[] {
  const source = new Source(published);
  return published.document.plans.map((plan, index) => source.id('plan', `${source.actKey(plan.act)}/${index + 1}`));
}

/** An act that speaks of several levels does not say of which its rows speak. */
function levelsOf(measure: ParsedMeasure, plan: ParsedPlan, act: LegalAct | undefined): Measure['educationLevels'] {
  const section = plan.sections.find(({ path }) => path.join('\n') === measure.sectionPath.join('\n'));
  const named = levelsNamed([() => measure.title, () => section?.title ?? '']);
  if (named.length > 0) return named;
  return act?.educationLevels.length === 1 ? act.educationLevels : [];
}

function byLine(issues: readonly ParsedIssue[]): ParsedIssue[] {
  return issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

export function issueOf(issue: ParsedIssue): Issue {
  const { code, severity, message, line } = issue;
  const { column = null, row = null, field = null, text = null, suggestion = null } = issue;
  return { code, severity, message, line, column, row, field, text, suggestion };
}

function within({ line, lineEnd }: Span, at: number): boolean {
  return at >= line && at <= lineEnd;
}

function pick<T extends object, K extends keyof T>(source: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, source[key]])) as Pick<T, K>;
}

/** Sorts after every date. */
const undated = '9999-99-99';
