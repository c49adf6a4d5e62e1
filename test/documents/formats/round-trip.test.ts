import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { writeCsv } from '../../../subgraphs/documents/formats/csv/write-csv.js';
import type { TableValue } from '../../../subgraphs/documents/formats/rows/table-value.js';
import { writeXlsx } from '../../../subgraphs/documents/formats/xlsx/write-xlsx.js';
import { readRows } from './read-rows.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^['" ]{0,2}[=+\-@\t＝]?[а-я"';,_x0041\n ]{0,8}$/),
  fc.constantFrom('=1+1', "'=1+1", '"@SUM(A1)', '-5', '-5+2', '+7 (999)', '_x000D_', 'sep=;', '1e5', '00123'),
);
const value: fc.Arbitrary<TableValue> = fc.oneof(
  { weight: 5, arbitrary: text.map((one) => one.replace(/[\0\ufeff]/g, '')) },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).filter((one) => !Object.is(one, -0)),
  fc.boolean(),
  fc.constant(null),
  fc
    .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => ({ day: date.toISOString().slice(0, 10) })),
);
const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 8 }).map((rows) => ({
    head: Array.from({ length: width }, (_, i) => `Графа ${i + 1}`),
    rows,
  })),
);
const seed = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31));

describe(`a table written and read back is the same (SEED=${seed})`, () => {
  it('as .xlsx', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ head, rows }) => {
        const { texts, issues } = await readRows(
          'a.xlsx',
          await writeXlsx([{ name: 'Данные', rows: [head, ...rows] }]),
        );
        expect(issues).toEqual([]);
        expect(texts.map(filled)).toEqual([head, ...rows.map((row) => row.map(asXlsx))].map(filled).filter(notEmpty));
      }),
      { numRuns: 150, seed },
    );
  });

  it('as .csv', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ head, rows }) => {
        const bytes = await buffer(Readable.from(writeCsv([head, ...rows])));
        const { texts, issues } = await readRows('a.csv', bytes);
        expect(issues).toEqual([]);
        expect(texts.map(filled)).toEqual([head, ...rows.map((row) => row.map(asCsv))].map(filled).filter(notEmpty));
      }),
      { numRuns: 300, seed },
    );
  });
});

/** Cells behind the last one with text need not be there. */
function filled(row: string[]): string[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== '') + 1);
}

function notEmpty(row: string[]): boolean {
  return row.some((cell) => cell.trim() !== '');
}

function asXlsx(value: TableValue): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.day;
  if (typeof value === 'boolean') return value ? 'ИСТИНА' : 'ЛОЖЬ';
  return typeof value === 'number' ? withoutExponent(value) : value;
}

function asCsv(value: TableValue): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.day.split('-').reverse().join('.');
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return String(value);
}

function withoutExponent(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [digits, exponent] = text.replace(/^-/, '').split('e') as [string, string];
  const sign = value < 0 ? '-' : '';
  return `${sign}0.${'0'.repeat(-Number(exponent) - 1)}${digits.replace('.', '')}`;
}
