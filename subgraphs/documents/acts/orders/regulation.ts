import { elementAt } from '../../lists/elements.js';
import type { LegalActKind } from '../../vocabulary/acts.js';
import type { Attachment } from '../attachments/attachments.js';
import type { Stamp } from '../attachments/stamp.js';
import { findCitations } from '../citations/find-citations.js';
import { readClauses } from '../clauses/clauses.js';
import type { ParsedAct } from '../model/parsed-document.js';
import { joinLines, joinText, type Line, withoutBlankEnds } from '../text/source-lines.js';

/**
 * A regulation that an order approves. It has no number of its own; its date is that of its approval.
 * Null for an attachment without numbered clauses: a form, a list.
 */
export function readRegulation(
  lines: readonly Line[],
  { from, to, stampTo, titleAt }: Attachment,
  stamp: Stamp | null,
  order: ParsedAct | undefined,
): ParsedAct | null {
  if (titleAt === null) return null;
  const own = withoutBlankEnds(lines.slice(Math.max(titleAt, stampTo), to));
  const titleLines = own.findIndex(
    (line, i) => i > 0 && /^(?:\d{1,2}[.)]|[IVXХ]{1,4}[.)]|Раздел|Глава)/.test(line.text),
  );
  const body = own.slice(titleLines < 0 ? own.length : titleLines);
  const clauses = readClauses(body, { headings: true });
  if (clauses.length === 0) return null;
  const title = joinText(own.slice(0, titleLines));
  const kind: LegalActKind = /^(?:концепция|стратегия)/i.test(title) ? 'CONCEPT' : 'REGULATION';
  return {
    kind,
    number: null,
    date: stamp?.date ?? null,
    dateCandidates: stamp?.date ? [{ date: stamp.date, line: stamp.line, where: 'STAMP' }] : [],
    title,
    issuer: order?.issuer ?? stamp?.issuer ?? null,
    place: null,
    signatory: null,
    controller: null,
    basis: findCitations(joinLines(body), 'BASIS'),
    mentions: [],
    clauses,
    instructions: [],
    period: null,
    periodSource: 'NONE',
    educationLevels: [],
    approvedBy: order ? 0 : null,
    line: elementAt(withoutBlankEnds(lines.slice(from, to)), 0).no,
    lineEnd: elementAt(own, -1).no,
  };
}
