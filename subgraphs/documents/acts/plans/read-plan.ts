import { elementAt } from '../../lists/elements.js';
import type { ActionPlanKind } from '../../vocabulary/plans.js';
import type { Attachment } from '../attachments/attachments.js';
import type { ParsedPlan } from '../model/parsed-document.js';
import { findSignature } from '../persons/signature.js';
import { readCellPerLineTable } from '../tables/cell-per-line-table.js';
import { sameHeader } from '../tables/plan-columns.js';
import type { TableBody, TableHead } from '../tables/plan-table.js';
import { readTabTable } from '../tables/tab-table.js';
import { joinText, type Line } from '../text/source-lines.js';
import { readGoals } from './goals.js';
import { readMeasures } from './measures.js';
import { groupBySection, type PlanTableRow } from './sections.js';

export interface ReadPlan {
  plan: Omit<ParsedPlan, 'act' | 'period' | 'periodSource'>;
  /** Lines where the heading of the table stands again. */
  repeatedAt: number[];
}

/** A plan: title, goals, and the rows of its tables, read on under the same headings. */
export function readPlan(lines: readonly Line[], attachment: Attachment): ReadPlan {
  const { tables, to } = attachment;
  const first = elementAt(tables, 0);
  let lastTab = to - 1;
  while (
    lastTab > first.from &&
    (elementAt(lines, lastTab).text === '' || !elementAt(lines, lastTab).raw.includes('\t'))
  )
    lastTab--;
  const signature = findSignature(lines, lastTab + 1, to);
  const end = Math.min(signature?.from ?? to, endOfLastCell(lines, lastTab, to));
  const entries: PlanTableRow[] = [];
  const repeatedAt: number[] = [];
  tables.forEach((table, i) => {
    if (i > 0 && sameHeader(table.columns, first.columns)) repeatedAt.push(elementAt(lines, table.from).no);
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
      line: elementAt(lines, title.from).no,
      lineEnd: signature?.line ?? elementAt(lines, end - 1).no,
    },
    repeatedAt,
  };
}

function readTable(lines: readonly Line[], table: TableHead, to: number): TableBody {
  const reader = table.layout === 'TABS' ? readTabTable : readCellPerLineTable;
  return reader(lines, table.bodyFrom, to, table.columns);
}

/** Behind the last tab a cell goes on up to an empty line: what follows is a signature or a note. */
function endOfLastCell(lines: readonly Line[], lastTab: number, to: number): number {
  let end = lastTab + 1;
  while (end < to && elementAt(lines, end).text !== '' && !/^Примечани/i.test(elementAt(lines, end).text)) end++;
  return end;
}

/** The lines under the stamp; over an empty line a title goes on only with a small letter or a bracket. */
function readTitle(
  lines: readonly Line[],
  { from, stampTo, titleAt, tables }: Attachment,
): { text: string; from: number; to: number } {
  const tableFrom = elementAt(tables, 0).from;
  let start = titleAt ?? Math.max(from, stampTo);
  while (start < tableFrom && elementAt(lines, start).text === '') start++;
  let end = start;
  for (let i = start; i < tableFrom; i++) {
    const { text, raw } = elementAt(lines, i);
    if (text === '') continue;
    const apart = i > start && elementAt(lines, i - 1).text === '';
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
