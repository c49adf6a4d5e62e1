import { parse, print, validate, visit } from 'graphql';
import { compare, type Mismatch } from './compare.js';
import type { Partition } from './partition.js';
import { type Row, type Rows, type Table, tables } from './rows/rows.js';
import { model } from './rules.js';
import type { Question, Stage } from './stage.js';

/** Tries at most, of each kind: a case need not be the least, only small. */
const maximumTries = 400;

/** The least of the operation, then of the rows, with which hub and database still differ. */
export async function shrink(stage: Stage, partition: Partition, question: Question): Promise<Case> {
  const first = await compare(stage, question);
  let found: Case = { partition, question, mismatch: first.mismatch! };
  found = await shrinkQuestion(stage, found);
  return shrinkRows(stage, found);
}

async function shrinkQuestion(stage: Stage, found: Case): Promise<Case> {
  let best = found;
  let tries = 0;
  for (let at = 0; tries < maximumTries; ) {
    const text = without(best.question.text, at);
    if (text === null) break;
    if (text === '') {
      at++;
      continue;
    }
    tries++;
    const question = { ...best.question, text };
    const { mismatch } = await compare(stage, question);
    if (mismatch) best = { ...best, question, mismatch };
    else at++;
  }
  return { ...best, question: { ...best.question, variables: used(best.question) } };
}

/** The text without its n-th removable part; '' where it is then invalid, null where there is no such part. */
function without(text: string, n: number): string | null {
  let at = -1;
  let removed = false;
  const take = () => {
    if (++at !== n) return undefined;
    removed = true;
    return null;
  };
  const changed = visit(parse(text), {
    Field: take,
    InlineFragment: take,
    FragmentSpread: take,
    Directive: take,
    Argument: take,
    ObjectField: take,
    VariableDefinition: take,
    FragmentDefinition: take,
  });
  if (!removed) return null;
  try {
    const printed = print(changed);
    const document = parse(printed);
    const hasEmpty = /\{\s*\}/.test(printed);
    return !hasEmpty && validate(model.schema, document).length === 0 ? printed : '';
  } catch {
    return '';
  }
}

function used({ text, variables }: Question): Question['variables'] {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text)));
}

async function shrinkRows(stage: Stage, found: Case): Promise<Case> {
  let best = found;
  let tries = 0;
  for (const table of tables.toReversed()) {
    if (table === 'institutions.municipality') continue;
    for (const owner of best.partition.keys()) {
      for (let size = best.partition.get(owner)![table]?.length ?? 0; size >= 1; size = Math.floor(size / 2)) {
        for (let from = 0; from < (best.partition.get(owner)![table]?.length ?? 0) && tries < maximumTries; ) {
          const partition = withRows(best.partition, owner, table, (rows) => rows.toSpliced(from, size));
          tries++;
          const mismatch = await differ(stage, partition, best.question);
          if (mismatch) best = { ...best, partition, mismatch };
          else from += size;
        }
      }
    }
  }
  return best;
}

/** Rows that others refer to cannot go before them: then nothing differs. */
async function differ(stage: Stage, partition: Partition, question: Question): Promise<Mismatch | null> {
  try {
    await stage.fill(partition);
  } catch {
    return null;
  }
  return (await compare(stage, question)).mismatch;
}

function withRows<Owner>(
  partition: ReadonlyMap<Owner, Rows>,
  owner: Owner,
  table: Table,
  change: (rows: Row[]) => Row[],
): ReadonlyMap<Owner, Rows> {
  const own = partition.get(owner)!;
  return new Map(partition).set(owner, { ...own, [table]: change(own[table] ?? []) });
}

export interface Case {
  readonly partition: Partition;
  readonly question: Question;
  readonly mismatch: Mismatch;
}
