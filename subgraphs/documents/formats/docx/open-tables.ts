import { takeLast } from '../../lists/elements.js';
import type { XmlElement } from '../office/xml.js';
import type { WordCell, WordRow, WordTable } from './blocks.js';
import { numberOf } from './word-xml.js';

/** Columns of a grid at most; Word itself allows 63. */
const mostColumns = 100;

interface OpenTable {
  table: WordTable;
  row: (WordRow & { deleted: boolean }) | null;
  cell: WordCell | null;
}

/** The tables that are being read, the inner one last. */
export class OpenTables {
  readonly #open: OpenTable[] = [];

  startTable(): void {
    this.#open.push({ table: { kind: 'table', rows: [] }, row: null, cell: null });
  }

  endTable(): WordTable {
    return takeLast(this.#open).table;
  }

  startRow(): void {
    const at = this.#open.at(-1);
    if (at) at.row = { before: 0, cells: [], deleted: false };
  }

  endRow(): void {
    const { table, row } = this.#open.at(-1) ?? {};
    if (table && row && !row.deleted) table.rows.push({ before: row.before, cells: row.cells });
  }

  startCell(): WordCell {
    const cell: WordCell = { span: 1, goesOn: false, blocks: [] };
    const at = this.#open.at(-1);
    if (at) {
      at.cell = cell;
      at.row?.cells.push(cell);
    }
    return cell;
  }

  /** Applies a property of a row or a cell. */
  property(name: string, parent: string, element: XmlElement): void {
    const { row, cell } = this.#open.at(-1) ?? {};
    const value = element.attribute('val');
    if (row && name === 'gridBefore') row.before = numberOf(value, 0, mostColumns) ?? 0;
    else if (row && name === 'del' && parent === 'trPr') row.deleted = true;
    else if (row && name === 'hMerge' && value !== 'restart') mergeWithLeft(row);
    else if (cell && name === 'gridSpan') cell.span = numberOf(value, 1, mostColumns) ?? 1;
    else if (cell && name === 'vMerge') cell.goesOn = value !== 'restart';
  }
}

/** As old programs write a cell that covers several columns. */
function mergeWithLeft({ cells }: WordRow): void {
  const neighbour = cells.at(-2);
  if (!neighbour) return;
  neighbour.span = Math.min(neighbour.span + 1, mostColumns);
  cells.pop();
}
