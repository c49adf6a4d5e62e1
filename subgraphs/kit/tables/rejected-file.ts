import path from 'node:path';
import type { TableCell } from '../files/table-row.js';
import type { TableValue } from '../files/table-value.js';
import { writeCsv } from '../files/write-csv.js';
import { writeXlsx } from '../files/write-xlsx.js';
import type { HandedBack } from '../ledger/published-kind.js';
import { errorColumn, type Heading } from './heading.js';
import type { RejectedRow } from './read-table.js';

/** The rows that were not taken, in the format and the columns in which they came, each with what is wrong with it. */
export async function rejectedFile(
  filename: string,
  { printed }: Heading,
  rejected: readonly RejectedRow[],
): Promise<HandedBack | null> {
  if (rejected.length === 0) return null;
  const kept = printed.map((_, i) => i).filter((i) => printed[i] !== errorColumn);
  const head = [...kept.map((i) => printed[i]!), errorColumn];
  const rows = rejected.map(({ source, reasons }) => [...kept.map((i) => written(source.cells[i])), reasons.join(' ')]);
  const { name, ext } = path.parse(filename);
  const isBook = rejected[0]!.source.line === null;
  const content = isBook
    ? await writeXlsx([{ name: 'Не принято', rows: [head, ...rows] }])
    : Buffer.from([...writeCsv([head, ...rows])].join(''));
  return {
    filename: `${name} – не принято${ext || (isBook ? '.xlsx' : '.csv')}`,
    contentBase64: content.toString('base64'),
  };
}

function written(cell: TableCell | undefined): TableValue {
  if (!cell) return null;
  const { kind, text } = cell;
  if (kind === 'DATE' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return { day: text };
  if (kind === 'BOOLEAN') return text === 'ИСТИНА';
  return kind === 'NUMBER' && String(Number(text)) === text ? Number(text) : text;
}
