import type { GraphQLSchema } from 'graphql';
import { Client } from 'undici';
import { schemaFingerprint } from '../../../schema/contract/fingerprint.js';
import { messageOf } from '../../../schema/errors/unknown-error.js';
import type { Owner } from '../plan/index.js';
import { property } from '../values.js';
import { RequestDeadline } from './deadline.js';
import { type OwnerSchema, readOwnerSchema } from './schema-compatibility.js';

const maximumBytes = 8 * 2 ** 20;
/** How long an owner that contradicts us is left alone before it is looked at again. */
const recheckMs = 1000;
const maximumFetchMs = 1000;

/** Which versions owners run, as far as the hub has learnt it: each says in its responses which schema it has. */
export class OwnerVersions {
  readonly #schemas = new Map<Owner, { schema: OwnerSchema; at: number }>();
  readonly #fetching = new Map<Owner, Promise<void>>();
  /** A fingerprint that an owner sent and its schema did not bear out. */
  readonly #unfounded = new Map<Owner, { fingerprint: string; at: number }>();

  constructor(
    private readonly ours: GraphQLSchema,
    private readonly report: (owner: Owner, detail: string) => void,
  ) {}

  /** Undefined where it has the schema that we have, as far as is known. */
  schemaOf(owner: Owner): OwnerSchema | undefined {
    return this.#schemas.get(owner)?.schema;
  }

  fingerprintOf(owner: Owner): string {
    return this.schemaOf(owner)?.fingerprint ?? schemaFingerprint(this.ours);
  }

  /** Is it time to see whether an owner that contradicts us still does? */
  isRecheckDue(owner: Owner): boolean {
    const entry = this.#schemas.get(owner);
    return entry !== undefined && entry.schema.contradictions.length > 0 && performance.now() - entry.at > recheckMs;
  }

  /**
   * Fetches the schema of an owner that sends another fingerprint than its schema has, as far as is known; but not for
   * each response where that changes nothing.
   */
  async learn(owner: Owner, fingerprint: string, deadline: RequestDeadline): Promise<void> {
    if (fingerprint === this.fingerprintOf(owner)) return;
    const last = this.#unfounded.get(owner);
    if (last?.fingerprint === fingerprint && performance.now() - last.at < recheckMs) return;
    await this.fetchSchema(owner, deadline);
    if (fingerprint === this.fingerprintOf(owner)) this.#unfounded.delete(owner);
    else this.#unfounded.set(owner, { fingerprint, at: performance.now() });
  }

  /** Fetches the schema of an owner; where it cannot be had soon, the last one stays. */
  async fetchSchema(owner: Owner, { leftMs }: Pick<RequestDeadline, 'leftMs'>): Promise<void> {
    const fetching =
      this.#fetching.get(owner) ?? this.#fetch(owner, leftMs / 2).finally(() => this.#fetching.delete(owner));
    this.#fetching.set(owner, fetching);
    await fetching;
  }

  /** By a time of its own: others wait for it too. */
  async #fetch(owner: Owner, ms: number): Promise<void> {
    using deadline = new RequestDeadline(Math.min(ms, maximumFetchMs), new AbortController().signal);
    try {
      const answer = await getJson(new URL('schema', owner.url), deadline);
      const [sdl, fingerprint] = [property(answer, 'sdl'), property(answer, 'fingerprint')];
      if (typeof sdl !== 'string' || typeof fingerprint !== 'string') throw new Error('no schema');
      if (fingerprint === schemaFingerprint(this.ours)) this.#schemas.delete(owner);
      else this.#store(owner, readOwnerSchema(this.ours, sdl, fingerprint));
    } catch (error) {
      this.report(owner, `its schema: ${messageOf(error)}`);
    }
  }

  #store(owner: Owner, schema: OwnerSchema): void {
    const { contradictions } = schema;
    this.#schemas.set(owner, { schema, at: performance.now() });
    this.report(owner, contradictions.length > 0 ? contradictions.join(' ') : 'it runs another version');
  }
}

/** One JSON value over a connection of its own. */
export async function getJson(url: URL, deadline: RequestDeadline): Promise<unknown> {
  const client = new Client(url.origin, { maxResponseSize: maximumBytes, allowH2: false });
  const giveUp = new AbortController();
  const forget = deadline.onEnd(() => giveUp.abort());
  try {
    const path = `${url.pathname}${url.search}`;
    const { statusCode, body } = await client.request({ path, method: 'GET', signal: giveUp.signal });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Expected ${path}, got status ${statusCode}.`);
    return JSON.parse(text);
  } finally {
    forget();
    await client.destroy();
  }
}
