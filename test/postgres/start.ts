import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../commands/dev/postgres.js';

/** jest's globalSetup: one PostgreSQL for the whole run, in a folder that goes with it. */
export default async function start(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hub-test-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when the run is broken off (Ctrl-C): PostgreSQL ends by itself then, see postgres-programs.ts.
  process.once('exit', remove);
  const postgres = await startPostgres({ dataFolder: folder, forTests: true });
  process.env.TEST_POSTGRES_URL = postgres.superuserUrl;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => postgres.stop().then(() => process.exit(1)));
  }
  stop = postgres.stop;
}

export let stop: () => Promise<void> = async () => {};
