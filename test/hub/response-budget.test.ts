import { describe, expect, it } from '@jest/globals';
import { measuresOf } from './sample-world.js';
import { startHub } from './servers.js';
import type { World } from './world.js';

const world: World = { owners: ['a', 'b', 'c'], measures: ['a', 'b', 'c'].flatMap((owner) => measuresOf(owner)) };

/** Areas of measures of areas …: each step is asked once, and stands in as many places as the product of all. */
function nested(steps: number): string {
  return `{ areas ${'{ measures(first: 9) { nodes { areas '.repeat(steps)}{ code label }${' } } }'.repeat(steps)} }`;
}

describe('What is merged is no longer than an answer may be', () => {
  it('though it comes as little of owners, and stands in many places', async () => {
    await using free = await startHub(world);
    const { data } = await free.ask(nested(4));
    const length = Buffer.byteLength(JSON.stringify(data));
    expect(length).toBeGreaterThan(300_000);
    await using hub = await startHub(world, { maxMergedBytes: 100_000 });
    const { data: none, errors } = await hub.ask(nested(4));
    expect(none).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/Expected at most 100000 bytes, got more\.$/),
        extensions: { code: 'RESPONSE_TOO_LARGE' },
      },
    ]);
    expect((await hub.ask(nested(2))).errors).toBeUndefined();
  });

  it('and is refused before it is as long, in as little time as the last step that was not', async () => {
    await using hub = await startHub(world);
    const before = process.cpuUsage();
    // 9^9 places of each area, in a few dozen objects.
    expect((await hub.ask(nested(9))).errors).toMatchObject([{ extensions: { code: 'RESPONSE_TOO_LARGE' } }]);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});

describe('What owners send to one operation is no more than it may bring', () => {
  const query = '{ measures(first: 9) { nodes { id title areas { code } } } }';

  it('from all of them together, none of whom is at fault', async () => {
    await using hub = await startHub(world, { maxFetchedBytes: 1500, cacheBytes: 0 });
    const { errors, extensions } = await hub.ask(query);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('at most 1500 bytes of owners'), extensions: { code: 'RESPONSE_TOO_LARGE' } },
    ]);
    expect(extensions.coverage.status).toBe('EMPTY');
    for (const _ of [1, 2, 3])
      expect((await hub.ask('{ measures(municipalities: ["a"]) { totalCount } }')).errors).toBeUndefined();
  });

  it('also where they only confirm what is kept', async () => {
    await using hub = await startHub(world, { maxFetchedBytes: 4000 });
    const ask = () => hub.ask(query);
    expect((await ask()).errors).toBeUndefined();
    expect(Object.values(hub.owners).flatMap(({ calls }) => calls.map(({ status }) => status))).toEqual([
      200, 200, 200,
    ]);
    expect((await ask()).errors).toBeUndefined();
    expect(Object.values(hub.owners).flatMap(({ calls }) => calls.map(({ status }) => status))).toEqual([
      200, 304, 200, 304, 200, 304,
    ]);
  });
});
