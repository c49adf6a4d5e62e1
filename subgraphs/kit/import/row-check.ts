import type { Issue } from '../graphql/index.js';
import type { Columns } from './heading.js';
import type { TableRecord, Values } from './read-table.js';
import type { Reject } from './table-kind.js';

interface Failure {
  /** @default by what is there: nothing, something else than is suggested, or something else than is expected */
  code?: Issue['code'];
  /** @default what the cell says */
  text?: string | null;
  suggestion?: string | null;
}

/** What is found wrong with a row that can be read, when it is looked at beside the data. */
export class RowCheck<C extends Columns> {
  /** Nothing of it was refused. */
  isRight = true;
  readonly #columns: C;
  readonly #record: TableRecord<Values<C>>;
  readonly #reject: Reject;

  constructor(columns: C, record: TableRecord<Values<C>>, reject: Reject) {
    this.#columns = columns;
    this.#record = record;
    this.#reject = reject;
  }

  /** Rejects the row for one of its cells. */
  fail(name: keyof C & string, problem: string, { code, text, suggestion = null }: Failure = {}): null {
    this.isRight = false;
    const field = this.#columns[name]?.header ?? name;
    const value = this.#record.values[name];
    const shown = text === undefined ? (value === null ? null : String(value)) : text;
    const usual = shown === null ? 'VALUE_MISSING' : suggestion === null ? 'VALUE_INVALID' : 'REFERENCE_UNKNOWN';
    this.#reject(this.#record, code ?? usual, `${field}: ${problem}.`, { field, text: shown, suggestion });
    return null;
  }
}
