import type { ParsedColumn } from '../model/parsed-document.js';
import type { Span } from '../model/span.js';

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

export function cellText(cell: SourceCell): string {
  return cell.paragraphs.filter((paragraph) => paragraph !== '').join(' ');
}

/** A row that only counts the columns: 1, 2, 3 … */
export function countsColumns(cells: readonly SourceCell[]): boolean {
  return cells.length > 2 && cells.every((cell, i) => cellText(cell) === String(i + 1));
}
