import { elementAt } from '../../lists/elements.js';
import type { WordBlock, WordCell, WordRow, WordTable } from './blocks.js';

/** A table laid out in its columns: each row one text per column, paragraphs inside it parted by «\v». */
export interface TableRows {
  rows: string[][];
  /** Indices of rows that repeat the text of a cell merged over several rows. */
  repeated: number[];
}

/** A cell with the columns of the grid that it covers. */
interface PlacedCell extends WordCell {
  from: number;
  to: number;
}

/**
 * Three columns and more, over two rows and more, are data. What is smaller only places text beside text: a stamp to
 * the right of the letterhead, a name to the right of its post.
 */
export function isDataTable({ rows }: WordTable): boolean {
  return rows.filter(({ cells }) => cells.filter((cell) => wordCellText(cell) !== '').length >= 3).length >= 2;
}

/**
 * The columns are those of the heading. Below it a row with as many cells has them in this order, however crooked its
 * borders are drawn; another one by where its cells begin. Text of a cell merged over several rows stands in each of
 * them, but for a number, which only the first one has.
 */
export function tableRows({ rows }: WordTable): TableRows {
  const placed = rows.map(place);
  const head = headOf(placed);
  const columns = head.columns;
  const above = columns.map(() => '');
  const repeated: number[] = [];
  const laid = placed.map((cells, at) => {
    const line = columns.map(() => '');
    const inHead = at >= head.from && at < head.to;
    for (const [column, cell] of inColumns(cells, columns)) {
      const [own = '', upper = ''] = [line[column], above[column]];
      if (cell.goesOn && !inHead) {
        if (!isNumber.test(upper)) line[column] = join(own, upper);
        if (line[column] !== '' && repeated.at(-1) !== at) repeated.push(at);
        continue;
      }
      const text = join(own, wordCellText(cell));
      line[column] = text;
      above[column] = text;
    }
    return line;
  });
  const title = columns.map((column) => titleOf(placed.slice(head.from, head.to), column));
  laid.splice(head.from, head.to - head.from, title);
  const removed = head.to - head.from - 1;
  return { rows: laid, repeated: repeated.map((at) => (at >= head.to ? at - removed : at)) };
}

/** All text of a cell: its paragraphs, and the rows of a table inside it. */
export function wordCellText({ blocks }: WordCell): string {
  return blocks.flatMap(blockLines).join('\v');
}

function blockLines(block: WordBlock): string[] {
  if (block.kind === 'paragraph') return block.text.split('\n').map(clean).filter(Boolean);
  return block.rows.map(({ cells }) => cells.map(wordCellText).filter(Boolean).join(' ')).filter(Boolean);
}

function clean(line: string): string {
  return line.replace(/[\t\v\f\r\u2028\u2029]/g, ' ').trim();
}

function join(...texts: string[]): string {
  return texts.filter(Boolean).join('\v');
}

const isNumber = /^\d{1,3}(?:\.\d{1,3})*[.)]?$/;

function place({ before, cells }: WordRow): PlacedCell[] {
  let from = before;
  return cells.map((cell) => {
    const placed = { ...cell, from, to: from + cell.span };
    from = placed.to;
    return placed;
  });
}

/** The first row with two cells that have text, and the rows under it that divide its cells. */
function headOf(rows: PlacedCell[][]): { from: number; to: number; columns: number[] } {
  const from = Math.max(
    rows.findIndex((cells) => cells.filter((cell) => wordCellText(cell) !== '').length >= 2),
    0,
  );
  let to = from + 1;
  while (to < rows.length && divides(elementAt(rows, to), elementAt(rows, to - 1))) to++;
  const starts = new Set(rows.slice(from, to).flatMap((cells) => cells.map((cell) => cell.from)));
  return { from, to, columns: [...starts].sort((a, b) => a - b) };
}

/** Beside cells that go on from above, there are several under one. */
function divides(cells: PlacedCell[], above: PlacedCell[]): boolean {
  const wide = above.some(
    ({ from, to }) =>
      cells.filter((cell) => !cell.goesOn && cell.from >= from && cell.to <= to && cell.to - cell.from < to - from)
        .length > 1,
  );
  return wide && cells.some((cell) => cell.goesOn);
}

function titleOf(head: PlacedCell[][], column: number): string {
  const over = head.flatMap((cells) => cells.filter(({ from, to }) => from <= column && column < to));
  return over
    .filter((cell) => !cell.goesOn)
    .map(wordCellText)
    .filter(Boolean)
    .join(' ');
}

function inColumns(cells: PlacedCell[], columns: number[]): [number, PlacedCell][] {
  if (cells.length === columns.length) return cells.map((cell, i) => [i, cell]);
  return cells.map((cell) => [
    Math.max(
      columns.findLastIndex((start) => start <= cell.from),
      0,
    ),
    cell,
  ]);
}
