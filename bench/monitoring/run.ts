/**
 * `npm run bench:monitoring`: an owner with a million observations. How long it takes to store them and to sum them up,
 * and to answer the profile by area and year and a page of 50; with the number of statements, and the plans by which
 * PostgreSQL answers them. Exit code 1 when one of them reads all observations.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../commands/local/postgres.js';
import type { Caller } from '../../gateway/edge/caller.js';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { refreshProfile } from '../../subgraphs/monitoring/profile/refresh.js';
import { median } from '../load.js';
import { addKnown, addResults, observations, owner, rounds, size } from './results.js';

const requests = Number(process.env.BENCH_REQUESTS ?? 50);

const operations: Record<string, string> = {
  'profile by area and year':
    '{ qualityProfile(groupBy: [AREA, YEAR]) { area year scale count mean min max institutions institutionsTotal } }',
  'the same with quantiles':
    '{ qualityProfile(groupBy: [AREA, YEAR]) { area year count quantiles(of: [0.25, 0.5, 0.75]) } }',
  'profile of one area in one year by levels':
    '{ qualityProfile(filter: { areas: [FAMILY], years: [2024] }, groupBy: [COMMON_LEVEL]) { commonFrom commonTo count } }',
  'a page of 50 observations':
    '{ observations(first: 50) { nodes { value status observedAt } pageInfo { endCursor } } }',
  'a page of 50 of an institution': `{ observations(first: 50, filter: { institutions: ["${owner}:institution:7"] }) { nodes { value status } } }`,
};

const folder = mkdtempSync(path.join(tmpdir(), 'hub-bench-'));
const postgres = await startPostgres({ dataFolder: folder, forTests: true });
let caller: Caller = { role: 'REGION', owner: null, institution: null, subject: 'bench' };
let statements: string[] = [];
let missed = 0;
try {
  const instance = await startInstance({
    owners: [owner],
    databaseUrl: await postgres.createOwner(owner),
    authenticate: async () => caller,
    database: { onStatement: (statement) => statements.push(statement), statementTimeoutMs: 600_000 },
  });
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  print(`# Monitoring bench, ${new Date().toISOString().slice(0, 10)}, commit ${commit}\n`);
  print(
    `${availableParallelism()} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node};`,
  );
  print(`${observations} observations of ${size.institutions} institutions in ${rounds.length} rounds.\n`);
  await fill(instance);
  for (const role of ['REGION', 'PUBLIC'] as const) {
    caller = { ...caller, role };
    print(`\n## As ${role}\n\n| | statements | p50 ms | p95 ms | KiB |\n|---|---|---|---|---|`);
    for (const [name, operation] of Object.entries(operations)) await measure(instance, name, operation);
  }
  caller = { ...caller, role: 'REGION' };
  print('\n## Plans\n');
  for (const [name, operation] of Object.entries(operations)) missed += await explain(instance, name, operation);
  await instance.close();
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
print(missed === 0 ? 'No observation is read that is not asked for.' : `${missed} statements read all observations.`);
process.exit(missed === 0 ? 0 : 1);

async function fill({ orm }: Instance): Promise<void> {
  await orm.em.fork().transactional(addKnown);
  print('| | seconds | rows a second |\n|---|---|---|');
  const timed = async (name: string, rows: number, work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    const seconds = (performance.now() - from) / 1000;
    print(`| ${name} | ${seconds.toFixed(1)} | ${Math.round(rows / seconds)} |`);
  };
  for (const year of size.rounds) {
    const at = new Date(Date.UTC(year, 11, 1));
    const rows = observations / rounds.length;
    await timed(`results of ${year} stored`, rows, () => orm.em.fork().transactional((em) => addResults(em, year, at)));
    const round = [`${owner}:round:${year}`];
    await timed(`profile of ${year} made`, rows, () =>
      orm.em.fork().transactional((em) => refreshProfile(em, round, at)),
    );
  }
  await orm.em.fork().transactional(async (em) => {
    const at = new Date(Date.UTC(2025, 0, 1));
    await em.execute(
      `insert into monitoring.past_observation select o.*, ?::timestamptz, 'x' from monitoring.observation o
      where round_id = ? and institution_id like '%9'`,
      [at, rounds[2]],
    );
    await em.execute(
      `update monitoring.observation set value = value + 1, recorded_at = ? where round_id = ? and institution_id like '%9'`,
      [at, rounds[2]],
    );
    await timed('profile of 2024 after every tenth was corrected', observations / rounds.length, () =>
      refreshProfile(em, rounds.slice(2), at),
    );
  });
  await orm.em.getConnection().execute('vacuum analyze');
  const [cells] = await orm.em
    .getConnection()
    .execute('select count(*)::int as n, count(*) filter (where is_public)::int as shown from monitoring.profile_cell');
  print(`\n${cells?.n} cells, ${cells?.shown} of them public.`);
}

async function measure({ server }: Instance, name: string, operation: string): Promise<void> {
  const ask = async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: operation }),
    });
    const text = await response.text();
    if (JSON.parse(text).errors) throw new Error(text);
    return text;
  };
  for (let n = 0; n < 5; n++) await ask();
  statements = [];
  const text = await ask();
  const count = statements.filter((statement) => /^\s*(select|with)/i.test(statement)).length;
  const times: number[] = [];
  for (let n = 0; n < requests; n++) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
  print(
    `| ${name} | ${count} | ${median(times).toFixed(1)} | ${p95.toFixed(1)} | ${(text.length / 1024).toFixed(0)} |`,
  );
}

/** Prints the plans of an operation's statements over results; counts those that read all observations. */
async function explain({ server, orm }: Instance, name: string, operation: string): Promise<number> {
  statements = [];
  await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: operation }),
  });
  let all = 0;
  for (const statement of statements.filter((one) => /monitoring\W+(profile_cell|observation)/.test(one))) {
    const rows = await orm.em.getConnection().execute(`explain (generic_plan) ${statement}`);
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    if (/Seq Scan on observation/.test(plan)) all++;
    print(`### ${name}\n\n\`\`\`\n${plan}\n\`\`\`\n`);
  }
  return all;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
