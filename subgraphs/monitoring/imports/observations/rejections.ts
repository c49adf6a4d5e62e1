import { issue, Refusal, type TableRow } from '../../../documents/index.js';
import type { Issue } from '../../../kit/graphql/index.js';

/**
 * Rows with something wrong at most, where the others are wanted and where they are not: whoever has more has made one
 * mistake many times, and mends that first.
 */
const mostRejected = { partial: 10_000, whole: 1000 };
/** Issues kept of them at most. */
const mostIssues = 1000;

/** What is wrong with which rows of a file; of the rows themselves only their numbers are kept. */
export class Rejections {
  /** By the number of the row, counted from 1 below the heading as the rows are read. */
  readonly reasons = new Map<number, string[]>();
  readonly issues: Issue[] = [];
  readonly #most: number;
  #issues = 0;

  constructor(allowPartial: boolean) {
    this.#most = allowPartial ? mostRejected.partial : mostRejected.whole;
  }

  /** A row is not taken. */
  add(row: number, source: Pick<TableRow, 'row' | 'line'>, code: Issue['code'], problem: string, place: Place = {}) {
    this.note([issue(code, 'ERROR', problem, { row: source.row || null, line: source.line, ...place })]);
    this.reject(row, [problem]);
  }

  /** A row is not taken, for reasons that the issues have already. */
  reject(row: number, reasons: readonly string[]): void {
    const before = this.reasons.get(row);
    if (before) before.push(...reasons);
    else if (this.reasons.size < this.#most) this.reasons.set(row, [...reasons]);
    else throw new Refusal('VALUE_INVALID', `Ошибки более чем в ${this.#most} строках: дальше файл не прочитан.`);
  }

  note(issues: readonly Issue[]): void {
    this.#issues += issues.length;
    this.issues.push(...issues.slice(0, Math.max(0, mostIssues - this.issues.length)));
  }

  /** The issues, and how many there were where they are more. */
  all(): Issue[] {
    if (this.#issues <= this.issues.length) return this.issues;
    const message = `Показаны первые ${this.issues.length} замечаний из ${this.#issues}.`;
    return [...this.issues, issue('TEXT_LEFT_OUT', 'NOTICE', message)];
  }
}

type Place = Partial<Pick<Issue, 'field' | 'text' | 'suggestion'>>;
