/**
 * Asks rewrites of the audit's queries and random operations over its schemas, of the general gateway and of Apollo
 * Gateway, and counts where the answers differ: `npm run bench:audit -- --audit FOLDER [--runs N] [--seed N]`.
 */

import { parseArgs } from 'node:util';
import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { Supergraph } from '../../gateway/supergraph/index.js';
import { randomOf } from '../../seeds/seeded-random.js';
import { drawOperation } from '../random-operations.js';
import { apolloBefore, type Judged } from './judge.js';
import { rewrite } from './rewrites.js';
import { readSuites, type Suite } from './suites.js';

const { values } = parseArgs({
  options: {
    audit: { type: 'string' },
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    suite: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
if (!values.audit) throw new Error('Expected --audit FOLDER, a clone of the audit with its packages installed.');
const runs = Number(values.runs);
const seed = Number(values.seed);

interface Tally {
  same: number;
  refused: number;
  differ: number;
  /** Both of our planners agree, and Apollo Gateway differs. */
  apolloAlone: number;
  loud: number;
  search: number;
}

const suites = await readSuites(values.audit, values.suite);
process.stdout.write(`seed ${seed}, ${runs} operations over ${suites.length} groups\n`);
const total: Tally = { same: 0, refused: 0, differ: 0, apolloAlone: 0, loud: 0, search: 0 };
for (const [at, suite] of suites.entries()) {
  const share = Math.ceil(runs / suites.length);
  const tally = await compare(suite, share, seed + at * 100_000);
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
  process.stdout.write(`${suite.id}: ${JSON.stringify(tally)}\n`);
}
process.stdout.write(`${JSON.stringify(total)}\n`);
process.exit(total.differ === 0 ? 0 : 1);

async function compare(suite: Suite, count: number, from: number): Promise<Tally> {
  const tally: Tally = { same: 0, refused: 0, differ: 0, apolloAlone: 0, loud: 0, search: 0 };
  const reasons = new Map<string, string>();
  const ours = await Supergraph.load<object>(
    suite.sdl,
    ({ serviceName, operation, variables }) => suite.call(serviceName, operation, variables),
    { onPlanFailure: ({ operation, reason }) => reasons.set(operation, reason) },
  );
  // A third judge: our own search alone, which shares no code with the native planner.
  const planner = {
    plan: async (text: string) => {
      if (text === '{__typename}') return null;
      throw new Error('Nothing is planned here.');
    },
    close: async () => {},
    pid: undefined,
  };
  const second = await Supergraph.load<object>(
    suite.sdl,
    ({ serviceName, operation, variables }) => suite.call(serviceName, operation, variables),
    { planner, onPlanFailure: ({ operation, reason }) => reasons.set(operation, reason) },
  );
  const apollo = await apolloBefore(suite, values.audit!);
  const ids = [...suite.queries.join(' ').matchAll(/"([^"]+)"/g)].map(([, id]) => id!);
  for (let run = 0; run < count; run++) {
    const drawn = draw(suite, ours.schema, ids, from + run);
    if (!drawn) continue;
    const { text, variables } = drawn;
    const document = parse(text);
    const { signal } = new AbortController();
    const operation = getOperationAST(document)!;
    const mine = JSON.parse(
      JSON.stringify(await ours.execute({ document, operation, variables, context: {}, signal })),
    ) as Judged & { errors?: readonly { message: string; extensions?: { code?: string } }[] };
    const other = JSON.parse(
      JSON.stringify(await second.execute({ document, operation, variables, context: {}, signal })),
    ) as Judged;
    if (JSON.stringify(sorted(other.data)) !== JSON.stringify(sorted(mine.data))) {
      tally.search++;
      if (values.verbose)
        process.stdout.write(
          `  search ${suite.id}, seed ${from + run}: ${text.replace(/\s+/g, ' ')} ${JSON.stringify(variables)}\n    ours:   ${JSON.stringify(mine)}\n    search: ${JSON.stringify(other)}\n    ${[...reasons].at(-1)?.join('\n    ')}\n`,
        );
    }
    let theirs: Judged;
    try {
      theirs = await apollo(text, variables);
    } catch (error) {
      theirs = { errors: [{ message: (error as Error).message }] };
    }
    const code = mine.errors?.[0]?.extensions?.code;
    const kind =
      code === 'PLAN_FAILED'
        ? 'refused'
        : JSON.stringify(sorted(mine.data)) === JSON.stringify(sorted(theirs.data))
          ? 'same'
          : mine.errors
            ? 'loud'
            : JSON.stringify(sorted(other.data)) === JSON.stringify(sorted(mine.data))
              ? 'apolloAlone'
              : 'differ';
    tally[kind]++;
    if (kind === 'differ' || (values.verbose && kind !== 'same')) {
      process.stdout.write(
        `  ${kind} ${suite.id}, seed ${from + run}: ${text.replace(/\s+/g, ' ')} ${JSON.stringify(variables)}\n    ours:   ${JSON.stringify(mine)}\n    apollo: ${JSON.stringify(theirs)}\n`,
      );
      if (kind === 'refused') process.stdout.write(`    ${[...reasons].at(-1)?.join('\n    ')}\n`);
    }
  }
  await ours.close();
  await second.close();
  return tally;
}

function draw(suite: Suite, schema: GraphQLSchema, ids: readonly string[], at: number) {
  const random = randomOf(at);
  for (let attempt = 0; attempt < 200; attempt++) {
    const query = suite.queries[Math.floor(random() * suite.queries.length)]!;
    const valueFor = (_: string, type: unknown) =>
      /^(ID|String)!?$/.test(String(type)) && ids.length ? ids[Math.floor(random() * ids.length)] : undefined;
    try {
      const drawn: { text: string; variables: Record<string, unknown> } =
        random() < 0.5
          ? { text: rewrite(schema, query, random), variables: {} }
          : drawOperation(schema, random, { valueFor });
      if (drawn.text.startsWith('mutation')) continue;
      if (validate(schema, parse(drawn.text)).length === 0) return drawn;
    } catch {
      // What cannot be drawn for this schema is drawn again.
    }
  }
  return undefined;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
