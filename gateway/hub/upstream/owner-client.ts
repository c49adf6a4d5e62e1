import { Client, Pool } from 'undici';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import type { Owner } from '../plan/index.js';
import { CircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.js';
import type { RequestDeadline } from './deadline.js';
import { type HttpExchange, httpExchange, type UpstreamRequest, type UpstreamResponse } from './http-exchange.js';
import { RetryBudget, type RetryOptions } from './retry-budget.js';

/** What came of one request: a JSON object, or why there is none. */
export type OwnerReply = { tookMs: number } & (
  | (UpstreamResponse & { failure?: undefined; detail?: undefined })
  | ({ [K in keyof UpstreamResponse]?: undefined } & { failure: ErrorCode; detail?: string })
);

/** 304: the cached response is still current. */
export interface OwnerNotModified {
  readonly isNotModified: true;
  readonly tookMs: number;
}

export interface OwnerClientOptions {
  maxResponseBytes: number;
  /** Connections to one owner at most; requests beyond wait. */
  maxConnections: number;
  connectTimeoutMs: number;
  breaker?: CircuitBreakerOptions;
  retries?: RetryOptions;
}

/** The connections to one owner. */
export class OwnerClient {
  /** Did the last request bring an answer? */
  isHealthy = true;
  private readonly pool: Pool;
  private readonly breaker: CircuitBreaker;
  private readonly retries: RetryBudget;
  /** Requests over connections of their own that are under way. */
  private unpooled = 0;

  constructor(
    readonly owner: Owner,
    private readonly options: OwnerClientOptions,
  ) {
    this.pool = new Pool(owner.url.origin, { ...this.clientOptions(), connections: options.maxConnections });
    this.breaker = new CircuitBreaker(options.breaker);
    this.retries = new RetryBudget(options.retries);
  }

  /** Never rejects, and settles by the deadline. */
  async fetch(request: UpstreamRequest, deadline: RequestDeadline): Promise<OwnerReply | OwnerNotModified> {
    // Nothing is sent, so a change is surely not carried out.
    if (!this.breaker.admits()) {
      return { failure: 'OWNER_UNREACHABLE', tookMs: 0, detail: 'not asked: it did not answer several times' };
    }
    const start = performance.now();
    const { leftMs } = deadline;
    const exchange = await this.send(request, deadline);
    const tookMs = Math.round(performance.now() - start);
    const outcome = exchange.outcome === 'CLOSED' ? 'OWNER_UNREACHABLE' : exchange.outcome;
    this.isHealthy = typeof outcome !== 'string' || outcome === 'NOT_MODIFIED';
    if (!isAbsence(outcome)) this.breaker.recordSuccess();
    else if (!deadline.isAbandoned && (outcome !== 'OWNER_TIMEOUT' || leftMs >= this.breaker.patienceMs))
      this.breaker.recordFailure(start);

    if (outcome === 'NOT_MODIFIED') return { isNotModified: true, tookMs };
    if (typeof outcome !== 'string') return { ...outcome, tookMs };
    // Once a change is under way, only an answer says what became of it.
    const isOpen = request.isMutation && exchange.isSent && outcome !== 'OWNER_REFUSED';
    return { failure: isOpen ? 'OUTCOME_UNKNOWN' : outcome, detail: exchange.detail, tookMs };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  /** A query once more, if that is what helps; within the retry budget, so that retries never multiply the load. */
  private async send(request: UpstreamRequest, deadline: RequestDeadline): Promise<HttpExchange> {
    if (request.isMutation) return this.sendUnpooled(request, deadline);
    this.retries.recordRequest();
    // An owner that closes every keep-alive connection would use up the budget, and then be missing for no other reason.
    const isSpared = this.retries.isLow && this.unpooled < this.options.maxConnections;
    const exchange = await (isSpared ? this.sendUnpooled(request, deadline) : this.sendPooled(request, deadline));
    // As a keep-alive connection looks that the owner has closed meanwhile.
    if (exchange.outcome === 'CLOSED') {
      return !isSpared && this.retries.take() ? this.sendUnpooled(request, deadline) : exchange;
    }
    // The answer needs time too.
    const { retryAfterMs = Number.POSITIVE_INFINITY } = exchange;
    if (retryAfterMs > deadline.leftMs / 2 || !this.retries.take()) return exchange;
    await deadline.wait(retryAfterMs);
    return deadline.leftMs > 0 ? this.sendPooled(request, deadline) : exchange;
  }

  private sendPooled(request: UpstreamRequest, deadline: RequestDeadline): Promise<HttpExchange> {
    return httpExchange(this.pool, this.owner.url, request, deadline, this.options.maxResponseBytes);
  }

  /** Over a new connection. */
  private async sendUnpooled(request: UpstreamRequest, deadline: RequestDeadline): Promise<HttpExchange> {
    const client = new Client(this.owner.url.origin, this.clientOptions());
    this.unpooled++;
    const exchange = await httpExchange(client, this.owner.url, request, deadline, this.options.maxResponseBytes);
    this.unpooled--;
    client.destroy().catch(() => undefined);
    return exchange;
  }

  private clientOptions(): Client.Options {
    // No timeouts but the deadline: theirs restart with every byte.
    return { connectTimeout: this.options.connectTimeoutMs, headersTimeout: 0, bodyTimeout: 0, allowH2: false };
  }
}

/** Who is away costs others their time; whatever else an owner says, it says at once. */
function isAbsence(outcome: HttpExchange['outcome']): boolean {
  return outcome === 'OWNER_UNREACHABLE' || outcome === 'OWNER_TIMEOUT';
}
