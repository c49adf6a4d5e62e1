import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHub } from '../../gateway/hub/hub.js';
import { operations } from './operations.js';
import { owners, worldOf } from './published-worlds.js';
import { measuresOf } from './sample-world.js';
import { ask, startHub, type TestHub } from './servers.js';
import { worldSdl } from './world-sdl.js';

describe('whatever is published and asked in whatever order', () => {
  let on: TestHub;
  let off: ReturnType<typeof createHub>;
  beforeAll(async () => {
    on = await startHub(worldOf(), { cacheBytes: 60_000 });
    const urls = Object.values(on.owners).map(({ code, url }) => ({ code, url }));
    off = createHub({ supergraphSdl: worldSdl, owners: urls, cacheBytes: 0 });
  });
  afterAll(async () => {
    await off.close();
    await on[Symbol.asyncDispose]();
  });

  const publish = fc.record({
    owner: fc.constantFrom(...owners),
    title: fc.constantFrom('Мера', 'План', 'Ёлка'),
    count: fc.nat(3),
  });
  const step = fc.oneof(
    publish,
    fc.constantFrom(...operations.slice(0, 40)),
    fc.constantFrom(...operations.slice(0, 8)),
  );

  it('the answer is that of a hub that keeps nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        for (const one of steps) {
          if ('owner' in one) on.owners[one.owner]!.publish(measuresOf(one.owner, one.title).slice(0, one.count));
          else {
            const [, text, variables] = one;
            const { data, errors } = await on.ask(text, variables);
            const plain = await ask(off, text, variables);
            expect({ data: JSON.stringify(data), errors }).toEqual({
              data: JSON.stringify(plain.data),
              errors: plain.errors,
            });
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
