import { isUtf8 } from 'node:buffer';
import { type Dispatcher, errors } from 'undici';
import { schemaHeader } from '../../../schema/contract/fingerprint.js';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import { readTag } from '../../http/index.js';
import { isJsonObject } from '../values.js';
import type { RequestDeadline } from './deadline.js';
import type { ByteBudget } from './response-budget.js';

export interface UpstreamRequest {
  /** JSON. */
  body: string;
  headers: Record<string, string>;
  /**
   * A query may be sent once more; a mutation never. It goes over a connection of its own, so that whatever fails
   * after that leaves open whether it was carried out.
   */
  isMutation: boolean;
  /** Of the cached response, for `If-None-Match`: the owner need not send it again. */
  etag?: string;
  /** What this request may still take of owners; without it, whatever one of them may send. */
  budget?: ByteBudget;
}

/** A JSON object that an owner sent. */
export interface UpstreamResponse {
  body: Record<string, unknown>;
  status: number;
  /** The fingerprint of the owner's schema, where it says it. */
  schema?: string;
  /** The owner's entity tag for it, if it may be cached; then also the bytes it was read from. */
  etag?: string;
  bytes?: Buffer;
}

/** What came back over one connection. */
export interface HttpExchange {
  /** NOT_MODIFIED: 304. CLOSED: the connection ended before any byte of a response. */
  outcome: UpstreamResponse | 'NOT_MODIFIED' | 'CLOSED' | ErrorCode;
  /** Did the request go out, in whole or in part? */
  isSent: boolean;
  /** Why there is no response, for the operator. */
  detail?: string;
  /** When the owner wants to be asked again. */
  retryAfterMs?: number;
}

/** Sends a request over a connection and reads the response. Never rejects, and settles by the deadline. */
export function httpExchange(
  dispatcher: Dispatcher,
  url: URL,
  request: UpstreamRequest,
  deadline: RequestDeadline,
  maxResponseBytes: number,
): Promise<HttpExchange> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let etag: string | undefined;
    let schema: string | undefined;
    let retryAfterMs: number | undefined;
    let bytes = 0;
    const chunks: Buffer[] = [];
    let isSettled = false;
    const settle = (outcome: HttpExchange['outcome'], detail?: string) => {
      if (isSettled) return;
      isSettled = true;
      forget();
      resolve({ outcome, isSent: controller !== undefined, detail, retryAfterMs });
    };
    const fail = (code: ErrorCode, detail: string) => {
      settle(code, detail);
      // Closes the connection: the rest of a response that nobody reads must not reach the next request.
      controller?.abort(new Error(code));
    };
    const forget = deadline.onEnd(() => fail('OWNER_TIMEOUT', 'no answer by the deadline'));
    if (deadline.leftMs === 0) return;
    dispatcher.dispatch(
      {
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers: {
          ...request.headers,
          ...jsonHeaders,
          ...(request.etag !== undefined && { 'if-none-match': request.etag }),
        },
        body: request.body,
      },
      {
        onRequestStart: (started) => {
          controller = started;
          if (isSettled) started.abort(new Error('OWNER_TIMEOUT'));
        },
        onResponseStart: (_, code, headers) => {
          if (code < 200) return;
          status = code;
          etag = cacheableTag(headers);
          schema = String(headers[schemaHeader] ?? '') || undefined;
          retryAfterMs = readRetryAfter(code, headers['retry-after']);
          if (!isResponseTo(request, headers)) fail('OWNER_INVALID', 'the answer to another request');
          else if (code === 304) {
            // Of another response, or unasked, it tells nothing.
            if (request.etag === undefined || readTag(headers.etag) !== readTag(request.etag))
              fail('OWNER_INVALID', '«not modified» of what was not asked');
          } else if (code >= 300 && code < 400) fail('OWNER_INVALID', `HTTP ${code}`);
          else if (!isJson(headers['content-type']) || !isPlain(headers['content-encoding']))
            fail(failureOfStatus(code), `HTTP ${code}, and no JSON in UTF-8`);
          else if (Number(headers['content-length']) > maxResponseBytes) fail('OWNER_TOO_LARGE', tooLarge);
        },
        onResponseData: (_, chunk) => {
          bytes += chunk.length;
          if (bytes > maxResponseBytes) fail('OWNER_TOO_LARGE', tooLarge);
          else if (request.budget?.take(chunk.length) === false)
            fail('RESPONSE_TOO_LARGE', 'too much for one operation');
          else if (!isSettled) chunks.push(chunk);
        },
        onResponseEnd: () => {
          if (isSettled) return;
          if (status === 304) settle('NOT_MODIFIED');
          else settle(readJson(chunks, { status, schema, etag }), `HTTP ${status}, and no GraphQL`);
        },
        onResponseError: (_, error) => settle(outcomeOf(error, status > 0), error.message),
      },
    );
  });
}

const jsonHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
  // Size is counted on what is parsed, so nothing compressed is asked for.
  'accept-encoding': 'identity',
};

const tooLarge = 'an answer over the size limit';

/** An owner, or a proxy before it, may mix responses up. One without the id is taken: a proxy may have dropped it. */
function isResponseTo({ headers }: UpstreamRequest, { 'x-request-id': id }: Headers): boolean {
  return id === undefined || id === headers['x-request-id'];
}

/** The entity tag of a response that the owner lets be cached. */
function cacheableTag({ etag, 'cache-control': control }: Headers): string | undefined {
  return typeof etag === 'string' && readTag(etag) && !/no-store/i.test(String(control)) ? etag : undefined;
}

type Headers = Record<string, string | string[] | undefined>;

/** Seconds or a date, RFC 9110, 10.2.3. */
function readRetryAfter(status: number, header: string | string[] | undefined): number | undefined {
  if ((status !== 429 && status !== 503) || typeof header !== 'string') return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function isJson(type: string | string[] | undefined): boolean {
  const [media, ...parameters] = String(type ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (media !== 'application/json' && media !== 'application/graphql-response+json') return false;
  return parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-8"?$/.test(parameter));
}

function isPlain(encoding: string | string[] | undefined): boolean {
  return encoding === undefined || encoding === 'identity';
}

/** Of a response that is no GraphQL, the status is all there is to go by. */
function failureOfStatus(status: number): ErrorCode {
  if (status === 401 || status === 403 || status === 429) return 'OWNER_REFUSED';
  return status === 502 || status === 503 || status === 504 ? 'OWNER_UNREACHABLE' : 'OWNER_INVALID';
}

function outcomeOf(error: Error & { code?: string }, hasAnswered: boolean): 'CLOSED' | ErrorCode {
  if (hasAnswered) return 'OWNER_INVALID';
  const isClosed = error.code === 'UND_ERR_SOCKET' || error.code === 'ECONNRESET' || error.code === 'EPIPE';
  if (isClosed) return 'CLOSED';
  return error instanceof errors.HTTPParserError ? 'OWNER_INVALID' : 'OWNER_UNREACHABLE';
}

function readJson(
  chunks: readonly Buffer[],
  head: Pick<UpstreamResponse, 'status' | 'schema' | 'etag'>,
): UpstreamResponse | ErrorCode {
  const [only, ...others] = chunks;
  const bytes = only && others.length === 0 ? only : Buffer.concat(chunks);
  if (!isUtf8(bytes)) return 'OWNER_INVALID';
  try {
    const body: unknown = JSON.parse(bytes.toString());
    const isResult = isJsonObject(body) && ('data' in body || 'errors' in body);
    return isResult ? { ...head, body, bytes } : failureOfStatus(head.status);
  } catch {
    return failureOfStatus(head.status);
  }
}
