import type { TableValue } from '../../subgraphs/documents/index.js';
import { type ExportColumn, extra } from './plan.js';

/** Between the values of a list in one cell. */
const separator = '; ';
export const syntheticColumn = 'синтетические данные';

/**
 * A row of the answer as cells. Values of a list stand in one cell, parted by «; »: of a list of things each column has
 * its own, in the same order. `exploded` names a list that gives a row for each of its items instead.
 */
export function sheetCells(row: unknown, columns: readonly ExportColumn[], exploded: string | null): TableValue[][] {
  const split = exploded?.split('.') ?? null;
  const items = split ? explode(row, split) : [row];
  return items.map((item) => [
    ...columns.map(({ path, isDay }) => cellOf(valuesAt(item, path), isDay)),
    syntheticOf(item),
  ]);
}

/** Does a list inside a row go on beyond what the answer holds? */
export function isCut(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isCut);
  if (!isObject(value)) return false;
  const page = value[extra.more];
  return (isObject(page) && page.hasNextPage === true) || Object.values(value).some(isCut);
}

/** Whether the row is made up, or holds what is, by the marks in it: those of no mark say nothing. */
function syntheticOf(row: unknown): string {
  const marks = marksIn(row);
  return marks.includes(true) ? 'да' : marks.length > 0 ? 'нет' : 'не известно';
}

function marksIn(value: unknown): boolean[] {
  if (Array.isArray(value)) return value.flatMap(marksIn);
  if (!isObject(value)) return [];
  const { [extra.synthetic]: mark, [extra.methods]: methods, ...others } = value;
  return [
    // Of a connection it is a number.
    ...(typeof mark === 'boolean' || typeof mark === 'number' ? [Boolean(mark)] : []),
    ...(Array.isArray(methods) && methods.length > 0
      ? [methods.some((one) => isObject(one) && one.method === 'SYNTHETIC')]
      : []),
    ...Object.values(others).flatMap(marksIn),
  ];
}

/** One copy of the row for each item of the list; one without an item where there is none. */
function explode(row: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return Array.isArray(row) ? (row.length === 0 ? [null] : row) : [row];
  if (Array.isArray(row)) return row.length === 0 ? [null] : row.flatMap((item) => explode(item, path));
  if (!isObject(row)) return [row];
  const inside = key in row ? row : isObject(row.nodes) || Array.isArray(row.nodes) ? row : null;
  if (inside === null) return [row];
  const at = key in row ? key : 'nodes';
  return explode(row[at], at === key ? rest : path).map((item) => ({ ...row, [at]: item }));
}

function valuesAt(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const inner = value.map((item) => valuesAt(item, path));
    return inner.every((item) => item === null) ? null : inner;
  }
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  return isObject(value) ? valuesAt(value[key], rest) : null;
}

function cellOf(value: unknown, isDay: boolean): TableValue {
  if (value === null || value === undefined) return null;
  if (isDay && typeof value === 'string') return { day: value };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return textOf(value);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(separator);
  if (isObject(value)) return JSON.stringify(value);
  return value === null || value === undefined ? '' : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
