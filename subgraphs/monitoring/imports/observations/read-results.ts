import { Refusal, readTableFile, type TableRow } from '../../../documents/index.js';
import type { Issue } from '../../../kit/graphql/index.js';
import {
  type Heading,
  isHeading,
  matchHeading,
  type RejectedRow,
  RowReader,
  type TableRecord,
} from '../../../kit/import/index.js';
import { columns, type ResultRow } from './columns.js';
import { ControlSums, controlOf } from './control-sums.js';
import type { ResultIndicators } from './indicator-register.js';
import { type Layout, layoutOf } from './layout.js';
import { Rejections } from './rejections.js';
import type { ResultCells } from './result-cell.js';
import type { StatedResult } from './stated-result.js';

/** A result with its place. */
export interface PlacedResult extends StatedResult {
  /** Number of its row, counted from 1 below the heading. */
  row: number;
  /** Line or row of the file, for whoever looks it up. */
  line: number;
}

/** Results of one file at most; a wide table has many in a row. */
const mostResults = 500_000;

/** Reads the results of a file, one after another, and remembers of the others what is wrong with them. */
export class ResultsReader {
  readonly rejections: Rejections;
  readonly issues: Issue[] = [];
  /** Why the file cannot be read, or not to its end. */
  refusal: Refusal | null = null;
  heading: Heading | null = null;
  /** Results read. */
  count = 0;
  readonly #sums = new ControlSums();
  readonly #filename: string;
  readonly #content: Buffer;
  readonly #allowPartial: boolean;

  constructor(filename: string, content: Buffer, allowPartial: boolean) {
    this.#filename = filename;
    this.#content = content;
    this.#allowPartial = allowPartial;
    this.rejections = new Rejections(allowPartial);
  }

  /** A refusal ends it like the end of the file: what was taken so far is undone by whoever asked. */
  async *results(cells: ResultCells, indicators: ResultIndicators, today: string): AsyncGenerator<PlacedResult> {
    try {
      yield* this.#read(cells, indicators, today);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
    }
  }

  /** The rows that were not taken, read once more: there is no need to keep rows of which nearly all are taken. */
  async rejectedRows(): Promise<RejectedRow[]> {
    const { reasons } = this.rejections;
    const rows: RejectedRow[] = [];
    let row = -1;
    if (reasons.size === 0 || this.refusal) return rows;
    for await (const source of this.#rows([])) {
      const problems = reasons.get(++row);
      if (problems) rows.push({ source, reasons: problems });
    }
    return rows;
  }

  #rows(issues: Issue[]): AsyncGenerator<TableRow> {
    return readTableFile(this.#filename, this.#content, (texts) => isHeading(columns, texts), issues);
  }

  async *#read(cells: ResultCells, indicators: ResultIndicators, today: string): AsyncGenerator<PlacedResult> {
    let reader: RowReader<typeof columns> | undefined;
    let layout: Layout | undefined;
    let row = 0;
    for await (const source of this.#rows(this.issues)) {
      if (!reader || !layout) {
        this.heading = headingOf(source);
        layout = layoutOf(this.heading, indicators, this.#allowPartial);
        this.issues.push(...layout.issues);
        reader = new RowReader(columns, () => null, this.heading);
        continue;
      }
      row++;
      reader.read(source);
      this.rejections.note(reader.issues.splice(0));
      for (const { reasons } of reader.rejected.splice(0)) this.rejections.reject(row, reasons);
      for (const record of reader.rows.splice(0)) yield* this.#resultsOf(record, row, layout, cells, today);
    }
  }

  *#resultsOf(record: TableRecord<ResultRow>, row: number, layout: Layout, cells: ResultCells, today: string) {
    const { values, source } = record;
    const results: PlacedResult[] = [];
    const control = controlOf(values.institution);
    for (const cell of layout.cellsOf(record)) {
      const result = 'problem' in cell ? cell : cells.read(values, cell, today);
      if ('problem' in result) {
        const { code = 'VALUE_INVALID', problem, field, text, suggestion } = result;
        this.rejections.add(row, source, code, `${field}: ${problem}.`, { field, text, suggestion });
      } else if (control === null) results.push({ ...result, row, line: source.line ?? source.row });
      else this.#checkControl(result, control, row, source, cell.field);
    }
    if (control !== null) return this.#sums.section();
    // A row is taken whole or not at all, as it is handed back.
    if (this.rejections.reasons.has(row)) return;
    for (const result of results) {
      this.#sums.add(result);
      if (++this.count > mostResults) {
        throw new Refusal('FILE_TOO_LARGE', `В файле больше ${mostResults} результатов; разделите его.`);
      }
      yield result;
    }
  }

  #checkControl(result: StatedResult, control: 'SUM' | 'MEAN', row: number, source: TableRow, field: string): void {
    // Without the rows that were not taken nothing can add up.
    if (this.rejections.reasons.size > 0) return;
    const expected = this.#sums.check(result, control);
    if (expected === null) return;
    const problem = `${field}: итог не сходится: ${expected}.`;
    this.rejections.add(row, source, 'CONTROL_SUM_MISMATCH', problem, { field, text: result.printed });
  }
}

function headingOf(source: TableRow): Heading {
  const heading = matchHeading(columns, source);
  const wrong = heading.issues.find(({ severity }) => severity === 'ERROR');
  if (wrong) throw new Refusal(wrong.code, wrong.message, wrong);
  return heading;
}
