import type { MikroORM } from '@mikro-orm/postgresql';
import { publishInside } from '../../subgraphs/kit/publishing/index.js';
import { observationsTable } from '../../subgraphs/monitoring/imports/observations-table.js';
import { correctionOf, filesOf, type ResultsFile } from './files.js';
import { owner, size } from './known.js';

/** Publishes all results as an owner would, then corrections; prints how long each publication takes. */
export async function publishResults(orm: MikroORM, print: (line: string) => void): Promise<void> {
  const memory = watchMemory();
  let [rows, seconds] = [0, 0];
  print('| publication | rows | seconds | rows a second |\n|---|---|---|---|');
  const timed = async ({ name, content, rows }: ResultsFile): Promise<number> => {
    const file = { municipality: owner, filename: name, content, synthetic: true };
    const from = performance.now();
    const { publication, issues } = await publishInside(orm, observationsTable, file);
    const took = (performance.now() - from) / 1000;
    if (publication === null) throw new Error(JSON.stringify(issues.slice(0, 3)));
    print(`| ${name} | ${rows} | ${took.toFixed(1)} | ${Math.round(rows / took)} |`);
    return took;
  };
  for (const year of size.rounds) {
    for (const file of filesOf(year)) {
      seconds += await timed(file);
      rows += file.rows;
    }
  }
  print(`| all | ${rows} | ${seconds.toFixed(1)} | ${Math.round(rows / seconds)} |`);
  await timed(correctionOf(size.rounds.at(-1)!, size.indicators));
  await timed({ ...correctionOf(size.rounds[0]!, 1), name: 'one indicator corrected' });
  const { heap, rss } = memory();
  print(`\nHeap ${heap} MiB at most, the whole process ${rss} MiB.`);
  const [cells] = await orm.em
    .getConnection()
    .execute('select count(*)::int as n, count(*) filter (where is_public)::int as shown from monitoring.profile_cell');
  print(`${cells?.n} cells, ${cells?.shown} of them public.`);
}

/** Looks at the memory now and then; the answer ends it. */
function watchMemory(): () => { heap: number; rss: number } {
  const most = { heap: 0, rss: 0 };
  const look = () => {
    const { heapUsed, rss } = process.memoryUsage();
    most.heap = Math.max(most.heap, Math.round(heapUsed / 2 ** 20));
    most.rss = Math.max(most.rss, Math.round(rss / 2 ** 20));
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}
