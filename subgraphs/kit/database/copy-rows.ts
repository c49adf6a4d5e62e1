import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import { CopiedLines } from './copy-client.js';

export type CopiedValue = string | number | boolean | null;

/** Copies rows into a table as they come, so that no more than a few are ever in memory. */
export async function copyRows(
  em: EntityManager,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly CopiedValue[]>,
): Promise<void> {
  const statement = `copy ${table} (${columns.join(', ')}) from stdin`;
  await em.getKysely().executeQuery(CompiledQuery.raw(statement, [new CopiedLines(linesOf(rows))]));
}

/** Characters that are sent together. */
const chunk = 1 << 16;

async function* linesOf(rows: AsyncIterable<readonly CopiedValue[]>): AsyncGenerator<string> {
  let text = '';
  for await (const row of rows) {
    text += `${row.map(written).join('\t')}\n`;
    if (text.length < chunk) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function written(value: CopiedValue): string {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : String(value);
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
