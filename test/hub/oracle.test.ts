import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { operations } from './operations.js';
import { sampleWorld, titles } from './sample-world.js';
import { startHub, type TestHub } from './servers.js';
import { answerOf, type World } from './world.js';

/** The answer as one database with all rows gives it. */
async function expected(world: World, query: string, variables?: Record<string, unknown>) {
  return JSON.parse(JSON.stringify(await answerOf(world, query, variables)));
}

describe('the hub answers as one database with all rows would', () => {
  let five: TestHub;
  beforeAll(async () => {
    five = await startHub(sampleWorld);
  });
  afterAll(async () => {
    await five[Symbol.asyncDispose]();
  });

  it.each(operations)('%s', async (...[, query, variables]) => {
    const answer = await five.ask(query, variables);
    const { data, errors } = await expected(sampleWorld, query, variables);
    if (!query.includes('__schema')) expect(JSON.stringify(answer.data, null, 1)).toBe(JSON.stringify(data, null, 1));
    else expect(answer.data).toEqual(data);
    expect(answer.errors).toEqual(errors);
    expect(answer.extensions.coverage.status).toBe(
      query.startsWith('{ __schema') || query.includes('codes: []') ? 'EMPTY' : 'COMPLETE',
    );
  });

  it.each([1, 2, 3, 7])('pages of %i follow one another to the end, no row twice or missed', async (first) => {
    const query =
      'query ($n: Int, $c: String) { measures(first: $n, after: $c, orderBy: DUE_DESC) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const ids: string[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const { data } = await five.ask(query, { n: first, c: cursor });
      ids.push(...data.measures.nodes.map(({ id }: { id: string }) => id));
      cursor = data.measures.pageInfo.endCursor;
      more = data.measures.pageInfo.hasNextPage;
    }
    const all = await expected(sampleWorld, '{ measures(first: 500, orderBy: DUE_DESC) { nodes { id } } }');
    expect(ids).toEqual(all.data.measures.nodes.map(({ id }: { id: string }) => id));
  });
});

const rows = fc.array(
  fc.record({
    owner: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    title: fc.constantFrom(...titles),
    due: fc.option(fc.constantFrom('2024-01-01', '2024-02-01', '2024-02-02')),
    amount: fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.1, 0.2, 0.3, 1e-7, 1e21, -0.7))),
    areas: fc.subarray(['PROCESS', 'CONTENT', 'FAMILY']),
    basis: fc.option(fc.constantFrom(':1', ':2', '5')),
  }),
  { maxLength: 25 },
);

describe('whatever the rows and however they are divided', () => {
  it('the answer is that of one database', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 5 }),
        fc.subarray(operations, { minLength: 12, maxLength: 12 }),
        async (drawn, count, some) => {
          const owners = ['a', 'b', 'c', 'd', 'e'].slice(0, Math.max(3, count));
          const measures = drawn.map((one, n) => ({
            ...one,
            n,
            owner: owners[one.owner.charCodeAt(0) % owners.length]!,
          }));
          const drawnWorld = { owners, measures };
          await using hub = await startHub(drawnWorld);
          for (const [, query, variables] of some) {
            const { data } = await expected(drawnWorld, query, variables);
            expect(await hub.ask(query, variables)).toMatchObject({ data });
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
