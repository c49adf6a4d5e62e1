import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../commands/dev/postgres.js';

/**
 * `npm run oracle -- --operations 10000 --partitions 200 --seed 7`: asks the hub over five instances and one instance
 * with all of their data the same random operations over random partitions of random data. Exit code 1 where they differ.
 */
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '10000' },
    partitions: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
const folder = mkdtempSync(path.join(tmpdir(), 'hub-oracle-'));
const postgres = await startPostgres({ dataFolder: folder, forTests: true });
process.env.TEST_POSTGRES_URL = postgres.superuserUrl;
let code = 1;
try {
  const { play, report } = await import('./play.js');
  const { openStage } = await import('./stage.js');
  await using stage = await openStage();
  const played = await play({
    stage,
    operations: Number(values.operations),
    partitions: Number(values.partitions),
    seed: Number(values.seed),
    tell: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${report(played)}\n`);
  code = played.mismatches.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
