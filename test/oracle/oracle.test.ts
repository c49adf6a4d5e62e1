import { expect, it } from '@jest/globals';
import { play, report } from './play.js';

/** A slice of what `npm run oracle` does; see there. */
it('A hub over five instances and one instance with all their data answer random operations alike', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const played = await play({ seed, operations: 100, partitions: 2 });
  if (played.mismatches.length > 0) throw new Error(report(played));
  expect(played.operations).toBe(100);
  // Operations that are refused, or find nothing, would prove little.
  expect(played.whole).toBeGreaterThan(80);
  expect(played.reached.get('SUM')).toBeGreaterThan(10);
}, 240_000);
