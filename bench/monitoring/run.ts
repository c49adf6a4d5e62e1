/**
 * `npm run bench:monitoring`: an owner publishes a million observations. How long it takes to publish them, in tables of
 * 100 000 rows at most; to answer the profile by area and year, and a page of 50; with the number of statements, and
 * the plans by which PostgreSQL answers them. Exit code 1 when one of them reads a big table from end to end.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../commands/dev/postgres.js';
import type { Caller } from '../../schema/contract/caller.js';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { publishInside } from '../../subgraphs/kit/publishing/index.js';
import { median } from '../load.js';
import { addKnown, observations, owner, rules, size } from './known.js';
import { type Asked, Plans } from './plans.js';
import { publishResults } from './publishing.js';

const requests = Number(process.env.BENCH_REQUESTS ?? 50);

const operations: Record<string, string> = {
  'profile by area and year':
    '{ qualityProfile(groupBy: [AREA, YEAR]) { area year scale count mean min max institutions institutionsTotal isComplete } }',
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
let statements: Asked[] = [];
const missed: string[] = [];
try {
  const databaseUrl = await postgres.createOwner(owner);
  const instance = await startInstance({
    owners: [owner],
    databaseUrl,
    authenticate: async () => caller,
    database: { onStatement: (text, values) => statements.push({ text, values }) },
  });
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  print(`# Monitoring bench, ${new Date().toISOString().slice(0, 10)}, commit ${commit}\n`);
  print(
    `${availableParallelism()} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node};`,
  );
  print(`${observations} observations of ${size.institutions} institutions in ${size.rounds.length} rounds.\n`);
  await instance.orm.em.fork().transactional(addKnown);
  await publishInside(instance.orm, rules.kind, rules.file);
  await publishResults(instance.orm, print);
  await instance.orm.em.getConnection().execute('vacuum analyze');
  const plans = await Plans.of(databaseUrl);
  for (const role of ['REGION', 'PUBLIC'] as const) {
    caller = { ...caller, role };
    print(`\n## As ${role}\n\n| | statements | p50 ms | p95 ms | KiB |\n|---|---|---|---|---|`);
    for (const [name, operation] of Object.entries(operations)) await measure(instance, name, operation);
  }
  print(`\n## Plans\n\nBig tables: ${plans.bigTables.join(', ')}.\n`);
  for (const role of ['REGION', 'PUBLIC'] as const) {
    caller = { ...caller, role };
    for (const [name, operation] of Object.entries(operations))
      await explain(plans, instance, `${name}, as ${role}`, operation);
  }
  await plans.close();
  await instance.close();
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
print(missed.length === 0 ? 'No big table is read from end to end.' : missed.join('\n'));
process.exit(missed.length === 0 ? 0 : 1);

async function measure(instance: Instance, name: string, operation: string): Promise<void> {
  for (let n = 0; n < 5; n++) await ask(instance, operation);
  statements = [];
  const text = await ask(instance, operation);
  const count = statements.filter(({ text }) => /^\s*(select|with)/i.test(text)).length;
  const times: number[] = [];
  for (let n = 0; n < requests; n++) {
    const from = performance.now();
    await ask(instance, operation);
    times.push(performance.now() - from);
  }
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
  print(
    `| ${name} | ${count} | ${median(times).toFixed(1)} | ${p95.toFixed(1)} | ${(text.length / 1024).toFixed(0)} |`,
  );
}

/** Prints the plans of an operation's statements over results, and notes those that read a big table from end to end. */
async function explain(plans: Plans, instance: Instance, name: string, operation: string): Promise<void> {
  statements = [];
  await ask(instance, operation);
  for (const statement of statements.filter(({ text }) => /monitoring\W+(profile|observation)/.test(text))) {
    const { text, scanned } = await plans.of(statement);
    print(`### ${name}\n\n\`\`\`\n${text}\n\`\`\`\n`);
    for (const table of scanned) missed.push(`${name}: ${table} is read from end to end.`);
  }
}

async function ask({ server }: Instance, operation: string): Promise<string> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: operation }),
  });
  const text = await response.text();
  if (JSON.parse(text).errors) throw new Error(text);
  return text;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
