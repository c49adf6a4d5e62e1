import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { type ErrorCode, HubError, shown } from '../../schema/errors.js';
import { errorBody, type Log, logToStderr, statusOf, toPublic } from './errors.js';

/** One request on its way through the edge. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Aborted when the client goes away or `answerWithinMs` passes. */
  readonly signal: AbortSignal;
}

export interface Answer {
  status?: number;
  /** Over the headers that every answer has; names in lower case. */
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** What answers at one path. A HubError that it throws is told to the client, anything else is masked. */
export interface Route {
  readonly methods: readonly string[];
  answer(exchange: Exchange): Answer | Promise<Answer>;
  /** Called when the server has answered its last request. */
  close?(): Promise<void>;
}

export interface ServeOptions {
  /** By exact path, without a query string. `/health/live` and `/health/ready` are always there. */
  routes: Readonly<Record<string, Route>>;
  /** @default '127.0.0.1' */
  host?: string;
  /** 0 for any free port. @default 0 */
  port?: number;
  /** Whether requests can be answered now; while closing, the answer is no without asking. @default always */
  ready?: () => boolean | Promise<boolean>;
  log?: Log;
  /** Headers and body must arrive within this. @default 10 000 */
  receiveWithinMs?: number;
  /** Backstop for every answer; operations have their own deadlines below it. @default 60 000 */
  answerWithinMs?: number;
  /** How long an idle connection is kept. @default 30 000 */
  keepAliveMs?: number;
  /** On close: how long the server is still open but not ready, so that a balancer can notice. @default 0 */
  unreadyMs?: number;
  /** On close: how long requests in flight may take before their connections are cut. @default 10 000 */
  graceMs?: number;
}

export interface EdgeServer extends AsyncDisposable {
  /** As `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Not ready, then not accepting, then cut off after the grace. Resolves when all is closed. */
  close(): Promise<void>;
}

/** Starts an HTTP server that answers JSON to whatever comes, errors included. Rejects when it cannot listen. */
export async function serve(options: ServeOptions): Promise<EdgeServer> {
  const { host = '127.0.0.1', port = 0, log = logToStderr, answerWithinMs = 60_000 } = options;
  const receiveWithinMs = options.receiveWithinMs ?? 10_000;
  let closing: Promise<void> | undefined;
  const routes = new Map(Object.entries({ ...options.routes, ...health(async () => !closing && isReady(options)) }));
  const latest = new WeakMap<Duplex, ServerResponse>();

  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      requestTimeout: receiveWithinMs,
      headersTimeout: receiveWithinMs,
      connectionsCheckingInterval: Math.min(1000, receiveWithinMs / 2),
      keepAliveTimeout: options.keepAliveMs ?? 30_000,
      // Node's own refusal has no body; `findRoute` refuses with one.
      requireHostHeader: false,
    },
    (request, response) => void handle(request, response),
  );
  server.on('checkExpectation', (request, response) => void handle(request, response));
  server.on('connect', (_request, socket) => refuse(socket, 'METHOD_NOT_ALLOWED'));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || latest.get(socket)?.headersSent) socket.destroy();
    else refuse(socket, clientErrors[error.code ?? ''] ?? 'BAD_REQUEST');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    latest.set(request.socket, response);
    const requestId = requestIdOf(request);
    const aborting = new AbortController();
    const limit = setTimeout(() => aborting.abort(new HubError('DEADLINE_EXCEEDED')), answerWithinMs);
    response.once('close', () => {
      clearTimeout(limit);
      if (!response.writableFinished) aborting.abort(new HubError('BAD_REQUEST', 'The client went away.'));
    });
    // The client is told to reconnect elsewhere; node alone would keep serving a busy connection.
    if (closing) response.shouldKeepAlive = false;
    let answer: Answer;
    try {
      const route = findRoute(routes, request);
      const { signal } = aborting;
      answer = await within(signal, route.answer({ request, requestId, signal }));
    } catch (error) {
      answer = refusal(toPublic(error, requestId, log));
    }
    send(request, response, requestId, answer);
  }

  async function close(): Promise<void> {
    await delay(options.unreadyMs ?? 0);
    const cut = setTimeout(() => server.closeAllConnections(), options.graceMs ?? 10_000);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearTimeout(cut);
    await Promise.all(Object.values(options.routes).map((route) => route.close?.()));
  }

  const address = server.address() as AddressInfo;
  const closeOnce = () => (closing ??= close());
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

/** A route that answers a GET with one JSON value. */
export function jsonRoute(value: () => unknown): Route {
  return { methods: ['GET', 'HEAD'], answer: async () => ({ body: JSON.stringify(await value()) }) };
}

const clientErrors: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

const commonHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

function health(ready: () => Promise<boolean>): Record<string, Route> {
  return {
    '/health/live': jsonRoute(() => ({ status: 'live' })),
    '/health/ready': jsonRoute(async () => {
      if (!(await ready())) throw new HubError('NOT_READY');
      return { status: 'ready' };
    }),
  };
}

async function isReady({ ready }: ServeOptions): Promise<boolean> {
  return ready ? ready() : true;
}

/** The client's id if it is a harmless one, so that logs of several servers can be joined. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function findRoute(routes: ReadonlyMap<string, Route>, { url = '', method = '', headers }: IncomingMessage): Route {
  if (headers.host === undefined) throw new HubError('BAD_REQUEST', 'Expected a host header, got none.');
  const path = url.split('?', 1)[0]!;
  const route = routes.get(path);
  if (!route) throw new HubError('NOT_FOUND', `Expected ${[...routes.keys()][0]}, got ${shown(path)}.`);
  if (!route.methods.includes(method)) {
    throw new HubError('METHOD_NOT_ALLOWED', `Expected ${route.methods.join(' or ')}, got ${shown(method)}.`, {
      extensions: { allow: route.methods },
    });
  }
  return route;
}

/** The answer, or the reason why the signal was aborted first. A late rejection of the loser is no news. */
function within<T>(signal: AbortSignal, answer: T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    Promise.resolve(answer).then(resolve, reject);
  });
}

function refusal(error: GraphQLError): Answer {
  const { allow } = error.extensions;
  const headers: Record<string, string> = Array.isArray(allow) ? { allow: allow.join(', ') } : {};
  return { status: statusOf([error]), headers, body: errorBody([error]) };
}

function send(request: IncomingMessage, response: ServerResponse, requestId: string, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status ?? 200, {
    ...commonHeaders,
    'content-length': Buffer.byteLength(answer.body),
    'x-request-id': requestId,
    ...answer.headers,
  });
  response.end(answer.body);
  if (!request.complete) discardRest(request);
}

/** Lets a refused client finish sending, so that it reads the refusal instead of a reset; but not for ever. */
function discardRest(request: IncomingMessage): void {
  let left = 1024 * 1024;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.on('error', () => {});
  request.resume();
}

/** Answers where there is no request object to answer to: what came is not HTTP, or did not come in time. */
function refuse(socket: Duplex, code: ErrorCode): void {
  const errors = [new HubError(code)];
  const body = errorBody(errors);
  const status = statusOf(errors);
  const headers = {
    ...commonHeaders,
    'content-length': Buffer.byteLength(body),
    'x-request-id': randomUUID(),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  (socket as Socket).destroySoon();
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
