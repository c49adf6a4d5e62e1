import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../schema/errors/catalogue.js';
import { startHub, type TestHub } from './servers.js';
import type { MeasureRow, World } from './world.js';

const rowsOf = (owner: string, title: string): MeasureRow[] =>
  [1, 2].map((n) => ({ owner, n, title, due: null, amount: n, areas: ['PROCESS'], basis: ':1' }));
const world: World = { owners: ['a', 'b'], measures: [...rowsOf('a', 'Мера'), ...rowsOf('b', 'Мера')] };
const query = '{ measures(first: 8) { nodes { title } } }';
const atOnce = 8;

let hub: TestHub;
beforeEach(async () => {
  // Long enough that all who ask below are surely there before it ends.
  hub = await startHub(world, { revalidateTogetherMs: 100 });
  await hub.ask(query);
});
afterEach(async () => hub[Symbol.asyncDispose]());

const askAtOnce = (...more: Parameters<TestHub['ask']>[2][]) =>
  Promise.all(Array.from({ length: atOnce }, (_, index) => hub.ask(query, undefined, more[index])));
const callsOf = (code: string) => hub.owners[code]!.calls.length;
const titlesOf = (answer: { data?: { measures: { nodes: { title: string }[] } } }) =>
  answer.data?.measures.nodes.map(({ title }) => title).join(' ');

describe('equal questions within a moment', () => {
  it('are one call to each owner, after the first that goes out at once', async () => {
    for (const { data, extensions } of await askAtOnce()) {
      expect(titlesOf({ data })).toBe('Мера Мера Мера Мера');
      expect(extensions.coverage).toMatchObject({ status: 'COMPLETE', answered: 2 });
    }
    expect([callsOf('a'), callsOf('b')]).toEqual([3, 3]);
    const held = hub.owners.a!.calls.map(({ headers }) => headers['if-none-match'] !== undefined);
    expect(held).toEqual([false, true, true]);
  });

  it('get no word from a call that was sent before they came', async () => {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    hub.owners.b!.behave = async (request, response) => {
      hub.owners.b!.behave = undefined;
      reached.resolve();
      await released.promise;
      response.writeHead(304, { etag: request.headers['if-none-match'] }).end();
    };
    const before = hub.ask(query);
    await reached.promise;
    // The owner's word is on its way when this is published and the next one asks.
    hub.owners.b!.publish(rowsOf('b', 'Новая'));
    const after = hub.ask(query);
    released.resolve();
    expect(titlesOf(await before)).toBe('Мера Мера Мера Мера');
    expect(titlesOf(await after)).toBe('Мера Мера Новая Новая');
  });

  it('all get what was published before they came', async () => {
    await hub.ask(query);
    hub.owners.b!.publish(rowsOf('b', 'Новая'));
    for (const answer of await askAtOnce()) expect(titlesOf(answer)).toBe('Мера Мера Новая Новая');
  });

  it('do not depend on the one among them whose client goes away', async () => {
    await hub.ask(query);
    const leaving = new AbortController();
    const answers = askAtOnce({ signal: leaving.signal });
    leaving.abort();
    const [, ...others] = await answers;
    for (const { data, extensions } of others) {
      expect(titlesOf({ data })).toBe('Мера Мера Мера Мера');
      expect(extensions.coverage.status).toBe('COMPLETE');
    }
  });

  it('keep their own deadlines', async () => {
    hub.owners.b!.behave = () => {};
    const started = performance.now();
    const answers = [60, 1200, 2500, 1200].map(async (ms) => {
      const { errors } = await hub.ask(`query @deadline(ms: ${ms}) ${query}`);
      expect(errors).toEqual([
        { message: catalogue.OWNER_TIMEOUT.en, extensions: { code: 'OWNER_TIMEOUT', municipality: 'b' } },
      ]);
      const tookMs = performance.now() - started;
      expect(tookMs).toBeGreaterThan(ms - 5);
      return tookMs;
    });
    const [hasty, , , follower] = await Promise.all(answers);
    expect(hasty).toBeLessThan(1000);
    expect(follower).toBeLessThan(2400);
  });

  it('each name an owner that is away', async () => {
    hub.owners.b!.behave = (_, response) => response.socket!.resetAndDestroy();
    for (const { data, errors, extensions } of await askAtOnce()) {
      expect(titlesOf({ data })).toBe('Мера Мера');
      expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['OWNER_UNREACHABLE']);
      expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', answered: 1 });
    }
  });

  it('are asked apart for each who shows another token', async () => {
    const tokens = ['Bearer one', 'Bearer two'].map((authorization) => ({ authorization }));
    for (const token of tokens) await hub.ask(query, undefined, token);
    hub.owners.a!.calls.splice(0);
    await askAtOnce(...Array.from({ length: atOnce }, (_, index) => tokens[index % 2]));
    const asked = hub.owners.a!.calls.map(({ headers }) => headers.authorization);
    expect(asked.toSorted()).toEqual(['Bearer one', 'Bearer one', 'Bearer two', 'Bearer two']);
  });
});
