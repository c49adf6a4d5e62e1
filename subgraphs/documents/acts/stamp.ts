import type { LegalActKind } from '../vocabulary/acts.js';
import { findCitations } from './citations.js';
import { findDates } from './dates.js';
import type { ParsedSignatory } from './document.js';
import { joinLines, type Line } from './lines.js';
import type { Attachment } from './parts.js';
import { findSignature } from './persons.js';

/** «УТВЕРЖДЕН приказом … от … № …» names the act; «УТВЕРЖДАЮ», a head and a date are themselves the approval. */
export interface Stamp {
  kind: LegalActKind | null;
  number: string | null;
  date: string | null;
  issuer: string | null;
  signatory: ParsedSignatory | null;
  /** Line of its date, or its first one. */
  line: number;
}

export function readStamp(lines: readonly Line[], { from, stampTo }: Attachment): Stamp | null {
  const stamp = lines.slice(from, stampTo);
  if (stamp.length === 0) return null;
  const dated = stamp.find((line) => findDates(line.text).length > 0);
  const line = dated?.no ?? stamp[0]!.no;
  const act = findCitations(joinLines(stamp), 'MENTION').find(({ date, number }) => date ?? number);
  if (act) return { kind: act.kind, number: act.number, date: act.date, issuer: act.issuer, signatory: null, line };
  if (!/^утверждаю/i.test(stamp[0]!.text)) return null;
  const signature = findSignature(stamp, 0, stamp.length);
  const signatory = signature && {
    name: signature.name,
    position: signature.position,
    acting: signature.acting,
    line: signature.line,
  };
  return {
    kind: null,
    number: null,
    date: dated ? findDates(dated.text)[0]!.date : null,
    issuer: null,
    signatory,
    line,
  };
}
