import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { callOverHttp, type HttpOptions } from '../../gateway/supergraph/execution/call-over-http.js';
import type { SubgraphResponse } from '../../gateway/supergraph/supergraph.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** One call of a subgraph that answers as given. */
async function call(
  listener: RequestListener,
  options: HttpOptions = {},
  more: { authorization?: string; signal?: AbortSignal } = {},
): Promise<SubgraphResponse> {
  return callUrl(await listen(listener), options, more);
}

async function callUrl(
  url: string,
  options: HttpOptions = {},
  more: { authorization?: string; signal?: AbortSignal } = {},
) {
  const http = callOverHttp<{ authorization?: string }>(options);
  closing.unshift(() => http.close());
  const request = { serviceName: 's', url, operation: '{a}', operationKind: 'query' as const, variables: { v: 1 } };
  return http.call(request, { authorization: more.authorization }, more.signal ?? new AbortController().signal);
}

async function listen(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graph?x=1`;
}

const answer =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

describe('a call over HTTP', () => {
  it('sends the operation, its variables and the caller’s authorization, and nothing about the caller besides', async () => {
    let seen: { url?: string; method?: string; headers: IncomingMessage['headers']; body: string } | undefined;
    await call(
      async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        const { url, method, headers } = request;
        seen = { url, method, headers, body };
        response.end('{"data":{}}');
      },
      {},
      { authorization: 'Bearer t' },
    );
    expect(seen).toMatchObject({ url: '/graph?x=1', method: 'POST', body: '{"query":"{a}","variables":{"v":1}}' });
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = seen!.headers;
    expect(headers).toEqual({
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'accept-encoding': 'gzip, br',
      authorization: 'Bearer t',
    });
  });

  it('keeps its connections', async () => {
    const ports = new Set<number>();
    const url = await listen((request, response) => {
      ports.add(request.socket.remotePort!);
      response.end('{"data":{}}');
    });
    const http = callOverHttp<object>();
    closing.unshift(() => http.close());
    const request = { serviceName: 's', url, operation: '{a}', operationKind: 'query' as const, variables: {} };
    for (let time = 0; time < 20; time++) await http.call(request, {}, new AbortController().signal);
    // A second one is opened when the first is not free again by the next turn of the loop.
    expect(ports.size).toBeLessThan(3);
  });

  it.each<[string, RequestListener, SubgraphResponse]>([
    ['data', answer('{"data":{"a":1}}'), { data: { a: 1 } }],
    ['data in gzip', answer(gzipSync('{"data":{"a":1}}'), { 'content-encoding': 'gzip' }), { data: { a: 1 } }],
    [
      'data in brotli',
      answer(brotliCompressSync('{"data":{"a":1}}'), { 'content-encoding': 'br' }),
      { data: { a: 1 } },
    ],
    ['a refusal with its errors', answer('{"errors":[{"message":"m"}]}', {}, 400), { errors: [{ message: 'm' }] }],
    [
      'a key __proto__, as data',
      answer('{"data":{"__proto__":{"x":1}}}'),
      JSON.parse('{"data":{"__proto__":{"x":1}}}'),
    ],
  ])('understands %s', async (_, listener, expected) => {
    expect(JSON.stringify(await call(listener))).toBe(JSON.stringify(expected));
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  it.each<[string, RequestListener, string, RegExp]>([
    ['a page instead of JSON', answer('<html>', {}, 502), 'SUBGRAPH_INVALID', /JSON, got status 502/],
    ['an empty body', answer(''), 'SUBGRAPH_INVALID', /Expected JSON/],
    ['half a JSON', answer('{"data":{"a"'), 'SUBGRAPH_INVALID', /Expected JSON/],
    ['JSON that is no answer', answer('{"a":1}', {}, 404), 'SUBGRAPH_INVALID', /status 404/],
    ['JSON that is no object', answer('null'), 'SUBGRAPH_INVALID', /a GraphQL answer/],
    ['a redirect', answer('', { location: 'http://127.0.0.1:9/' }, 307), 'SUBGRAPH_INVALID', /status 307/],
    [
      'a body over the limit',
      answer(`{"data":"${'x'.repeat(2_000_000)}"}`),
      'SUBGRAPH_INVALID',
      /at most 1000000 bytes/,
    ],
    [
      'a body over the limit once decompressed',
      answer(bomb, { 'content-encoding': 'gzip' }),
      'SUBGRAPH_INVALID',
      /at most 1000000 bytes/,
    ],
    ['gzip that is none', answer('{"data":1}', { 'content-encoding': 'gzip' }), 'SUBGRAPH_INVALID', /compressed/],
    [
      'gzip cut short',
      answer(gzipSync('{"data":{"a":1}}').subarray(0, 15), { 'content-encoding': 'gzip' }),
      'SUBGRAPH_INVALID',
      /compressed/,
    ],
    [
      'an encoding that nobody asked for',
      answer('x', { 'content-encoding': 'compress' }),
      'SUBGRAPH_INVALID',
      /gzip or br/,
    ],
    [
      'a connection closed without an answer',
      ({ socket }) => socket.destroy(),
      'SUBGRAPH_UNREACHABLE',
      /could not be reached/,
    ],
    [
      'a connection lost within the body',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"data"');
        setImmediate(() => response.destroy());
      },
      'SUBGRAPH_UNREACHABLE',
      /could not be reached/,
    ],
  ])('refuses %s', async (_, listener, code, message) => {
    await expect(call(listener, { maxBytes: 1_000_000 })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('says that a subgraph is out of reach', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const refused = await callUrl(`http://127.0.0.1:${port}/`).catch((error) => error);
    expect(refused).toMatchObject({ code: 'SUBGRAPH_UNREACHABLE' });
    expect(refused.message).not.toContain(String(port));
  });

  it.each<[string, RequestListener]>([
    ['that never answers', () => {}],
    [
      'that answers byte by byte for ever',
      (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'whose gzip never ends',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).write(bomb.subarray(0, 20)),
    ],
  ])('ends in time with a subgraph %s', async (_, listener) => {
    const started = performance.now();
    await expect(call(listener, { timeoutMs: 150 })).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('ends when the request is aborted, and is not begun when it was aborted before', async () => {
    const aborting = new AbortController();
    const silent: RequestListener = () => aborting.abort();
    await expect(call(silent, {}, { signal: aborting.signal })).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    let reached = false;
    const counting: RequestListener = () => {
      reached = true;
    };
    await expect(call(counting, {}, { signal: aborting.signal })).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    expect(reached).toBe(false);
  });
});
