import { describe, it } from '@jest/globals';
import { lawsFor, ruleLaws } from './laws.js';
import { product } from './modules.js';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

describe.each(ruleLaws.map((rule) => [rule.rule, rule] as const))(`Merging by %s, seed ${seed},`, (_, rule) => {
  it.each(lawsFor(rule))('%s', (_law, holds) => holds(rule, product, seed));
});
