import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createHub, type Hub } from '../../gateway/hub/index.js';
import { anonymous } from '../../schema/contract/caller.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import type { Answer } from './answer.js';
import { Gate } from './gate.js';
import { type Question, textOf } from './operations.js';
import type { Site } from './parts.js';

/** What is asked of a reference: by whom, and who of those that answer fails once the second step is asked. */
interface Case {
  readonly question: Question;
  readonly owners: readonly string[];
  readonly late: readonly string[];
}

/**
 * The right data of an answer to which exactly these owners contributed: from a hub in this process over exactly these,
 * on their instances' own ports. Computed once; of what was computed, only its hash is kept.
 */
export class Expected {
  readonly #sdl = readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8');
  readonly #known = new Map<string, Promise<string>>();
  readonly #hubs = new LRUCache<string, Hub>({ max: 64, dispose: (hub) => void hub.close() });
  readonly #gate: Gate;
  #last: Promise<unknown> = Promise.resolve();
  #serial = 0;

  constructor(
    private readonly sites: readonly Site[],
    private readonly regionToken: string,
  ) {
    this.#gate = new Gate(sites);
  }

  async open(): Promise<void> {
    await this.#gate.open();
  }

  /** Is this, as JSON, the right data? */
  async is(data: string, one: Case): Promise<boolean> {
    const key = JSON.stringify([one.question.name, one.owners, one.late]);
    const known = this.#known.get(key) ?? this.data(one).then(hashOf);
    this.#known.set(key, known);
    return (await known) === hashOf(data);
  }

  /** One at a time, so that what is computed to check does not become the load. */
  data(one: Case): Promise<string> {
    const result = this.#last.then(() => this.#ask(one));
    this.#last = result.catch(() => {});
    return result;
  }

  async close(): Promise<void> {
    this.#hubs.clear();
    this.#gate.close();
  }

  async #ask({ question, owners, late }: Case): Promise<string> {
    for (let tries = 0; ; tries++) {
      const asked = this.sites.filter(({ code }) => owners.includes(code));
      await Promise.all(asked.map(({ up }) => up));
      const { data, errors, coverage } = await this.#askHub(question, asked, late);
      const others = coverage.sources.filter(({ municipality }) => !late.includes(municipality));
      const isRight = others.every(({ state }) => state === 'ANSWERED') && (late.length > 0 || !errors);
      if (isRight) return JSON.stringify(data);
      // An instance may have been killed just now.
      if (tries === 20) throw new Error(`Expected a whole answer to ${question.name}: ${JSON.stringify(errors)}`);
      await delay(500);
    }
  }

  async #askHub(question: Question, asked: readonly Site[], late: readonly string[]) {
    const document = parse(textOf(question, false), { noLocation: true });
    const operation = document.definitions[0]!;
    if (operation.kind !== 'OperationDefinition') throw new Error('Expected an operation.');
    const result = await this.#hubOver(asked, late).execute({
      document,
      operation,
      variables: question.variables ?? {},
      requestId: `expected-${++this.#serial}`,
      caller: anonymous,
      authorization: question.asRegion ? `Bearer ${this.regionToken}` : undefined,
      signal: new AbortController().signal,
    });
    const { data, errors, extensions } = JSON.parse(JSON.stringify(result)) as Answer;
    return { data: withoutCoverage(data), errors, coverage: extensions.coverage };
  }

  #hubOver(asked: readonly Site[], late: readonly string[]): Hub {
    const key = JSON.stringify([asked.map(({ code }) => code), late]);
    const known = this.#hubs.get(key);
    if (known) return known;
    const hub = createHub({
      supergraphSdl: this.#sdl,
      owners: asked.map(({ code, url }) => ({ code, url: late.includes(code) ? this.#gate.urlOf(code) : url })),
      deadlineMs: 30_000,
      cacheBytes: 0,
    });
    this.#hubs.set(key, hub);
    return hub;
  }
}

/** What an answer says of itself; that is compared with the coverage beside the data. */
export function withoutCoverage(data: Answer['data']): Answer['data'] {
  if (!data) return null;
  const { coverage: _, ...rest } = data;
  return rest;
}

function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
