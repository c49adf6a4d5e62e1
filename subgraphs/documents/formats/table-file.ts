import { readCsv } from './csv/read-csv.js';
import type { FileIssue } from './issues/file-issue.js';
import { issue } from './issues/file-issue.js';
import { Refusal } from './issues/refusal.js';
import { isJson, readJson } from './json/read-json.js';
import { type IsHead, largestTable, mostRows, mostRowsAbove, type TableCell, type TableRow } from './rows/table-row.js';
import { readSheet } from './xlsx/sheet.js';
import { openWorkbook } from './xlsx/workbook.js';

/** The sheet of a template that says how to fill the other one: nobody need be told that it was not read as data. */
export const explanations = 'Пояснения';

export type TableFormat = 'xlsx' | 'csv' | 'json';

const extensions = { xlsx: ['xlsx'], csv: ['csv', 'txt', 'tsv'], json: ['json'] };

/** Format of the table that the bytes hold; the file's name counts only where they might be one or the other. */
export function tableFormat(filename: string, bytes: Buffer): TableFormat {
  const start = bytes.subarray(0, 5).toString('latin1');
  if (['PK\x03\x04', '\xd0\xcf\x11\xe0', '%PDF', '{\\rtf'].some((magic) => start.startsWith(magic))) return 'xlsx';
  return isJson(bytes, extensionOf(filename) === 'json') ? 'json' : 'csv';
}

/**
 * The rows of a table file from its heading on, empty ones left out, whatever the file's name says: the content decides
 * between .xlsx, .csv and .json. Of a book the first sheet with such a heading is read. Throws a Refusal where there is none, or
 * where the file cannot be read; notices go to `issues` as they are met.
 */
export async function* readTableFile(
  filename: string,
  bytes: Buffer,
  isHead: IsHead,
  issues: FileIssue[],
): AsyncGenerator<TableRow> {
  if (bytes.length === 0) throw new Refusal('FILE_BROKEN', 'Файл пуст.');
  if (bytes.length > largestTable) {
    throw new Refusal('FILE_TOO_LARGE', `Файл больше ${largestTable >> 20} МБ не принимается.`);
  }
  const format = tableFormat(filename, bytes);
  if (!extensions[format].includes(extensionOf(filename))) {
    const message = `По содержанию это файл .${format}, а назван он «${filename}»; прочитан по содержанию.`;
    issues.push(issue('FILE_FORMAT', 'NOTICE', message, { text: filename }));
  }
  let count = 0;
  for await (const row of rowsOf[format](bytes, isHead, issues)) {
    if (++count > mostRows) {
      throw new Refusal('FILE_TOO_LARGE', `В таблице больше ${mostRows} строк; разделите её.`, { row: row.row });
    }
    yield row;
  }
  if (count === 0) throw new Refusal('COLUMN_MISSING', 'В файле не найдена шапка таблицы с нужными графами.');
}

const rowsOf: Record<TableFormat, (bytes: Buffer, isHead: IsHead, issues: FileIssue[]) => AsyncIterable<TableRow>> = {
  xlsx: bookRows,
  csv: (bytes, isHead, issues) => underHead(readCsv(bytes, issues), isHead),
  json: records,
};

async function* bookRows(bytes: Buffer, isHead: IsHead, issues: FileIssue[]): AsyncGenerator<TableRow> {
  const book = await openWorkbook(bytes);
  const skipped: string[] = [];
  let sheetWithRows: string | null = null;
  for (const sheet of book.sheets) {
    if (sheet.hidden || sheetWithRows !== null) {
      if (sheet.name !== explanations) skipped.push(sheet.name);
      continue;
    }
    const sheetIssues: FileIssue[] = [];
    for await (const row of underHead(readSheet(book, sheet, sheetIssues), isHead)) {
      sheetWithRows = sheet.name;
      yield row;
    }
    if (sheetWithRows === sheet.name) issues.push(...sheetIssues);
    else if (sheet.name !== explanations) skipped.push(sheet.name);
  }
  if (sheetWithRows === null || skipped.length === 0) return;
  const names = skipped.map((name) => `«${name}»`).join(', ');
  issues.push(issue('SHEET_SKIPPED', 'NOTICE', `Прочитан лист «${sheetWithRows}»; не прочитаны: ${names}.`));
}

/** Objects have no titles above them: their first row is the heading. */
async function* records(bytes: Buffer, isHead: IsHead, issues: FileIssue[]): AsyncGenerator<TableRow> {
  for (const row of readJson(bytes, issues)) {
    if (row.row === 0 && !isHead(row.cells.map(({ text }) => text))) return;
    if (row.cells.some(isGiven)) yield row;
  }
}

async function* underHead(rows: AsyncIterable<TableRow>, isHead: IsHead): AsyncGenerator<TableRow> {
  let above = 0;
  let isBelowHead = false;
  for await (const row of rows) {
    const texts = row.cells.map(({ text }) => text);
    isBelowHead ||= isHead(texts);
    if (isBelowHead && row.cells.some(isGiven)) yield row;
    else if (!isBelowHead && ++above > mostRowsAbove) return;
  }
}

function isGiven({ text, kind }: TableCell): boolean {
  return text.trim() !== '' || kind === 'FORMULA';
}

function extensionOf(filename: string): string {
  return /\.([^.]{1,8})$/.exec(filename.toLowerCase())?.[1] ?? '';
}
