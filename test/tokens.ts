import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { type Authenticate, acceptTokens } from '../gateway/http/auth/authenticate.js';
import { IssuerKeys } from '../gateway/http/auth/key-sets.js';
import { type Logger, silentLogger } from '../gateway/http/log/logger.js';
import type { Caller } from '../schema/contract/caller.js';

export const issuer = 'https://issuer.example';
export const audience = 'hub-under-test';

/** One key pair of an issuer. */
export interface TestKey {
  readonly kid: string;
  readonly algorithm: 'EdDSA' | 'RS256';
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function makeKey(kid: string, algorithm: 'EdDSA' | 'RS256' = 'EdDSA'): Promise<TestKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return readKey({ ...(await exportJWK(privateKey)), kid }, algorithm);
}

async function readKey(jwk: JWK, algorithm: 'EdDSA' | 'RS256'): Promise<TestKey> {
  const privateKey = (await importJWK(jwk, algorithm, { extractable: true })) as CryptoKey;
  const { kid, kty, crv, x, n, e } = jwk;
  return { kid: kid!, algorithm, privateKey, jwk: { kid, kty, crv, x, n, e, alg: algorithm, use: 'sig' } };
}

/** The key of this test's issuer, which all seeded instances accept; processes that a test starts inherit it. */
export const testKey = process.env.TEST_TOKEN_KEY
  ? await readKey(JSON.parse(process.env.TEST_TOKEN_KEY), 'EdDSA')
  : await makeKey('test-key');
process.env.TEST_TOKEN_KEY ??= JSON.stringify({ ...(await exportJWK(testKey.privateKey)), kid: testKey.kid });

export const claimsOf = {
  region: { role: 'region', owners: ['*'], sub: 'regional centre' },
  kizel: { role: 'municipality', owner: 'kizel', sub: 'staff of Kizel' },
  kemerovo: { role: 'municipality', owner: 'kemerovo', sub: 'staff of Kemerovo' },
};

/** A token with these claims, in time and made out to us unless they say otherwise. */
export function sign(claims: object, key: TestKey = testKey, header: object = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: issuer, aud: audience, iat: now, exp: now + 600, ...claims })
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'JWT', ...header })
    .sign(key.privateKey);
}

/** A token of an owner's staff. */
export function staffToken(owner: string): Promise<string> {
  return sign({ role: 'municipality', owner, sub: `staff of ${owner}` });
}

/** A token for this caller. */
export function tokenOf({ role, owner, institution, owners, regions, subject }: Caller): Promise<string> {
  return sign({
    role: role.toLowerCase(),
    ...(owner && { owner }),
    ...(institution && { institution }),
    ...(owners && { owners }),
    ...(regions && { regions }),
    sub: subject ?? 'test',
  });
}

/** A URL at which these keys are to be read, without a server. */
export function keySource(keys: readonly TestKey[]): string {
  const json = JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
  return `data:application/jwk-set+json,${encodeURIComponent(json)}`;
}

/** Accepts the tokens of these keys. */
export function accept(keys: readonly TestKey[] = [testKey], log: Logger = silentLogger()): Authenticate {
  return acceptTokens({ keys: new IssuerKeys({ source: new URL(keySource(keys)) }), issuer, audience, log });
}
