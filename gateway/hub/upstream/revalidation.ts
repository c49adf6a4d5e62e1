import type { RequestDeadline } from './deadline.js';
import type { UpstreamRequest } from './http-exchange.js';
import type { OwnerClient, OwnerNotModified, OwnerReply } from './owner-client.js';
import type { CachedResponse } from './response-cache.js';

/**
 * Asks owners whether a cached response is still current (`If-None-Match`, 304). Under load the same is asked many
 * times within a moment: then those who come within it wait for its end, and one request, sent after the last of them
 * came, serves all. So nobody is served by a request from before his own, and nobody waits longer than that moment; who
 * asks alone does not wait at all.
 */
export class Revalidation {
  readonly #rounds = new WeakMap<CachedResponse, Round>();

  constructor(private readonly momentMs: number) {}

  /** Never rejects, and settles by the deadline. */
  async fetch(
    client: OwnerClient,
    cached: CachedResponse,
    request: UpstreamRequest,
    deadline: RequestDeadline,
  ): Promise<OwnerReply | OwnerNotModified> {
    const start = performance.now();
    // Who has little time left has none to wait, and would be a bad spokesman for the others.
    if (deadline.leftMs < 10 * this.momentMs) return client.fetch(request, deadline);
    const last = this.#rounds.get(cached);
    if (last?.next) {
      const isNotModified = await within(deadline, last.next);
      // Anything but a 304 is for the one who got it: its body is his, and his deadline or client may have ended.
      if (isNotModified) return { isNotModified, tookMs: Math.round(performance.now() - start) };
      return client.fetch(request, deadline);
    }
    const waitMs = last ? last.sentAt + this.momentMs - start : 0;
    if (!last || waitMs <= 0) {
      this.#rounds.set(cached, { sentAt: start });
      return client.fetch(request, deadline);
    }
    const reply = this.#send(client, cached, request, deadline, waitMs);
    last.next = reply.then((settled) => 'isNotModified' in settled);
    return { ...(await reply), tookMs: Math.round(performance.now() - start) };
  }

  async #send(
    client: OwnerClient,
    cached: CachedResponse,
    request: UpstreamRequest,
    deadline: RequestDeadline,
    waitMs: number,
  ): Promise<OwnerReply | OwnerNotModified> {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    // From here on whoever comes is too late for this request.
    this.#rounds.set(cached, { sentAt: performance.now() });
    return client.fetch(request, deadline);
  }
}

interface Round {
  /** When the last request was sent. */
  readonly sentAt: number;
  /** The next one, not sent yet: will its answer be 304? */
  next?: Promise<boolean>;
}

/** Undefined when the deadline comes first. */
function within<T>(deadline: RequestDeadline, result: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const forget = deadline.onEnd(() => resolve(undefined));
    result.then((value) => {
      forget();
      resolve(value);
    });
  });
}
