import { describe, expect, it } from '@jest/globals';
import { expectWhole, expectWithoutB, hasty, query, region } from './expectations.js';
import type { Answer } from './hub.js';
import { never, reply, type Script } from './misbehave.js';

const misses = 3;
const probeMs = 200;
const down: Script = [reply({ status: 503, body: 'SECRET', headers: { 'content-type': 'text/html' } })];

describe('An owner that is down and up again, time and again,', () => {
  const region_ = region({ breaker: { misses, probeMs, patienceMs: 50 } });
  const owner = () => region_.hub.owners.b;
  const isUnreachable = (answer: Answer) => expectWithoutB(answer, 'OWNER_UNREACHABLE');

  /** Asks until it holds; who never gets there fails by the count of what was sent. */
  async function askUntil(holds: (answer: Answer) => boolean): Promise<{ answer: Answer; tookMs: number }> {
    const start = performance.now();
    for (;;) {
      const answer = await region_.hub.ask(query);
      const tookMs = performance.now() - start;
      if (holds(answer) || tookMs > 5000) return { answer, tookMs };
    }
  }

  async function leaveAlone(script: Script): Promise<void> {
    owner().script = script;
    owner().calls.length = 0;
    for (let n = 0; n < misses; n++) await region_.hub.ask(query);
    expect(owner().calls).toHaveLength(misses);
  }

  it.each([1, 2])(
    'is left alone, tried once in a while, and back within 5 s of its first good answer: time %i',
    async () => {
      await region_.isWhole();
      await leaveAlone(down);
      const start = performance.now();
      for (let n = 0; n < 5; n++) await isUnreachable(await region_.hub.ask(query));
      await askUntil(() => owner().calls.length > misses + 1);
      const mostProbes = (performance.now() - start) / (probeMs / 2) + 1;
      expect(owner().calls.length - misses).toBeLessThanOrEqual(mostProbes);

      owner().script = undefined;
      const { answer, tookMs } = await askUntil(({ extensions }) => extensions.coverage.status === 'COMPLETE');
      await expectWhole(answer);
      expect(tookMs).toBeLessThan(5000);
      await region_.isWhole();
      await region_.isCalm();
    },
  );
});

describe('An owner that is left alone because it hangs', () => {
  const region_ = region({ breaker: { misses, probeMs: 60_000, patienceMs: 50 } });

  it('costs no time any more, and gets no change, which is then surely not carried out', async () => {
    const { hub } = region_;
    hub.owners.b.script = [never];
    for (let n = 0; n < misses; n++) await expectWithoutB(await hub.ask(hasty), 'OWNER_TIMEOUT');
    const start = performance.now();
    await expectWithoutB(await hub.ask(query), 'OWNER_UNREACHABLE');
    // Of five seconds that there were.
    expect(performance.now() - start).toBeLessThan(2500);
    const { status, data, errors } = await hub.ask(
      'mutation { rename(input: { municipality: "b", measure: "b:measure:1", title: "x" }) { id } }',
    );
    const codes = errors!.map(({ extensions }) => extensions.code);
    expect({ status, data, codes }).toEqual({
      status: 502,
      data: null,
      codes: ['ALL_OWNERS_FAILED', 'OWNER_UNREACHABLE'],
    });
    expect(hub.owners.b.calls).toHaveLength(misses);
    await region_.isCalm();
  });
});

describe('An owner is not left alone because', () => {
  const region_ = region({ breaker: { misses: 2, patienceMs: 500 } });
  const cases: [title: string, script: Script, ask: string][] = [
    ['it refuses', [reply({ status: 401, body: '' })], query],
    ['it answers what cannot be used', [reply({ body: '[]' })], query],
    [
      'it has no database',
      [reply({ status: 503, body: '{"errors":[{"extensions":{"code":"DATABASE_UNAVAILABLE"}}]}' })],
      query,
    ],
    ['a client gives it little time', [never], `query @deadline(ms: 200) ${query}`],
    ['it fails every other time', [reply({ status: 502, body: '' })], query],
  ];
  it.each(cases)('%s', async (title, script, ask) => {
    const { b } = region_.hub.owners;
    for (let n = 0; n < 6; n++) {
      b.script = title.includes('every other') && n % 2 === 1 ? undefined : script;
      await region_.hub.ask(ask);
    }
    expect(b.calls).toHaveLength(6);
    await region_.isCalm();
    await region_.isWhole();
  });
});
