import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../../schema/errors/unknown-error.js';
import { type TableValue, writeCsv, writeXlsx } from '../../subgraphs/documents/index.js';
import { Failure } from '../dev/failure.js';

export interface Tables {
  rows: TableValue[][];
  coverage: TableValue[][];
  query: TableValue[][];
}

/** Rows of a sheet at most, the heading among them. */
const mostRows = 1_048_576;

/** Writes the files; returns their names. A file is there whole or not at all. */
export async function writeExport(
  file: string,
  format: 'csv' | 'xlsx',
  { rows, coverage, query }: Tables,
): Promise<string[]> {
  if (format === 'csv') {
    const { dir, name, ext } = path.parse(file);
    const second = path.join(dir, `${name}-coverage${ext}`);
    await whole(file, (temporary) => pipeline(Readable.from(writeCsv(rows)), createWriteStream(temporary)));
    await whole(second, (temporary) => writeFile(temporary, [...writeCsv([...coverage, [], ...query])].join('')));
    return [file, second];
  }
  if (rows.length > mostRows) throw new Failure(`Строк ${rows.length}, лист Excel их не вместит: выгрузите в csv.`);
  const book = await writeXlsx([
    { name: 'Данные', rows },
    { name: 'Покрытие', rows: coverage },
    { name: 'Запрос', rows: query },
  ]);
  await whole(file, (temporary) => writeFile(temporary, book));
  return [file];
}

async function whole(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await write(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Failure(`Файл «${file}» не записать: ${messageOf(error)}`);
  }
}
