import path from 'node:path';
import { readTableFile } from '../../subgraphs/documents/index.js';
import { isHeading, matchHeading, type PublishedTable } from '../../subgraphs/kit/import/index.js';
import { tables } from '../dev/tables.js';

/** Files with these endings are tables, whose kind must be said or seen. */
export function isTable(filename: string): boolean {
  return ['.xlsx', '.csv', '.tsv', '.json'].includes(path.extname(filename).toLowerCase());
}

/** The kinds of tables that a file may be by its heading, those that fit best; one is sure, several are not. */
export async function guessKinds(filename: string, content: Buffer): Promise<PublishedTable[]> {
  const fits: { table: PublishedTable; unknown: number; met: number }[] = [];
  for (const table of tables) {
    const fit = await fitOf(table, filename, content);
    if (fit) fits.push({ table, ...fit });
  }
  // What is not known says more than what is: a table of results has many columns that others do not know.
  fits.sort((a, b) => a.unknown - b.unknown || b.met - a.met);
  const [best] = fits;
  return fits.filter(({ unknown, met }) => unknown === best?.unknown && met === best.met).map(({ table }) => table);
}

/** Null where the file has no such heading, or not all the columns that the kind needs. */
async function fitOf(
  { columns }: PublishedTable,
  filename: string,
  content: Buffer,
): Promise<{ unknown: number; met: number } | null> {
  try {
    for await (const row of readTableFile(filename, content, (cells) => isHeading(columns, cells), [])) {
      const { at, issues } = matchHeading(columns, row);
      if (issues.some(({ severity }) => severity === 'ERROR')) return null;
      return { unknown: issues.filter(({ code }) => code === 'COLUMN_UNKNOWN').length, met: at.size };
    }
  } catch {
    // What is wrong with the file is told by who publishes it.
  }
  return null;
}
