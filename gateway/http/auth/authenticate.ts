import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { decodeProtectedHeader, type JWSHeaderParameters, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { anonymous, type Caller } from '../../../schema/contract/caller.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { asError, errorCode } from '../../../schema/errors/unknown-error.js';
import type { Logger } from '../log/logger.js';
import { callerOf, TokenRefusal } from './claims.js';
import { hasDuplicateKeys } from './duplicate-keys.js';
import type { IssuerKey, IssuerKeys } from './key-sets.js';

/**
 * Says who asks, before anything else of the request is read. Without a token that is the public; a token that is not
 * in order is refused, whatever is wrong with it, with the same UNAUTHENTICATED: only the log is told why.
 */
export type Authenticate = (request: IncomingMessage, requestId: string) => Caller | Promise<Caller>;

export interface TokenOptions {
  keys: IssuerKeys;
  issuer: string;
  audience: string;
  log: Logger;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Accepts JSON Web Tokens that the issuer has signed for us and that are in time. */
export function acceptTokens({ keys, issuer, audience, log, now = Date.now }: TokenOptions): Authenticate {
  const verified = new LRUCache<string, Verified>({ max: 10_000 });

  return (request, requestId) => {
    const headers = request.headersDistinct.authorization;
    if (headers === undefined) return anonymous;
    return identify(headers).catch((error: unknown) => {
      if (error instanceof HubError) throw error;
      const reason = error instanceof TokenRefusal ? error.message : describe(error);
      log.warn({ requestId, code: 'UNAUTHENTICATED' }, `A token was refused: ${reason}`);
      throw new HubError('UNAUTHENTICATED');
    });
  };

  async function identify(headers: readonly string[]): Promise<Caller> {
    const token = readToken(headers);
    const name = createHash('sha256').update(token).digest('base64');
    if (!keys.areFresh) await keys.refresh();
    const entry = verified.get(name);
    // A key that is gone takes what it has signed with it.
    if (entry && entry.set === keys.set) {
      if (now() < entry.until) return entry.caller;
      throw new TokenRefusal('it has expired');
    }
    const result = await verify(token);
    verified.set(name, result);
    return result.caller;
  }

  async function verify(token: string): Promise<Verified> {
    const { algorithm, key } = await keyFor(checkHeader(token));
    const { set } = keys;
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      issuer,
      audience,
      clockTolerance: toleranceS,
      requiredClaims: ['exp'],
      currentDate: new Date(now()),
    });
    const { exp = 0, iat = 0 } = payload;
    if (typeof iat !== 'number') throw new TokenRefusal('its date of issue is no number');
    const nowS = now() / 1000;
    if (exp > nowS + longestS + toleranceS) throw new TokenRefusal('it is valid for longer than a day');
    if (iat > nowS + toleranceS) throw new TokenRefusal('it was issued in the future');
    return { caller: callerOf(payload), until: (exp + toleranceS) * 1000, set };
  }

  async function keyFor({ kid, alg }: TokenHeader): Promise<IssuerKey> {
    const key = await keys.find(kid);
    if (!key) throw new TokenRefusal('its key is not known');
    if (key.algorithm !== alg) throw new TokenRefusal('its algorithm is not that of its key');
    return key;
  }
}

/** Where no keys are configured, nobody can show who they are. */
export function refuseTokens(log: Logger): Authenticate {
  return ({ headersDistinct }, requestId) => {
    if (headersDistinct.authorization === undefined) return anonymous;
    log.warn({ requestId, code: 'UNAUTHENTICATED' }, 'A token was refused: no keys are configured');
    throw new HubError('UNAUTHENTICATED');
  };
}

type TokenHeader = Required<Pick<JWSHeaderParameters, 'kid' | 'alg'>>;

interface Verified {
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** The keys that it was verified with. */
  readonly set: IssuerKeys['set'];
}

/** Clocks may differ by this. */
const toleranceS = 60;
/** A token is good for a day at most, so that one that gets lost does not serve for ever. */
const longestS = 24 * 3600;
const maxLength = 8 * 1024;

function readToken([header = '', ...others]: readonly string[]): string {
  if (others.length > 0) throw new TokenRefusal('there are several authorization headers');
  if (header.length > maxLength) throw new TokenRefusal(`the header is over ${maxLength} characters`);
  const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  if (token === undefined) throw new TokenRefusal('the header is no bearer token of three parts');
  return token;
}

/**
 * What a header may say. Where the key comes from is our business: a token that brings a key, or says where to fetch
 * one, is refused outright, and so is one with extensions.
 */
function checkHeader(token: string): TokenHeader {
  const [head = '', body = ''] = token.split('.');
  for (const part of [head, body]) {
    if (hasDuplicateKeys(Buffer.from(part, 'base64url').toString())) throw new TokenRefusal('a claim is given twice');
  }
  const header = decodeProtectedHeader(token);
  const { alg, kid, typ } = header;
  if (alg !== 'EdDSA' && alg !== 'RS256') throw new TokenRefusal('its algorithm is none of ours');
  if (typeof typ !== 'string' || !/^(jwt|at\+jwt)$/i.test(typ)) throw new TokenRefusal('its type is none of ours');
  if (typeof kid !== 'string' || !/^[\w.:-]{1,128}$/.test(kid)) throw new TokenRefusal('its key id is not plain');
  const foreign = ['crit', 'jku', 'jwk', 'x5u', 'x5c', 'b64', 'zip'].find((name) => Object.hasOwn(header, name));
  if (foreign) throw new TokenRefusal(`its header has ${foreign}`);
  return { kid, alg };
}

/** jose's messages say which check failed, and nothing of the token. */
function describe(error: unknown): string {
  const { name, message } = asError(error);
  const code = String(errorCode(error) ?? '');
  return code.startsWith('ERR_J') ? `${code} ${message}` : `it cannot be read (${name})`;
}
