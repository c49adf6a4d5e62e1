import { elementAt } from '../../lists/elements.js';
import type { TableHead } from '../tables/plan-table.js';
import { findDates } from '../text/dates-in-text.js';
import type { Line } from '../text/source-lines.js';

/** An attachment of an order, or a document that stands alone: its stamp, its title, its tables. All are indices of lines. */
export interface Attachment {
  from: number;
  /** The first line after it. */
  to: number;
  stampTo: number;
  titleAt: number | null;
  tables: TableHead[];
}

/**
 * Cuts what follows the points of an order into attachments. One begins at a stamp («Приложение …», «УТВЕРЖДЕН …»), at the title of
 * a plan above a table, at the title of a regulation in capitals, or at a table without either.
 */
export function findAttachments(lines: readonly Line[], from: number, heads: readonly TableHead[]): Attachment[] {
  const attachments: Attachment[] = [];
  const tableAt = new Map(heads.map((head) => [head.from, head]));
  const nextTable = distanceToTable(lines.length, heads);
  for (let i = from; i < lines.length; i++) {
    const current = attachments.at(-1);
    const { text, raw } = elementAt(lines, i);
    const fresh = current !== undefined && current.titleAt === null && current.tables.length === 0;
    const table = tableAt.get(i);
    if (table) {
      (current ?? open(attachments, i)).tables.push(table);
      i = table.bodyFrom - 1;
    } else if (text === '' || raw.includes('\t')) continue;
    else if (stampStart.test(text) && !(fresh && i < current.stampTo)) {
      const attachment = fresh ? current : open(attachments, i);
      attachment.stampTo = endOfStamp(lines, i);
    } else if (fresh && i < current.stampTo) continue;
    else if (isTitle(lines, i, fresh, elementAt(nextTable, i))) (fresh ? current : open(attachments, i)).titleAt = i;
  }
  attachments.forEach((attachment, i) => {
    attachment.to = attachments[i + 1]?.from ?? lines.length;
  });
  return attachments;
}

const regulationTitle = /^(?:порядок|положение|регламент|правила|концепция|инструкция|стратегия)(?:\s|$)/i;

const planTitle =
  /^[«"]?(?:(?:[а-яё-]{3,20}(?:ый|ий|ой)\s){0,2}план(?:-график)?|дорожная карта|комплекс мер|перечень мероприятий|программа|график)(?:\s|$|[»"])/i;
const stampStart = /^(?:приложение(?:\s?№?\s?\d{1,3})?(?:\s+к(?:\s|$).*)?|утвержд(?:[её]н[аоы]?|аю)(?:[\s:].*)?)$/i;
const reference = /(?<![А-Яа-яЁё])от\s.{0,60}\d{4}|№\s?\d/;

/** Where the points of an order and its signature must end at the latest: the first stamp or table. */
export function endOfPoints(lines: readonly Line[], from: number, heads: readonly TableHead[]): number {
  const stamp = lines.findIndex(({ text, raw }, i) => i >= from && !raw.includes('\t') && stampStart.test(text));
  return Math.min(stamp < 0 ? lines.length : stamp, heads[0]?.from ?? lines.length);
}

function open(attachments: Attachment[], from: number): Attachment {
  const attachment: Attachment = { from, to: from, stampTo: from, titleAt: null, tables: [] };
  attachments.push(attachment);
  return attachment;
}

/** Up to the line that names date or number of the order; at most twenty lines, and never past a title. */
function endOfStamp(lines: readonly Line[], from: number): number {
  const approves = /^утверждаю/i.test(elementAt(lines, from).text);
  for (let i = from; i < Math.min(lines.length, from + 20); i++) {
    const { text, raw } = elementAt(lines, i);
    if (i > from && (raw.includes('\t') || isCapitalized(text))) break;
    const ends = approves ? findDates(text).length > 0 : reference.test(text.replace(/^приложение\s?№?\s?\d+/i, ''));
    if (ends) return i + 1;
  }
  return from + 1;
}

function isTitle(lines: readonly Line[], i: number, fresh: boolean, toTable: number): boolean {
  const { text } = elementAt(lines, i);
  const ends = /[.;:]$/.test(text) && !/\d\s?гг?\.$/.test(text);
  if (ends || text.length > 400) return false;
  const first = text.charAt(0);
  const apart = i === 0 || elementAt(lines, i - 1).text === '' || fresh;
  if (first !== first.toUpperCase()) return false;
  if (planTitle.test(text)) return apart && toTable <= 80;
  return regulationTitle.test(text) && (fresh || isCapitalized(elementAt(text.split(' '), 0)));
}

function isCapitalized(text: string): boolean {
  return (
    (planTitle.test(text) || regulationTitle.test(text)) &&
    text.split(' ')[0] === elementAt(text.split(' '), 0).toUpperCase()
  );
}

/** For every line how many lines below the next table begins. */
function distanceToTable(count: number, heads: readonly TableHead[]): number[] {
  const distance = new Array<number>(count).fill(Number.POSITIVE_INFINITY);
  const starts = new Set(heads.map(({ from }) => from));
  for (let i = count - 1; i >= 0; i--)
    distance[i] = starts.has(i) ? 0 : (distance[i + 1] ?? Number.POSITIVE_INFINITY) + 1;
  return distance;
}
