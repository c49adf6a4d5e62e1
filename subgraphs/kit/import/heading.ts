import { sortKey } from '../../../schema/contract/collation.js';
import { columnLetter, issue, nearest, type TableRow, withoutHomoglyphs } from '../../documents/index.js';
import type { Issue } from '../graphql/index.js';
import type { Column } from './import-columns.js';

export type Columns = Record<string, Column<unknown>>;

/** Where each column of a definition stands in the file. */
export interface Heading {
  at: ReadonlyMap<string, number>;
  /** The headings as printed, by position. */
  printed: readonly string[];
  /** A column as a person finds it in the file: «ИНН (C)», or «ИНН» alone where columns have no letters. */
  fieldAt(index: number): string;
  issues: Issue[];
}

/** Added to rows that are handed back; a file that is sent again may have it. */
export const errorColumn = 'Ошибка';

/** Is this row the heading of such a table: does it name most of the columns that must be there, or any three. */
export function isHeading(columns: Columns, cells: readonly string[]): boolean {
  const names = namesOf(columns);
  const met = new Set(cells.flatMap((cell) => names.get(keyOf(cell)) ?? []));
  const required = Object.entries(columns).flatMap(([name, column]) => (column.required ? name : []));
  return (
    met.size >= Math.min(3, Object.keys(columns).length) ||
    (met.size >= 2 && required.some((name) => met.has(name))) ||
    (met.size > 0 &&
      cells.filter(Boolean).length === 1 &&
      required.length === 1 &&
      required.every((name) => met.has(name)))
  );
}

export function matchHeading(columns: Columns, source: TableRow): Heading {
  const names = namesOf(columns);
  const at = new Map<string, number>();
  const issues: Issue[] = [];
  const unknown: string[] = [];
  const printed = source.cells.map(({ text }) => text.replace(/\s+/g, ' ').trim());
  const fieldAt = (index: number) => {
    const header = printed[index] ?? '';
    if (source.row === 0) return header;
    return header === '' ? columnLetter(index) : `${header} (${columnLetter(index)})`;
  };
  const where = rowPlace(source);
  printed.forEach((text, index) => {
    if (text === '' || keyOf(text) === keyOf(errorColumn)) return;
    const place = { ...where, field: fieldAt(index), text };
    const name = names.get(keyOf(text));
    const first = name === undefined ? undefined : at.get(name);
    if (name === undefined) unknown.push(text);
    else if (first !== undefined) {
      const message = `Графа «${text}» повторяется: это то же, что «${fieldAt(first)}».`;
      issues.push(issue('COLUMN_DUPLICATE', 'ERROR', message, place));
    } else {
      at.set(name, index);
      const suggestion = withoutHomoglyphs(text);
      if (suggestion) {
        const message = `В названии графы «${text}» среди русских букв похожие на них латинские.`;
        issues.push(issue('HOMOGLYPHS', 'NOTICE', message, { ...place, suggestion }));
      }
    }
  });
  const absent = Object.entries(columns).flatMap(([name, column]) => (at.has(name) ? [] : column));
  for (const text of unknown) {
    const index = printed.indexOf(text);
    const suggestion = nearest(
      text,
      absent.flatMap(({ header, synonyms }) => [header, ...synonyms]),
    );
    const message = `Графа «${text}» не опознана и не прочитана.`;
    issues.push(issue('COLUMN_UNKNOWN', 'WARNING', message, { ...where, field: fieldAt(index), text, suggestion }));
  }
  for (const { header, required, synonyms } of absent) {
    if (!required) continue;
    const suggestion = [header, ...synonyms].map((name) => nearest(name, unknown)).find(Boolean) ?? null;
    const message = `Нет графы «${header}».`;
    issues.push(issue('COLUMN_MISSING', 'ERROR', message, { ...where, field: header, suggestion }));
  }
  return { at, printed, fieldAt, issues };
}

/** The place of a row for an issue. */
export function rowPlace({ row, line }: TableRow): { row: number | null; line: number | null } {
  return { row: row === 0 ? null : row, line };
}

function namesOf(columns: Columns): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, { header, synonyms }] of Object.entries(columns)) {
    for (const one of [header, ...synonyms, name]) names.set(keyOf(one), name);
  }
  return names;
}

function keyOf(text: string): string {
  return sortKey(withoutHomoglyphs(text) ?? text);
}
