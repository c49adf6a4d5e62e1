/** Writes an empty table to be filled in and published: `npm run template -- institutions`. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { domains } from '../subgraphs/domains.js';
import { writeCsv } from '../subgraphs/kit/files/write-csv.js';
import { writeXlsx } from '../subgraphs/kit/files/write-xlsx.js';
import type { PublishedTable } from '../subgraphs/kit/tables/table-kind.js';
import { templateOf } from '../subgraphs/kit/tables/template.js';

const tables = domains
  .flatMap(({ publishes = [] }) => publishes)
  .filter((kind): kind is PublishedTable => 'columns' in kind);
const nameOf = ({ name }: PublishedTable) => name.toLowerCase().replaceAll('_', '-');

const usage = `npm run template -- вид [--format xlsx|csv] [--out ФАЙЛ]

  вид     ${tables.map((table) => `${nameOf(table)} – ${table.title}`).join('\n          ')}`;

process.exitCode = await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  return 2;
});

async function run(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { format: option, out: option } });
  const table = tables.find((one) => nameOf(one) === positionals[0]);
  const format = values.format ?? 'xlsx';
  if (!table || positionals.length > 1 || !/^(?:csv|xlsx)$/.test(format)) throw new Error(usage);
  const sheets = templateOf(table);
  const file = values.out ?? `${nameOf(table)}.${format}`;
  // One sheet is all that CSV has: the explanations would be read as data.
  const content = format === 'csv' ? [...writeCsv(sheets[0]!.rows)].join('') : await writeXlsx(sheets);
  await writeFile(file, content);
  process.stdout.write(`Записано: ${file}\n`);
  return 0;
}
