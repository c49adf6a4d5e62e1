import { describe, it } from '@jest/globals';
import { type Fault, region } from './expectations.js';

const down: Fault = async ({ owners: { b } }) => {
  await b.stop();
  return () => b.start();
};

describe('An owner that refuses connections', () => {
  const { missesB } = region();
  it('is out of reach, and back with its first answer', async () => {
    await missesB('OWNER_UNREACHABLE', down, { calls: 0 });
  });
});
