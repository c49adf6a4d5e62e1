import { describe, expect, it } from '@jest/globals';
import { callsOf, expectWhole, query, region } from './expectations.js';
import { reply, until } from './misbehave.js';
import { until as become } from './open-handles.js';

describe('An owner that is slow, but in time,', () => {
  const region_ = region();

  it('is waited for, while the others were asked at the same moment: the answer takes as long as the slowest', async () => {
    const { hub } = region_;
    const released = Promise.withResolvers<void>();
    for (const owner of Object.values(hub.owners)) owner.script = [until(released.promise), reply()];
    const answer = hub.ask(query);
    const { a, b, c } = hub.owners;
    await become(() => a.busy + b.busy + c.busy === 3);
    expect(callsOf(hub)).toEqual({ a: 1, b: 1, c: 1 });
    released.resolve();
    await expectWhole(await answer);
    await region_.isCalm();
  });

  it('holds up nobody who asks the others', async () => {
    const { hub } = region_;
    const released = Promise.withResolvers<void>();
    hub.owners.b.script = [until(released.promise), reply()];
    const slow = hub.ask(query);
    const { data, extensions } = await hub.ask('{ measures(municipalities: ["a"]) { totalCount } }');
    expect([data, extensions.coverage.status]).toEqual([{ measures: { totalCount: 4 } }, 'COMPLETE']);
    released.resolve();
    await expectWhole(await slow);
  });
});
