import { describe, expect, it } from '@jest/globals';
import { Memory } from '../../bench/soak/memory.js';

/** Samples of a run, ten in each of its thirty parts. */
function growthOf(mib: (minute: number) => number) {
  const memory = new Memory();
  for (let n = 0; n <= 300; n++) memory.samples.push({ at: n / 300, mib: mib(n / 10) });
  return memory.growth()!;
}

describe('The growth of memory', () => {
  it.each([
    ['is none where it only swings', (minute: number) => 200 + 20 * Math.sin(20 * minute), 0, 0],
    ['is none where it grows until it is warm', (minute: number) => Math.min(200, 100 + 20 * minute), 0, 0],
    ['is that of a steady leak', (minute: number) => 100 + minute, 22 / 106.5, 25 / 106.5],
  ])('%s', (_, mib, byMedian, bySlope) => {
    const growth = growthOf(mib);
    expect(growth.byMedian).toBeCloseTo(byMedian, 1);
    expect(growth.bySlope).toBeCloseTo(bySlope, 1);
  });
});
