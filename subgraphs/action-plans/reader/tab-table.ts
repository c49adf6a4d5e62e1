import { columnOf } from './columns.js';
import type { ParsedColumn } from './document.js';
import { fold, type Line } from './lines.js';
import { numberParts, readHeading } from './numbering.js';
import { cellText, type SourceCell, type TableBody, type TableEntry } from './table.js';

/**
 * Layout «tabs»: one line is one row, its cells parted by tabs. Trailing tabs may be lost, a cell may go on over the next lines,
 * the heading of the table may stand again at the top of each page, and text alone in its row is a heading.
 */
export function readTabTable(lines: readonly Line[], from: number, to: number, columns: ParsedColumn[]): TableBody {
  const entries: TableEntry[] = [];
  const repeatedAt: number[] = [];
  const width = columns.length;
  let open: SourceCell[] | null = null;
  let afterBlank = false;
  const close = () => {
    if (open) pushRow(open, width, entries);
    open = null;
  };
  for (const line of lines.slice(from, to)) {
    if (line.text === '') {
      afterBlank = afterBlank || !line.raw.includes('\t');
      continue;
    }
    const cells = line.raw
      .split('\t')
      .map((text): SourceCell => ({ paragraphs: [fold(text)], line: line.no, lineEnd: line.no }));
    if (isRepeatedHead(cells, columns)) {
      close();
      repeatedAt.push(line.no);
    } else if (cells.length === 1 && isHeading(line.text, afterBlank, open)) {
      close();
      entries.push({ kind: 'heading', text: line.text, line: line.no });
    } else if (open && continues(cells, open, columns)) extend(open, cells);
    else {
      close();
      open = cells;
    }
    afterBlank = false;
  }
  close();
  return { entries, repeatedAt };
}

function isRepeatedHead(cells: SourceCell[], columns: ParsedColumn[]): boolean {
  return columns.every(
    ({ title }, i) => columnOf(cells[i]?.paragraphs[0] ?? '').title.toLowerCase() === title.toLowerCase(),
  );
}

/** A line without tabs: a heading where it is labelled or set apart; otherwise it goes on with the cell before it. */
function isHeading(text: string, afterBlank: boolean, open: SourceCell[] | null): boolean {
  return open === null || readHeading(text).label !== null || (afterBlank && !/^[а-яё(]/.test(text));
}

function continues(cells: SourceCell[], open: SourceCell[], columns: ParsedColumn[]): boolean {
  if (cells.length === 1) return true;
  if (open.length + cells.length - 1 > columns.length) return false;
  return columns[0]!.role !== 'NUMBER' || numberParts(cellText(cells[0]!)) === null;
}

function extend(open: SourceCell[], [first, ...rest]: SourceCell[]): void {
  const last = open.at(-1)!;
  last.paragraphs.push(...first!.paragraphs);
  last.lineEnd = first!.lineEnd;
  open.push(...rest);
}

function pushRow(cells: SourceCell[], width: number, entries: TableEntry[]): void {
  const filled = cells.filter((cell) => cellText(cell) !== '');
  if (filled.length === 0) return;
  const text = cellText(filled[0]!);
  const across = filled.length === 1 || (filled.length >= 3 && filled.every((cell) => cellText(cell) === text));
  if (across && numberParts(text) === null) entries.push({ kind: 'heading', text, line: filled[0]!.line });
  else entries.push({ kind: 'row', cells: fitted(cells, width) });
}

/** Lost trailing tabs are empty cells; text beyond the last column stays with the last. */
function fitted(cells: SourceCell[], width: number): SourceCell[] {
  const { lineEnd } = cells.at(-1)!;
  const row = Array.from({ length: width }, (_, i) => cells[i] ?? { paragraphs: [''], line: lineEnd, lineEnd });
  for (const extra of cells.slice(width)) row.at(-1)!.paragraphs.push(...extra.paragraphs);
  return row;
}
