import { setTimeout as delay } from 'node:timers/promises';
import { EventSource } from '../../gateway/hub/index.js';

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

  /** Waits until each client has heard of so much, or the time is over; then for what may come twice. */
  async hear(count: number, withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    while (this.heard.some((ids) => ids.length < count) && performance.now() < until) await delay(100);
    await delay(2000);
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#source.close();
  }

  /** Comes back with the last position whenever the stream ends, as clients do. */
  async #listen(url: URL, heard: string[], index: number): Promise<void> {
    const { signal } = this.#ending;
    const asked = { url, body: JSON.stringify({ query }), headers: {}, idleMs: 60_000, signal };
    let lastEventId = '';
    while (!signal.aborted) {
      let reason = 'it ended';
      try {
        for await (const { id, data } of this.#source.events({ ...asked, lastEventId })) {
          lastEventId = id;
          if (data) heard.push(JSON.parse(data).data?.publicationAdded?.id ?? data);
        }
      } catch (error) {
        reason = (error as Error).message;
      }
      this.ended.push(`stream ${index}: ${reason}`);
      await delay(250, null, { signal }).catch(() => {});
    }
  }
}
