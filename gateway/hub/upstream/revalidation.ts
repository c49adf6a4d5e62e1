import type { KeptAnswer } from './answer-cache.js';
import type { Deadline } from './deadline.js';
import type { Call } from './http-exchange.js';
import type { OwnerClient, Reply, Unchanged } from './owner-client.js';

/**
 * Asks owners whether a kept answer still holds. Under load the same is asked many times within a moment: then those
 * who come within it wait for its end, and one call, sent after the last of them came, is word for all. So nobody gets
 * word from before he asked, and nobody waits longer than that moment; who asks alone does not wait at all.
 */
export class Confirmations {
  private readonly rounds = new WeakMap<KeptAnswer, Round>();

  constructor(private readonly momentMs: number) {}

  /** Never rejects, and settles by the deadline. */
  async ask(client: OwnerClient, held: KeptAnswer, call: Call, deadline: Deadline): Promise<Reply | Unchanged> {
    const start = performance.now();
    // Who has little time left has none to wait, and would be a bad spokesman for the others.
    if (deadline.leftMs < 10 * this.momentMs) return client.ask(call, deadline);
    const last = this.rounds.get(held);
    if (last?.next) {
      const isUnchanged = await within(deadline, last.next);
      // Word of anything else is for the one who got it: its body is his, and his deadline or client may have ended.
      if (isUnchanged) return { isUnchanged, tookMs: Math.round(performance.now() - start) };
      return client.ask(call, deadline);
    }
    const waitMs = last ? last.sentAt + this.momentMs - start : 0;
    if (waitMs <= 0) {
      this.rounds.set(held, { sentAt: start });
      return client.ask(call, deadline);
    }
    const reply = this.send(client, held, call, deadline, waitMs);
    last!.next = reply.then((word) => 'isUnchanged' in word);
    const word = await reply;
    return { ...word, tookMs: Math.round(performance.now() - start) };
  }

  private async send(client: OwnerClient, held: KeptAnswer, call: Call, deadline: Deadline, waitMs: number) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    // From here on whoever comes is too late for this call.
    this.rounds.set(held, { sentAt: performance.now() });
    return client.ask(call, deadline);
  }
}

interface Round {
  /** When the last call was sent. */
  readonly sentAt: number;
  /** The next one, not sent yet: will it say that the answer still holds? */
  next?: Promise<boolean>;
}

/** Undefined when the deadline comes first. */
function within<T>(deadline: Deadline, word: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const forget = deadline.onEnd(() => resolve(undefined));
    word.then((said) => {
      forget();
      resolve(said);
    });
  });
}
