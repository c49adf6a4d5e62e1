/**
 * `npm run bench:routers -- [--runs N] [--seed N]`: the same operations, asked of one instance, of Apollo Gateway and of
 * Hive Gateway before the four subgraphs of that instance, must have the same data, codes of errors and paths. The
 * operations are a few fixed ones and N random ones, each asked as the public and with a region's token. Exit code 1 on
 * any difference.
 */

import { parseArgs } from 'node:util';
import { type DocumentNode, parse } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph/index.js';
import type { Drawn } from '../random-operations.js';
import { type Answer, differenceOf } from './answers.js';
import { drawQuery } from './draw.js';
import { type Form, formsOf } from './forms.js';
import { startStand } from './stand.js';

const owner = 'krasnodar';
const fixed = [
  '{ observations(first: 1, orderBy: INSTITUTION_ASC) { nodes { level { code labelEn } } } }',
  '{ scales { levels { labelEn labelRu } } }',
  '{ institutions(first: 5) { nodes { id clusters { level { rank } } } } }',
  '{ measures(first: 0) { totalCount } }',
];
type Router = 'apollo' | 'hive';
/** What a router fails on in any graph is not asked of it; an example is, to show how it fails. */
const faults: readonly { form: Form; of: readonly Router[]; fault: string; example: string }[] = [
  {
    form: 'KEY_ALIAS',
    of: ['apollo', 'hive'],
    fault: 'another field under the name of a key field, which it asks for itself',
    example: '{ municipalities { code: oktmo monitoringRounds(first: 1) { totalCount } } }',
  },
  {
    form: 'ALL_CONDITIONAL',
    of: ['apollo'],
    fault: 'a place where all selections stand under conditions',
    example: '{ municipalities { ... on Node @include(if: $yes) { ... on Municipality { kind } } } }',
  },
  {
    form: 'CONDITIONAL_REPEAT',
    of: ['hive'],
    fault: 'a field twice, once under a condition, which it puts on both',
    example: '{ clusterSummary(groupBy: [CLUSTER]) { countOf @include(if: false) countOf } }',
  },
  {
    form: 'ALL_ON_INTERFACE',
    of: ['hive'],
    fault: 'a place of which all is asked through an interface, which it may take for null',
    example: '{ municipalities { authority { ... on Node { ... on MonitoringRound { level } } } } }',
  },
  {
    form: 'INHERITED_ALIAS',
    of: ['hive'],
    fault: 'an alias that JavaScript objects inherit',
    example: '{ frameworks { municipality { constructor: qualityProfile(groupBy: [EVIDENCE]) { isComplete } } } }',
  },
];

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '220' }, seed: { type: 'string', default: '20261201' } },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
const stand = await startStand(owner);
const counts = { apollo: { same: 0, differ: 0 }, hive: { same: 0, differ: 0 } };
const leftOut = new Map<string, number>();
const answers = { rows: 0, errors: 0 };
let drawn = 0;
try {
  const schema = readSupergraph(stand.sdl).publicSchema;
  const ids = await idsOfOwner();
  for (const text of fixed) await compare({ text, variables: {} }, 'fixed', ['apollo', 'hive']);
  for (let at = seed; drawn < runs; at++) {
    const query = drawQuery(schema, at, owner, ids);
    // What is refused before it is executed (as too large) is refused by each server's own rules and codes.
    if (!query || !('data' in (await ask(stand.instance, query)))) continue;
    const forms = formsOf(parse(query.text));
    const met = faults.filter(({ form }) => forms.has(form));
    for (const { fault, of } of met) for (const router of of) leaveOut(router, fault);
    const routers = (['apollo', 'hive'] as const).filter((router) => !met.some(({ of }) => of.includes(router)));
    if (routers.length === 2) drawn++;
    await compare(query, `seed ${at}`, routers);
  }
  for (const { fault, of, example } of faults) await show(fault, of, example);
} finally {
  await stand.stop();
}
print(`seed ${seed}: ${fixed.length} fixed operations and ${drawn} random ones that both routers can carry,`);
print(`each as the public and as a region: ${answers.rows} answers with rows, ${answers.errors} with errors`);
for (const [router, { same, differ }] of Object.entries(counts)) print(`${router}: ${same} same, ${differ} differ`);
for (const [reason, count] of leftOut) print(`not asked of ${reason}: ${count}`);
process.exit(Object.values(counts).every(({ differ }) => differ === 0) ? 0 : 1);

async function compare(query: Drawn, name: string, routers: readonly Router[]): Promise<void> {
  if (routers.length === 0) return;
  const document = parse(query.text);
  const forms = formsOf(document);
  // Where a field stands twice, Apollo Gateway sends one and the order of keys is its own.
  const repeats = forms.has('REPEAT') || forms.has('CONDITIONAL_REPEAT');
  for (const token of [undefined, stand.token]) {
    const expected = await ask(stand.instance, query, token);
    if (expected.errors) answers.errors++;
    else if (JSON.stringify(expected.data).length > 60) answers.rows++;
    for (const router of routers) {
      if (router === 'hive' && expected.data === null && rootFields(document) > 1) {
        leaveOut(router, 'an error that leaves no data beside other root fields, of which it may name another one');
        continue;
      }
      const got = await ask(stand[router], query, token);
      const difference = differenceOf(expected, got, { ordered: router === 'apollo' && !repeats });
      counts[router][difference ? 'differ' : 'same']++;
      if (!difference) continue;
      print(`${router}, ${name}, ${token ? 'region' : 'public'}: other ${difference} to`);
      print(`  ${query.text.replaceAll(/\s+/g, ' ')} ${JSON.stringify(query.variables)}`);
      print(`  expected ${short(expected)}\n  got      ${short(got)}`);
    }
  }
}

async function show(fault: string, of: readonly Router[], example: string): Promise<void> {
  const text = example.includes('$yes') ? `query($yes: Boolean!) ${example}` : example;
  const query = { text, variables: example.includes('$yes') ? { yes: true } : {} };
  const expected = await ask(stand.instance, query, stand.token);
  for (const router of of) {
    const got = await ask(stand[router], query, stand.token);
    const fails = differenceOf(expected, got, { ordered: false }) !== undefined;
    print(`${router} ${fails ? 'fails' : 'no longer fails'} on ${fault}: ${text}`);
    print(`  expected ${short(expected, 200)}\n  got      ${short(got, 200)}`);
  }
}

/** Fields at the root; a fragment there counts as several. */
function rootFields({ definitions }: DocumentNode): number {
  const [operation] = definitions.filter((each) => each.kind === 'OperationDefinition');
  const selections = operation!.selectionSet.selections;
  return selections.every(({ kind }) => kind === 'Field') ? selections.length : Number.POSITIVE_INFINITY;
}

function leaveOut(router: Router, fault: string): void {
  const reason = `${router}: ${fault}`;
  leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
}

async function idsOfOwner(): Promise<string[]> {
  const text =
    '{ institutions(first: 3) { nodes { id } } legalActs(first: 3) { nodes { id } } measures(first: 3) { nodes { id } } }';
  const { data } = await ask(stand.instance, { text, variables: {} });
  const ids = [...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!);
  if (ids.length < 6) throw new Error(`Expected rows of ${owner}, got ${JSON.stringify(data)}`);
  return [owner, ...ids];
}

async function ask(url: string, { text, variables }: Drawn, token?: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: text, variables }),
    signal: AbortSignal.timeout(60_000),
  });
  return (await response.json()) as Answer;
}

function short({ errors, data }: Answer, length = 600): string {
  return JSON.stringify({ errors, data }).slice(0, length);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
