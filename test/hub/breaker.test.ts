import { expect, it } from '@jest/globals';
import { Breaker } from '../../gateway/hub/upstream/circuit-breaker.js';

it('calls that an answer has overtaken do not count, when they run out of time later', () => {
  const breaker = new Breaker({ misses: 2, probeMs: 60_000 });
  const sentAt = performance.now() - 1;
  breaker.answered();
  for (let n = 0; n < 5; n++) breaker.missed(sentAt);
  expect(breaker.admits()).toBe(true);
  for (let n = 0; n < 2; n++) breaker.missed(performance.now());
  expect(breaker.admits()).toBe(false);
});
