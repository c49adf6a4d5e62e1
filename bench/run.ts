/**
 * `npm run bench`: the hub over five instances against Apollo Gateway over the same four subgraphs on one central copy,
 * and against one owner asked directly; interleaved, each upstream call 25 ms away. The hub is there twice: once asked
 * the same again, so that owners only confirm what it holds, as the goals have it; and once keeping nothing, as if all
 * data had changed before each request. Exit code 1 when a goal is missed. Names of operations as arguments: only those.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { Client, median } from './load.js';
import { type Operation, operations } from './operations.js';
import { type Contender, startParts } from './parts.js';

const delayMs = 25;
const requests = Number(process.env.BENCH_REQUESTS ?? 100);
const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const concurrency = Number(process.env.BENCH_CONCURRENCY ?? 16);
const warmUpMs = 2000;

interface Latency {
  /** Milliseconds, one request at a time. */
  p50: number;
  p95: number;
}

interface Figures extends Latency {
  /** Milliseconds of the process's own CPU, under load. */
  cpu: number;
  /** Under load, everything on this one machine. */
  perSecond: number;
}

const goals: readonly { name: string; most: number; of: (hub: Figures, apollo: Figures, owner: Figures) => number }[] =
  [
    { name: "hub's p50 to Apollo Gateway's", most: 0.5, of: (hub, apollo) => hub.p50 / apollo.p50 },
    { name: "hub's p50 to one owner's", most: 1.25, of: (hub, _, owner) => hub.p50 / owner.p50 },
    { name: "hub's CPU to Apollo Gateway's", most: 0.2, of: (hub, apollo) => hub.cpu / apollo.cpu },
  ];

say('Starting PostgreSQL, six instances, the hub and Apollo Gateway…');
const parts = await startParts(delayMs);
let missed = 0;
try {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  print(`# Bench, ${new Date().toISOString().slice(0, 10)}, commit ${commit}`);
  print(
    `${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}; upstream ${delayMs} ms away;`,
  );
  print(`p50, p95: ${requests} requests one at a time; the rest: ${seconds} s with ${concurrency} at a time.\n`);
  const chosen = process.argv.slice(2);
  for (const operation of operations) {
    if (chosen.length === 0 || chosen.includes(operation.name)) missed += await compare(operation);
  }
} finally {
  await parts.stop();
}
print(missed === 0 ? 'All goals are met.' : `${missed} goals are missed.`);
process.exit(missed === 0 ? 0 : 1);

async function compare({ name, query, owner: pinned }: Operation): Promise<number> {
  say(`${name}…`);
  const asked = parts.owners.filter((owner) => !pinned || owner.name === pinned);
  const hubs = [parts.hub, parts.hubAnew];
  const clients = new Map([...hubs, parts.apollo, ...asked].map((who) => [who, new Client(who.url)]));
  const bytes = await checkSame(clients, query);
  for (let i = 0; i < 20; i++) await Promise.all([...clients.values()].map((client) => client.ask(query)));
  const owner = await slowest(asked, clients, query);
  const compared = [...hubs, parts.apollo, owner].map((who) => ({ who, client: clients.get(who)! }));
  // What the hub's answer takes at least where all owners share one machine, and so its cores.
  const atOnce = asked.map((who) => clients.get(who)!);
  const askAll = async () => Math.max(...(await Promise.all(atOnce.map((client) => client.time(query)))));
  const latencies = await inTurns([
    ...compared.map(
      ({ client }) =>
        () =>
          client.time(query),
    ),
    ...(atOnce.length > 1 ? [askAll] : []),
  ]);
  // Under load for a while before it counts: what was asked least would otherwise be measured while it still compiles.
  for (const { client } of compared) await client.flood(query, concurrency, warmUpMs);
  const loads = await underLoad(compared, query);
  await checkSame(clients, query);
  await Promise.all([...clients.values()].map((client) => client.close()));

  print(`## ${name} (${(bytes / 1024).toFixed(0)} KiB)\n`);
  print('| | p50 ms | p95 ms | own CPU ms | requests/s |\n|---|---|---|---|---|');
  const names = [
    ...hubs.map(({ name: hub }) => hub),
    'Apollo Gateway',
    `one owner: ${owner.name}`,
    `${asked.length} owners at once, without a hub`,
  ];
  for (const [index, { p50, p95 }] of latencies.entries()) {
    const load = loads[index];
    print(
      `| ${names[index]} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${load?.cpu.toFixed(2) ?? ''} | ${load?.perSecond.toFixed(0) ?? ''} |`,
    );
  }
  print('');
  const figures = loads.map((load, index) => ({ ...load, ...latencies[index]! }));
  const [again, anew, apollo, one] = figures as [Figures, Figures, Figures, Figures];
  const ratios = goals.map(({ name, most, of }) => {
    return { name, most, ratio: of(again, apollo, one), withoutCache: of(anew, apollo, one) };
  });
  for (const { name, most, ratio, withoutCache } of ratios) {
    const verdict = `at most ${most}: ${ratio <= most ? 'met' : 'MISSED'}`;
    print(`- ${name}: ${ratio.toFixed(2)}, ${verdict}; all anew: ${withoutCache.toFixed(2)}`);
  }
  print('');
  return ratios.filter(({ most, ratio }) => ratio > most).length;
}

/** What is fast and wrong is not worth measuring, so also what is said the second time. Gives the size of the answer. */
async function checkSame(clients: ReadonlyMap<Contender, Client>, query: string): Promise<number> {
  const expected = JSON.parse(await clients.get(parts.apollo)!.ask(query)).data;
  let size = 0;
  for (const hub of [parts.hub, parts.hub, parts.hubAnew]) {
    const text = await clients.get(hub)!.ask(query);
    const { data, extensions } = JSON.parse(text);
    assert.deepEqual(data, expected, 'The hub and Apollo Gateway answer differently.');
    assert.equal(extensions.coverage.status, 'COMPLETE');
    size = Buffer.byteLength(text);
  }
  return size;
}

/** The hub waits for the slowest owner that it asks, so that one is the measure. */
async function slowest(
  owners: readonly Contender[],
  clients: ReadonlyMap<Contender, Client>,
  query: string,
): Promise<Contender> {
  const medians = new Map<Contender, number>();
  for (const owner of owners) {
    const times: number[] = [];
    for (let i = 0; i < 10; i++) times.push(await clients.get(owner)!.time(query));
    medians.set(owner, median(times));
  }
  return owners.toSorted((a, b) => medians.get(b)! - medians.get(a)!)[0]!;
}

/** In turns, so that whatever else the machine does strikes all alike. */
async function inTurns(contenders: readonly (() => Promise<number>)[]): Promise<Latency[]> {
  const times = contenders.map((): number[] => []);
  for (let i = 0; i < requests; i++) {
    for (const [index, time] of contenders.entries()) times[index]!.push(await time());
  }
  return times.map((all) => ({ p50: median(all), p95: all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)]! }));
}

async function underLoad(contenders: readonly { who: Contender; client: Client }[], query: string) {
  const rounds = 3;
  const sums = contenders.map(() => ({ answers: 0, cpu: 0 }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, { who, client }] of contenders.entries()) {
      const before = who.cpu();
      sums[index]!.answers += await client.flood(query, concurrency, (seconds * 1000) / rounds);
      sums[index]!.cpu += who.cpu() - before;
    }
  }
  return sums.map(({ answers, cpu }) => ({ cpu: cpu / answers, perSecond: answers / seconds }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
