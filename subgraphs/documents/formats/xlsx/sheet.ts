import type { FileIssue } from '../issues/file-issue.js';
import { issue } from '../issues/file-issue.js';
import { Refusal } from '../issues/refusal.js';
import { pieceByPiece, type XmlElement } from '../office/xml.js';
import { dateOfSerial, percentText, withoutExponent } from '../rows/number-text.js';
import { columnLetter, emptyCell, mostColumns, type TableCell, type TableRow } from '../rows/table-row.js';
import { unescaped, type Workbook } from './workbook.js';

/** Rows of a sheet at most, empty ones included: as many as Excel has. */
const lastRow = 1_048_576;

/** The rows of a sheet that have a value. What its reader might not see is told at the end. */
export async function* readSheet(
  book: Workbook,
  sheet: Workbook['sheets'][number],
  issues: FileIssue[],
): AsyncGenerator<TableRow> {
  const reader = new SheetReader(book);
  const chunks = book.archive.read(sheet.part);
  const handler = {
    open: (element: XmlElement) => reader.open(element),
    close: (name: string) => reader.close(name),
    text: (text: string) => reader.text(text),
  };
  for await (const _ of pieceByPiece(sheet.part, chunks, handler)) yield* reader.take();
  issues.push(...reader.notices());
}

class SheetReader {
  readonly #book: Workbook;
  #rows: TableRow[] = [];
  #row = 0;
  #column = -1;
  #cells: TableCell[] = [];
  #type = '';
  #style = 0;
  #value: string | null = null;
  #hasFormula = false;
  #inValue = false;
  readonly #formulas = new Seen();
  readonly #hidden = new Seen();
  #hiddenColumns = 0;
  #merged: string | null = null;
  #merges = 0;

  constructor(book: Workbook) {
    this.#book = book;
  }

  take(): TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === 'row') this.#openRow(element);
    else if (name === 'c') this.#openCell(element);
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'v' || name === 't') this.#inValue = true;
    else if (name === 'rPh') this.#inValue = false;
    else if (name === 'col' && element.attribute('hidden') === '1') this.#hiddenColumns++;
    else if (name === 'mergeCell') {
      this.#merges++;
      this.#merged ??= element.attribute('ref') ?? '';
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row' && this.#cells.length > 0) {
      const cells = Array.from(this.#cells, (cell) => cell ?? emptyCell);
      this.#rows.push({ row: this.#row, line: null, cells });
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value = (this.#value ?? '') + text;
  }

  notices(): FileIssue[] {
    const notices: FileIssue[] = [];
    const notice = (code: FileIssue['code'], message: string, place: Partial<FileIssue> = {}) =>
      notices.push(issue(code, 'NOTICE', message, place));
    if (this.#formulas.count > 0)
      notice(
        'FORMULA_VALUE',
        `На листе формулы (${this.#formulas.count}): взяты значения, вычисленные при сохранении.`,
        this.#formulas.place,
      );
    if (this.#hidden.count > 0)
      notice(
        'HIDDEN_READ',
        `На листе скрытые строки (${this.#hidden.count}): они прочитаны как обычные.`,
        this.#hidden.place,
      );
    if (this.#hiddenColumns > 0) notice('HIDDEN_READ', 'На листе скрытые графы: они прочитаны как обычные.');
    if (this.#merges > 0)
      notice(
        'CELLS_MERGED',
        `На листе объединённые ячейки (${this.#merges}), первые — ${this.#merged}: значение есть только у первой ячейки.`,
      );
    return notices;
  }

  #openRow(element: XmlElement): void {
    const number = Number(element.attribute('r') ?? this.#row + 1);
    if (!Number.isInteger(number) || number <= this.#row || number > lastRow) {
      throw new Refusal('FILE_BROKEN', 'Строки листа записаны не по порядку.', { row: this.#row + 1 });
    }
    this.#row = number;
    this.#column = -1;
    this.#cells = [];
    if (element.attribute('hidden') === '1') this.#hidden.add({ row: number });
  }

  #openCell(element: XmlElement): void {
    const letters = /^[A-Z]{1,3}/.exec(element.attribute('r') ?? '')?.[0];
    this.#column = letters === undefined ? this.#column + 1 : columnOf(letters);
    this.#type = element.attribute('t') ?? 'n';
    this.#style = Number(element.attribute('s') ?? 0);
    this.#value = null;
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const cell = this.#cell();
    if (cell === null) return;
    const place = { row: this.#row, field: columnLetter(this.#column) };
    if (this.#column >= mostColumns) {
      throw new Refusal('FILE_TOO_LARGE', `На листе больше ${mostColumns} граф; такой файл не принимается.`, place);
    }
    if (cell.text.includes('\0')) throw new Refusal('CHARACTER_INVALID', 'В ячейке нулевой знак (NUL).', place);
    if (this.#hasFormula && cell.kind !== 'FORMULA') this.#formulas.add(place);
    this.#cells[this.#column] = cell;
  }

  #cell(): TableCell | null {
    const value = this.#value;
    if (value === null) return this.#hasFormula ? { text: '', kind: 'FORMULA' } : null;
    switch (this.#type) {
      case 's':
        return textCell(this.#book.strings[Number(value)] ?? '');
      case 'str':
      case 'inlineStr':
        return textCell(unescaped(value));
      case 'b':
        return { text: value === '1' ? 'ИСТИНА' : 'ЛОЖЬ', kind: 'BOOLEAN' };
      case 'e':
        return { text: value, kind: 'ERROR' };
      case 'd':
        return { text: value.slice(0, 10), kind: 'DATE' };
      default: {
        const style = this.#book.styles[this.#style];
        if (style === 'PERCENT' && Number.isFinite(Number(value))) return { text: percentText(value), kind: 'TEXT' };
        const date = style === 'DATE' ? dateOfSerial(Number(value), this.#book.from1904) : null;
        return date === null ? { text: withoutExponent(value), kind: 'NUMBER' } : { text: date, kind: 'DATE' };
      }
    }
  }
}

function textCell(text: string): TableCell | null {
  return text === '' ? null : { text, kind: 'TEXT' };
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** How often something was met, and where first. */
class Seen {
  count = 0;
  place: Partial<FileIssue> = {};

  add(place: Partial<FileIssue>): void {
    if (this.count++ === 0) this.place = place;
  }
}
