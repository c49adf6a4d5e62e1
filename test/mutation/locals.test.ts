import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { guards } from '../faults/guards/all.js';
import { mutants } from '../laws/mutants/all.js';
import { Code, nodesIn } from './code.js';
import { fileOf, textOf } from './locate.js';
import { type Mutation, mutate, placeIn } from './mutate.js';
import { renameLocals } from './rename-locals.js';

const mutations = [
  ...mutants.map((mutant) => [mutant.mistake, mutant] as const),
  ...guards.map(({ guard, without }) => [`without: ${guard}`, without] as const),
];

it.each(mutations)('Under other names of locals the same is changed: %s', async (_, mutation) => {
  const text = textOf(await fileOf(mutation.in));
  const renamed = renameLocals(new Code(text));
  expect(indexOfPlace(renamed, mutation)).toBe(indexOfPlace(text, mutation));
  expect(mutate(renamed, mutation)).not.toBe(renamed);
});

function indexOfPlace(text: string, mutation: Mutation): number {
  const code = new Code(text);
  return nodesIn(code.program).indexOf(placeIn(code, mutation));
}
