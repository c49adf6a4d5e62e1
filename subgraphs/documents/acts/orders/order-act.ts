import { elementAt } from '../../lists/elements.js';
import { findCitations } from '../citations/find-citations.js';
import { readClauses } from '../clauses/clauses.js';
import { findController, readInstructions } from '../clauses/instructions.js';
import type { ParsedAct, ParsedCitation, ParsedClause } from '../model/parsed-document.js';
import type { Signature } from '../persons/signature.js';
import type { Line, Passage } from '../text/source-lines.js';
import type { OrderHead } from './order-head.js';

/** The order itself: its head, its points up to the signature, who signed, who controls. `to` is the first line that is not its own. */
export function readOrder(lines: readonly Line[], head: OrderHead, signature: Signature | null, to: number): ParsedAct {
  const clauses = readClauses(lines.slice(head.bodyFrom, signature?.from ?? to), { headings: false });
  return {
    kind: head.kind,
    number: head.number,
    date: head.dates[0]?.date ?? null,
    dateCandidates: head.dates.map(({ date, line }) => ({ date, line, where: 'HEADING' })),
    title: head.title.text,
    issuer: head.issuer,
    place: head.place,
    signatory: signature && {
      name: signature.name,
      position: signature.position,
      acting: signature.acting,
      line: signature.line,
    },
    controller: findController(clauses, signature?.name ?? null),
    basis: head.basis,
    mentions: [...mentionsInTitle(head.title), ...clauses.flatMap(mentionsInClause)],
    clauses,
    instructions: readInstructions(clauses),
    period: null,
    periodSource: 'NONE',
    educationLevels: [],
    approvedBy: null,
    line: elementAt(lines, head.from).no,
    lineEnd: signature?.line ?? clauses.at(-1)?.lineEnd ?? elementAt(lines, Math.max(0, head.bodyFrom - 1)).no,
  };
}

/** «О внесении изменений в постановление …» is about that act; any other title only names it. */
function mentionsInTitle(title: Passage): ParsedCitation[] {
  const role = /^(?:О|Об)\s(?:внесении\s(?:изменени|дополнени)|изменени)/i.test(title.text) ? 'AMENDED' : 'MENTION';
  return findCitations(title, role);
}

function mentionsInClause({ text, line }: ParsedClause): ParsedCitation[] {
  const role = /(?:признать|считать)\s(?:[а-яё]+\s)?утратившим|^отменить/i.test(text)
    ? 'REPEALED'
    : /^внести\s(?:[^;\n]{0,400}\s)?(?:изменени|дополнени)/i.test(text)
      ? 'AMENDED'
      : 'MENTION';
  return findCitations({ text, lineAt: () => line }, role);
}
