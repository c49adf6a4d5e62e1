import type { GraphQLSchema } from 'graphql';
import { Client } from 'undici';
import { schemaFingerprint } from '../../../schema/contract/fingerprint.js';
import type { Owner } from '../plan/index.js';
import { Deadline } from './deadline.js';
import { type OwnerSchema, readOwnerSchema } from './schema-compatibility.js';

const maximumBytes = 8 * 2 ** 20;
/** How long an owner that contradicts us is left alone before it is looked at again. */
const lookAgainMs = 1000;
const longestLookMs = 1000;

/** What is known of the versions that owners run: each says in its answers which schema it has. */
export class OwnerVersions {
  readonly #known = new Map<Owner, { schema: OwnerSchema; at: number }>();
  readonly #looking = new Map<Owner, Promise<void>>();
  /** What an owner said of its schema that a look at it did not bear out. */
  readonly #unfounded = new Map<Owner, { fingerprint: string; at: number }>();

  constructor(
    private readonly ours: GraphQLSchema,
    private readonly report: (owner: Owner, detail: string) => void,
  ) {}

  /** Undefined where it has the schema that we have, as far as is known. */
  of(owner: Owner): OwnerSchema | undefined {
    return this.#known.get(owner)?.schema;
  }

  fingerprintOf(owner: Owner): string {
    return this.of(owner)?.fingerprint ?? schemaFingerprint(this.ours);
  }

  /** Is it time to see whether an owner that contradicts us still does? */
  isDue(owner: Owner): boolean {
    const known = this.#known.get(owner);
    return known !== undefined && known.schema.contradictions.length > 0 && performance.now() - known.at > lookAgainMs;
  }

  /** Looks where an owner says another fingerprint than is known; but not for each answer where that changes nothing. */
  async hear(owner: Owner, fingerprint: string, deadline: Deadline): Promise<void> {
    if (fingerprint === this.fingerprintOf(owner)) return;
    const last = this.#unfounded.get(owner);
    if (last?.fingerprint === fingerprint && performance.now() - last.at < lookAgainMs) return;
    await this.look(owner, deadline);
    if (fingerprint === this.fingerprintOf(owner)) this.#unfounded.delete(owner);
    else this.#unfounded.set(owner, { fingerprint, at: performance.now() });
  }

  /** Looks at the schema of an owner; where it cannot be had soon, what was known stays. */
  async look(owner: Owner, { leftMs }: Pick<Deadline, 'leftMs'>): Promise<void> {
    const looking =
      this.#looking.get(owner) ?? this.#look(owner, leftMs / 2).finally(() => this.#looking.delete(owner));
    this.#looking.set(owner, looking);
    await looking;
  }

  /** By a time of its own: others wait for it too. */
  async #look(owner: Owner, ms: number): Promise<void> {
    using deadline = new Deadline(Math.min(ms, longestLookMs), new AbortController().signal);
    try {
      const { sdl, fingerprint } = (await getJson(new URL('schema', owner.url), deadline)) as Record<string, unknown>;
      if (typeof sdl !== 'string' || typeof fingerprint !== 'string') throw new Error('no schema');
      if (fingerprint === schemaFingerprint(this.ours)) this.#known.delete(owner);
      else this.#learn(owner, readOwnerSchema(this.ours, sdl, fingerprint));
    } catch (error) {
      this.report(owner, `its schema: ${(error as Error).message}`);
    }
  }

  #learn(owner: Owner, schema: OwnerSchema): void {
    const { contradictions } = schema;
    this.#known.set(owner, { schema, at: performance.now() });
    this.report(owner, contradictions.length > 0 ? contradictions.join(' ') : 'it runs another version');
  }
}

/** One JSON value over a connection of its own. */
export async function getJson(url: URL, deadline: Deadline): Promise<unknown> {
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
