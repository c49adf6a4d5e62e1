import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { acceptTokens } from '../../gateway/http/auth/authenticate.js';
import { IssuerKeys } from '../../gateway/http/auth/key-sets.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import { recordedLog } from '../log.js';
import { audience, claimsOf, issuer, makeKey, sign, type TestKey, testKey } from '../tokens.js';
import { startEdge } from './kit.js';

const next = await makeKey('next-key');

/** An issuer's server, the edge that reads its keys, and a clock of the edge's own. */
async function place() {
  const state = { keys: [testKey], answer: 'keys' as 'keys' | 'error' | 'hang' | 'redirect' | 'nonsense', reads: 0 };
  const server = createServer((_, response) => {
    state.reads++;
    if (state.answer === 'hang') return;
    if (state.answer === 'error') return void response.writeHead(500).end();
    if (state.answer === 'redirect') return void response.writeHead(302, { location: '/elsewhere' }).end();
    response.end(
      state.answer === 'nonsense' ? '{"keys":7}' : JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
  let now = 1_000_000;
  const keys = new IssuerKeys({ source, timeoutMs: 200, now: () => now });
  const edge = await startEdge(undefined, {
    graphql: { authenticate: acceptTokens({ keys, issuer, audience, log: silentLogger() }) },
  });
  return {
    state,
    pass: (ms: number) => {
      now += ms;
    },
    async ask(key: TestKey = testKey, kid = key.kid): Promise<number> {
      const authorization = `Bearer ${await sign(claimsOf.kizel, key, { kid })}`;
      return (await edge.post({ query: '{ text }' }, { authorization })).status;
    },
    async [Symbol.asyncDispose]() {
      await edge.server.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('The keys of the issuer', () => {
  it('are read once for many tokens, and again after a minute', async () => {
    await using here = await place();
    expect(await Promise.all([here.ask(), here.ask(), here.ask()])).toEqual([200, 200, 200]);
    here.pass(59_000);
    expect([await here.ask(), here.state.reads]).toEqual([200, 1]);
    here.pass(2_000);
    expect([await here.ask(), here.state.reads]).toEqual([200, 2]);
  });

  it('may change: a new one is found at once, one taken out is refused within a minute, although cached', async () => {
    await using here = await place();
    const authorization = await here.ask();
    expect(authorization).toBe(200);
    here.state.keys = [next];
    expect([await here.ask(next), await here.ask(testKey)]).toEqual([200, 401]);
    here.state.keys = [testKey];
    here.pass(61_000);
    expect([await here.ask(testKey), await here.ask(next)]).toEqual([200, 401]);
  });

  it('are not read more than once a minute for keys that nobody knows', async () => {
    await using here = await place();
    await here.ask();
    const storm = Array.from({ length: 50 }, (_, index) => here.ask(testKey, `unknown-${index}`));
    expect(new Set(await Promise.all(storm))).toEqual(new Set([401]));
    expect(here.state.reads).toBe(2);
    here.pass(61_000);
    for (let index = 0; index < 20; index++) await here.ask(testKey, `again-${index}`);
    expect(here.state.reads).toBeLessThanOrEqual(4);
  });

  it.each(['error', 'hang', 'redirect', 'nonsense'] as const)(
    'that cannot be read at first (%s) let no token pass, and do as soon as they can be read',
    async (answer) => {
      await using here = await place();
      here.state.answer = answer;
      expect([await here.ask(), await here.ask(), here.state.reads]).toEqual([503, 503, 1]);
      here.state.answer = 'keys';
      here.pass(6_000);
      expect(await here.ask()).toBe(200);
    },
  );

  it('hold for five minutes while they cannot be read again, and no longer', async () => {
    await using here = await place();
    await here.ask();
    here.state.answer = 'error';
    here.pass(4 * 60_000);
    expect(await here.ask()).toBe(200);
    here.pass(61_000);
    expect(await here.ask()).toBe(503);
  });

  it('of other kinds, private or weak, are left out', async () => {
    const weak = { kty: 'RSA', n: 'x'.repeat(171), e: 'AQAB', kid: 'weak' };
    const secret = { kty: 'oct', k: 'AAAA', kid: 'secret', alg: 'HS256' };
    const isPrivate = { ...next.jwk, d: 'AAAA' };
    const forEncryption = { ...next.jwk, kid: 'enc', use: 'enc' };
    const nameless = { ...next.jwk, kid: undefined };
    const twin = { ...next.jwk, kid: testKey.kid };
    const list = [testKey.jwk, weak, secret, isPrivate, forEncryption, nameless, twin];
    const { log, lines } = recordedLog();
    const folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
    try {
      const file = path.join(folder, 'jwks.json');
      await writeFile(file, JSON.stringify({ keys: list }));
      const keys = new IssuerKeys({ source: file, log });
      const kids = [testKey.kid, 'weak', 'secret', next.kid, 'enc'];
      const found = await Promise.all(kids.map(async (kid) => (await keys.find(kid))?.algorithm));
      expect(found).toEqual(['EdDSA', undefined, undefined, undefined, undefined]);
      expect(lines).toHaveLength(6);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
