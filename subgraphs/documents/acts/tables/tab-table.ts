import { elementAt } from '../../lists/elements.js';
import type { ParsedColumn } from '../model/parsed-document.js';
import { canFollow, numberParts, readHeadingLabel } from '../text/printed-numbers.js';
import { foldBlanks, type Line } from '../text/source-lines.js';
import { cellText, countsColumns, type SourceCell, type TableBody, type TableEntry } from './plan-table.js';

/**
 * Layout «tabs»: one line is one row, its cells parted by tabs. Trailing tabs may be lost, a cell may go on over the next lines,
 * the heading of the table may stand again at the top of each page, and text alone in its row is a heading.
 */
export function readTabTable(lines: readonly Line[], from: number, to: number, columns: ParsedColumn[]): TableBody {
  const entries: TableEntry[] = [];
  const repeatedAt: number[] = [];
  let open: SourceCell[] | null = null;
  let afterBlank = false;
  const close = () => {
    if (open) pushRow(open, columns.length, entries);
    open = null;
  };
  for (let i = from; i < to; i++) {
    const line = elementAt(lines, i);
    if (line.text === '') {
      afterBlank = afterBlank || !line.raw.includes('\t');
      continue;
    }
    const cells = cellsOf(line);
    if (isRepeatedHead(cells, columns)) {
      close();
      repeatedAt.push(line.no);
    } else if (countsColumns(cells)) close();
    else if (
      cells.length === 1 &&
      (isHeading(line.text, afterBlank, open, columns.length, lines[i + 1]) ||
        (entries[0]?.kind === 'heading' && isLikeFirst(entries[0].text, line.text, open, columns.length, lines[i + 1])))
    ) {
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

function cellsOf(line: Line): SourceCell[] {
  const { raw, no } = line;
  return raw.split('\t').map((text) => ({ paragraphs: text.split('\v').map(foldBlanks), line: no, lineEnd: no }));
}

function isRepeatedHead(cells: SourceCell[], columns: ParsedColumn[]): boolean {
  return columns.every(({ title }, i) => (cells[i] ? cellText(cells[i]) : '').toLowerCase() === title.toLowerCase());
}

/**
 * A line without tabs is a heading where it is labelled, set apart by an empty line, or where the numbers of the rows begin anew below.
 * Otherwise it goes on with the cell before it.
 */
function isHeading(
  text: string,
  afterBlank: boolean,
  open: SourceCell[] | null,
  width: number,
  next: Line | undefined,
): boolean {
  if (open === null || readHeadingLabel(text).label !== null) return true;
  if (/^[а-яё(]/.test(text)) return false;
  if (afterBlank) return true;
  const [before, below] = [leadingNumber(open), next?.raw.includes('\t') ? leadingNumber(cellsOf(next)) : null];
  return (
    open.length >= width &&
    before !== null &&
    below !== null &&
    !(below.length === before.length && canFollow(before, below))
  );
}

/**
 * A table that begins with a heading without a label has more of them: words with a capital and no stop, under a row that
 * has all its cells and above the next row.
 */
function isLikeFirst(first: string, text: string, open: SourceCell[] | null, width: number, next?: Line): boolean {
  const isRow = next?.raw.includes('\t') === true && leadingNumber(cellsOf(next)) !== null;
  const likeHeading = /^[А-ЯЁ]/.test(text) && text.length <= 150 && !/[.,;:–—-]$/.test(text);
  return readHeadingLabel(first).label === null && open !== null && open.length >= width && isRow && likeHeading;
}

function leadingNumber(cells: readonly SourceCell[]): number[] | null {
  return numberParts(/^\S{1,16}/.exec(cellText(elementAt(cells, 0)))?.[0] ?? '');
}

function continues(cells: SourceCell[], open: SourceCell[], columns: ParsedColumn[]): boolean {
  if (cells.length === 1) return true;
  if (open.length + cells.length - 1 > columns.length) return false;
  return elementAt(columns, 0).role !== 'NUMBER' || numberParts(cellText(elementAt(cells, 0))) === null;
}

function extend(open: SourceCell[], cells: readonly SourceCell[]): void {
  const [last, first] = [elementAt(open, -1), elementAt(cells, 0)];
  last.paragraphs.push(...first.paragraphs);
  last.lineEnd = first.lineEnd;
  for (const cell of cells.slice(1)) open.push(cell);
}

function pushRow(cells: SourceCell[], width: number, entries: TableEntry[]): void {
  const filled = cells.filter((cell) => cellText(cell) !== '');
  if (filled.length === 0) return;
  const text = cellText(elementAt(filled, 0));
  const across = filled.length === 1 || (filled.length >= 3 && filled.every((cell) => cellText(cell) === text));
  if (across && numberParts(text) === null) entries.push({ kind: 'heading', text, line: elementAt(filled, 0).line });
  else entries.push({ kind: 'row', cells: fitted(cells, width) });
}

/** Lost trailing tabs are empty cells; text beyond the last column stays with the last. */
function fitted(cells: SourceCell[], width: number): SourceCell[] {
  const { lineEnd } = elementAt(cells, -1);
  const row = Array.from({ length: width }, (_, i) => cells[i] ?? { paragraphs: [''], line: lineEnd, lineEnd });
  for (const extra of cells.slice(width)) elementAt(row, -1).paragraphs.push(cellText(extra));
  return row;
}
