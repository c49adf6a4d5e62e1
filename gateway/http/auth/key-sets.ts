import { readFile } from 'node:fs/promises';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { HubError } from '../../../schema/errors/catalogue.js';
import { messageOf } from '../../../schema/errors/unknown-error.js';
import { type Logger, silentLogger } from '../log/logger.js';

/** The only algorithms: a key has one, and a token cannot choose another. */
export type Algorithm = 'EdDSA' | 'RS256';

export interface IssuerKey {
  readonly algorithm: Algorithm;
  readonly key: CryptoKey;
}

export interface KeysOptions {
  /** A JSON Web Key Set: path of a file, or an http(s) URL. */
  source: string | URL;
  /** Told why keys could not be read, or one of them not used. @default nobody is told */
  log?: Logger;
  /** For one reading over the network. */
  timeoutMs?: number;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

export const defaultKeysTimeoutMs = 3000;

/**
 * The issuer's public keys. Read again once a minute while tokens come, so that a key taken out is refused within a
 * minute; and for an unknown key at once, but at most once a minute. While they cannot be read, the last ones hold for
 * five minutes; after that nothing can be verified, and so nothing is accepted.
 */
export class IssuerKeys {
  /** Another object whenever the set has changed: what was verified with the last one must be verified anew. */
  set: ReadonlyMap<string, IssuerKey> = new Map();
  readonly #options: KeysOptions;
  readonly #now: () => number;
  #text: string | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #unknownAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(options: KeysOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Whether `set` can be used as it is; where not, wait for `refresh`. */
  get areFresh(): boolean {
    return this.#now() - this.#readAt < freshMs;
  }

  /** Makes `set` usable, or throws KEYS_UNAVAILABLE. */
  async refresh(): Promise<void> {
    const wait = this.#hold() ? freshMs : retryMs;
    if (this.#reading || this.#now() - this.#triedAt >= wait) await this.#read();
    if (!this.#hold()) throw new HubError('KEYS_UNAVAILABLE');
  }

  /** The key of that id, or undefined. */
  async find(id: string): Promise<IssuerKey | undefined> {
    if (!this.areFresh) await this.refresh();
    const key = this.set.get(id);
    if (key || this.#now() - this.#unknownAt < freshMs) return key;
    this.#unknownAt = this.#now();
    await this.#read();
    return this.set.get(id);
  }

  #hold(): boolean {
    return this.#now() - this.#readAt < holdMs;
  }

  /** One reading at a time, however many ask. Never rejects. */
  #read(): Promise<void> {
    this.#triedAt = this.#now();
    this.#reading ??= this.#take().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #take(): Promise<void> {
    const { source, timeoutMs = defaultKeysTimeoutMs, log = silentLogger() } = this.#options;
    try {
      const text = await (source instanceof URL ? download(source, timeoutMs) : readFile(source, 'utf8'));
      if (text !== this.#text) this.set = await readSet(text, log);
      this.#text = text;
      this.#readAt = this.#now();
    } catch (error) {
      log.error({ code: 'KEYS_UNAVAILABLE' }, `The keys cannot be read from ${nameOf(source)}: ${messageOf(error)}`);
    }
  }
}

const freshMs = 60_000;
const holdMs = 5 * 60_000;
const retryMs = 5_000;
const maxBytes = 64 * 1024;

/** Without what a URL may hold besides its place. */
function nameOf(source: string | URL): string {
  return source instanceof URL ? `${source.origin}${source.pathname}` : source;
}

/** Redirects are not followed: who may redirect us could hand us keys of its own. */
async function download(url: URL, timeoutMs: number): Promise<string> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/jwk-set+json, application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200 || !response.body) throw new Error(`Expected status 200, got ${response.status}.`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`Expected at most ${maxBytes} bytes, got more.`);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

/** A key that is of no use here is left out: a set may hold others, of other kinds, for others. */
async function readSet(text: string, log: Logger): Promise<Map<string, IssuerKey>> {
  const { keys }: { keys?: unknown } = JSON.parse(text);
  if (!Array.isArray(keys)) throw new Error('Expected a JSON Web Key Set, got something else.');
  const usable = new Map<string, IssuerKey>();
  const first: JWK[] = keys.slice(0, 100);
  for (const jwk of first) {
    const algorithm = algorithmOf(jwk);
    if (algorithm === null || typeof jwk.kid !== 'string' || usable.has(jwk.kid)) {
      log.warn(
        `A key of the set is left out: expected an Ed25519 or RSA public key for signatures with a kid of its own.`,
      );
      continue;
    }
    try {
      usable.set(jwk.kid, { algorithm, key: (await importJWK(jwk, algorithm)) as CryptoKey });
    } catch (error) {
      log.warn(`Key ${jwk.kid} is left out: ${messageOf(error)}`);
    }
  }
  return usable;
}

/** Of a public key alone: one with its private part does not belong where everybody may read it. */
function algorithmOf({ kty, crv, use, alg, d, n }: JWK): Algorithm | null {
  if (d !== undefined || (use !== undefined && use !== 'sig')) return null;
  if (kty === 'OKP' && crv === 'Ed25519' && (alg ?? 'EdDSA') === 'EdDSA') return 'EdDSA';
  // 2048 bits and more: 256 bytes in base64url.
  if (kty === 'RSA' && (alg ?? 'RS256') === 'RS256' && (n?.length ?? 0) >= 342) return 'RS256';
  return null;
}
