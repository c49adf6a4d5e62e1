import path from 'node:path';
import { emptyCell, type TableCell, type TableValue, writeCsv, writeXlsx, writtenCell } from '../../documents/index.js';
import type { RejectedRowsFile } from '../publishing/index.js';
import { errorColumn } from './heading.js';
import type { ReadTable, RejectedRow } from './read-table.js';

/** The rows that were not taken, in the format and the columns in which they came, each with what is wrong with it. */
export async function rejectedFile(
  filename: string,
  { format, heading: { printed } }: Pick<ReadTable<unknown>, 'format' | 'heading'>,
  rejected: readonly RejectedRow[],
): Promise<RejectedRowsFile | null> {
  if (rejected.length === 0) return null;
  const kept = printed.map((_, i) => i).filter((i) => printed[i] !== errorColumn);
  const head = [...kept.map((i) => printed[i] ?? ''), errorColumn];
  const rows = rejected.map(({ source, reasons }) => {
    return { cells: kept.map((i) => source.cells[i] ?? emptyCell), reason: reasons.join(' ') };
  });
  const { name, ext } = path.parse(filename);
  const content = await writers[format](head, rows);
  return { filename: `${name} – не принято${ext || `.${format}`}`, contentBase64: content.toString('base64') };
}

interface Rejected {
  cells: TableCell[];
  reason: string;
}

const writers: Record<ReadTable<unknown>['format'], (head: string[], rows: Rejected[]) => Buffer | Promise<Buffer>> = {
  xlsx: (head, rows) => writeXlsx([{ name: 'Не принято', rows: [head, ...rows.map(values)] }]),
  csv: (head, rows) => Buffer.from([...writeCsv([head, ...rows.map(values)])].join('')),
  json: (head, rows) => Buffer.from(`[\n${rows.map((row) => objectOf(head, row)).join(',\n')}\n]\n`),
};

function values({ cells, reason }: Rejected): TableValue[] {
  return [...cells.map(tableValue), reason];
}

function tableValue({ kind, text }: TableCell): TableValue {
  if (kind === 'DATE' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return { day: text };
  if (kind === 'BOOLEAN') return text === 'ИСТИНА';
  return kind === 'NUMBER' && String(Number(text)) === text ? Number(text) : text;
}

/** Written by hand, because a name may be one that no object can have, and a number longer than any of JavaScript. */
function objectOf(head: readonly string[], { cells, reason }: Rejected): string {
  const written = [...cells.map(writtenCell), JSON.stringify(reason)];
  return `{${written.map((value, i) => `${JSON.stringify(head[i])}: ${value}`).join(', ')}}`;
}
