import { type DocumentNode, parse, validate } from 'graphql';
import { compare } from './compare.js';
import { Dice } from './dice.js';
import { trees } from './hubs.js';
import { drawQuestion } from './operation.js';
import { drawPartition, type Partition } from './partition.js';
import { model, type Reached, reachable, rulesOf } from './rules.js';
import { type Case, shrink } from './shrink.js';
import type { Question, Stage } from './stage.js';
import { Values } from './values.js';

export interface Game {
  stage: Stage;
  seed: number;
  /** Valid ones, over all partitions together. */
  operations: number;
  partitions: number;
  tell?: (line: string) => void;
}

export interface Played {
  readonly seed: number;
  operations: number;
  partitions: number;
  /** Operations that were answered with data alone. */
  whole: number;
  readonly mismatches: string[];
  /** Operations whose answers each rule had a part in. */
  readonly reached: Map<Reached, number>;
  /** Operations that ended in an error, by its code. */
  readonly errors: Map<string, number>;
}

/** Stops at the third mismatch: more of them tell little more. */
const enough = 3;

export async function play({ stage, seed, operations, partitions, tell = () => {} }: Game): Promise<Played> {
  const played: Played = {
    seed,
    operations: 0,
    partitions: 0,
    whole: 0,
    mismatches: [],
    reached: new Map(reachable.map((rule) => [rule, 0])),
    errors: new Map(),
  };
  const dice = new Dice(seed);
  tell(`Seed ${seed}`);
  for (let n = 0; n < partitions && played.mismatches.length < enough; n++) {
    const partition = drawPartition(dice.fork());
    await stage.fill(partition);
    played.partitions++;
    const share = Math.ceil(((n + 1) * operations) / partitions) - played.operations;
    await playPartition(stage, dice.fork(), partition, share, played);
    if (n % 20 === 19) tell(`${played.partitions} partitions, ${played.operations} operations`);
  }
  return played;
}

async function playPartition(
  stage: Stage,
  dice: Dice,
  partition: Partition,
  share: number,
  played: Played,
): Promise<void> {
  const values = new Values(partition);
  for (let left = share; left > 0 && played.mismatches.length < enough; ) {
    const question = { ...drawQuestion(model, dice, values), tree: played.operations % trees.length };
    const document = validDocument(question.text);
    if (!document) continue;
    left--;
    played.operations++;
    const { hub, mismatch } = await compare(stage, question);
    values.learn(hub.data);
    if (mismatch) {
      played.mismatches.push(describe(await shrink(stage, partition, question)));
      await stage.fill(partition);
    } else count(played, document, question, hub);
  }
}

function validDocument(text: string): DocumentNode | null {
  const document = parse(text, { noLocation: true });
  return validate(model.schema, document).length === 0 ? document : null;
}

function count(
  played: Played,
  document: DocumentNode,
  { variables }: Question,
  hub: Awaited<ReturnType<Stage['askHub']>>,
): void {
  for (const { extensions } of hub.errors ?? []) {
    played.errors.set(extensions.code, (played.errors.get(extensions.code) ?? 0) + 1);
  }
  if (!hub.errors) played.whole++;
  if (!hub.data) return;
  for (const rule of rulesOf(document, variables, hub.data))
    played.reached.set(rule, (played.reached.get(rule) ?? 0) + 1);
}

function describe({ partition, question, mismatch }: Case): string {
  const rows = [...partition].map(([owner, own]) => {
    const tables = Object.entries(own).filter(
      ([table, { length }]) => length > 0 && table !== 'institutions.municipality',
    );
    return `${owner}: ${JSON.stringify(Object.fromEntries(tables))}`;
  });
  return [
    `As ${question.caller}, of the tree ${JSON.stringify(trees[question.tree ?? 0])}: ${question.text}`,
    `Variables: ${JSON.stringify(question.variables)}`,
    `Hub: ${mismatch.hub}`,
    `One: ${mismatch.one}`,
    ...rows,
  ].join('\n');
}

export function report({ seed, operations, partitions, whole, mismatches, reached, errors }: Played): string {
  return [
    `Seed ${seed}: ${operations} operations over ${partitions} partitions, ${mismatches.length} mismatches.`,
    `${whole} answered without an error; others with ${list(errors)}.`,
    `Operations in which a rule had a part: ${list(reached)}.`,
    ...mismatches,
  ].join('\n');
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}
