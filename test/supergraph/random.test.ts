import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { drawOperation } from '../../bench/random-operations.js';
import { randomOf } from '../../seeds/seeded-random.js';
import { type Federation, federate } from './federation.js';
import { type Faults, library, resolve, rootRow } from './random/library.js';
import type { Row } from './random/library-rows.js';

const seed = Number(process.env.SUPERGRAPH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.SUPERGRAPH_RUNS ?? 120);

/**
 * Any valid operation is answered as graphql-js answers it over one schema with the same data, with failing fields
 * and without. `SUPERGRAPH_SEED` repeats a run, `SUPERGRAPH_RUNS` sets its length.
 */
describe(`random operations over five subgraphs, SUPERGRAPH_SEED=${seed}`, () => {
  let federation: Federation;
  let merged: GraphQLSchema;

  beforeAll(async () => {
    federation = await federate(library);
    merged = buildSchema(printSchema(federation.supergraph.schema));
  });
  afterAll(() => federation?.supergraph.close());

  it.each([
    { title: 'sound data', faults: undefined, narrowing: true },
    {
      title: 'nullable fields null and failing',
      faults: { errors: 0.03, nulls: 0.05, nullableOnly: true },
      narrowing: true,
    },
    // The planner fetches what is asked for one type from objects of the others at the same place as well. Where such
    // a field fails and may not be null, the subgraph answers null for the whole entity, and nothing can be saved.
    {
      title: 'any field null and failing',
      faults: { errors: 0.03, nulls: 0.05, nullableOnly: false },
      narrowing: false,
    },
  ])(
    '$title',
    async ({ faults, narrowing }) => {
      const unplanned: Record<string, number> = {};
      for (let run = 0; run < runs; run++) {
        const operationSeed = (seed + run) >>> 0;
        const { text, variables, document } = drawValid(merged, randomOf(operationSeed), narrowing);
        const context = { faults: faults && { ...faults, seed: operationSeed } };
        const operation = getOperationAST(document)!;
        const { signal } = new AbortController();
        const actual = await federation.supergraph.execute({ document, operation, variables, context, signal });
        const refusal = actual.errors?.[0];
        if (refusal?.extensions.code === 'PLAN_FAILED') {
          const reason = String(refusal.originalError?.message);
          const known = plannerFaults.find(({ pattern }) => pattern.test(reason));
          if (!known) throw new Error(`Operation of seed ${operationSeed}:\n${text}\n${reason}`);
          unplanned[known.title] = (unplanned[known.title] ?? 0) + 1;
          continue;
        }
        const expected = await executeMerged(merged, text, variables, context);
        try {
          expect(comparable(actual)).toEqual(comparable(expected));
        } catch (difference) {
          const drawn = `Operation of seed ${operationSeed}:\n${text}\n${JSON.stringify(variables)}`;
          throw new Error(`${drawn}\n${(difference as Error).message}`);
        }
      }
      process.stderr.write(
        `SUPERGRAPH_SEED=${seed}: ${runs} operations; without a plan: ${JSON.stringify(unplanned)}\n`,
      );
      expect(Object.values(unplanned).reduce((sum, count) => sum + count, 0)).toBeLessThan(runs / 20);
    },
    30_000 + runs * 100,
  );
});

/** Valid operations for which the planner finds no way, though there is one. They are counted, anything else fails. */
const plannerFaults = [
  {
    title: 'a required field belongs to a subgraph asked earlier in the plan',
    pattern: /cannot be found in selection set/,
  },
  {
    title: 'a field with @requires of a type reached through an @interfaceObject',
    pattern: /No field found for name '\w+' in type 'Item'/,
  },
  { title: 'several ways lead to a field with @requires', pattern: /Expected a single parent, but the FetchStep/ },
];

function drawValid(schema: GraphQLSchema, random: () => number, narrowing: boolean) {
  for (;;) {
    const { text, variables } = drawOperation(schema, random, { narrowing });
    const document = parse(text);
    if (validate(schema, document).length === 0) return { text, variables, document };
  }
}

function executeMerged(
  schema: GraphQLSchema,
  text: string,
  variableValues: Record<string, unknown>,
  contextValue: { faults?: Faults },
) {
  return execute({
    schema,
    document: parse(text),
    variableValues,
    contextValue,
    rootValue: rootRow(),
    fieldResolver: (row: Row, args, context, { fieldName }) => resolve(row, fieldName, args, context),
    typeResolver: ({ type }: Row) => type,
  });
}

/**
 * Data with the order of keys; and the errors, by the null that each has left. Where the null stands at the error's
 * own path, path and message must agree. Where it has moved up, one of several errors may have been the first.
 * An error that has left no null is of a field that was fetched for the plan's own sake.
 */
function comparable({ data, errors = [] }: ExecutionResult) {
  const places = new Set<string>();
  for (const { path = [], message } of errors) {
    let value: unknown = data;
    let depth = 0;
    while (value !== null && value !== undefined && depth < path.length) value = (value as Row)[path[depth++]!];
    const place = path.slice(0, depth).join('.');
    if (value === null) places.add(depth === path.length ? `${place}: ${message}` : `${place}: null by an error below`);
  }
  return { data: JSON.stringify(data, null, 1), errors: [...places].sort() };
}
