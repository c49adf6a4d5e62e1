import { formatId } from '../../../../schema/contract/id.js';
import { type ParsedAct, type ParsedCitation, type ParsedIssue, readDeadline } from '../../../documents/index.js';
import { Instruction } from '../../model/instruction.js';
import { Citation, LegalAct } from '../../model/legal-act.js';
import { citedKey, identityKey } from './act-key.js';
import type { DocumentRows } from './document-row-set.js';
import { type DocumentSource, pick, sortsLast, within } from './document-source.js';

/** Adds an act with what it cites and orders. */
export function addAct(rows: DocumentRows, source: DocumentSource, act: ParsedAct, index: number): void {
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
      sortKey: act.date ?? sortsLast,
    }),
  );
  const citations = [...act.basis, ...act.mentions].sort((a, b) => a.line - b.line);
  for (const citation of citations) addCitation(rows, source, index, null, citation);
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

export function addCitation(
  rows: DocumentRows,
  source: DocumentSource,
  actIndex: number,
  measureId: string | null,
  citation: ParsedCitation,
): void {
  const key = citedKey(citation, source.act(actIndex).issuer);
  const citedId = key && sharedId(key);
  const { kind, number, date, year, title, issuer, role, raw, article, line } = citation;
  const fullTitle = title ?? [issuer, number && `№ ${number}`, date ?? year].filter(Boolean).join(', ');
  if (citedId && kind) rows.shared.push(sharedAct(citedId, { kind, number, date, title: fullTitle, issuer }));
  const amended = role === 'AMENDMENT' ? rows.citations.findLast((before) => before.role !== 'AMENDMENT') : undefined;
  const citing = { actId: source.actId(actIndex), seq: rows.citations.length, measureId, citedId };
  const place = line === null ? null : source.lineIn(actIndex, line);
  const words = { role, amendsId: amended?.citedId ?? null, raw, kind, number, date, article, line: place };
  const names = citedId ? { title: fullTitle, issuer } : { title: null, issuer: null };
  rows.citations.push(Object.assign(new Citation(), { ...citing, ...words, ...names }));
}

function sharedId(key: string): string {
  return formatId({ owner: '', kind: 'act', local: key });
}

function sharedAct(id: string, act: Pick<ParsedAct, 'kind' | 'number' | 'date' | 'title' | 'issuer'>): LegalAct {
  const attributes = pick(act, 'kind', 'number', 'date', 'title', 'issuer');
  return Object.assign(new LegalAct(), { id, identity: id, ...attributes, sortKey: act.date ?? sortsLast });
}
