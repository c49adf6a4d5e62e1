import { describe, expect, it } from '@jest/globals';
import { catalogue, type ErrorCode } from '../../schema/errors/catalogue.js';
import { expectWhole, expectWithoutB, failed, hasty, query, region, secrets } from './expectations.js';
import { never, reply, reset, type Script } from './misbehave.js';

const gone: Script = [reset];
const late: Script = [never];
const html: Script = [reply({ headers: { 'content-type': 'text/html' }, body: '<html>SECRET' })];
const denied: Script = [
  reply({ status: 403, body: '{"errors":[{"message":"SECRET","extensions":{"code":"FORBIDDEN"}}]}' }),
];

const codes = ['OWNER_UNREACHABLE', 'OWNER_TIMEOUT', 'OWNER_INVALID', 'OWNER_REFUSED'] as const;
const [unreachable, timeout, invalid, refused] = codes;

interface Case {
  scripts: Script[];
  each: ErrorCode[];
  /** @default ALL_OWNERS_FAILED */
  code?: ErrorCode;
  status: number;
}

const cases: [title: string, Case][] = [
  ['are out of reach', { scripts: [gone, gone, gone], each: [unreachable, unreachable, unreachable], status: 502 }],
  ['are late', { scripts: [late, late, late], each: [timeout, timeout, timeout], status: 504 }],
  ['fail each in its way', { scripts: [gone, late, html], each: [unreachable, timeout, invalid], status: 502 }],
  [
    'refuse for one reason',
    { scripts: [denied, denied, denied], each: [refused, refused, refused], code: 'FORBIDDEN', status: 403 },
  ],
];

describe('Owners that all', () => {
  const region_ = region();

  it.each(cases)(
    '%s leave no data, and never an empty list',
    async (_, { scripts, each, code = 'ALL_OWNERS_FAILED', status }) => {
      const { hub } = region_;
      Object.values(hub.owners).forEach((owner, index) => (owner.script = scripts[index]));
      const answer = await hub.ask(hasty);
      expect({ status: answer.status, data: answer.data }).toEqual({ status, data: null });
      expect(answer.errors).toEqual([
        { message: catalogue[code].en, extensions: { code } },
        ...(code === 'FORBIDDEN' ? [] : each).map((own, index) => ({
          message: catalogue[own].en,
          extensions: { code: own, municipality: 'abc'[index] },
        })),
      ]);
      expect(answer.extensions.coverage).toEqual({
        status: 'EMPTY',
        asked: 3,
        answered: 0,
        sources: each.map((own, index) => failed('abc'[index]!, own, own === refused ? code : own)),
      });
      expect(answer.text).not.toMatch(secrets);
      expect(hub.logged.map(({ owner }) => owner).sort()).toEqual(['a', 'b', 'c']);
      await region_.isCalm();
      await region_.isWhole();
    },
  );
});

describe('Where a complete answer is required', () => {
  const region_ = region();
  const complete = `query @complete ${query}`;

  it('one owner down leaves no data', async () => {
    const { hub } = region_;
    hub.owners.b.script = gone;
    const { status, data, errors, extensions } = await hub.ask(complete);
    const met = errors!.map((error) => error.extensions.code);
    expect({ status, data, met }).toEqual({ status: 502, data: null, met: ['INCOMPLETE', 'OWNER_UNREACHABLE'] });
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', asked: 3, answered: 2 });
    await expectWithoutB(await hub.ask(query), 'OWNER_UNREACHABLE');
  });

  it('all owners well give the whole', async () => {
    await expectWhole(await region_.hub.ask(complete));
  });
});
