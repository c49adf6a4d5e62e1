import { connect } from 'node:net';
import { buildSchema } from 'graphql';
import type { Endpoint, OperationRequest, OperationResult } from '../../gateway/http/endpoint.js';
import { type GraphQLOptions, graphqlRoute } from '../../gateway/http/graphql/graphql-route.js';
import { type HttpServer, type ServeOptions, serve } from '../../gateway/http/server/server.js';
import { type LogLine, recordedLog } from '../log.js';

export const schema = buildSchema(`
  type Query {
    text(value: String, limit: Int, matrix: [[Int!]!], filter: Filter): String
    thing: Thing
    things(first: Int = 50, last: Int): [Thing!]!
  }
  type Thing { id: ID! name: String secretName: String thing: Thing parts: [Thing!]! things(first: Int = 50, last: Int): [Thing!]! }
  type Mutation { change: String }
  input Filter { name: String, filter: Filter }
`);

/** An edge before an endpoint that records what reaches it and answers with `reply`. */
export interface Edge extends AsyncDisposable {
  server: HttpServer;
  /** Operations that passed the edge. */
  calls: OperationRequest[];
  /** What an operator reads of warnings and worse. */
  logged: LogLine[];
  post(body: unknown, headers?: Record<string, string>): Promise<Reply>;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came
  json: any;
}

export async function startEdge(
  reply: (request: OperationRequest) => OperationResult | Promise<OperationResult> = () => ({ data: { text: 'ok' } }),
  { graphql, server: options }: { graphql?: GraphQLOptions; server?: Partial<ServeOptions> } = {},
): Promise<Edge> {
  const calls: OperationRequest[] = [];
  const { log, lines: logged } = recordedLog();
  const endpoint: Endpoint = {
    schema,
    async execute(request) {
      calls.push(request);
      return reply(request);
    },
  };
  const route = await graphqlRoute(endpoint, { log, ...graphql });
  const server = await serve({ log, graceMs: 500, ...options, routes: { '/graphql': route, ...options?.routes } });
  return {
    server,
    calls,
    logged,
    post: (body, headers) => post(`${server.url}/graphql`, body, headers),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** Posts a value as JSON, or a string or bytes as they are. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
    body: raw ? (body as string) : JSON.stringify(body),
  });
  return read(response);
}

export async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
}

/** Writes bytes to a socket as they are; resolves with all that came back when the server closes. */
export function raw(port: number, chunks: readonly string[], end = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
      received += data;
    });
    socket.once('end', () => {
      socket.end();
      resolve(received);
    });
    socket.once('error', reject);
    for (const chunk of chunks) socket.write(chunk);
    if (end) socket.end();
  });
}
