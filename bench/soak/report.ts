import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { ownerOf } from '../../schema/contract/id.js';
import type { Weather } from './fault-schedule.js';
import { faults } from './faults.js';
import type { Memory } from './memory.js';
import type { Site } from './parts.js';
import type { Held } from './sockets.js';
import type { Stalls } from './stalls.js';
import type { Tally } from './tally.js';

/** All that a run showed. */
export interface Checked {
  readonly minutes: number;
  readonly seed: number;
  readonly weather: Weather;
  readonly tally: Tally;
  readonly stalls: Stalls;
  /** Of the hub: what it occupies, and what is left of that when garbage is collected. */
  readonly memory: { readonly resident: Memory; readonly live: Memory };
  readonly before: Held;
  readonly after: Held;
  /**
   * Of listeners: what they heard though nothing was published, and who was cut off; then what was published, what each
   * heard, and how often one came back, since a stream may end while an event's owner is away.
   */
  readonly told: {
    readonly unasked: readonly string[];
    readonly published: readonly string[];
    readonly heard: readonly (readonly string[])[];
    readonly ended: readonly string[];
    readonly cameBack: number;
  };
  readonly sites: readonly Site[];
}

/** After all was well again, an owner is to be in all answers to what is asked later than that. */
export const recoverMs = 5000;
const mostGrowth = 0.1;
/** A shorter run says nothing of memory: the program is not warm yet. */
const leastMinutes = 20;

/** Prints what came of it; says whether all is as it should be. */
export function report(checked: Checked): boolean {
  const { minutes, seed, weather, tally } = checked;
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  print(`# Soak, ${new Date().toISOString().slice(0, 10)}, commit ${commit}\n`);
  print(
    `${minutes} minutes, seed ${seed}; ${availableParallelism()} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}.\n`,
  );
  const { complete, partial, refused } = tally.kinds;
  print('| requests | complete | partial | of these, an owner lost before the second step | refused | wrong |');
  print('|---|---|---|---|---|---|');
  print(`| ${tally.requests} | ${complete} | ${partial} | ${tally.lostBetween} | ${refused} | ${tally.wrong} |\n`);
  print('| fault | times | seconds |\n|---|---|---|');
  for (const fault of faults) {
    const spells = weather.spells.filter((spell) => spell.fault === fault);
    const seconds = spells.reduce((sum, { from, to }) => sum + to - from, 0) / 1000;
    print(`| ${fault.name} | ${spells.length} | ${seconds.toFixed(0)} |`);
  }
  print('\n| check | found | |\n|---|---|---|');
  const checks = checksOf(checked);
  for (const { name, found, isMet } of checks) {
    print(`| ${name} | ${found} | ${isMet === undefined ? 'not judged' : isMet ? 'met' : 'MISSED'} |`);
  }
  for (const first of tally.firstWrong.values()) print(`\nThe first wrong answer to\n${first}`);
  const missed = checks.filter(({ isMet }) => isMet === false).length;
  print(missed === 0 ? '\nAll is as it should be.' : `\n${missed} checks are missed.`);
  return missed === 0;
}

interface Check {
  readonly name: string;
  readonly found: string;
  /** Undefined where it cannot be said here. */
  readonly isMet: boolean | undefined;
}

function checksOf({ tally, stalls, memory, before, after, told, sites, minutes }: Checked): Check[] {
  const { recovery, late } = tally;
  const followed = sites.reduce((sum, { line }) => sum + line.followed, 0);
  const exact = told.heard.filter((ids) => inOrder(ids) === inOrder(told.published)).length;
  const isAsBefore = after.connections <= before.connections && after.streams === before.streams;
  return [
    {
      name: 'no wrong answer, each within its deadline and 1 s',
      found: `${tally.wrong} wrong; the slowest took ${(tally.slowestMs / 1000).toFixed(1)} s, the soak itself stalled for ${(stalls.mostMs / 1000).toFixed(1)} s at most`,
      isMet: tally.wrong === 0,
    },
    {
      name: `an owner is back within ${recoverMs / 1000} s of being well`,
      found: `${(recovery.ms / 1000).toFixed(1)} s at most (${recovery.of}), ${late} later`,
      isMet: recovery.ms <= recoverMs,
    },
    ...growthChecks('memory of the hub', memory.resident, minutes),
    ...growthChecks('what the hub needs of it', memory.live, minutes),
    {
      name: 'no file or socket of the hub left open',
      found: Number.isNaN(after.files) ? 'no /proc on this system' : `${before.files} before, ${after.files} after`,
      isMet: Number.isNaN(after.files) ? undefined : after.files <= before.files,
    },
    {
      name: 'no connection to an owner left open',
      found: `${before.connections} before, ${after.connections} after, of these ${before.streams} and ${after.streams} streams`,
      isMet: isAsBefore,
    },
    { name: 'no redirect followed', found: `${followed} followed`, isMet: followed === 0 },
    {
      name: 'listeners stay, hear nothing that was not published, and what is, once each and in its owner’s order',
      found: `${told.ended.join('; ') || 'none cut off'}, ${told.unasked.length} unasked, ${told.published.length} published: ${exact} of ${told.heard.length} heard exactly these, coming back ${told.cameBack} times`,
      isMet: told.ended.length === 0 && told.unasked.length === 0 && exact === told.heard.length,
    },
  ];
}

/** What is of one owner stays in its order. */
function inOrder(ids: readonly string[]): string {
  return Object.values(Object.groupBy(ids, ownerOf)).map(String).sort().join();
}

function growthChecks(what: string, memory: Memory, minutes: number): Check[] {
  const growth = memory.growth();
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const name = `${what} grows by less than ${percent(mostGrowth)}`;
  if (!growth) return [{ name, found: 'not measured', isMet: undefined }];
  const { early, late, byMedian, bySlope } = growth;
  const found = `${early.toFixed(0)} MiB early, ${late.toFixed(0)} MiB late: ${percent(byMedian)}, by the slope ${percent(bySlope)}`;
  const isMet = Math.max(byMedian, bySlope) < mostGrowth;
  return [{ name, found, isMet: minutes >= leastMinutes ? isMet : undefined }];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
