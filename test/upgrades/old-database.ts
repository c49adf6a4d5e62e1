import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** Which program made it: by the day of its newest migration. */
export type OldDatabase = '20261122' | '20261203';

/** Makes an empty database what an older program would have made of it. */
export async function makeOldDatabase(url: string, of: OldDatabase): Promise<void> {
  const text = await readFile(new URL(`../../../test/upgrades/databases/${of}.sql`, import.meta.url), 'utf8');
  await using client = await connect(url);
  await client.query(text);
}

export async function connect(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
