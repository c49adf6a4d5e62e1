import { describe, expect, it } from '@jest/globals';
import { callsOf, expectWhole, type Missing, query, region } from './expectations.js';
import { reply, type Script } from './misbehave.js';

/** As a proxy before it, or it itself, turns requests away. */
function away(status: 429 | 503, retryAfter?: string): Script {
  return [reply({ status, headers: { 'content-type': 'text/html', 'retry-after': retryAfter }, body: 'SECRET' })];
}
const noDatabase = '{"errors":[{"message":"SECRET","extensions":{"code":"DATABASE_UNAVAILABLE"}}]}';
const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();

const cases: Missing[] = [
  ['503 and no time is not asked again', 'OWNER_UNREACHABLE', away(503)],
  ['503 and a time is asked again, once', 'OWNER_UNREACHABLE', away(503, '0'), { calls: 2 }],
  ['503 and more time than there is, is not waited for', 'OWNER_UNREACHABLE', away(503, '60')],
  ['503 and a later date is not waited for', 'OWNER_UNREACHABLE', away(503, inAnHour())],
  ['503 and a time that is none is not asked again', 'OWNER_UNREACHABLE', away(503, 'soon')],
  ['429 and no time has refused', 'OWNER_REFUSED', away(429)],
  ['429 and a time is asked again, once', 'OWNER_REFUSED', away(429, '0'), { calls: 2 }],
  ['503 without a database is out of reach', 'OWNER_UNREACHABLE', [reply({ status: 503, body: noDatabase })]],
  [
    '503 and a time that would leave no half of the deadline is not waited for',
    'OWNER_UNREACHABLE',
    away(503, '2'),
    { query: `query @deadline(ms: 3900) ${query}`, withinMs: 1900 },
  ],
];

describe('An owner that says', () => {
  const region_ = region();
  it.each(cases)('%s', (...[, code, script, more]: Missing) => region_.missesB(code, script, more));

  it.each([
    ['at once', '0', 0],
    ['in a second', '1', 990],
    ['by a date that is past', new Date(0).toUTCString(), 0],
  ])('to come back %s is asked again then, and its answer taken', async (_, retryAfter, leastMs) => {
    const { hub } = region_;
    hub.owners.b.next(away(503, retryAfter));
    const start = performance.now();
    await expectWhole(await hub.ask(query));
    expect(performance.now() - start).toBeGreaterThanOrEqual(leastMs);
    expect(callsOf(hub)).toEqual({ a: 1, b: 2, c: 1 });
    await region_.isCalm();
  });

  it('503 to a change is not sent it again: nobody knows whether it was carried out', async () => {
    const { hub } = region_;
    hub.owners.b.script = away(503, '0');
    const { data, errors } = await hub.ask(
      'mutation { rename(input: { municipality: "b", measure: "b:measure:1", title: "x" }) { id } }',
    );
    expect([data, errors![0].extensions.code]).toEqual([null, 'OUTCOME_UNKNOWN']);
    expect(callsOf(hub)).toEqual({ a: 0, b: 1, c: 0 });
  });
});

describe('An owner that turns everybody away', () => {
  const region_ = region({ breaker: { misses: Number.POSITIVE_INFINITY } });

  it('is asked again within a budget: ten times, and for every tenth question', async () => {
    const { hub } = region_;
    const questions = 20;
    hub.owners.b.script = away(503, '0');
    for (let n = 0; n < questions; n++) await hub.ask(query);
    expect(hub.owners.b.calls.length - questions).toBe(10 + 2 - 1);
    await region_.isCalm();
    await region_.isWhole();
  });
});
