import type { LegalActKind } from '../vocabulary/acts.js';
import { checkAct, checkOwnerName } from './checks/act-checks.js';
import { checkDeadlines, checkInstructionDeadlines } from './checks/deadline-checks.js';
import { checkSpelling } from './checks/misspelt.js';
import { checkPlan } from './checks/plan-checks.js';
import { checkWords } from './checks/typos.js';
import type { ParsedAct, ParsedDocument, ParsedIssue, ParsedPlan } from './document.js';
import { levelsNamed } from './levels.js';
import { type Line, readLines } from './lines.js';
import { readOrder } from './order.js';
import { readOrderHead } from './order-head.js';
import { type Attachment, endOfPoints, findAttachments } from './parts.js';
import { findPeriod } from './period.js';
import { findSignature } from './persons.js';
import { readPlan } from './plan.js';
import { readProgramme } from './programme.js';
import { readRegulation } from './regulation.js';
import { readStamp, type Stamp } from './stamp.js';
import { findTableHeads } from './table-heads.js';

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
  if (document.acts.length === 0) document.acts.push(standingAlone(plan, stamp, lines[attachment.from]!.no));
  else addStampDate(document.acts[0]!, stamp);
  const act = document.acts[0]!;
  const title = plan.title || act.title;
  const deadlines = plan.measures.map(({ deadlineText }) => deadlineText);
  const read: ParsedPlan = { act: 0, ...plan, title, ...findPeriod([title, act.title], act.date, deadlines) };
  document.plans.push(read);
  for (const issue of checkPlan(read, act, repeatedAt)) document.issues.push(issue);
  for (const issue of checkDeadlines(read, act.date)) document.issues.push(issue);
}

function addRegulation(document: ParsedDocument, lines: readonly Line[], attachment: Attachment): void {
  const stamp = readStamp(lines, attachment);
  const regulation = readRegulation(lines, attachment, stamp, document.acts[0]);
  if (document.acts[0]) addStampDate(document.acts[0], stamp);
  if (regulation) document.acts.push(regulation);
  else if (attachment.to > attachment.stampTo) document.issues.push(unread(lines[attachment.from]!));
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

/** What an act says through its title, and where that is silent through its plans. */
function describe(act: ParsedAct, plans: readonly ParsedPlan[]): void {
  const isPlan = act.clauses.length === 0 && plans[0]?.title === act.title;
  const { period, periodSource } = isPlan ? plans[0]! : findPeriod([act.title], act.date, []);
  Object.assign(act, { period, periodSource });
  act.educationLevels = levelsNamed([
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
