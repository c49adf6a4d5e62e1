import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/**
 * Every error that a client can meet: code, HTTP status where the error ends the whole request, and what it means.
 * Codes are never reused. A test compares this catalogue with `docs/errors.md`, which is generated from it.
 */
export const catalogue = {
  // ── the request ────────────────────────────────────────────────────────────
  BAD_REQUEST: { status: 400, text: 'The request is not a GraphQL request.' },
  // Clients look for this very text.
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 400, text: 'PersistedQueryNotSupported' },
  SYNTAX_ERROR: { status: 400, text: 'The operation is not well-formed GraphQL.' },
  OPERATION_INVALID: { status: 400, text: 'The operation does not fit the schema.' },
  OPERATION_TOO_COMPLEX: { status: 400, text: 'The operation is larger than one request may be.' },
  RESPONSE_TOO_LARGE: { status: 400, text: 'The answer would be larger than one answer may be.' },
  BAD_VARIABLE: { status: 400, text: 'A variable has a value that its type does not allow.' },
  BAD_ARGUMENT: { status: 400, text: 'An argument has a value that is not allowed.' },
  BAD_PAGE_SIZE: { status: 400, text: 'A page holds 1 to 500 rows.' },
  BAD_CURSOR: { status: 400, text: 'The cursor was not issued by this connection in this order.' },
  BAD_ID: { status: 400, text: 'The id is not one that this endpoint issues.' },
  UNKNOWN_MUNICIPALITY: { status: 400, text: 'No owner of that code is known here.' },
  NOT_FOUND: { status: 404, text: 'Nothing is served at this address.' },
  METHOD_NOT_ALLOWED: { status: 405, text: 'The method is not allowed here.' },
  REQUEST_TIMEOUT: { status: 408, text: 'The request did not arrive in time.' },
  IDEMPOTENCY_CONFLICT: { status: 409, text: 'The idempotency key belongs to another request.' },
  VERSION_CONFLICT: { status: 409, text: 'Another version than the one expected is published; `version` says which.' },
  PUBLICATION_NOT_CURRENT: { status: 409, text: 'The publication does not hold any longer.' },
  STILL_NEEDED: { status: 409, text: 'Results refer to what the publication brought; it stays.' },
  BODY_TOO_LARGE: { status: 413, text: 'The request body is over the limit.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, text: 'The content type or encoding is not accepted.' },
  HEADERS_TOO_LARGE: { status: 431, text: 'The request headers are over the limit.' },
  UNAUTHENTICATED: { status: 401, text: 'Expected a token that is in order, as «authorization: Bearer …».' },
  FORBIDDEN: { status: 403, text: 'Not allowed.' },
  // ── an owner, as the hub sees it ───────────────────────────────────────────
  OWNER_UNREACHABLE: { status: 502, text: 'The owner could not be reached.' },
  OWNER_TIMEOUT: { status: 504, text: 'The owner did not answer in time.' },
  OWNER_INVALID: { status: 502, text: 'The owner gave an answer that cannot be used.' },
  OWNER_TOO_LARGE: { status: 502, text: 'The owner gave an answer over the size limit.' },
  OWNER_REFUSED: { status: 502, text: 'The owner refused the operation.' },
  OWNERSHIP_VIOLATION: { status: 502, text: "The owner's answer held data of another owner; none of it was used." },
  OWNER_OUTDATED: { status: 502, text: 'The owner runs another version, which lacks some of what was asked.' },
  OWNER_INCOMPATIBLE: { status: 502, text: 'The owner runs a version that contradicts this one; it is not asked.' },
  MERGE_CONFLICT: { status: 502, text: 'Owners disagree on a value that they share.' },
  INCOMPLETE: { status: 502, text: 'A complete answer was required and an owner is missing.' },
  ALL_OWNERS_FAILED: { status: 502, text: 'No owner answered.' },
  OUTCOME_UNKNOWN: {
    status: 504,
    text: 'The change was sent, and no answer came: it may be done or not. Ask again with the same idempotency key.',
  },
  DEADLINE_EXCEEDED: { status: 504, text: 'The operation did not end within its deadline.' },
  // ── a subgraph, as an instance or a gateway sees it ────────────────────────
  SUBGRAPH_UNREACHABLE: { status: 502, text: 'A part of the graph could not be reached.' },
  SUBGRAPH_TIMEOUT: { status: 504, text: 'A part of the graph did not answer in time.' },
  SUBGRAPH_INVALID: { status: 502, text: 'A part of the graph gave an answer that cannot be used.' },
  NULL_IN_NON_NULL: { status: 500, text: 'A field that is never null had no value.' },
  PLAN_FAILED: { status: 500, text: 'The operation is valid, but no way to answer it was found.' },
  // ── this server ────────────────────────────────────────────────────────────
  DATABASE_UNAVAILABLE: { status: 503, text: 'The database does not answer.' },
  TOO_MANY_CHANGES: { status: 503, text: 'Too many changes wait for their turn; this one was not begun.' },
  KEYS_UNAVAILABLE: { status: 503, text: 'No token can be verified now: the keys of its issuer cannot be read.' },
  TOO_MANY_STREAMS: { status: 503, text: 'No more streams can be held open here now.' },
  NOT_READY: { status: 503, text: 'The server is starting or stopping.' },
  INTERNAL: { status: 500, text: 'An error on our side; its cause is in the log under the request id.' },
} as const satisfies Record<string, { status: number; text: string }>;

export type ErrorCode = keyof typeof catalogue;

/** An error whose message is safe for a client. `detail` says what is expected and what came. */
export class HubError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail?: string, options: GraphQLErrorOptions = {}) {
    const { status, text } = catalogue[code];
    super(detail ? `${text} ${detail}` : text, {
      ...options,
      extensions: { ...options.extensions, code, http: { status } },
    });
    this.code = code;
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(catalogue, code);
}

/** What passes from one server to the next of an error's extensions: its code and, of a conflict, the version met. */
export function passedOn(extensions: unknown): { code?: string; version?: number } {
  const { code, version } = (extensions ?? {}) as Record<string, unknown>;
  return {
    ...(typeof code === 'string' && { code }),
    ...(code === 'VERSION_CONFLICT' && Number.isSafeInteger(version) && { version: version as number }),
  };
}

/** Shows a value of the client's in an error text: short, on one line, without control characters. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const clean = text.replace(/[\p{C}\s]+/gu, ' ');
  return clean.length > 60 ? `«${clean.slice(0, 57)}…»` : `«${clean}»`;
}
