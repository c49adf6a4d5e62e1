import { elementAt } from '../../lists/elements.js';
import type { FileIssue } from '../issues/file-issue.js';
import { issue } from '../issues/file-issue.js';
import { Refusal } from '../issues/refusal.js';
import { withoutExponent } from '../rows/number-text.js';
import { emptyCell, mostColumns, mostRows, type TableCell, type TableRow } from '../rows/table-row.js';

/** Where something stands, as an editor counts it. */
export interface JsonPlace {
  line: number;
  column: number;
}

/** Characters of a value at most. */
const longestValue = 1 << 20;

/** Makes rows of the values of a JSON text, which it is told one after another. */
export class RecordReader {
  readonly #text: string;
  /** Lists and objects that are open, without an object around the list: 1 in the list, 2 in a row, 3 in a value. */
  #level = 0;
  /** Is what is open the list, or within it? */
  #inList = false;
  #isAround = false;
  #list: string | null | undefined;
  readonly #leftOut: string[] = [];
  readonly #names = new Map<string, number>();
  readonly #rows: TableRow[] = [];
  #name = '';
  /** Where the value begins that is a list or an object. */
  #nested = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The names of all fields, then the objects. */
  *rows(issues: FileIssue[]): Generator<TableRow> {
    if (this.#list === undefined) throw new Refusal('FILE_FORMAT', 'Ожидается список объектов: [{…}, {…}].');
    if (this.#rows.length === 0) throw new Refusal('NOTHING_READ', 'В списке нет ни одного объекта.');
    if (this.#leftOut.length > 0) {
      const others = this.#leftOut.map((name) => `«${name}»`).join(', ');
      issues.push(issue('TEXT_LEFT_OUT', 'NOTICE', `Прочитан список «${this.#list}»; не прочитано: ${others}.`));
    }
    yield { row: 0, line: null, cells: [...this.#names.keys()].map((text) => ({ text, kind: 'TEXT' })) };
    yield* this.#rows;
  }

  begin(sign: '{' | '[', offset: number, place: JsonPlace): void {
    if (this.#level === 0 && !this.#isAround && sign === '{') {
      this.#isAround = true;
      return;
    }
    this.#level++;
    if (this.#level === 1) {
      this.#inList = sign === '[';
      if (this.#inList) this.#startList(place);
      else this.#leftOut.push(this.#name);
    } else if (this.#level === 2 && this.#inList) {
      if (sign === '[') throw this.#noObject(place);
      this.#startRow(place);
    } else if (this.#level === 3) this.#nested = offset;
  }

  end(offset: number): void {
    // The object around the list has no level of its own.
    if (this.#level === 0) return;
    if (this.#level === 3 && this.#inList) this.#cell('NESTED', this.#text.slice(this.#nested, offset + 1));
    if (this.#level === 1) this.#inList = false;
    this.#level--;
  }

  property(name: string, place: JsonPlace): void {
    if (this.#level === 0 || (this.#level === 2 && this.#inList)) this.#name = name;
    if (this.#level !== 2 || !this.#inList) return;
    this.#check(name, place);
    if (!this.#names.has(name)) this.#names.set(name, this.#names.size);
    if (this.#names.size > mostColumns) {
      const message = `В объектах больше ${mostColumns} разных полей.`;
      throw new Refusal('FILE_TOO_LARGE', message, { ...place, row: this.#rows.length });
    }
  }

  literal(value: string | number | boolean | null, source: string, place: JsonPlace): void {
    if (this.#level === 0 && this.#isAround) this.#leftOut.push(this.#name);
    if (this.#level === 1 && this.#inList) throw this.#noObject(place);
    if (this.#level !== 2 || !this.#inList) return;
    this.#check(typeof value === 'string' ? value : source, place);
    if (typeof value === 'number') this.#cell('NUMBER', source, withoutExponent(source));
    else if (typeof value === 'boolean') this.#cell('BOOLEAN', source, value ? 'ИСТИНА' : 'ЛОЖЬ');
    else this.#cell('TEXT', source, value ?? '');
  }

  #startList(place: JsonPlace): void {
    if (this.#list !== undefined) {
      const message = `В файле несколько списков: «${this.#list}» и «${this.#name}». Оставьте тот, который публикуется.`;
      throw new Refusal('FILE_FORMAT', message, place);
    }
    this.#list = this.#isAround ? this.#name : null;
  }

  #startRow({ line }: JsonPlace): void {
    const row = this.#rows.push({ row: this.#rows.length + 1, line, cells: [] });
    if (row > mostRows)
      throw new Refusal('FILE_TOO_LARGE', `В списке больше ${mostRows} объектов; разделите его.`, { row });
  }

  #cell(kind: TableCell['kind'], source: string, text = source): void {
    const { cells } = elementAt(this.#rows, -1);
    // Not null: `property` gave the name its column before its value came.
    const index = this.#names.get(this.#name)!;
    while (cells.length <= index) cells.push(emptyCell);
    const before = cells[index] ?? emptyCell;
    cells[index] =
      before === emptyCell
        ? { text, kind }
        : { text: `${writtenCell(before)}, ${JSON.stringify(this.#name)}: ${source}`, kind: 'REPEATED' };
  }

  /** PostgreSQL takes no NUL and no half of a pair, and nobody reads a megabyte in one field. */
  #check(text: string, place: JsonPlace): void {
    const at = { ...place, row: this.#rows.length, field: this.#name };
    if (text.includes('\0') || !text.isWellFormed()) {
      throw new Refusal('CHARACTER_INVALID', 'В тексте есть недопустимый знак: NUL или половина пары UTF-16.', at);
    }
    if (text.length > longestValue) throw new Refusal('FILE_TOO_LARGE', `Значение длиннее ${longestValue} знаков.`, at);
  }

  #noObject(place: JsonPlace): Refusal {
    const row = this.#rows.length + 1;
    return new Refusal('FILE_FORMAT', 'Ожидается список объектов, а в нём есть другое.', { ...place, row });
  }
}

/** A cell as JSON has it; what is no single value stands in it as it was written. */
export function writtenCell({ text, kind }: TableCell): string {
  if (kind === 'BOOLEAN') return String(text === 'ИСТИНА');
  if (kind === 'TEXT') return text === '' ? 'null' : JSON.stringify(text);
  return text;
}
