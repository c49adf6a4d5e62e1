/** Writes an empty table to be filled in and published: `npm run template -- institutions`. */
import './node-version.js';

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeCsv, writeXlsx } from '../subgraphs/documents/index.js';
import { templateOf } from '../subgraphs/kit/import/index.js';
import { Failure } from './dev/failure.js';
import { badOptions } from './dev/options.js';
import { tableList, tableName, tables } from './dev/tables.js';

const usage = `npm run template -- вид [--format xlsx|csv] [--out ФАЙЛ]

  вид     ${tableList('          ')}`;

process.exitCode = await run().catch((error: Error) => {
  process.stderr.write(`${error instanceof Failure ? error.message : error.stack}\n`);
  return 2;
});

async function run(): Promise<number> {
  const { values, positionals } = parsed();
  const table = tables.find((one) => tableName(one) === positionals[0]);
  const format = values.format ?? 'xlsx';
  if (!table || positionals.length > 1 || !/^(?:csv|xlsx)$/.test(format)) throw new Failure(usage);
  const sheets = templateOf(table);
  const file = values.out ?? `${tableName(table)}.${format}`;
  // One sheet is all that CSV has: the explanations would be read as data.
  const content = format === 'csv' ? [...writeCsv(sheets[0]!.rows)].join('') : await writeXlsx(sheets);
  await writeFile(file, content);
  process.stdout.write(`Записано: ${file}\n`);
  return 0;
}

function parsed() {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { format: option, out: option } });
  } catch (error) {
    throw badOptions(error, usage);
  }
}
