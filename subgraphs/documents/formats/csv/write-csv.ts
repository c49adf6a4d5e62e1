import { isDayValue, type TableValue } from '../rows/table-value.js';
import { withGuard } from './formula-guard.js';

/** A table as CSV that Excel opens as it is in Russia: UTF-8 with a byte order mark, semicolons. No text is a formula. */
export function* writeCsv(rows: Iterable<readonly TableValue[]>): Generator<string> {
  yield '\ufeff';
  for (const row of rows) yield `${row.map(cell).join(';')}\r\n`;
}

function cell(value: TableValue): string {
  if (value === null) return '';
  if (isDayValue(value)) return value.day.split('-').reverse().join('.');
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  const text = typeof value === 'number' ? String(value) : withGuard(value);
  // Whatever might part columns stands in quotes, so that readers who guess guess right.
  return /[;,\t|"\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
