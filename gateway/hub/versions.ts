import type { GraphQLSchema } from 'graphql';
import { Client } from 'undici';
import { schemaFingerprint } from '../../schema/fingerprint.js';
import type { Deadline } from './ask.js';
import { type OwnerSchema, readOwnerSchema } from './owner-schema.js';
import type { Owner } from './owners.js';

const maximumBytes = 8 * 2 ** 20;
/** How long an owner that contradicts us is left alone before it is looked at again. */
const lookAgainMs = 1000;

/** What is known of the versions that owners run: each says in its answers which schema it has. */
export class OwnerVersions {
  readonly #known = new Map<Owner, { schema: OwnerSchema; at: number }>();
  readonly #looking = new Map<Owner, Promise<void>>();

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

  /** Looks at the schema of an owner; where it cannot be had by the deadline, what was known stays. */
  async look(owner: Owner, deadline: Deadline): Promise<void> {
    const looking = this.#looking.get(owner) ?? this.#look(owner, deadline).finally(() => this.#looking.delete(owner));
    this.#looking.set(owner, looking);
    await looking;
  }

  async #look(owner: Owner, deadline: Deadline): Promise<void> {
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
