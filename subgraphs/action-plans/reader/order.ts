import { readClauses } from './clauses.js';
import type { ParsedAct } from './document.js';
import { findController, readInstructions } from './instructions.js';
import type { Line } from './lines.js';
import type { OrderHead } from './order-head.js';
import type { Signature } from './persons.js';

/** The order itself: its head, its points up to the signature, who signed, who controls. `to` is the first line that is not its own. */
export function readOrder(lines: readonly Line[], head: OrderHead, signature: Signature | null, to: number): ParsedAct {
  const clauses = readClauses(lines.slice(head.bodyFrom, signature?.from ?? to), { headings: false });
  return {
    kind: head.kind,
    number: head.number,
    date: head.dates[0]?.date ?? null,
    dateCandidates: head.dates.map(({ date, line }) => ({ date, line, where: 'HEADING' })),
    title: head.title,
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
    clauses,
    instructions: readInstructions(clauses),
    period: null,
    periodSource: 'NONE',
    educationLevels: [],
    approvedBy: null,
    line: lines[head.from]!.no,
    lineEnd: signature?.line ?? clauses.at(-1)?.lineEnd ?? lines[Math.max(0, head.bodyFrom - 1)]!.no,
  };
}
