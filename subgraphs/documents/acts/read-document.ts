import { elementAt } from '../lists/elements.js';
import type { LegalActKind } from '../vocabulary/acts.js';
import { type Attachment, endOfPoints, findAttachments } from './attachments/attachments.js';
import { readStamp, type Stamp } from './attachments/stamp.js';
import { checkAct, checkOwnerName } from './checks/check-act.js';
import { checkDeadlines, checkInstructionDeadlines } from './checks/check-deadlines.js';
import { checkPlan } from './checks/check-plan.js';
import { checkSpelling } from './checks/spelling.js';
import { checkWords } from './checks/typos.js';
import type { ParsedAct, ParsedDocument, ParsedIssue, ParsedPlan } from './model/parsed-document.js';
import { readOrder } from './orders/order-act.js';
import { readOrderHead } from './orders/order-head.js';
import { readRegulation } from './orders/regulation.js';
import { findSignature } from './persons/signature.js';
import { findPeriod } from './plans/plan-period.js';
import { readPlan } from './plans/read-plan.js';
import { readProgramme } from './programmes/read-programme.js';
import { educationLevelsIn } from './recognition/education-level.js';
import { findTableHeads } from './tables/table-heads.js';
import { type Line, readLines } from './text/source-lines.js';

/**
 * Reads the text of a published order, plan, roadmap or regulation. Never throws: what is not understood is left out or said in
 * `issues`, and a text without act and plan gives empty lists and one error.
 *
 * An order and the regulation it approves are two acts, because each numbers its own clauses: «2.1» of the one is not «2.1» of the other.
 */
export function readDocument(text: string, options: { filename?: string } = {}): ParsedDocument {
  const lines = readLines(text);
  const heads = findTableHeads(lines);
  const head = readOrderHead(lines.slice(0, heads[0]?.from ?? lines.length));
  const signature = head && findSignature(lines, head.bodyFrom, endOfPoints(lines, head.bodyFrom, heads));
  const attachments = findAttachments(lines, signature?.to ?? head?.bodyFrom ?? 0, heads);
  const document: ParsedDocument = { acts: [], plans: [], programmes: [], issues: [], lines: lines.length };
  if (head) document.acts.push(readOrder(lines, head, signature, attachments[0]?.from ?? lines.length));
  for (const attachment of attachments) {
    if (attachment.tables.length > 0) addPlan(document, lines, attachment);
    else addRegulation(document, lines, attachment);
  }
  document.acts.forEach((act, i) => {
    describe(act, i === 0 ? document.plans : []);
    for (const issue of [...checkAct(act), ...checkInstructionDeadlines(act)]) document.issues.push(issue);
  });
  document.programmes = document.acts.map(readProgramme).filter((programme) => programme !== null);
  const words = [...checkWords(lines), ...checkSpelling(lines)].map((issue) => ({
    ...issue,
    row: rowAt(document.plans, issue.line!),
  }));
  document.issues = document.issues.concat(checkOwnerName(lines), words);
  if (document.acts.length === 0) document.issues.push(nothingRead(options.filename));
  document.issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return document;
}

function addPlan(document: ParsedDocument, lines: readonly Line[], attachment: Attachment): void {
  const { plan, repeatedAt } = readPlan(lines, attachment);
  const stamp = readStamp(lines, attachment);
  if (document.acts.length === 0) document.acts.push(standingAlone(plan, stamp, elementAt(lines, attachment.from).no));
  else addStampDate(elementAt(document.acts, 0), stamp);
  const act = elementAt(document.acts, 0);
  const title = plan.title || act.title;
  const deadlines = plan.measures.map(({ deadlineText }) => deadlineText);
  const whole: ParsedPlan = { act: 0, ...plan, title, ...findPeriod([title, act.title], act.date, deadlines) };
  document.plans.push(whole);
  for (const issue of checkPlan(whole, act, repeatedAt)) document.issues.push(issue);
  for (const issue of checkDeadlines(whole, act.date)) document.issues.push(issue);
}

function addRegulation(document: ParsedDocument, lines: readonly Line[], attachment: Attachment): void {
  const stamp = readStamp(lines, attachment);
  const regulation = readRegulation(lines, attachment, stamp, document.acts[0]);
  if (document.acts[0]) addStampDate(document.acts[0], stamp);
  if (regulation) document.acts.push(regulation);
  else if (attachment.to > attachment.stampTo) document.issues.push(unread(elementAt(lines, attachment.from)));
}

/** The stamp of an attachment names its order once more: another date there is a conflict to be shown. */
function addStampDate(act: ParsedAct, stamp: Stamp | null): void {
  if (!stamp?.date || act.approvedBy !== null || (stamp.number && act.number && stamp.number !== act.number)) return;
  act.dateCandidates.push({ date: stamp.date, line: stamp.line, where: 'STAMP' });
}

/** A plan without its order is the act itself, unless its stamp names the order. */
function standingAlone(
  plan: { kind: string; title: string; line: number; lineEnd: number },
  stamp: Stamp | null,
  line: number,
): ParsedAct {
  const kind: LegalActKind = stamp?.kind ?? (plan.kind === 'ROADMAP' ? 'ROADMAP' : 'LOCAL_ACT');
  return {
    kind,
    number: stamp?.number ?? null,
    date: stamp?.date ?? null,
    dateCandidates: stamp?.date ? [{ date: stamp.date, line: stamp.line, where: 'STAMP' }] : [],
    title: plan.title,
    issuer: stamp?.issuer ?? null,
    place: null,
    signatory: stamp?.signatory ?? null,
    controller: null,
    basis: [],
    mentions: [],
    clauses: [],
    instructions: [],
    period: null,
    periodSource: 'NONE',
    educationLevels: [],
    approvedBy: null,
    line: stamp ? line : plan.line,
    lineEnd: plan.lineEnd,
  };
}

/** Period and levels of education of an act, by its title, else by its plans. */
function describe(act: ParsedAct, plans: readonly ParsedPlan[]): void {
  const isPlan = act.clauses.length === 0 && plans[0]?.title === act.title;
  const { period, periodSource } = isPlan ? elementAt(plans, 0) : findPeriod([act.title], act.date, []);
  Object.assign(act, { period, periodSource });
  act.educationLevels = educationLevelsIn([
    () => [act.title, ...plans.map(({ title }) => title)].join('\n'),
    () => plans.flatMap(({ sections, measures }) => [...sections, ...measures].map(({ title }) => title)).join('\n'),
    () => act.clauses.map(({ text }) => text).join('\n'),
  ]);
}

/** Position of the measure that the line belongs to. */
function rowAt(plans: readonly ParsedPlan[], line: number): number | undefined {
  const rows = plans.map(({ measures }) => measures.findIndex((row) => line >= row.line && line <= row.lineEnd));
  const row = rows.find((index) => index >= 0);
  return row === undefined ? undefined : row + 1;
}

function unread({ no, text }: Line): ParsedIssue {
  const message = `Приложение со строки ${no} не прочитано: в нём нет ни таблицы плана, ни нумерованных пунктов.`;
  return { code: 'NOTHING_READ', severity: 'NOTICE', message, line: no, text };
}

function nothingRead(filename: string | undefined): ParsedIssue {
  const name = filename ? `«${filename}»: ` : '';
  const message = `${name}в тексте не найдено ни приказа, ни плана. Ожидается текст приказа, порядка, плана мероприятий или «дорожной карты».`;
  return { code: 'NOTHING_READ', severity: 'ERROR', message, line: null };
}
