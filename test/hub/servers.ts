import { hash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { parse } from 'graphql';
import { createHub, type Hub, type HubOptions } from '../../gateway/hub/hub.js';
import { anonymous } from '../../schema/contract/caller.js';
import { type LogLine, recordedLog } from '../log.js';
import { answerOf, type MeasureRow, partOf, type World } from './world.js';
import { worldSdl } from './world-sdl.js';

/** An owner on a real socket that records what it is asked. */
export interface TestOwner extends AsyncDisposable {
  readonly code: string;
  readonly url: string;
  readonly port: number;
  readonly calls: {
    query: string;
    variables: Record<string, unknown>;
    headers: IncomingHttpHeaders;
    status?: number;
  }[];
  readonly openSockets: () => number;
  /** What it does with the next requests; by default it answers. */
  behave: Handler | undefined;
  /** Replaces its rows, and raises the version. */
  publish(measures: readonly MeasureRow[]): void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, answer: () => Promise<object>) => unknown;

/** Listens on the given port or a free one; closing it cuts its connections. */
export async function listen<T extends Server>(
  server: T,
  port = 0,
  host = '127.0.0.1',
): Promise<T & { port: number; sockets: Set<Socket> } & AsyncDisposable> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return Object.assign(server, {
    port: (server.address() as AddressInfo).port,
    sockets,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}

export async function serveOwner(world: World, code: string, port = 0): Promise<TestOwner> {
  let part = partOf(world, code);
  let version = 7;
  const calls: TestOwner['calls'] = [];
  const server = await listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
      const call: TestOwner['calls'][number] = { query, variables, headers: request.headers };
      calls.push(call);
      response.on('finish', () => {
        call.status = response.statusCode;
      });
      const answer = async () => ({
        ...(await answerOf(part, query, variables)),
        extensions: {
          coverage: {
            sources: [{ municipality: code, state: 'ANSWERED', asOf: '2026-01-02T03:04:05.000Z', version }],
          },
        },
      });
      if (owner.behave) await owner.behave(request, response, answer);
      else await answerOnce(request, response, [version, query, variables, request.headers.authorization], answer);
    }),
    port,
  );
  const owner: TestOwner = {
    code,
    port: server.port,
    url: `http://127.0.0.1:${server.port}/graphql`,
    calls,
    openSockets: () => server.sockets.size,
    behave: undefined,
    publish(measures) {
      part = { ...part, measures: [...measures] };
      version++;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  return owner;
}

/** As an instance does: what the asking hub holds is not sent again. */
async function answerOnce(
  request: IncomingMessage,
  response: ServerResponse,
  dependsOn: unknown[],
  answer: () => Promise<object>,
): Promise<void> {
  const etag = `W/"${hash('sha256', JSON.stringify(dependsOn), 'base64url')}"`;
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  const body = await answer();
  sendJson(response, body, 200, 'errors' in body ? {} : { etag });
}

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: object = {}): void {
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
  response.writeHead(status, all).end(JSON.stringify(body));
}

/** A server that speaks bytes, for what no HTTP library would send. */
export function serveBytes(onSocket: (socket: Socket) => void) {
  return listen(createSocketServer(onSocket));
}

export interface TestHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly owners: Record<string, TestOwner>;
  /** Why answers were not used, as an operator sees it. */
  readonly logged: LogLine[];
  ask(
    query: string,
    variables?: Record<string, unknown>,
    options?: { signal?: AbortSignal; authorization?: string },
  ): Promise<TestAnswer>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers as JSON.
export type TestAnswer = { data?: any; errors?: any[]; extensions: any };

/** A hub over one server for each owner of the world. */
export async function startHub(world: World, options: Partial<HubOptions> = {}): Promise<TestHub> {
  const owners = await Promise.all(world.owners.map((code) => serveOwner(world, code)));
  const { log, lines: logged } = recordedLog();
  const hub = createHub({
    supergraphSdl: worldSdl,
    owners: owners.map(({ code, url }) => ({ code, url })),
    log,
    ...options,
  });
  return {
    hub,
    owners: Object.fromEntries(owners.map((owner) => [owner.code, owner])),
    logged,
    ask: (query, variables, extra) => ask(hub, query, variables, extra),
    async [Symbol.asyncDispose]() {
      await hub.close();
      await Promise.all(owners.map((owner) => owner[Symbol.asyncDispose]()));
    },
  };
}

const documents = new Map<string, ReturnType<typeof parse>>();

/** Asks as the edge would, and reads the answer as a client would: through JSON. */
export async function ask(
  hub: Hub,
  query: string,
  variables: Record<string, unknown> = {},
  { signal = new AbortController().signal, authorization }: { signal?: AbortSignal; authorization?: string } = {},
): Promise<TestAnswer> {
  const document = documents.get(query) ?? parse(query, { noLocation: true });
  documents.set(query, document);
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition')!;
  if (operation.kind !== 'OperationDefinition') throw new Error('Expected an operation.');
  const result = await hub.execute({
    document,
    operation,
    variables,
    digest: JSON.stringify([query, variables]),
    requestId: 'test-request',
    caller: anonymous,
    authorization,
    signal,
  });
  return JSON.parse(JSON.stringify(result));
}

/** Serves a hub over HTTP as plainly as a hub above it needs. */
export async function serveEndpoint(endpoint: Hub, headers: object = {}): Promise<{ url: string } & AsyncDisposable> {
  const server = await listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
      sendJson(response, await ask(endpoint, query, variables), 200, headers);
    }),
  );
  return { url: `http://127.0.0.1:${server.port}/`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
