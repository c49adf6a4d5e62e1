import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptTokens } from '../../gateway/http/auth/authenticate.js';
import { IssuerKeys } from '../../gateway/http/auth/key-sets.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import type { Caller } from '../../schema/contract/caller.js';
import { recordedLog } from '../log.js';
import { accept, audience, claimsOf, issuer, keySource, sign, testKey } from '../tokens.js';
import { forgeries, rsa, seconds } from './forgeries.js';
import { type Edge, raw, startEdge } from './kit.js';

const { log, lines: logged } = recordedLog();
let edge: Edge;

beforeAll(async () => {
  const authenticate = accept([testKey, rsa], log);
  edge = await startEdge(undefined, { graphql: { authenticate } });
});
afterAll(() => edge?.server.close());

const refusal = {
  errors: [
    {
      message: 'Expected a token that is in order, as «authorization: Bearer …».',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};
const operation = { query: '{ text }' };

describe('A token that is not in order', () => {
  it.each(Object.entries(forgeries))(
    'is refused in the same words, and nobody is called: %s',
    async (_, [reason, make]) => {
      logged.length = edge.calls.length = 0;
      const token = await make();
      const { status, json, headers } = await edge.post(operation, { authorization: `Bearer ${token}` });
      expect([status, json, headers.get('www-authenticate')]).toEqual([401, refusal, 'Bearer']);
      expect(edge.calls).toEqual([]);
      const msg = expect.stringMatching(/^A token was refused: /);
      expect(logged).toMatchObject([{ requestId: headers.get('x-request-id'), code: 'UNAUTHENTICATED', msg }]);
      expect(logged[0]!.msg).toContain(reason);
      expect(JSON.stringify(logged)).not.toContain(token.split('.')[1]!.slice(0, 40));
    },
  );

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Token x', 'bearer a.b', ''])(
    'is refused in the same words also where it is none: «%s»',
    async (authorization) => {
      const answer = await raw(edge.server.port, [request(`authorization: ${authorization}`)]);
      expect(answer).toContain(JSON.stringify(refusal.errors[0]!.message));
      expect(answer).toMatch(/^HTTP\/1.1 401 /);
    },
  );

  it('is refused where there are two, even twice the same', async () => {
    const line = `authorization: Bearer ${await sign(claimsOf.kizel)}`;
    expect(await raw(edge.server.port, [request(line)])).toMatch(/^HTTP\/1.1 200 /);
    expect(await raw(edge.server.port, [request(line, line)])).toMatch(/^HTTP\/1.1 401 /);
  });

  it('is refused before the body is read', async () => {
    const started = await raw(
      edge.server.port,
      [
        'POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n' +
          'authorization: Bearer x.y.z\r\ncontent-length: 100\r\n\r\n{"query"',
      ],
      false,
    );
    expect(started).toMatch(/^HTTP\/1.1 401 /);
  });

  it('of 100 kB does not get past the limit of headers', async () => {
    const answer = await raw(edge.server.port, [request(`authorization: Bearer ${'x'.repeat(100_000)}`)]);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });
});

describe('A token that is in order', () => {
  const institution = 'kizel:institution:1';
  it.each<[string, object, Caller]>([
    ['the public', { role: 'public' }, { role: 'PUBLIC', owner: null, institution: null, subject: null }],
    [
      'the region',
      claimsOf.region,
      { role: 'REGION', owner: null, institution: null, owners: ['*'], regions: [], subject: 'regional centre' },
    ],
    [
      'a municipality',
      claimsOf.kizel,
      { role: 'MUNICIPALITY', owner: 'kizel', institution: null, subject: 'staff of Kizel' },
    ],
    [
      'an institution',
      { role: 'institution', owner: 'kizel', institution, sub: 'head' },
      { role: 'INSTITUTION', owner: 'kizel', institution, subject: 'head' },
    ],
  ])('says that %s asks', async (_, claims, caller) => {
    for (const key of [testKey, rsa]) {
      edge.calls.length = 0;
      const authorization = `Bearer ${await sign(claims, key)}`;
      await edge.post(operation, { authorization });
      await edge.post(operation, { authorization });
      expect(edge.calls.map((call) => [call.caller, call.authorization])).toEqual([
        [caller, authorization],
        [caller, authorization],
      ]);
    }
  });

  it.each([
    ['expired half a minute ago', { exp: -30 }],
    ['valid in half a minute', { nbf: 30 }],
    ['issued by a clock half a minute ahead', { iat: 30 }],
  ])('may be off by the difference of clocks: %s', async (_, times) => {
    const shifted = Object.fromEntries(Object.entries(times).map(([name, by]) => [name, seconds() + by]));
    const { status } = await edge.post(operation, {
      authorization: `Bearer ${await sign({ ...claimsOf.kizel, ...shifted })}`,
    });
    expect(status).toBe(200);
  });

  it('is refused once it has expired, although it was verified before', async () => {
    let now = Date.now();
    const keys = new IssuerKeys({ source: new URL(keySource([testKey])) });
    const authenticate = acceptTokens({ keys, issuer, audience, log: silentLogger(), now: () => now });
    await using own = await startEdge(undefined, { graphql: { authenticate } });
    const authorization = `Bearer ${await sign({ ...claimsOf.kizel, exp: Math.floor(now / 1000) + 100 })}`;
    const ask = async () => (await own.post(operation, { authorization })).status;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    now += 159_000;
    expect(await ask()).toBe(200);
    now += 2_000;
    expect(await ask()).toBe(401);
  });

  it('lets a writer send a file, and nobody else', async () => {
    const large = { query: '{ text(value: "x") }', variables: { file: 'x'.repeat(300 * 1024) } };
    const status = async (claims?: object) => {
      const headers: Record<string, string> = claims ? { authorization: `Bearer ${await sign(claims)}` } : {};
      return (await edge.post(large, headers)).status;
    };
    expect([await status(claimsOf.kizel), await status(claimsOf.region), await status()]).toEqual([200, 413, 413]);
  });
});

describe('No token', () => {
  it('means the public, whatever other headers say', async () => {
    edge.calls.length = 0;
    const headers = { 'x-user': 'admin', 'x-municipality': 'kizel', 'x-role': 'region', 'x-forwarded-user': 'root' };
    await edge.post(operation, headers);
    expect(edge.calls[0]!.caller).toEqual({ role: 'PUBLIC', owner: null, institution: null, subject: null });
  });
});

function request(...lines: string[]): string {
  const text = JSON.stringify(operation);
  return `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n${text}`;
}
