import { Agent } from 'undici';

/** A client of one endpoint with connections kept alive. */
export class Client {
  readonly #agent: Agent;
  readonly #url: URL;

  /** Requests beyond so many `connections` wait. */
  constructor(url: string, connections = 64) {
    this.#url = new URL(url);
    this.#agent = new Agent({ connections, pipelining: 1 });
  }

  /** The text of the answer; throws when it is not a whole one. */
  async ask(query: string): Promise<string> {
    const { status, text } = await this.send({ query });
    if (status !== 200 || text.includes('"errors":['))
      throw new Error(`${this.#url}: ${status} ${text.slice(0, 2000)}`);
    return text;
  }

  /** The answer, whatever it is. */
  async send(body: object, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
    const { statusCode, body: answer } = await this.#agent.request({
      origin: this.#url.origin,
      path: this.#url.pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: statusCode, text: await answer.text() };
  }

  /** Milliseconds until the whole answer was there. */
  async time(query: string): Promise<number> {
    const started = performance.now();
    await this.ask(query);
    return performance.now() - started;
  }

  /** Answers in `ms` milliseconds with `concurrency` requests under way all the time. */
  async flood(query: string, concurrency: number, ms: number): Promise<number> {
    const until = performance.now() + ms;
    let answers = 0;
    const one = async () => {
      while (performance.now() < until) {
        await this.ask(query);
        answers++;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, one));
    return answers;
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
