import { describe, expect, it } from '@jest/globals';
import { judge, type Label, sourcesIn } from './labelled.js';

/** What was read at first and what has been learnt from it since: docs/decisions/052. These are still read otherwise. */
const misses = ['не реже двух раз в месяц', 'до сентября'];

describe.each([
  ['unseen.json', 118],
  ['unseen-3.json', 140],
  ['unseen-4.json', 129],
  ['unseen-5.json', 134],
  ['unseen-6.json', 124],
])('deadlines of other municipalities, labelled before they were read: %s', (name, count) => {
  const judged = sourcesIn<Label>(name).flatMap((source) => source.phrases.map((label) => judge(label, source)));
  const share = (test: (one: (typeof judged)[number]) => boolean) => judged.filter(test).length / judged.length;

  it('are all there', () => expect(judged).toHaveLength(count));

  it('are read right but for those known', () => {
    console.info(
      `${name}: ${(100 * share(({ right }) => right)).toFixed(1)} % right, ${(100 * share(({ wrong }) => wrong)).toFixed(1)} % wrong with confidence`,
    );
    const others = judged.filter(({ right, label }) => !right && !misses.includes(label.text));
    expect(others.map(({ read }) => read)).toEqual([]);
    expect(share(({ right }) => right)).toBeGreaterThanOrEqual(0.95);
  });

  it('are never wrong with confidence but for those known', () => {
    const others = judged.filter(({ wrong, label }) => wrong && !misses.includes(label.text));
    expect(others.map(({ read }) => read)).toEqual([]);
  });
});
