import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  readDeadline,
  readDocumentFile,
  readOrRefuse,
  readParties,
  readTableFile,
  writeXlsx,
} from '../../../subgraphs/documents/index.js';
import { publishedOrder } from '../acts/texts.js';
import { docx } from '../formats/office.js';
import type { FileToRead } from './reader.js';

const order = publishedOrder('kizel-order-76-2021');
const headings = ['Код', 'Наименование'];

let worker: Worker;
beforeAll(() => {
  worker = new Worker(new URL('./reader.js', import.meta.url));
});
afterAll(() => worker.terminate());

describe('in a worker thread', () => {
  it.each([
    ['the text of an order', 'приказ.txt', async () => Buffer.from(order)],
    ['an order in Word', 'приказ.docx', () => docx(order.split('\n'))],
    ['a file that is neither', 'приказ.docx', async () => Buffer.from('%PDF-1.7')],
  ])('%s is read as in this one', async (_, filename, file) => {
    const bytes = await file();
    const { packages, ...answer } = await read({ filename, bytes });
    const { content, issues } = await readDocumentFile(filename, bytes);
    const deadlines = content?.document.plans.flatMap(({ period, measures }) =>
      measures.map(({ deadlineText }) => readDeadline(deadlineText ?? '', { planPeriod: period })),
    );
    const parties = content && readParties(content.document, content.text);
    expect(answer).toEqual({ content, issues, deadlines, parties });
    expect(packages).toEqual(readers);
  });

  it('an order gives its act, plan, deadlines and parties', async () => {
    const { content, deadlines, parties } = await read({ filename: 'приказ.txt', bytes: Buffer.from(order) });
    const [{ number }] = content.document.acts;
    expect([number, deadlines.length, parties.parties[0].length]).toEqual(['76', 10, 10]);
  });

  it.each([
    ['a table', 'детские сады.xlsx', headings],
    ['a table without the headings', 'детские сады.xlsx', ['Адрес']],
  ])('%s is read as in this one', async (_, filename, columns) => {
    const rows = [headings, ['1', 'Детский сад № 1']];
    const bytes = await writeXlsx([{ name: 'Лист', rows }]);
    const { packages, ...answer } = await read({ filename, bytes, headings: columns });
    const isHead = (cells: readonly string[]) => columns.every((column) => cells.includes(column));
    expect(answer).toEqual(await readOrRefuse((issues) => all(readTableFile(filename, bytes, isHead, issues))));
    expect(packages).toEqual(readers);
  });
});

/** What the room stands on: readers of formats, and a dictionary; neither GraphQL nor a database. */
const readers = [
  'buffer-crc32',
  'csv-parse',
  'dictionary-ru',
  'jsonc-parser',
  'pend',
  'saxes',
  'xmlchars',
  'yauzl',
  'yazl',
];

async function read(file: FileToRead) {
  worker.postMessage(file);
  const [answer] = await once(worker, 'message');
  return answer;
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const row of rows) result.push(row);
  return result;
}
