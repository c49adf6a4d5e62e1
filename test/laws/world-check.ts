import { deepStrictEqual } from 'node:assert/strict';
import { Kind, parse } from 'graphql';
import { MergedSize } from '../../gateway/hub/upstream/response-budget.js';
import { operations } from '../hub/operations.js';
import { sampleWorld } from '../hub/sample-world.js';
import { answerOf, partOf } from '../hub/world.js';
import { worldSdl } from '../hub/world-sdl.js';
import type { Modules } from './modules.js';

type Variables = Record<string, unknown>;

/** Throws at the first operation whose answer is not that of one database with all owners' rows. */
export async function checkWorld(modules: Modules): Promise<void> {
  const hub = hubOf(modules);
  for (const [title, query, variables = {}] of [...operations, ...withErrors]) {
    const said = await hub(query, variables);
    if (!said) continue;
    const whole = await answerOf(sampleWorld, query, variables);
    deepStrictEqual(said.answer, answerIn(whole.data, whole.errors), title);
  }
}

/** Throws where somebody is asked whose data an operation does not mean, or somebody meant is not. */
export async function checkWhoIsAsked(modules: Modules): Promise<void> {
  const hub = hubOf(modules);
  for (const [query, asked] of [
    ['{ measures(municipalities: ["a", "c"]) { totalCount } }', 'a c'],
    ['{ measure(id: "b:measure:1") { id } }', 'b'],
    ['{ act(id: ":act:1") { id } }', 'a b c d empty'],
    ['{ readDate(text: "") { text } }', 'a'],
  ] as const) {
    deepStrictEqual((await hub(query, {}))!.asked.join(' '), asked, query);
  }
}

const withErrors: typeof operations = [
  [
    'errors of things on a page',
    '{ measures(first: 4, orderBy: DUE_DESC) { nodes { id broken } edges { node { broken } } } }',
  ],
  [
    'errors of listed things',
    '{ subjects { ... on Measure { id broken } } municipalities { measures { nodes { broken } } } }',
  ],
];

/** A hub whose owners answer without a server; undefined for what it answers without them. */
function hubOf(modules: Modules) {
  const {
    createCompiler,
    fetchPlan,
    fetched,
    lookUp,
    mergeResponses,
    ownersOf,
    planCalls,
    readSchema,
    validateResponse,
    validateResults,
    withDefaults,
  } = modules;
  const model = readSchema(worldSdl);
  const compile = createCompiler(model, true);
  const owners = ownersOf(sampleWorld.owners.map((code) => ({ code, url: 'http://localhost/' })));
  return async (query: string, sent: Variables) => {
    const document = parse(query, { noLocation: true });
    const node = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)!;
    if (node.kind !== Kind.OPERATION_DEFINITION) throw new Error('Expected an operation.');
    const variables = withDefaults(node, sent);
    const operation = compile(document, node, variables);
    if (operation.local.length > 0) return undefined;
    const asked: string[] = [];
    const context: Parameters<typeof lookUp>[0] = {
      model,
      fleet: { owners, isHealthy: () => true },
      mergedSize: new MergedSize(Number.POSITIVE_INFINITY),
      report: (owner, code, detail) => {
        throw new Error(`${owner} ${code} ${detail}`);
      },
      fanOut: {
        leftMs: 1000,
        fetch: (calls) =>
          Promise.all(
            calls.map(async (call) => {
              asked.push(call.owner.code);
              const own = JSON.parse(call.body);
              const { data, errors } = await answerOf(partOf(sampleWorld, call.owner.code), own.query, own.variables);
              const body = JSON.parse(JSON.stringify({ data, ...(errors && { errors }) }));
              return fetched(validateResponse(call, { body, status: 200, tookMs: 0 }, context.report));
            }),
          ),
      },
    };
    const { plan, results } = await fetchPlan(context.fanOut, planCalls(context.fleet, operation, variables));
    const responses = validateResults(results, context.report);
    const merged = await lookUp(context, plan, mergeResponses(plan, responses, context));
    return { answer: answerIn(merged.data, merged.errors), asked };
  };
}

function answerIn(data: unknown, errors: readonly { path?: readonly unknown[] }[] = []) {
  return { data: JSON.stringify(data), errors: errors.map(({ path }) => (path ?? []).join('.')).sort() };
}
