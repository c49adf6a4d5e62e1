import { describe, expect, it } from '@jest/globals';
import { acceptTokens } from '../../gateway/http/auth/authenticate.js';
import { IssuerKeys } from '../../gateway/http/auth/key-sets.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import { startEdge } from '../http/kit.js';
import { audience, claimsOf, issuer, keySource, sign, testKey } from '../tokens.js';
import { expectWhole, query, region } from './expectations.js';
import { altered, asOf } from './misbehave.js';
import { oneInstance } from './one-instance.js';

const second = 1000;
const minute = 60 * second;

describe('A server whose clock is', () => {
  it.each([
    ['10 minutes ahead does not take a token that has ended by it', 10 * minute, 401],
    ['a minute and more ahead does not either', 62 * second, 401],
    ['less than a minute ahead does', 58 * second, 200],
    ['right does', 0, 200],
    ['less than a minute behind does', -58 * second, 200],
    ['a minute and more behind does not take a token from its future', -62 * second, 401],
    ['10 minutes behind does not either', -10 * minute, 401],
  ])('%s', async (_, by, expected) => {
    const now = Math.floor(Date.now() / second) * second;
    const keys = new IssuerKeys({ source: new URL(keySource([testKey])) });
    const authenticate = acceptTokens({ keys, issuer, audience, log: silentLogger(), now: () => now + by });
    await using edge = await startEdge(undefined, { graphql: { authenticate } });
    // Ends now, if the server is ahead; was issued now, if it is behind.
    const times = by > 0 ? { exp: now / second } : { iat: now / second };
    const token = await sign({ ...claimsOf.kizel, ...times });
    const { status } = await edge.post('{"query":"{ text }"}', { authorization: `Bearer ${token}` });
    expect(status).toBe(expected);
  });
});

describe('An owner whose answer is as of', () => {
  const region_ = region();

  it.each([
    ['the year 9999', '9999-12-31T23:59:59.999Z', true],
    ['the beginning of time', '0001-01-01T00:00:00.000Z', true],
    ['a night in which clocks are changed', '2026-10-25T02:30:00+02:00', true],
    ['a leap second', '2016-12-31T23:59:60Z', false],
    ['no time', 'SECRET', false],
  ])('%s answered all the same', async (_, time, isTime) => {
    const { hub } = region_;
    hub.owners.b.script = altered((answer) => answer.replace(asOf, time));
    const answer = await hub.ask(query);
    const { sources } = answer.extensions.coverage;
    expect(sources[1]).toMatchObject({ state: 'ANSWERED', version: 7, asOf: isTime ? time : null });
    sources[1].asOf = asOf;
    await expectWhole(answer);
  });
});

describe('An instance whose clock was set back', () => {
  const one = oneInstance();

  it('keeps its changes in order, by their numbers and by their times', async () => {
    const future = '9999-12-31T23:59:59.999Z';
    const before = await one.stored();
    await one.query(`update ledger.data_version set as_of = '${future}'`);
    for (const title of ['А', 'Б']) expect((await one.publish(title)).errors).toBeUndefined();
    const lines = await one.query(`select seq, at::text from ledger.audit order by seq desc limit 2`);
    expect(lines.map(({ seq }) => seq)).toEqual([(before.seq as number) + 2, (before.seq as number) + 1]);
    expect(lines.map(({ at }) => new Date(String(at)).getTime())).toEqual([Date.parse(future), Date.parse(future)]);
    const { data, extensions } = await one.read();
    expect(data.measures.totalCount).toBe(12);
    const [source] = extensions.coverage.sources;
    expect(source).toMatchObject({ version: (before.version as number) + 2, asOf: future });
  });
});
