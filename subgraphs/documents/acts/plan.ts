import type { ActionPlanKind } from '../vocabulary/plans.js';
import { readCellPerLineTable } from './cell-per-line-table.js';
import { sameHeader } from './columns.js';
import type { ParsedPlan } from './document.js';
import { readGoals } from './goals.js';
import { joinText, type Line } from './lines.js';
import { readMeasures } from './measures.js';
import type { Attachment } from './parts.js';
import { findSignature } from './persons.js';
import { groupBySection, type TableRow } from './sections.js';
import { readTabTable } from './tab-table.js';
import type { TableBody, TableHead } from './table.js';

export interface ReadPlan {
  plan: Omit<ParsedPlan, 'act' | 'period' | 'periodSource'>;
  /** Lines where the heading of the table stands again. */
  repeatedAt: number[];
}

/** A plan: title, goals, and the rows of its tables, read on under the same headings. */
export function readPlan(lines: readonly Line[], attachment: Attachment): ReadPlan {
  const { tables, to } = attachment;
  const first = tables[0]!;
  let lastTab = to - 1;
  while (lastTab > first.from && (lines[lastTab]!.text === '' || !lines[lastTab]!.raw.includes('\t'))) lastTab--;
  const signature = findSignature(lines, lastTab + 1, to);
  const end = Math.min(signature?.from ?? to, endOfLastCell(lines, lastTab, to));
  const entries: TableRow[] = [];
  const repeatedAt: number[] = [];
  tables.forEach((table, i) => {
    if (i > 0 && sameHeader(table.columns, first.columns)) repeatedAt.push(lines[table.from]!.no);
    const body = readTable(lines, table, tables[i + 1]?.from ?? end);
    for (const entry of body.entries) entries.push({ entry, columns: table.columns });
    for (const line of body.repeatedAt) repeatedAt.push(line);
  });
  const { sections, rows } = groupBySection(entries);
  const title = readTitle(lines, attachment);
  return {
    plan: {
      kind: kindOf(title.text),
      title: title.text,
      goals: readGoals(lines.slice(title.to, first.from)),
      columns: first.columns,
      sections,
      measures: readMeasures(rows),
      signatory: signature && {
        name: signature.name,
        position: signature.position,
        acting: signature.acting,
        line: signature.line,
      },
      line: lines[title.from]!.no,
      lineEnd: signature?.line ?? lines[end - 1]!.no,
    },
    repeatedAt,
  };
}

function readTable(lines: readonly Line[], table: TableHead, to: number): TableBody {
  const read = table.layout === 'TABS' ? readTabTable : readCellPerLineTable;
  return read(lines, table.bodyFrom, to, table.columns);
}

/** Behind the last tab a cell goes on up to an empty line: what follows is a signature or a note. */
function endOfLastCell(lines: readonly Line[], lastTab: number, to: number): number {
  let end = lastTab + 1;
  while (end < to && lines[end]!.text !== '' && !/^Примечани/i.test(lines[end]!.text)) end++;
  return end;
}

/** The lines under the stamp; over an empty line a title goes on only with a small letter or a bracket. */
function readTitle(
  lines: readonly Line[],
  { from, stampTo, titleAt, tables }: Attachment,
): { text: string; from: number; to: number } {
  const tableFrom = tables[0]!.from;
  let start = titleAt ?? Math.max(from, stampTo);
  while (start < tableFrom && lines[start]!.text === '') start++;
  let end = start;
  for (let i = start; i < tableFrom; i++) {
    const { text, raw } = lines[i]!;
    if (text === '') continue;
    const apart = i > start && lines[i - 1]!.text === '';
    if (raw.includes('\t') || titleStop.test(text) || (apart && !/^[а-яё(«]/.test(text))) break;
    end = i + 1;
  }
  return { text: joinText(lines.slice(start, end)), from: Math.min(start, tableFrom), to: end };
}

const titleStop = /^(?:Цел[ьи]|Задач[аи]|Раздел|Глава|\d{1,2}[.)]\s)/i;

function kindOf(title: string): ActionPlanKind {
  if (/дорожн[а-яё]{2} карт/i.test(title)) return 'ROADMAP';
  if (/детск[а-яё]{2,3} сад|(?<![А-Яа-яЁё])М[БАК]?ДОУ(?![А-Яа-яЁё])/i.test(title)) return 'INSTITUTION_PLAN';
  return /план[а-яё]{0,2} работы/i.test(title) ? 'WORK_PLAN' : 'PLAN';
}
