import { isUtf8 } from 'node:buffer';
import { type Dispatcher, errors } from 'undici';
import { schemaHeader } from '../../../schema/contract/fingerprint.js';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import { readTag } from '../../http/server/etags.js';
import type { Deadline } from './deadline.js';
import type { Budget } from './response-budget.js';

export interface Call {
  /** The request's body, JSON. */
  body: string;
  headers: Record<string, string>;
  /**
   * A query may be sent once more; a mutation never. It goes over a connection of its own, so that whatever fails
   * after that leaves open whether it was carried out.
   */
  isMutation: boolean;
  /** Of the answer held: the owner need not send it again. */
  etag?: string;
  /** What this operation may still take of owners; without it, whatever one of them may send. */
  budget?: Budget;
}

/** A JSON object that an owner sent. */
export interface Body {
  body: Record<string, unknown>;
  status: number;
  /** The fingerprint of the owner's schema, where it says it. */
  schema?: string;
  /** The owner's tag for it, if it may be kept; then also what was read. */
  etag?: string;
  bytes?: Buffer;
}

/** What came back over one connection. */
export interface Exchanged {
  /** CLOSED: the connection ended before any byte of an answer. */
  outcome: Body | 'UNCHANGED' | 'CLOSED' | ErrorCode;
  /** Did the request go out, in whole or in part? */
  isSent: boolean;
  /** Why there is no answer, for the operator. */
  detail?: string;
  /** When the owner wants to be asked again. */
  retryAfterMs?: number;
}

/** Sends a call over a connection and hears its answer. Never rejects, and settles by the deadline. */
export function exchange(
  dispatcher: Dispatcher,
  url: URL,
  call: Call,
  deadline: Deadline,
  maxResponseBytes: number,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let etag: string | undefined;
    let schema: string | undefined;
    let retryAfterMs: number | undefined;
    let bytes = 0;
    const chunks: Buffer[] = [];
    let settled = false;
    const settle = (outcome: Exchanged['outcome'], detail?: string) => {
      if (settled) return;
      settled = true;
      forget();
      resolve({ outcome, isSent: controller !== undefined, detail, retryAfterMs });
    };
    const fail = (code: ErrorCode, detail: string) => {
      settle(code, detail);
      // Closes the connection: the rest of an answer that nobody reads must not reach the next call.
      controller?.abort(new Error(code));
    };
    const forget = deadline.onEnd(() => fail('OWNER_TIMEOUT', 'no answer by the deadline'));
    if (deadline.leftMs === 0) return;
    dispatcher.dispatch(
      {
        path: `${url.pathname}${url.search}`,
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
          retryAfterMs = readRetryAfter(code, headers['retry-after']);
          if (!isAnswerTo(call, headers)) fail('OWNER_INVALID', 'the answer to another request');
          else if (code === 304) {
            // Said of another answer, or unasked, it tells nothing.
            if (call.etag === undefined || readTag(headers.etag) !== readTag(call.etag))
              fail('OWNER_INVALID', '«not modified» of what was not asked');
          } else if (code >= 300 && code < 400) fail('OWNER_INVALID', `HTTP ${code}`);
          else if (!isJson(headers['content-type']) || !isPlain(headers['content-encoding']))
            fail(failureOfStatus(code), `HTTP ${code}, and no JSON in UTF-8`);
          else if (Number(headers['content-length']) > maxResponseBytes) fail('OWNER_TOO_LARGE', tooLarge);
        },
        onResponseData: (_, chunk) => {
          bytes += chunk.length;
          if (bytes > maxResponseBytes) fail('OWNER_TOO_LARGE', tooLarge);
          else if (call.budget?.take(chunk.length) === false) fail('RESPONSE_TOO_LARGE', 'too much for one operation');
          else if (!settled) chunks.push(chunk);
        },
        onResponseEnd: () => {
          if (settled) return;
          if (status === 304) settle('UNCHANGED');
          else settle(read(chunks, { status, schema, etag }), `HTTP ${status}, and no GraphQL`);
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

/** An owner, or a proxy before it, may mix answers up. One without the id is taken: a proxy may have dropped it. */
function isAnswerTo({ headers }: Call, { 'x-request-id': id }: Headers): boolean {
  return id === undefined || id === headers['x-request-id'];
}

/** The tag of an answer that the owner lets be kept. */
function tagToKeep({ etag, 'cache-control': control }: Headers): string | undefined {
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

/** Of an answer that is no GraphQL, the status is all there is to go by. */
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

function read(chunks: readonly Buffer[], said: Pick<Body, 'status' | 'schema' | 'etag'>): Body | ErrorCode {
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  if (!isUtf8(bytes)) return 'OWNER_INVALID';
  try {
    const body: unknown = JSON.parse(bytes.toString());
    const isResult = typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
    return isResult ? { ...said, body: body as Record<string, unknown>, bytes } : failureOfStatus(said.status);
  } catch {
    return failureOfStatus(said.status);
  }
}
