import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Language } from '../../../schema/contract/parameters.js';
import { type ErrorCode, HubError } from '../../../schema/errors/catalogue.js';
import { createLogger, type Logger } from '../log/logger.js';
import { compress } from './compression.js';
import { Cors } from './cors.js';
import { toPublic } from './error-response.js';
import { defaultStreamOptions, type Message, type StreamOptions, sendStream } from './event-writer.js';
import { languageOf, variesByLanguage } from './language.js';
import { acceptedJsonType, type MediaType } from './media-type.js';
import { defaultTimeoutLimits, RequestTimeouts, type TimeoutLimits, timeoutLimits } from './request-timeouts.js';
import { errorResponse, type HttpResponse, refuseConnection, sendResponse } from './response.js';
import { checkMethod, findRoute, healthRoutes, type Route } from './routes.js';

export type { HttpResponse } from './response.js';
export { type Exchange, jsonRoute, type Route, schemaRoute } from './routes.js';

export interface ServeOptions extends TimeoutLimits {
  /** By exact path, without a query string. `/health/live` and `/health/ready` are always there. */
  routes: Readonly<Record<string, Route>>;
  /** @default this machine alone */
  host?: string;
  /** 0 for any free port. @default 0 */
  port?: number;
  /** Whether requests can be answered now; while closing, the answer is no without asking. @default always */
  ready?: () => boolean | Promise<boolean>;
  /** @default one that writes to stderr */
  log?: Logger;
  /** Origins whose pages may read what is answered, as browsers write them. @default none */
  corsOrigins?: readonly string[];
  /** Answers that stay open. */
  streams?: StreamOptions & {
    /** At the same time, in this server. */
    max?: number;
  };
  /** How long an idle connection is kept. */
  keepAliveMs?: number;
  /** On close: how long the server is still open but not ready, so that a balancer can notice. */
  unreadyMs?: number;
  /** On close: how long requests in flight may take before their connections are cut. */
  graceMs?: number;
}

/** What holds where `ServeOptions` say nothing. */
export const serveDefaults = {
  host: '127.0.0.1',
  keepAliveMs: 30_000,
  unreadyMs: 0,
  graceMs: 10_000,
  streams: { ...defaultStreamOptions, max: 1000 },
  ...defaultTimeoutLimits,
} as const;

export interface HttpServer extends AsyncDisposable {
  /** As `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Not ready, then not accepting, then cut off after the grace. Resolves when all is closed. */
  close(): Promise<void>;
}

/** Starts an HTTP server that answers JSON to whatever comes, errors included. Rejects when it cannot listen. */
export async function serve(options: ServeOptions): Promise<HttpServer> {
  const { host = serveDefaults.host, port = 0, log = createLogger() } = options;
  const limits = timeoutLimits(options);
  const { receiveWithinMs } = limits;
  const cors = new Cors(options.corsOrigins ?? []);
  const vary = ['accept', 'accept-encoding', variesByLanguage, ...cors.vary].join(', ');
  let closing: Promise<void> | undefined;
  const routes = new Map(
    Object.entries({ ...options.routes, ...healthRoutes(async () => !closing && isReady(options)) }),
  );
  const latest = new WeakMap<Duplex, ServerResponse>();
  const streaming = new Set<AbortController>();

  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      // Only what no `RequestTimeouts` watch: each request has its own limit, some a longer one.
      requestTimeout: limits.uploadWithinMs + receiveWithinMs,
      headersTimeout: receiveWithinMs,
      connectionsCheckingInterval: Math.min(1000, receiveWithinMs / 2),
      keepAliveTimeout: options.keepAliveMs ?? serveDefaults.keepAliveMs,
      // Node's own refusal has no body; `findRoute` refuses with one.
      requireHostHeader: false,
    },
    (request, response) => void handle(request, response),
  );
  server.on('checkExpectation', (request, response) => void handle(request, response));
  server.on('connect', (_request, socket) => refuseConnection(socket, 'METHOD_NOT_ALLOWED'));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    cut(socket, clientErrors[error.code ?? ''] ?? 'BAD_REQUEST');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  /** Ends a connection, with the reason where nothing is answered yet. */
  function cut(socket: Duplex, code: ErrorCode, type?: MediaType, language?: Language): void {
    const last = latest.get(socket);
    // Of what came before on the connection nothing is left to be answered.
    const isNext = last?.req.complete && last.writableFinished;
    if (!socket.writable || (last?.headersSent && !isNext)) socket.destroy();
    else refuseConnection(socket, code, type, language);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    latest.set(request.socket, response);
    const requestId = requestIdOf(request);
    const aborting = new AbortController();
    const language = languageOf(request.headers);
    const type = acceptedJsonType(request.headers.accept);
    const late = () => cut(request.socket, 'REQUEST_TIMEOUT', type, language);
    const pace = new RequestTimeouts(request, limits, late, () => aborting.abort(new HubError('DEADLINE_EXCEEDED')));
    response.once('close', () => {
      pace.answered();
      if (!response.writableFinished) aborting.abort(new HubError('BAD_REQUEST', { reason: 'CLIENT_GONE' }));
    });
    const headers = { 'x-request-id': requestId, vary, ...cors.headersFor(request) };
    let answer: HttpResponse;
    try {
      const route = findRoute(routes, request);
      answer = cors.preflight(request, route) ?? (await within(aborting.signal, answerBy(route)));
    } catch (error) {
      answer = refused(error);
    }
    if (answer.messages) {
      // It ends when somebody ends it, not by a limit of time.
      pace.answered();
      if (!closing && streaming.size < (options.streams?.max ?? serveDefaults.streams.max)) {
        return stream(response, headers, answer.messages, aborting);
      }
      const reason = new HubError(closing ? 'NOT_READY' : 'TOO_MANY_STREAMS');
      aborting.abort(reason);
      answer = refused(reason);
    }
    try {
      answer = await compress(answer, request.headers['accept-encoding']);
    } catch (error) {
      log.error({ requestId, err: error }, 'An answer could not be compressed');
    }
    // Node alone would keep a busy connection open, and closing would wait for it.
    if (closing) response.shouldKeepAlive = false;
    sendResponse(request, response, headers, answer);

    async function answerBy(route: Route): Promise<HttpResponse> {
      checkMethod(request, route);
      const { signal } = aborting;
      return route.answer({ request, requestId, signal, allowUpload: () => pace.allowUpload() });
    }

    function refused(error: unknown): HttpResponse {
      const { headers: own, ...said } = errorResponse([toPublic(error, requestId, log)], language);
      return { ...said, headers: { 'content-type': `${type}; charset=utf-8`, ...own } };
    }
  }

  async function stream(
    response: ServerResponse,
    headers: Record<string, string>,
    messages: AsyncIterable<Message>,
    ending: AbortController,
  ): Promise<void> {
    streaming.add(ending);
    try {
      await sendStream(response, headers, messages, options.streams);
    } catch (error) {
      log.error({ requestId: headers['x-request-id'], err: error }, 'A stream broke');
    } finally {
      streaming.delete(ending);
      ending.abort();
    }
  }

  async function close(): Promise<void> {
    await delay(options.unreadyMs ?? serveDefaults.unreadyMs);
    // Who was listening comes back to another server, with its position.
    for (const ending of streaming) ending.abort(new HubError('NOT_READY'));
    const cut = setTimeout(() => server.closeAllConnections(), options.graceMs ?? serveDefaults.graceMs);
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

const clientErrors: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

async function isReady({ ready }: ServeOptions): Promise<boolean> {
  return ready ? ready() : true;
}

/** The client's id if it is a harmless one, so that logs of several servers can be joined. */
function requestIdOf(request: IncomingMessage): string {
  const header = request.headers['x-request-id'];
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}

/** The answer, or the reason why the signal was aborted first. A late rejection of the loser is no news. */
function within<T>(signal: AbortSignal, answer: T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    Promise.resolve(answer).then(resolve, reject);
  });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
