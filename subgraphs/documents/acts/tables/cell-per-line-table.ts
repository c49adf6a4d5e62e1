import { elementAt } from '../../lists/elements.js';
import type { ParsedColumn } from '../model/parsed-document.js';
import { canFollow, numberParts, readHeadingLabel } from '../text/printed-numbers.js';
import type { Line } from '../text/source-lines.js';
import { readHeader, sameHeader } from './plan-columns.js';
import { cellText, type SourceCell, type TableBody, type TableEntry } from './plan-table.js';

/** A cell of this layout; `afterBlank`: an empty line stands before it, which often parts rows, and sometimes only cells. */
interface LineCell extends SourceCell {
  afterBlank: boolean;
}

/**
 * Layout «one cell per line»: a line that begins with a tab opens a cell, lines without a tab continue it, also over empty lines;
 * nothing marks the end of a row. Rows begin at a number where a row can begin, and have as many cells as there are columns.
 */
export function readCellPerLineTable(
  lines: readonly Line[],
  from: number,
  to: number,
  columns: ParsedColumn[],
): TableBody {
  const { cells, repeatedAt } = withoutRepeatedHeads(cellsPerLine(lines, from, to), columns);
  const entries =
    elementAt(columns, 0).role === 'NUMBER' ? rowsByNumber(cells, columns.length) : rowsByCount(cells, columns.length);
  return { entries, repeatedAt };
}

export function cellsPerLine(lines: readonly Line[], from: number, to: number): LineCell[] {
  const cells: LineCell[] = [];
  let afterBlank = false;
  for (let i = from; i < to; i++) {
    const { raw, text, no } = elementAt(lines, i);
    const indent = raw.slice(0, raw.length - raw.trimStart().length);
    if (indent.includes('\t')) {
      for (const part of raw.trimStart().split('\t')) {
        cells.push({ paragraphs: [part.replace(/\s+/g, ' ').trim()], line: no, lineEnd: no, afterBlank });
        afterBlank = false;
      }
    } else if (text === '') afterBlank = true;
    else if (cells.length > 0) {
      const cell = elementAt(cells, -1);
      cell.paragraphs.push(text);
      cell.lineEnd = no;
      afterBlank = false;
    }
  }
  return cells;
}

function withoutRepeatedHeads(cells: LineCell[], columns: ParsedColumn[]): { cells: LineCell[]; repeatedAt: number[] } {
  const body: LineCell[] = [];
  const repeatedAt: number[] = [];
  for (let i = 0; i < cells.length; i++) {
    const head =
      cellText(elementAt(cells, i)).toLowerCase() === elementAt(columns, 0).title.toLowerCase() &&
      readHeader(cells.slice(i, i + columns.length).map(cellText));
    if (head && sameHeader(head, columns)) {
      repeatedAt.push(elementAt(cells, i).line);
      i += columns.length - 1;
    } else body.push(elementAt(cells, i));
  }
  return { cells: body, repeatedAt };
}

function rowsByNumber(cells: LineCell[], width: number): TableEntry[] {
  const entries: TableEntry[] = [];
  for (let i = 0; i < cells.length; ) {
    const end = beginsRow(elementAt(cells, i)) ? endOfRow(cells, i, width) : nextRow(cells, i);
    if (beginsRow(elementAt(cells, i))) entries.push(row(cells.slice(i, end), width));
    else readUnnumbered(cells.slice(i, end), width, entries);
    i = end;
  }
  return entries;
}

/** A number, or an empty cell in its place. */
function beginsRow(cell: LineCell): boolean {
  const text = cellText(cell);
  return text === '' || numberParts(text) !== null;
}

/** Usually `width` cells on; sooner where the next number in turn stands after an empty line: cells of this row are lost. */
function endOfRow(cells: LineCell[], start: number, width: number): number {
  const number = numberParts(cellText(elementAt(cells, start)));
  for (let i = start + 1; i < Math.min(start + width, cells.length); i++) {
    const next = elementAt(cells, i).afterBlank ? numberParts(cellText(elementAt(cells, i))) : null;
    if (number && next && next.length === number.length && canFollow(number, next)) return i;
  }
  return Math.min(start + width, cells.length);
}

function nextRow(cells: LineCell[], start: number): number {
  const next = cells.findIndex((cell, i) => i > start && beginsRow(cell));
  return next < 0 ? cells.length : next;
}

/** Cells between two numbered rows: headings, rows that lost their number, or paragraphs of the cell before. */
function readUnnumbered(cells: LineCell[], width: number, entries: TableEntry[]): void {
  const headings = headingsAmong(cells, width - 1);
  for (let i = 0; i < cells.length; ) {
    const cell = elementAt(cells, i);
    const previous = entries.at(-1);
    const fits = i + width - 1 <= cells.length;
    if (headings.has(cell)) entries.push(heading(elementAt(cells, i++)));
    else if (fits) {
      entries.push(row([unprinted(cell), ...cells.slice(i, i + width - 1)], width));
      i += width - 1;
    } else if (previous?.kind === 'row' && !cell.afterBlank) {
      const last = elementAt(previous.cells, -1);
      last.paragraphs = last.paragraphs.concat(cell.paragraphs);
      last.lineEnd = cell.lineEnd;
      i++;
    } else entries.push(heading(elementAt(cells, i++)));
  }
}

/** Cells in excess of whole rows of this length are headings: those with a label, then those after an empty line, from the end. */
function headingsAmong(cells: LineCell[], rowLength: number): Set<LineCell> {
  const labelled = cells.filter((cell) => readHeadingLabel(cellText(cell)).label !== null);
  const surplus = Math.max(0, (cells.length - labelled.length) % rowLength);
  const apart = cells.filter((cell) => cell.afterBlank && !labelled.includes(cell)).slice(-surplus);
  return new Set([...labelled, ...(surplus === 0 || cells.length < rowLength ? [] : apart)]);
}

/** Without a column of numbers: a labelled cell, or one alone between empty lines, is a heading; the rest are rows by count. */
function rowsByCount(cells: LineCell[], width: number): TableEntry[] {
  const entries: TableEntry[] = [];
  for (let i = 0; i < cells.length; ) {
    const alone = elementAt(cells, i).afterBlank && (cells[i + 1]?.afterBlank ?? false);
    const labelled = readHeadingLabel(cellText(elementAt(cells, i))).rank < 2;
    if (alone || labelled) entries.push(heading(elementAt(cells, i++)));
    else {
      entries.push(row(cells.slice(i, i + width), width));
      i += width;
    }
  }
  return entries;
}

function heading(cell: LineCell): TableEntry {
  return { kind: 'heading', text: cellText(cell), line: cell.line };
}

function row(cells: SourceCell[], width: number): TableEntry {
  const { lineEnd } = elementAt(cells, -1);
  const padded = Array.from({ length: width }, (_, i) => cells[i] ?? { paragraphs: [''], line: lineEnd, lineEnd });
  return { kind: 'row', cells: padded.map(({ paragraphs, line, lineEnd }) => ({ paragraphs, line, lineEnd })) };
}

function unprinted({ line }: LineCell): SourceCell {
  return { paragraphs: [''], line, lineEnd: line };
}
