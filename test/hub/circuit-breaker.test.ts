import { expect, it } from '@jest/globals';
import { CircuitBreaker } from '../../gateway/hub/upstream/circuit-breaker.js';

it('calls that an answer has overtaken do not count, when they run out of time later', () => {
  const breaker = new CircuitBreaker({ misses: 2, probeMs: 60_000 });
  const sentAt = performance.now() - 1;
  breaker.recordSuccess();
  for (let n = 0; n < 5; n++) breaker.recordFailure(sentAt);
  expect(breaker.admits()).toBe(true);
  for (let n = 0; n < 2; n++) breaker.recordFailure(performance.now());
  expect(breaker.admits()).toBe(false);
});
