import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { measuresOf } from './sample-world.js';
import { startHub, type TestHub } from './servers.js';
import type { World } from './world.js';

/** Three owners of the same measures. */
export const world: World = {
  owners: ['a', 'b', 'c'],
  measures: ['a', 'b', 'c'].flatMap((owner) => measuresOf(owner)),
};

/** A hub over them for the tests of a file, each of which begins without calls. */
export function hubOverThree(): { readonly hub: TestHub; calls(): string } {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub(world, { deadlineMs: 2000, maxDeadlineMs: 3000 });
  });
  beforeEach(() => {
    for (const owner of Object.values(hub.owners)) {
      owner.calls.length = 0;
      owner.behave = undefined;
    }
  });
  afterAll(async () => {
    await hub[Symbol.asyncDispose]();
  });
  return {
    get hub() {
      return hub;
    },
    /** How often each owner was asked. */
    calls: () =>
      Object.values(hub.owners)
        .map((owner) => owner.calls.length)
        .join(' '),
  };
}
