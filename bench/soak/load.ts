import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../seeds/seeded-random.js';
import { Client } from '../load.js';
import { type Asked, type Verdict, Wrong } from './answer.js';
import { type Change, change, judgeChange } from './changes.js';
import type { Expected } from './expected.js';
import { judge } from './judge.js';
import { type Question, textOf } from './operations.js';
import type { Parts } from './parts.js';
import { between, rounds } from './random.js';
import type { Stalls } from './stalls.js';
import type { Tally } from './tally.js';

export interface LoadOptions {
  readonly parts: Parts;
  readonly questions: readonly Question[];
  readonly changes: readonly Change[];
  readonly expected: Expected;
  readonly tally: Tally;
  readonly stalls: Stalls;
  readonly regionToken: string;
  readonly random: Random;
  /** How to have the same once more. */
  readonly repeat: string;
}

const perSecond = 12;
/** One request in so many is a change. */
const changeEvery = 30;

/** A mix of questions and changes, sent at their own pace whatever the answers do, each judged when it is there. */
export class Load {
  #client: Client;
  readonly #open = new Set<Promise<void>>();
  readonly #owners: readonly string[];
  #serial = 0;

  constructor(private readonly options: LoadOptions) {
    const { parts } = options;
    this.#client = this.#connect();
    this.#owners = parts.sites.map(({ code }) => code);
  }

  /** Everything once, with all owners well. */
  async warmUp(): Promise<void> {
    for (const question of this.options.questions) await this.#askQuestion(question);
    for (const one of this.options.changes) await this.#askChange(one);
    // What clients keep open is theirs: the hub is to be seen without it.
    await this.#client.close();
    this.#client = this.#connect();
  }

  async run(ms: number): Promise<void> {
    const { questions, changes, random } = this.options;
    const until = performance.now() + ms;
    const nextQuestion = rounds(random, questions);
    const nextChange = rounds(random, changes);
    for (let n = 1; performance.now() < until; n++) {
      this.#track(
        n % changeEvery === 0 ? this.#askChange(nextChange.next().value) : this.#askQuestion(nextQuestion.next().value),
      );
      await delay(between(random, 0, 2000 / perSecond));
    }
  }

  /** When every answer is there and judged. */
  async settle(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #connect(): Client {
    // More than ever wait at once, so that no answer seems late because its request was.
    return new Client(this.options.parts.hub.ready.url, 2000);
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#open.delete(tracked));
    this.#open.add(tracked);
  }

  #askQuestion(question: Question): Promise<void> {
    const headers = question.asRegion && { authorization: `Bearer ${this.options.regionToken}` };
    const body = { query: textOf(question, true), variables: question.variables };
    return this.#ask(question, body, headers || {}, (asked) => judge(asked, this.#owners, this.options.expected));
  }

  #askChange(one: Change): Promise<void> {
    return this.#ask(change, one.body, one.headers, async (asked) => judgeChange(asked, one));
  }

  async #ask(
    question: Question,
    body: object,
    headers: Record<string, string>,
    check: (asked: Asked) => Promise<Verdict>,
  ): Promise<void> {
    const { tally, stalls, repeat } = this.options;
    const asking = { question, requestId: `soak-request-${++this.#serial}`, from: performance.now() };
    let asked: Asked | undefined;
    try {
      const answer = await this.#client.send(body, { ...headers, 'x-request-id': asking.requestId });
      const to = performance.now();
      asked = { ...asking, ...answer, to, stalledMs: stalls.within(asking.from, to) };
      tally.right(await check(asked), asked);
    } catch (error) {
      const reason = error instanceof Wrong ? error.message : ((error as Error).stack ?? String(error));
      const sent = JSON.stringify(body).slice(0, 1500);
      tally.failed(reason, asked ?? asking, `${repeat}\nSent: ${sent}`);
    }
  }
}
