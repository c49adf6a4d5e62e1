import { elementAt } from '../../lists/elements.js';
import type { Line } from '../text/source-lines.js';
import { cellsPerLine } from './cell-per-line-table.js';
import { planColumnOf, readHeader } from './plan-columns.js';
import { cellText, type TableHead } from './plan-table.js';

/** Every table heading of the document, repeated ones among them. */
export function findTableHeads(lines: readonly Line[]): TableHead[] {
  const heads: TableHead[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { raw, text } = elementAt(lines, i);
    if (text === '' || !raw.includes('\t')) continue;
    const head = tabHead(lines, i) ?? cellPerLineHead(lines, i);
    if (!head) continue;
    heads.push(head);
    i = head.bodyFrom - 1;
  }
  return heads;
}

/** The cells of one line, and of the lines after it where the heading is wrapped: «№», «п/п», «Ответственный», «исполнитель». */
function tabHead(lines: readonly Line[], i: number): TableHead | null {
  const wrapsNumber = /^(?:№|N)$/.test(lines[i - 1]?.text ?? '') && !elementAt(lines, i - 1).raw.includes('\t');
  const from = wrapsNumber ? i - 1 : i;
  let cells = cellTexts(elementAt(lines, i).raw);
  if (cells.length < 2 || cells.length > 30) return null;
  if (wrapsNumber) cells[0] = `${elementAt(lines, from).text} ${cells[0]}`;
  let columns = readHeader(cells);
  let bodyFrom = i + 1;
  for (; bodyFrom < Math.min(lines.length, i + 8); bodyFrom++) {
    const { text, raw } = elementAt(lines, bodyFrom);
    if (
      text === '' ||
      planColumnOf(elementAt(cells, 0)).role !== 'NUMBER' ||
      /^\s*\d/.test(raw) ||
      (columns && !/^[а-яё(]/.test(text))
    )
      break;
    const [first, ...rest] = cellTexts(raw);
    cells = [...cells.slice(0, -1), `${cells.at(-1)} ${first}`, ...rest];
    columns = readHeader(cells);
  }
  return columns && { layout: 'TABS', columns, from, bodyFrom };
}

function cellTexts(raw: string): string[] {
  const cells = raw.split('\t', 31).map((cell) => cell.trim());
  while (cells.length > 0 && cells.at(-1) === '') cells.pop();
  return cells;
}

/** Cells up to the first empty line, or up to the first one that only a row or a section can begin with. */
function cellPerLineHead(lines: readonly Line[], i: number): TableHead | null {
  if (i > 0 && opensCell(elementAt(lines, i - 1))) return null;
  const run = cellsPerLine(lines, i, Math.min(lines.length, i + 40));
  const end = run.findIndex((cell, k) => k > 0 && (cell.afterBlank || /^\d|^Раздел\s/.test(cellText(cell))));
  const cells = end < 0 ? run : run.slice(0, end);
  const columns = cells.length >= 3 ? readHeader(cells.map(cellText)) : null;
  return columns && { layout: 'CELL_PER_LINE', columns, from: i, bodyFrom: elementAt(cells, -1).lineEnd };
}

function opensCell(line: Line): boolean {
  return line.raw.slice(0, line.raw.length - line.raw.trimStart().length).includes('\t');
}
