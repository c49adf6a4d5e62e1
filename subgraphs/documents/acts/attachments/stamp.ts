import { elementAt } from '../../lists/elements.js';
import type { LegalActKind } from '../../vocabulary/acts.js';
import { findCitations } from '../citations/find-citations.js';
import type { ParsedSignatory } from '../model/parsed-document.js';
import { findSignature } from '../persons/signature.js';
import { findDates } from '../text/dates-in-text.js';
import { joinLines, type Line } from '../text/source-lines.js';
import type { Attachment } from './attachments.js';

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
  const lineWithDate = stamp.find((line) => findDates(line.text).length > 0);
  const line = lineWithDate?.no ?? elementAt(stamp, 0).no;
  const act = findCitations(joinLines(stamp), 'MENTION').find(({ date, number }) => date ?? number);
  if (act) return { kind: act.kind, number: act.number, date: act.date, issuer: act.issuer, signatory: null, line };
  if (!/^утверждаю/i.test(elementAt(stamp, 0).text)) return null;
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
    date: lineWithDate ? elementAt(findDates(lineWithDate.text), 0).date : null,
    issuer: null,
    signatory,
    line,
  };
}
