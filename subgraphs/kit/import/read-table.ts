import {
  emptyCell,
  issue,
  Refusal,
  readTableFile,
  type TableCell,
  type TableFormat,
  type TableRow,
  tableFormat,
} from '../../documents/index.js';
import type { Issue } from '../graphql/index.js';
import { type Columns, type Heading, isHeading, matchHeading, rowPlace } from './heading.js';
import type { Column } from './import-columns.js';

/** What a row of a table says: a value, or null, for each of its columns. */
export type Values<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer V> ? V : never };

/** A row with its place in the file. */
export interface TableRecord<V> {
  values: V;
  source: TableRow;
}

export interface ReadTable<V> {
  format: TableFormat;
  heading: Heading;
  rows: TableRecord<V>[];
  /** Rows of which something is not understood, with the reason. */
  rejected: RejectedRow[];
  issues: Issue[];
}

export interface RejectedRow {
  source: TableRow;
  reasons: string[];
}

/** Reads a table by its columns. Throws a Refusal where the file, or the heading, cannot be read at all. */
export async function readTable<C extends Columns>(
  columns: C,
  keyOf: (values: Values<C>) => string | null,
  filename: string,
  bytes: Buffer,
  issues: Issue[],
): Promise<ReadTable<Values<C>>> {
  let reader: RowReader<C> | undefined;
  const isHead = (cells: readonly string[]) => isHeading(columns, cells);
  for await (const row of readTableFile(filename, bytes, isHead, issues)) {
    if (reader) reader.read(row);
    else {
      const heading = matchHeading(columns, row);
      issues.push(...heading.issues);
      const wrong = heading.issues.findLast(({ severity }) => severity === 'ERROR');
      if (wrong) {
        issues.splice(issues.indexOf(wrong), 1);
        throw new Refusal(wrong.code, wrong.message, wrong);
      }
      reader = new RowReader(columns, keyOf, heading);
    }
  }
  if (!reader) throw new Error('A file in which no heading is found is refused.');
  const { rows, rejected, heading } = reader;
  return { format: tableFormat(filename, bytes), heading, rows, rejected, issues: [...issues, ...reader.issues] };
}

/** Reads the rows of a table, one after another: whoever cannot keep them all takes them away in between. */
export class RowReader<C extends Columns> {
  readonly rows: TableRecord<Values<C>>[] = [];
  readonly rejected: RejectedRow[] = [];
  readonly issues: Issue[] = [];
  readonly heading: Heading;
  readonly #keyOf: (values: Values<C>) => string | null;
  readonly #seen = new Map<string, number>();
  readonly #inOrder: readonly [string, Column<unknown>][];
  #unheaded = false;

  constructor(columns: C, keyOf: (values: Values<C>) => string | null, heading: Heading) {
    this.#keyOf = keyOf;
    this.heading = heading;
    // As they stand in the file, so that what is wrong with a row is told from left to right.
    const at = (name: string) => heading.at.get(name) ?? Number.POSITIVE_INFINITY;
    this.#inOrder = Object.entries(columns).sort(([a], [b]) => (at(a) === at(b) ? 0 : at(a) - at(b)));
  }

  read(source: TableRow): void {
    if (this.#isRepeatedHead(source)) {
      this.issues.push(
        issue('HEADER_REPEATED', 'NOTICE', 'Шапка таблицы повторена и не считается строкой.', rowPlace(source)),
      );
      return;
    }
    const reasons: string[] = [];
    const values: Record<string, unknown> = {};
    for (const [name, column] of this.#inOrder) {
      const index = this.heading.at.get(name);
      const cell = index === undefined ? emptyCell : (source.cells[index] ?? emptyCell);
      values[name] = this.#value(
        column,
        cell,
        source,
        index === undefined ? column.header : this.heading.fieldAt(index),
        reasons,
      );
    }
    this.#unread(source);
    if (reasons.length === 0) this.#checkKey(values as Values<C>, source, reasons);
    if (reasons.length > 0) this.rejected.push({ source, reasons });
    else this.rows.push({ values: values as Values<C>, source });
  }

  #value(column: Column<unknown>, cell: TableCell, source: TableRow, field: string, reasons: string[]): unknown {
    const text = cell.text.trim();
    const wrong = (code: Issue['code'], problem: string, suggestion: string | null = null) => {
      const message = `${column.header}: ${problem}.`;
      reasons.push(message);
      this.issues.push(
        issue(code, 'ERROR', message, { ...rowPlace(source), field, text: cell.text || null, suggestion }),
      );
      return null;
    };
    if (cell.kind === 'NESTED') return wrong('VALUE_INVALID', 'ожидается одно значение, а здесь список или объект');
    if (cell.kind === 'REPEATED') return wrong('VALUE_INVALID', 'поле указано в объекте больше одного раза');
    if (cell.kind === 'ERROR') return wrong('VALUE_INVALID', `в ячейке ошибка «${text}»`);
    if (cell.kind === 'FORMULA') return wrong('VALUE_INVALID', 'в ячейке формула без вычисленного значения');
    if (text === '') return column.required ? wrong('VALUE_MISSING', 'значение не указано') : null;
    const parsed = column.parse(cell);
    if ('problem' in parsed) return wrong('VALUE_INVALID', parsed.problem, parsed.suggestion);
    if (parsed.remark) {
      const { code, severity, text: remark, suggestion = null } = parsed.remark;
      this.issues.push(
        issue(code, severity, `${column.header}: ${remark}.`, { ...rowPlace(source), field, text, suggestion }),
      );
    }
    return parsed.value;
  }

  #checkKey(values: Values<C>, source: TableRow, reasons: string[]): void {
    const key = this.#keyOf(values);
    const before = key === null ? undefined : this.#seen.get(key);
    if (key !== null && before === undefined) this.#seen.set(key, source.row);
    if (before === undefined) return;
    const message = `Строка ${source.row} повторяет строку ${before}.`;
    reasons.push(message);
    this.issues.push(issue('ROW_DUPLICATE', 'ERROR', message, { ...rowPlace(source), text: key }));
  }

  /** Cells under no heading are told once. */
  #unread(source: TableRow): void {
    if (this.#unheaded) return;
    const index = source.cells.findIndex(({ text }, i) => text.trim() !== '' && !this.heading.printed[i]);
    if (index < 0) return;
    this.#unheaded = true;
    const message = `Значения в столбце ${this.heading.fieldAt(index)} не прочитаны: у него нет названия.`;
    const { text } = source.cells[index] ?? emptyCell;
    this.issues.push(
      issue('COLUMN_UNKNOWN', 'WARNING', message, { ...rowPlace(source), field: this.heading.fieldAt(index), text }),
    );
  }

  #isRepeatedHead({ cells }: TableRow): boolean {
    const texts = cells.map(({ text }) => text.replace(/\s+/g, ' ').trim());
    return this.heading.printed.every((title, i) => (texts[i] ?? '') === title);
  }
}
