import { Client, Pool } from 'undici';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import type { Owner } from '../plan/index.js';
import { Breaker, type BreakerOptions } from './circuit-breaker.js';
import type { Deadline } from './deadline.js';
import { type Body, type Call, type Exchanged, exchange } from './http-exchange.js';
import { RetryBudget, type RetryOptions } from './retry-budget.js';

/** What came of one call: a JSON object, or why there is none. */
export type Reply = { tookMs: number } & (
  | (Body & { failure?: undefined; detail?: undefined })
  | ({ [K in keyof Body]?: undefined } & { failure: ErrorCode; detail?: string })
);

/** Word from the owner that its answer would be the one held. */
export interface Unchanged {
  readonly isUnchanged: true;
  readonly tookMs: number;
}

export interface AskOptions {
  maxResponseBytes: number;
  /** Connections to one owner at most; calls beyond wait. */
  maxConnections: number;
  connectTimeoutMs: number;
  breaker?: BreakerOptions;
  retries?: RetryOptions;
}

/** The connections to one owner. */
export class OwnerClient {
  /** Did the last call bring an answer? */
  isSound = true;
  private readonly pool: Pool;
  private readonly breaker: Breaker;
  private readonly retries: RetryBudget;
  /** Calls over connections of their own that are under way. */
  private alone = 0;

  constructor(
    readonly owner: Owner,
    private readonly options: AskOptions,
  ) {
    this.pool = new Pool(owner.url.origin, { ...this.clientOptions(), connections: options.maxConnections });
    this.breaker = new Breaker(options.breaker);
    this.retries = new RetryBudget(options.retries);
  }

  /** Never rejects, and settles by the deadline. */
  async ask(call: Call, deadline: Deadline): Promise<Reply | Unchanged> {
    // Nothing is sent, so a change is surely not carried out.
    if (!this.breaker.admits()) {
      return { failure: 'OWNER_UNREACHABLE', tookMs: 0, detail: 'not asked: it did not answer several times' };
    }
    const start = performance.now();
    const { leftMs } = deadline;
    const said = await this.send(call, deadline);
    const tookMs = Math.round(performance.now() - start);
    const outcome = said.outcome === 'CLOSED' ? 'OWNER_UNREACHABLE' : said.outcome;
    this.isSound = typeof outcome !== 'string' || outcome === 'UNCHANGED';
    if (!isAbsence(outcome)) this.breaker.answered();
    else if (!deadline.isAbandoned && (outcome !== 'OWNER_TIMEOUT' || leftMs >= this.breaker.patienceMs))
      this.breaker.missed(start);

    if (outcome === 'UNCHANGED') return { isUnchanged: true, tookMs };
    if (typeof outcome !== 'string') return { ...outcome, tookMs };
    // Once a change is under way, only an answer says what became of it.
    const isOpen = call.isMutation && said.isSent && outcome !== 'OWNER_REFUSED';
    return { failure: isOpen ? 'OUTCOME_UNKNOWN' : outcome, detail: said.detail, tookMs };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  /** A query once more, if that is what helps; within the budget, so that retries never multiply the load. */
  private async send(call: Call, deadline: Deadline): Promise<Exchanged> {
    if (call.isMutation) return this.sendAlone(call, deadline);
    this.retries.called();
    // Who closes whatever it has kept alive would use up the budget, and then be missing for no other reason.
    const isSpared = this.retries.isLow && this.alone < this.options.maxConnections;
    const said = await (isSpared ? this.sendAlone(call, deadline) : this.sendPooled(call, deadline));
    // As a kept-alive connection looks that the owner has closed meanwhile.
    if (said.outcome === 'CLOSED') return !isSpared && this.retries.take() ? this.sendAlone(call, deadline) : said;
    // The answer needs time too.
    const { retryAfterMs = Number.POSITIVE_INFINITY } = said;
    if (retryAfterMs > deadline.leftMs / 2 || !this.retries.take()) return said;
    await deadline.wait(retryAfterMs);
    return deadline.leftMs > 0 ? this.sendPooled(call, deadline) : said;
  }

  private sendPooled(call: Call, deadline: Deadline): Promise<Exchanged> {
    return exchange(this.pool, this.owner.url, call, deadline, this.options.maxResponseBytes);
  }

  /** Over a new connection. */
  private async sendAlone(call: Call, deadline: Deadline): Promise<Exchanged> {
    const client = new Client(this.owner.url.origin, this.clientOptions());
    this.alone++;
    const said = await exchange(client, this.owner.url, call, deadline, this.options.maxResponseBytes);
    this.alone--;
    client.destroy().catch(() => undefined);
    return said;
  }

  private clientOptions(): Client.Options {
    // No timeouts but the deadline: theirs restart with every byte.
    return { connectTimeout: this.options.connectTimeoutMs, headersTimeout: 0, bodyTimeout: 0, allowH2: false };
  }
}

/** Who is away costs others their time; whatever else an owner says, it says at once. */
function isAbsence(outcome: Exchanged['outcome']): boolean {
  return outcome === 'OWNER_UNREACHABLE' || outcome === 'OWNER_TIMEOUT';
}
