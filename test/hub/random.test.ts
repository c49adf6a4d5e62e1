import { expect, it } from '@jest/globals';
import { type GraphQLInputType, getNamedType, parse, validate } from 'graphql';
import { drawOperation } from '../../bench/random-operations.js';
import { randomOf } from '../../seeds/seeded-random.js';
import { ask } from './servers.js';
import { startTree, type Tree } from './trees.js';
import { answerOf, schema, type World } from './world.js';

const world: World = {
  owners: ['a', 'b', 'c', 'd', 'e'],
  measures: ['a', 'b', 'c', 'd'].flatMap((owner, index) =>
    Array.from({ length: 1 + index * 2 }, (_, n) => ({
      owner,
      n,
      title: ['Ёлка', 'елка', 'План', 'Мера № 9', 'Мера № 10'][(n + index) % 5]!,
      due: n % 3 === 0 ? null : `2024-0${1 + (n % 4)}-01`,
      amount: n % 2 === 0 ? n / 10 : null,
      areas: ['PROCESS', 'CONTENT', 'FAMILY'].slice(n % 3, 2),
      basis: [':1', ':2', '7', null][n % 4]!,
    })),
  ),
};

const ids = ['a:measure:0', 'c:measure:3', 'd:measure:99', ':act:1', ':act:2', ':act:none', 'b:act:7'];

const trees: [title: string, tree: Tree[]][] = [
  ['five owners', ['a', 'b', 'c', 'd', 'e']],
  [
    'two hubs over them',
    [
      ['a', 'd'],
      ['b', 'c', 'e'],
    ],
  ],
  ['hubs of hubs, some owners deeper than others', [['a', ['b', ['c', 'e']]], 'd']],
];

/** The same data in the same order; who reports what else is told by tests of their own. */
it.each(trees)('random valid operations over %s are answered as one database with all rows would', async (_, tree) => {
  await using hubs = await startTree(world, tree);
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const random = randomOf(seed);
  const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
  const valueFor = (name: string, type: GraphQLInputType) => {
    if (name === 'first') return random() < 0.1 ? null : 1 + Math.floor(random() * 4);
    if (name === 'last') return random() < 0.5 ? null : 1 + Math.floor(random() * 4);
    if (name === 'after' || name === 'before' || name === 'filter') return null;
    if (name === 'codes' || name === 'municipalities') {
      return random() < 0.3 ? null : world.owners.filter(() => random() < 0.5);
    }
    if (name === 'code' && getNamedType(type).name === 'ID') return pick(world.owners);
    if (name === 'id') return pick(ids);
    if (name === 'text') return '2024-01-01';
    if (name === 'groupBy') return ['MUNICIPALITY', 'AREA', 'MONTH'].filter(() => random() < 0.5);
    return undefined;
  };
  let valid = 0;
  for (let run = 0; run < Number(process.env.RUNS ?? 250); run++) {
    const { text, variables } = drawOperation(schema, random, { valueFor });
    if (/coverage|broken|Noted|__proto__/.test(text) || validate(schema, parse(text)).length > 0) continue;
    valid++;
    const answer = await ask(hubs.top, text, variables);
    const expected = JSON.parse(JSON.stringify(await answerOf(world, text, variables)));
    const context = `SEED=${seed}, operation ${run}: ${text} ${JSON.stringify(variables)} ${hubs.logged.map(({ msg }) => msg).join('; ')}`;
    expect({ context, data: JSON.stringify(answer.data), errors: answer.errors }).toEqual({
      context,
      data: JSON.stringify(expected.data),
      errors: expected.errors,
    });
    const { sources } = answer.extensions.coverage;
    for (const { municipality, state } of sources)
      expect([world.owners.includes(municipality), state]).toEqual([true, 'ANSWERED']);
  }
  expect(valid).toBeGreaterThan(60);
});
