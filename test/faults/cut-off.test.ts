import { describe, expect, it } from '@jest/globals';
import { expectWhole, type Missing, query, region } from './expectations.js';
import { begin, closeWhenReused, end, reset, send } from './misbehave.js';

const more = { 'content-length': '100000' };
const whole = send((answer) => answer);
const chunk = send((answer) => `${Buffer.byteLength(answer).toString(16)}\r\n${answer}\r\n`);

const cases: Missing[] = [
  ['resets it in mid-body', 'OWNER_INVALID', [begin(more), send('{"data":{"SECRET'), reset]],
  ['ends it in mid-body', 'OWNER_INVALID', [begin(more), send('{"data":{"SECRET'), end]],
  ['ends it where the JSON is whole, but not what was announced', 'OWNER_INVALID', [begin(more), whole, end]],
  [
    'ends it where the JSON is whole, but not its last chunk',
    'OWNER_INVALID',
    [begin({ 'transfer-encoding': 'chunked' }), chunk, end],
  ],
  // A fresh connection might have been the cure, so it was asked twice.
  ['resets it before it answers', 'OWNER_UNREACHABLE', [reset], { calls: 2 }],
  ['ends it before it answers', 'OWNER_UNREACHABLE', [end], { calls: 2 }],
  ['says what is no HTTP', 'OWNER_INVALID', [send('SECRET\r\n\r\n'), end]],
];

describe('An owner that has a connection and', () => {
  const { missesB } = region();
  it.each(cases)('%s: no half of an answer is used', (...[, code, script, more]: Missing) =>
    missesB(code, script, more),
  );
});

describe('An owner that closes each connection when it is used again', () => {
  const region_ = region();

  it('is in every answer, and is not sent queries twice for long', async () => {
    const { hub } = region_;
    const questions = 100;
    hub.owners.b.script = closeWhenReused();
    for (let n = 0; n < questions; n++) await expectWhole(await hub.ask(query));
    // Half of the budget, and one for every tenth question.
    expect(hub.owners.b.calls.length - questions).toBeLessThanOrEqual(5 + questions / 10);
    hub.owners.b.script = undefined;
    await region_.isCalm();
    await region_.isWhole();
  });
});
