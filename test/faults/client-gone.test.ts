import { describe, expect, it } from '@jest/globals';
import { callsOf, expectWhole, query, region } from './expectations.js';
import { begin, never, reply, type Script, send, until } from './misbehave.js';
import { until as become } from './open-handles.js';

const cases: [title: string, script: Script][] = [
  ['before owners answer', [never]],
  ['in the middle of owners’ answers', [begin(), send('{"data":'), never]],
];

describe('A client that goes away', () => {
  const region_ = region({ breaker: { misses: 2 } });

  /** When the question is with all owners, which then have so many. */
  async function askAndLeave(open: number): Promise<void> {
    const { url, owners } = region_.hub;
    const leaving = new AbortController();
    const asked = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    });
    await become(() => Object.values(owners).every(({ busy }) => busy === open));
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await become(() => Object.values(owners).every(({ busy }) => busy === open - 1));
    expect(Object.values(owners).map(({ busy }) => busy)).toEqual([open - 1, open - 1, open - 1]);
  }

  it.each(cases)('%s takes its calls along, and that says nothing against owners', async (_, script) => {
    for (const owner of Object.values(region_.hub.owners)) owner.script = script;
    for (let n = 0; n < 4; n++) await askAndLeave(1);
    expect(callsOf(region_.hub)).toEqual({ a: 4, b: 4, c: 4 });
    await region_.isCalm();
    await region_.isWhole();
  });

  it('leaves others who ask the same their answer', async () => {
    const { hub } = region_;
    const released = Promise.withResolvers<void>();
    for (const owner of Object.values(hub.owners)) owner.script = [until(released.promise), reply()];
    const staying = hub.ask(query);
    await become(() => Object.values(hub.owners).every(({ busy }) => busy === 1));
    await askAndLeave(2);
    released.resolve();
    await expectWhole(await staying);
  });
});
