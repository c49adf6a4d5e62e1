import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import { audience, claimsOf, issuer, makeKey, sign, testKey } from '../tokens.js';

export const rsa = await makeKey('rsa-key', 'RS256');
const stranger = await makeKey('test-key');
export const seconds = () => Math.floor(Date.now() / 1000);
const base64 = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token put together by hand: what no library would make. */
function forge(header: object | string, payload: object | string = body(), signature = 'AAAA'): string {
  return `${base64(header)}.${base64(payload)}.${signature}`;
}

export function body(more: object = {}): object {
  return { iss: issuer, aud: audience, iat: seconds(), exp: seconds() + 600, ...claimsOf.kizel, ...more };
}

/** Signed with the public key as if it were a secret, as a server that trusts `alg` would check it. */
function withPublicKeyAsSecret(): string {
  const signed = `${base64({ alg: 'HS256', kid: 'rsa-key', typ: 'JWT' })}.${base64(body())}`;
  const pem = createPublicKey({ key: rsa.jwk as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
}

async function resigned(change: (parts: string[]) => void): Promise<string> {
  const parts = (await sign(claimsOf.kizel)).split('.');
  change(parts);
  return parts.join('.');
}

/** The text of a claim set as it is, rightly signed. */
async function signText(payload: string): Promise<string> {
  const head = base64({ alg: 'EdDSA', kid: 'test-key', typ: 'JWT' });
  const signature = await crypto.subtle.sign('Ed25519', testKey.privateKey, Buffer.from(`${head}.${base64(payload)}`));
  return `${head}.${base64(payload)}.${Buffer.from(signature).toString('base64url')}`;
}

export const head = { alg: 'EdDSA', kid: 'test-key', typ: 'JWT' };
/** What is wrong, the words of it in the log, and the token. */
export const forgeries: Record<string, [reason: string, make: () => string | Promise<string>]> = {
  'algorithm none, without a signature': [
    'the header is no bearer token of three parts',
    () => forge({ ...head, alg: 'none' }, body(), ''),
  ],
  'algorithm none, with a signature': ['its algorithm is none of ours', () => forge({ ...head, alg: 'none' })],
  'algorithm NONE in capitals': ['its algorithm is none of ours', () => forge({ ...head, alg: 'nOnE' })],
  'HS256 signed with the public key': ['its algorithm is none of ours', withPublicKeyAsSecret],
  'an algorithm that is not its key’s': [
    'its algorithm is not that of its key',
    () => sign(claimsOf.kizel, rsa, { kid: 'test-key' }),
  ],
  'no algorithm': ['its algorithm is none of ours', () => forge({ kid: 'test-key', typ: 'JWT' })],
  'the signature of another key with the same id': [
    'signature verification failed',
    () => sign(claimsOf.kizel, stranger),
  ],
  'an empty signature': [
    'the header is no bearer token of three parts',
    () => resigned((parts) => parts.splice(2, 1, '')),
  ],
  'a signature cut short': [
    'signature verification failed',
    () => resigned((parts) => parts.splice(2, 1, parts[2]!.slice(0, -4))),
  ],
  'a payload changed after signing': [
    'signature verification failed',
    () => resigned((parts) => parts.splice(1, 1, base64(body({ owner: 'kemerovo' })))),
  ],
  'two parts': ['the header is no bearer token of three parts', () => resigned((parts) => parts.pop())],
  'four parts': ['the header is no bearer token of three parts', () => resigned((parts) => parts.push('x'))],
  'a key id that climbs out of a folder': [
    'its key id is not plain',
    () => sign(claimsOf.kizel, testKey, { kid: '../../etc/passwd' }),
  ],
  'a key id that is SQL': [
    'its key id is not plain',
    () => sign(claimsOf.kizel, testKey, { kid: "test-key' or 1=1--" }),
  ],
  'a key id that is a list': ['its key id is not plain', () => forge({ ...head, kid: ['test-key'] })],
  'a key id that is a property of every object': [
    'its key is not known',
    () => sign(claimsOf.kizel, testKey, { kid: '__proto__' }),
  ],
  'no key id': ['its key id is not plain', () => forge({ alg: 'EdDSA', typ: 'JWT' })],
  'a key id that nobody knows': ['its key is not known', () => sign(claimsOf.kizel, testKey, { kid: 'other' })],
  'an address to fetch keys from (jku)': [
    'its header has jku',
    () => sign(claimsOf.kizel, testKey, { jku: 'https://evil.example/keys' }),
  ],
  'an address of a certificate (x5u)': [
    'its header has x5u',
    () => sign(claimsOf.kizel, testKey, { x5u: 'https://evil.example/cert' }),
  ],
  'a certificate of its own (x5c)': ['its header has x5c', () => sign(claimsOf.kizel, testKey, { x5c: ['AAAA'] })],
  'a key of its own (jwk)': ['its header has jwk', () => sign(claimsOf.kizel, stranger, { jwk: stranger.jwk })],
  'an unknown extension (crit)': ['its header has crit', () => forge({ ...head, crit: ['x'], x: true })],
  'a known extension (crit b64)': [
    'its header has crit',
    () => sign(claimsOf.kizel, testKey, { crit: ['b64'], b64: true }),
  ],
  'another type': ['its type is none of ours', () => sign(claimsOf.kizel, testKey, { typ: 'logout+jwt' })],
  'no type': ['its type is none of ours', () => sign(claimsOf.kizel, testKey, { typ: undefined })],
  'expired over a minute ago': [
    '"exp" claim timestamp check failed',
    () => sign({ ...claimsOf.kizel, exp: seconds() - 61 }),
  ],
  'not yet valid for over a minute': [
    '"nbf" claim timestamp check failed',
    () => sign({ ...claimsOf.kizel, nbf: seconds() + 90 }),
  ],
  'issued in the future': ['it was issued in the future', () => sign({ ...claimsOf.kizel, iat: seconds() + 90 })],
  'another issuer': ['unexpected "iss" claim value', () => sign({ ...claimsOf.kizel, iss: 'https://other.example' })],
  'no issuer': ['missing required "iss" claim', () => sign({ ...claimsOf.kizel, iss: undefined })],
  'made out to somebody else': ['unexpected "aud" claim value', () => sign({ ...claimsOf.kizel, aud: 'other' })],
  'made out to nobody': ['missing required "aud" claim', () => sign({ ...claimsOf.kizel, aud: undefined })],
  'no end': ['missing required "exp" claim', () => sign({ ...claimsOf.kizel, exp: undefined })],
  'an end that is text': [
    '"exp" claim must be a number',
    () => sign({ ...claimsOf.kizel, exp: String(seconds() + 600) }),
  ],
  'an end beyond all numbers': [
    'it is valid for longer than a day',
    () => signText(JSON.stringify(body()).replace(/"exp":\d+/, '"exp":1e400')),
  ],
  'valid for longer than a day': [
    'it is valid for longer than a day',
    () => sign({ ...claimsOf.kizel, exp: seconds() + 25 * 3600 }),
  ],
  'a claim given twice': [
    'a claim is given twice',
    () => signText(`{"role":"region",${JSON.stringify(body()).slice(1)}`),
  ],
  'a claim given twice, once in disguise': [
    'a claim is given twice',
    () => signText(`{"r\\u006fle":"region",${JSON.stringify(body()).slice(1)}`),
  ],
  'a payload that is no object': ['JWT Claims Set must be a top-level JSON object', () => signText('"region"')],
  'a payload that is no JSON': ['JWT Claims Set must be a top-level JSON object', () => signText('{')],
  'a role of nobody’s': ['the role is none of ours', () => sign({ ...claimsOf.kizel, role: 'admin' })],
  'a role that every object has': ['the role is none of ours', () => sign({ role: 'constructor', sub: 'x' })],
  'several roles': ['the role is none of ours', () => sign({ ...claimsOf.kizel, role: ['municipality', 'region'] })],
  'no role': ['the role is none of ours', () => sign({ sub: 'x' })],
  'a municipality without an owner': [
    'the owner is no code of an owner',
    () => sign({ role: 'municipality', sub: 'x' }),
  ],
  'a municipality whose owner is a list': [
    'the owner is no code of an owner',
    () => sign({ role: 'municipality', owner: ['kizel'], sub: 'x' }),
  ],
  'a municipality with an institution': [
    'a token of role municipality has an institution',
    () => sign({ ...claimsOf.kizel, institution: 'kizel:institution:1' }),
  ],
  'a writer without a name': [
    'a token of role municipality names nobody',
    () => sign({ role: 'municipality', owner: 'kizel' }),
  ],
  'a region with an owner': [
    'a token of role region has an owner',
    () => sign({ role: 'region', owner: 'kizel', sub: 'x' }),
  ],
  'an institution of another owner': [
    "the institution is not the owner's",
    () => sign({ role: 'institution', owner: 'kizel', institution: 'kemerovo:institution:1', sub: 'x' }),
  ],
  'an institution that is a measure': [
    "the institution is not the owner's",
    () => sign({ role: 'institution', owner: 'kizel', institution: 'kizel:measure:1', sub: 'x' }),
  ],
  'an institution without an id': [
    'the institution is no id',
    () => sign({ role: 'institution', owner: 'kizel', sub: 'x' }),
  ],
  'a subject of control characters': [
    'the subject is no plain text',
    () => sign({ ...claimsOf.kizel, sub: 'x\nforged log line' }),
  ],
  'a token of 9 kB': ['the header is over 8192 characters', () => sign({ ...claimsOf.kizel, more: 'x'.repeat(7000) })],
};
