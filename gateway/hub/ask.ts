import { isUtf8 } from 'node:buffer';
import { Client, type Dispatcher, Pool } from 'undici';
import type { ErrorCode } from '../../schema/errors.js';
import { schemaHeader } from '../../schema/fingerprint.js';
import { readTag } from '../edge/tags.js';
import type { Owner } from './owners.js';

/** What came of one call: a JSON object, or why there is none. */
export type Reply = { tookMs: number } & (
  | (Body & { failure?: undefined })
  | ({ [K in keyof Body]?: undefined } & { failure: ErrorCode })
);

/** Word from the owner that its answer would be the one held. */
export interface Unchanged {
  readonly isUnchanged: true;
  readonly tookMs: number;
}

interface Body {
  body: Record<string, unknown>;
  status: number;
  /** The fingerprint of the owner's schema, where it says it. */
  schema?: string;
  /** The owner's tag for it, if it may be kept; then also what was read. */
  etag?: string;
  bytes?: Buffer;
}

export interface AskOptions {
  maxResponseBytes: number;
  /** Connections to one owner at most; calls beyond wait. */
  maxConnections: number;
  connectTimeoutMs: number;
}

export interface Call {
  /** The request's body, JSON. */
  body: string;
  headers: Record<string, string>;
  /**
   * A query may be sent once more when a kept-alive connection turns out to be closed; a mutation never. It goes over a
   * connection of its own, so that whatever fails after that leaves open whether it was carried out.
   */
  isMutation: boolean;
  /** Of the answer held: the owner need not send it again. */
  etag?: string;
}

/** The connections to one owner. */
export class OwnerClient {
  /** Did the last call bring an answer? */
  isSound = true;
  private readonly pool: Pool;

  constructor(
    readonly owner: Owner,
    private readonly options: AskOptions,
  ) {
    this.pool = new Pool(owner.url.origin, { ...this.clientOptions(), connections: options.maxConnections });
  }

  /** Never rejects, and settles by the deadline. */
  async ask(call: Call, deadline: Deadline): Promise<Reply | Unchanged> {
    const start = performance.now();
    let outcome = call.isMutation ? await this.sendAlone(call, deadline) : await this.send(this.pool, call, deadline);
    if (outcome === 'STALE' && !call.isMutation) outcome = await this.sendAlone(call, deadline);
    const tookMs = Math.round(performance.now() - start);
    if (outcome === 'STALE') outcome = 'OWNER_UNREACHABLE';
    this.isSound = typeof outcome !== 'string' || outcome === 'UNCHANGED';
    if (outcome === 'UNCHANGED') return { isUnchanged: true, tookMs };
    return typeof outcome === 'string' ? { failure: outcome, tookMs } : { ...outcome, tookMs };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  /** Over a new connection. */
  private async sendAlone(call: Call, deadline: Deadline): Promise<Outcome> {
    const client = new Client(this.owner.url.origin, this.clientOptions());
    const outcome = await this.send(client, call, deadline);
    client.destroy().catch(() => undefined);
    return outcome;
  }

  private clientOptions(): Client.Options {
    // No timeouts but the deadline: theirs restart with every byte.
    return { connectTimeout: this.options.connectTimeoutMs, headersTimeout: 0, bodyTimeout: 0, allowH2: false };
  }

  private send(dispatcher: Dispatcher, call: Call, deadline: Deadline): Promise<Outcome> {
    return new Promise((resolve) => {
      let controller: Dispatcher.DispatchController | undefined;
      let status = 0;
      let etag: string | undefined;
      let schema: string | undefined;
      let bytes = 0;
      const chunks: Buffer[] = [];
      let settled = false;
      const settle = (outcome: Outcome) => {
        if (settled) return;
        settled = true;
        forget();
        const isSent = controller !== undefined;
        resolve(call.isMutation && isSent && isNoAnswer(outcome) ? 'OUTCOME_UNKNOWN' : outcome);
      };
      const fail = (code: ErrorCode) => {
        settle(code);
        // Closes the connection: the rest of an answer that nobody reads must not reach the next call.
        controller?.abort(new Error(code));
      };
      const forget = deadline.onEnd(() => fail('OWNER_TIMEOUT'));
      if (deadline.leftMs === 0) return;
      dispatcher.dispatch(
        {
          path: `${this.owner.url.pathname}${this.owner.url.search}`,
          method: 'POST',
          headers: { ...call.headers, ...jsonHeaders, ...(call.etag !== undefined && { 'if-none-match': call.etag }) },
          body: call.body,
        },
        {
          onRequestStart: (started) => {
            controller = started;
            if (settled) started.abort(new Error('OWNER_TIMEOUT'));
          },
          onResponseStart: (_, code, headers) => {
            if (code < 200) return;
            status = code;
            etag = tagToKeep(headers);
            schema = String(headers[schemaHeader] ?? '') || undefined;
            if (code === 304) {
              // Said of another answer, or unasked, it tells nothing.
              if (call.etag === undefined || readTag(headers.etag) !== readTag(call.etag)) fail('OWNER_INVALID');
            } else if (!isJson(headers['content-type']) || !isPlain(headers['content-encoding']))
              fail(failureOfStatus(code));
            else if (Number(headers['content-length']) > this.options.maxResponseBytes) fail('OWNER_TOO_LARGE');
          },
          onResponseData: (_, chunk) => {
            bytes += chunk.length;
            if (bytes > this.options.maxResponseBytes) fail('OWNER_TOO_LARGE');
            else if (!settled) chunks.push(chunk);
          },
          onResponseEnd: () =>
            settle(settled ? 'OWNER_INVALID' : status === 304 ? 'UNCHANGED' : read(chunks, status, etag, schema)),
          onResponseError: (_, error) => settle(failureOf(error, status > 0)),
        },
      );
    });
  }
}

type Outcome = ErrorCode | 'STALE' | 'UNCHANGED' | Body;

/** One point in time at which all calls of an operation end, or the moment when its client goes away. */
export class Deadline implements Disposable {
  private readonly listeners = new Set<() => void>();
  private readonly timer: NodeJS.Timeout;
  private readonly at: number;
  private ended = false;

  constructor(
    ms: number,
    private readonly signal: AbortSignal,
  ) {
    this.at = performance.now() + ms;
    this.timer = setTimeout(this.end, ms);
    signal.addEventListener('abort', this.end);
    if (signal.aborted) this.end();
  }

  get leftMs(): number {
    return this.ended ? 0 : Math.max(0, this.at - performance.now());
  }

  /** Calls back at the end, at once if it has passed; returns how to be forgotten. */
  onEnd(listener: () => void): () => void {
    if (this.ended) queueMicrotask(listener);
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this.end);
  }

  private readonly end = (): void => {
    this.ended = true;
    for (const listener of [...this.listeners]) listener();
  };
}

const jsonHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
  // Size is counted on what is parsed, so nothing compressed is asked for.
  'accept-encoding': 'identity',
};

function isJson(type: string | string[] | undefined): boolean {
  const [media, ...parameters] = String(type ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (media !== 'application/json' && media !== 'application/graphql-response+json') return false;
  return parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-8"?$/.test(parameter));
}

/** The tag of an answer that the owner lets be kept. */
function tagToKeep({ etag, 'cache-control': control }: Headers): string | undefined {
  return typeof etag === 'string' && readTag(etag) && !/no-store/i.test(String(control)) ? etag : undefined;
}

type Headers = Record<string, string | string[] | undefined>;

function isPlain(encoding: string | string[] | undefined): boolean {
  return encoding === undefined || encoding === 'identity';
}

/** Once a change is under way, only an answer says what became of it. */
function isNoAnswer(outcome: Outcome): boolean {
  return typeof outcome === 'string' && outcome !== 'OWNER_REFUSED';
}

/** Of an answer that is no GraphQL, the status is all there is to go by. */
function failureOfStatus(status: number): ErrorCode {
  if (status === 401 || status === 403 || status === 429) return 'OWNER_REFUSED';
  return status === 502 || status === 503 || status === 504 ? 'OWNER_UNREACHABLE' : 'OWNER_INVALID';
}

function failureOf(error: Error & { code?: string }, hasAnswered: boolean): Outcome {
  if (hasAnswered) return 'OWNER_INVALID';
  const isClosed = error.code === 'UND_ERR_SOCKET' || error.code === 'ECONNRESET' || error.code === 'EPIPE';
  if (isClosed) return 'STALE';
  return error.code?.startsWith('HPE_') ? 'OWNER_INVALID' : 'OWNER_UNREACHABLE';
}

function read(
  chunks: readonly Buffer[],
  status: number,
  etag: string | undefined,
  schema: string | undefined,
): Outcome {
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  if (!isUtf8(bytes)) return 'OWNER_INVALID';
  try {
    const body: unknown = JSON.parse(bytes.toString());
    const isResult = typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
    return isResult ? { body: body as Record<string, unknown>, status, schema, etag, bytes } : failureOfStatus(status);
  } catch {
    return failureOfStatus(status);
  }
}
