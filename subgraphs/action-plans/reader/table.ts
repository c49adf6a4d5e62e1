import { cellsPerLine } from './cell-per-line-table.js';
import { readHeader } from './columns.js';
import type { ParsedColumn, Span } from './document.js';
import type { Line } from './lines.js';

/** A cell as it stands in the source: its lines, each folded. */
export interface SourceCell extends Span {
  paragraphs: string[];
}

/** A row has one cell for each column. A heading is text across the table. */
export type TableEntry = { kind: 'row'; cells: SourceCell[] } | { kind: 'heading'; text: string; line: number };

export interface TableHead {
  layout: 'TABS' | 'CELL_PER_LINE';
  columns: ParsedColumn[];
  /** Index of its first line, and of the first line after it. */
  from: number;
  bodyFrom: number;
}

export interface TableBody {
  entries: TableEntry[];
  /** Lines where the heading of the table stands again. */
  repeatedAt: number[];
}

/** Every table heading of the document, repeated ones among them. */
export function findTableHeads(lines: readonly Line[]): TableHead[] {
  const heads: TableHead[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { raw } = lines[i]!;
    if (!raw.includes('\t')) continue;
    const head = tabHead(lines, i) ?? cellPerLineHead(lines, i);
    if (!head) continue;
    heads.push(head);
    i = head.bodyFrom - 1;
  }
  return heads;
}

export function cellText(cell: SourceCell): string {
  return cell.paragraphs.filter((paragraph) => paragraph !== '').join(' ');
}

function tabHead(lines: readonly Line[], i: number): TableHead | null {
  const cells = lines[i]!.raw.split('\t', 30);
  if (cells.filter((cell) => cell.trim() !== '').length < 2) return null;
  while (cells.at(-1)?.trim() === '') cells.pop();
  const columns = readHeader(cells);
  return columns && { layout: 'TABS', columns, from: i, bodyFrom: i + 1 };
}

/** Cells up to the first empty line, or up to the first one that only a row or a section can begin with. */
function cellPerLineHead(lines: readonly Line[], i: number): TableHead | null {
  if (i > 0 && opensCell(lines[i - 1]!)) return null;
  const run = cellsPerLine(lines, i, Math.min(lines.length, i + 40));
  const end = run.findIndex((cell, k) => k > 0 && (cell.afterBlank || /^\d|^Раздел\s/.test(cellText(cell))));
  const cells = end < 0 ? run : run.slice(0, end);
  const columns = cells.length >= 3 ? readHeader(cells.map(cellText)) : null;
  return columns && { layout: 'CELL_PER_LINE', columns, from: i, bodyFrom: cells.at(-1)!.lineEnd };
}

function opensCell(line: Line): boolean {
  return (
    line.text !== '' &&
    /^\s/.test(line.raw) &&
    line.raw.slice(0, line.raw.length - line.raw.trimStart().length).includes('\t')
  );
}
