import { setTimeout as delay } from 'node:timers/promises';
import { EventSource } from '../../gateway/hub/event-source.js';

const query = 'subscription { publicationAdded { id } }';

/** Clients that listen to all owners' publications over the whole run. */
export class Streams {
  /** Ids of publications, of each client. */
  readonly heard: string[][];
  readonly ended: string[] = [];
  readonly #source: EventSource;
  readonly #ending = new AbortController();

  constructor(url: string, clients: number) {
    this.#source = new EventSource(new URL(url).origin, 5000);
    this.heard = Array.from({ length: clients }, () => []);
    for (const [index, heard] of this.heard.entries()) void this.#listen(new URL(url), heard, index);
  }

  /** Waits until each client has heard of a publication; says how many have when the time is over. */
  async hear(id: string, withinMs: number): Promise<number> {
    const until = performance.now() + withinMs;
    const count = () => this.heard.filter((ids) => ids.includes(id)).length;
    while (count() < this.heard.length && performance.now() < until) await delay(100);
    return count();
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#source.close();
  }

  async #listen(url: URL, heard: string[], index: number): Promise<void> {
    const { signal } = this.#ending;
    const options = { url, body: JSON.stringify({ query }), headers: {}, lastEventId: '', idleMs: 60_000, signal };
    let reason = 'it ended';
    try {
      for await (const { data } of this.#source.events(options)) {
        if (data) heard.push(JSON.parse(data).data?.publicationAdded?.id ?? data);
      }
    } catch (error) {
      reason = (error as Error).message;
    }
    if (!signal.aborted) this.ended.push(`stream ${index}: ${reason}`);
  }
}
