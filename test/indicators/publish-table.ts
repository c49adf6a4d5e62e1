import type { TableValue } from '../../subgraphs/documents/formats/rows/table-value.js';
import { writeXlsx } from '../../subgraphs/documents/formats/xlsx/write-xlsx.js';
import { ask } from '../instance.js';
import { staffToken } from '../tokens.js';

/** Publishes rows as staff of the owner, and gives the receipt; errors fail the test. */
export async function publishTable(
  url: string,
  municipality: string,
  kind: string,
  rows: readonly (readonly TableValue[])[],
  more: object = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests look into receipts of every shape.
): Promise<any> {
  const contentBase64 = (await writeXlsx([{ name: 'Таблица', rows: rows.map((row) => [...row]) }])).toString('base64');
  const input = { municipality, kind, filename: 'table.xlsx', contentBase64, ...more };
  const query = `mutation ($input: PublishTableInput!) { publishTable(input: $input) {
    created updated unchanged removed rejected issues { code severity message row field text suggestion }
    publication { id version rows } } }`;
  const { data, errors } = await ask(url, query, { input }, await staffToken(municipality));
  if (errors) throw new Error(JSON.stringify(errors));
  return data.publishTable;
}
