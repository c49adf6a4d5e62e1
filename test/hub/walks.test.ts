import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, type TestAnswer } from './servers.js';
import { startTree, type Tree } from './trees.js';
import { answerOf, type MeasureRow, type World } from './world.js';

const owners = ['a', 'b', 'c', 'd', 'e'];
const trees: Tree[][] = [
  owners,
  [
    ['a', 'd'],
    ['b', ['c', 'e']],
  ],
];

/** Ties, equal names, nulls, an owner all of whose keys sort last, and one without rows. */
const row = fc.record({
  owner: fc.constantFrom('a', 'b', 'c', 'd'),
  title: fc.constantFrom('Ёлка', 'елка', 'Мера № 9', 'Мера № 10', '😀', ''),
  due: fc.constantFrom(null, '2024-01-01', '2024-02-01'),
});
const worlds = fc.array(row, { maxLength: 30 }).map((rows): World => {
  const measures = rows.map(({ owner, title, due }, n): MeasureRow => {
    return { owner, n, title: owner === 'd' ? `яяя ${title}` : title, due, amount: n, areas: [], basis: null };
  });
  return { owners, measures };
});

const pages = `query ($first: Int, $after: String, $last: Int, $before: String) {
  page: CONNECTION { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
}`;
const connections = {
  'measures by title': 'measures(first: $first, after: $after, last: $last, before: $before)',
  'measures by date, the last first':
    'measures(orderBy: DUE_DESC, first: $first, after: $after, last: $last, before: $before)',
  'acts, some of which are shared': 'actPages(first: $first, after: $after, last: $last, before: $before)',
};
type Answer = (text: string, variables: Record<string, unknown>) => Promise<Pick<TestAnswer, 'data' | 'errors'>>;

/** All ids that a walk meets, in the order of the list. */
async function walk(answer: Answer, text: string, size: number, isBackward: boolean): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, goesOn = true; goesOn; ) {
    const variables = isBackward ? { last: size, before: cursor } : { first: size, after: cursor };
    const { data, errors } = await answer(text, variables);
    expect(errors).toBeUndefined();
    const { nodes, pageInfo } = data.page;
    const met = nodes.map(({ id }: { id: string }) => id);
    if (isBackward) ids.unshift(...met);
    else ids.push(...met);
    // Between two pages there is always one to go back to.
    expect(isBackward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(cursor !== null);
    goesOn = isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    cursor = isBackward ? pageInfo.startCursor : pageInfo.endCursor;
  }
  return ids;
}

describe('a walk over pages of all owners meets every row once, in order', () => {
  it.each(Object.entries(connections))(
    '%s, with any page size, forwards and backwards, through hubs',
    async (_, field) => {
      const text = pages.replace('CONNECTION', field);
      await fc.assert(
        fc.asyncProperty(
          worlds,
          fc.integer({ min: 1, max: 12 }),
          fc.constantFrom(...trees),
          async (world, size, tree) => {
            await using hubs = await startTree(world, tree);
            const one: Answer = async (query, variables) =>
              JSON.parse(JSON.stringify(await answerOf(world, query, variables)));
            const all = await walk(one, text, 500, false);
            for (const isBackward of [false, true]) {
              expect(await walk((query, variables) => ask(hubs.top, query, variables), text, size, isBackward)).toEqual(
                all,
              );
              expect(await walk(one, text, size, isBackward)).toEqual(all);
            }
          },
        ),
        { numRuns: 12 },
      );
    },
  );
});

describe('the arguments of a page', () => {
  it.each([
    ['a cursor after which with the last rows', 'measures(last: 2, after: "x") { nodes { id } }', 'BAD_ARGUMENT'],
    ['a cursor before which with the first rows', 'measures(first: 2, before: "x") { nodes { id } }', 'BAD_ARGUMENT'],
    ['no last row', 'measures(last: 0) { nodes { id } }', 'BAD_PAGE_SIZE'],
    ['too many last rows', 'measures(last: 501) { nodes { id } }', 'BAD_PAGE_SIZE'],
    ['a cursor that is none', 'measures(last: 1, before: "x") { nodes { id } }', 'BAD_CURSOR'],
  ])('are refused before any call where they are %s', async (_, field, code) => {
    await using hubs = await startTree({ owners: ['a', 'b'], measures: [] }, ['a', 'b']);
    const { data, errors } = await ask(hubs.top, `{ ${field} }`);
    expect([data ?? null, errors![0].extensions.code]).toEqual([null, code]);
  });
});
