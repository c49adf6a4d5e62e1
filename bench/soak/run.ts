/**
 * `npm run soak -- --minutes 30 --seed 1`: the hub under a mixed load while its five owners fail in every way, each for
 * itself. Exit code 1 when an answer was wrong or late, when an owner was missing for long after it was well again, when
 * memory grew, or when a socket was left open.
 */
import { parseArgs } from 'node:util';
import { randomOf } from '../../seeds/seeded-random.js';
import { Client } from '../load.js';
import { prepareChanges } from './changes.js';
import { Expected } from './expected.js';
import { Weather } from './fault-schedule.js';
import { Heap } from './heap.js';
import { Load } from './load.js';
import { Memory } from './memory.js';
import { type Known, learning, questions } from './operations.js';
import { type Parts, startParts } from './parts.js';
import { hasFigures, residentMiB } from './process-figures.js';
import { publishNew } from './publications.js';
import { type Checked, recoverMs, report } from './report.js';
import { holdsIdle, streamsBackMs } from './sockets.js';
import { Stalls } from './stalls.js';
import { Streams } from './streams.js';
import { Tally } from './tally.js';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 30);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const listeners = 3;

say(`Starting PostgreSQL, five instances and the hub; seed ${seed}…`);
const parts = await startParts();
let isRight = false;
try {
  isRight = report(await soak(parts));
} finally {
  await parts.stop();
}
process.exit(isRight ? 0 : 1);

async function soak(parts: Parts): Promise<Checked> {
  const { stage, sites, hub } = parts;
  const clients = new Map(sites.map((site) => [site, new Client(site.url)]));
  const changes = await prepareChanges(parts, (site) => clients.get(site)!);
  const regionToken = await stage.sign({ role: 'region', owners: ['*'], sub: 'soak' });
  const expected = new Expected(sites, regionToken);
  await expected.open();
  const weather = new Weather();
  const stalls = new Stalls();
  const tally = new Tally(weather, recoverMs);
  const heap = await Heap.of(hub.said());
  const memory = { resident: new Memory(), live: new Memory() };
  const repeat = `npm run soak -- --minutes ${minutes} --seed ${seed}`;
  const load = new Load({
    ...{ parts, changes, expected, tally, stalls, regionToken, repeat },
    questions: questions(await learn(hub.ready.url)),
    random: randomOf(seed),
  });
  const streams = new Streams(hub.ready.url, listeners);
  try {
    say('Everything once, and then nothing for a while…');
    await load.warmUp();
    const before = await holdsIdle(hub.pid, sites, listeners);

    say(`${minutes} minutes of load and faults…`);
    const ms = minutes * 60_000;
    // Each 10 s and each half minute of half an hour; in a short run oftener, for as many samples as the medians need.
    if (hasFigures) memory.resident.watch(() => residentMiB(hub.pid), Math.min(10_000, ms / 60), ms);
    memory.live.watch(() => heap.liveMiB(), Math.min(30_000, ms / 60), ms);
    weather.begin(sites, (index) => randomOf(seed + 1 + index));
    await load.run(ms);
    memory.resident.stop();
    memory.live.stop();
    await weather.end();
    say('Everything once more, and then nothing for a while…');
    await load.settle();
    await load.warmUp();
    const after = await holdsIdle(hub.pid, sites, listeners);

    say('Publications for a minute, while faults go on…');
    const [unasked, ended] = [streams.heard.flat(), [...streams.ended]];
    const another = new Weather();
    another.begin(sites, (index) => randomOf(seed + 101 + index));
    const published = await publishNew(parts, clients);
    await another.end();
    await streams.hear(unasked.length + published.length, streamsBackMs);
    const told = { unasked, published, heard: streams.heard, ended, cameBack: streams.ended.length - ended.length };
    return { minutes, seed, weather, tally, stalls, memory, before, after, told, sites };
  } finally {
    stalls.stop();
    heap.close();
    await streams.close();
    await load.close();
    await expected.close();
    for (const client of clients.values()) await client.close();
  }
}

async function learn(url: string): Promise<Known> {
  const client = new Client(url);
  const { measures, institutions, legalActs } = JSON.parse(await client.ask(learning)).data;
  await client.close();
  const cited: string[] = legalActs.nodes.flatMap(({ basis }: { basis: { act: { id: string } | null }[] }) =>
    basis.flatMap(({ act }) => act?.id ?? []),
  );
  const shared = cited.filter((id) => id.startsWith(':'));
  const sharedAct = shared.find((id, index) => shared.indexOf(id) !== index) ?? shared[0];
  if (!sharedAct) throw new Error('Expected an act that owners cite.');
  return { measuresEnd: measures.pageInfo.endCursor, institutionsEnd: institutions.pageInfo.endCursor, sharedAct };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
