import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { OperationRequest } from '../../gateway/http/endpoint.js';
import { jsonRoute } from '../../gateway/http/server/routes.js';
import { serve } from '../../gateway/http/server/server.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { raw, read, startEdge } from './kit.js';
import { good, refused } from './refused-requests.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

describe('a request is refused in JSON', () => {
  it.each(refused)(
    '%s',
    async (_, path, { headers = { 'content-type': 'application/json' }, ...init }, status, code) => {
      await using edge = await startEdge();
      const method = init.method ?? (init.body ? 'POST' : 'GET');
      const form = init.body instanceof URLSearchParams;
      const answer = await read(await fetch(edge.server.url + path, { ...init, method, headers: form ? {} : headers }));
      expect({ status: answer.status, code: answer.json.errors[0].extensions.code }).toEqual({
        status,
        code,
      });
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.headers.get('x-request-id')).toMatch(uuid);
      const allow = path.startsWith('/health') ? 'GET, HEAD' : path.includes('mutation') ? 'POST' : 'POST, GET';
      expect(answer.headers.get('allow')).toBe(status === 405 ? allow : null);
      expect(answer.text).not.toMatch(/node_modules|\.js:|at Object|Unexpected token/);
      expect(edge.calls).toEqual([]);
      expect(edge.logged).toEqual([]);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
      expect((await edge.post(good)).status).toBe(200);
    },
  );

  const head = (more = '') => `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${more}`;
  it.each<[string, string[], boolean, string, string]>([
    ['what is not HTTP', ['\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'], false, '400 Bad Request', 'BAD_REQUEST'],
    [
      'headers of 20 KB',
      [head(`x-a: ${'x'.repeat(20_000)}\r\n\r\n`)],
      false,
      '431 Request Header Fields Too Large',
      'HEADERS_TOO_LARGE',
    ],
    [
      'a body that never comes',
      [head('content-length: 20\r\n\r\n'), '{"query'],
      false,
      '408 Request Timeout',
      'REQUEST_TIMEOUT',
    ],
    [
      'headers that never end',
      ['POST /graphql HTTP/1.1\r\nhost: a\r\n'],
      false,
      '408 Request Timeout',
      'REQUEST_TIMEOUT',
    ],
    [
      'two lengths',
      [head('content-length: 16\r\ncontent-length: 17\r\n\r\n'), good],
      false,
      '400 Bad Request',
      'BAD_REQUEST',
    ],
    [
      'a length and chunks',
      [head('content-length: 16\r\ntransfer-encoding: chunked\r\n\r\n')],
      false,
      '400 Bad Request',
      'BAD_REQUEST',
    ],
    [
      'a length that is announced and not sent',
      [head('content-length: 1000000000\r\n\r\n')],
      false,
      '413 Payload Too Large',
      'BODY_TOO_LARGE',
    ],
    [
      'a sender that ends in the middle of the body',
      [head('content-length: 20\r\n\r\n'), '{"query'],
      true,
      '400 Bad Request',
      'BAD_REQUEST',
    ],
    ['no host', ['GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n'], false, '400 Bad Request', 'BAD_REQUEST'],
    ['a tunnel', ['CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n'], false, '405 Method Not Allowed', 'METHOD_NOT_ALLOWED'],
  ])('%s', async (_, chunks, end, statusLine, code) => {
    await using edge = await startEdge(undefined, { server: { receiveWithinMs: 200 } });
    const received = await raw(edge.server.port, chunks, end);
    const [headers, body] = received.split('\r\n\r\n') as [string, string];
    expect(headers.split('\r\n')[0]).toBe(`HTTP/1.1 ${statusLine}`);
    expect(headers.toLowerCase()).toContain('content-type: application/json; charset=utf-8');
    expect(headers.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(JSON.parse(body).errors[0].extensions.code).toBe(code);
    expect(edge.calls).toEqual([]);
    expect((await edge.post(good)).status).toBe(200);
  });

  it.each([
    ['a body that comes in time but byte by byte', [...good]],
    ['an expectation that nobody meets', [good]],
  ])('but %s is answered', async (title, chunks) => {
    await using edge = await startEdge();
    const expectation = title.includes('expectation') ? 'expect: a-miracle\r\n' : '';
    const received = await raw(edge.server.port, [
      head(`${expectation}connection: close\r\ncontent-length: ${good.length}\r\n\r\n`),
      ...chunks,
    ]);
    expect(received).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n\{"data":\{"text":"ok"\}\}$/);
  });
});

describe('a body over the limit that does not say its length', () => {
  const start =
    'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;

  it('leaves the connection usable when it ends soon', async () => {
    await using edge = await startEdge();
    const next = 'GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
    const received = await raw(edge.server.port, [start, chunk.repeat(10), '0\r\n\r\n', next]);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  it('is cut off when it does not', async () => {
    await using edge = await startEdge();
    const socket = connect(edge.server.port, '127.0.0.1');
    let sent = 0;
    const closed = new Promise((resolve) => socket.once('close', resolve).on('error', () => {}));
    const sendMore = () => {
      while (!socket.destroyed && socket.write(chunk)) sent++;
      if (!socket.destroyed) socket.once('drain', sendMore);
    };
    socket.write(start);
    sendMore();
    await closed;
    expect(sent).toBeLessThan(1000);
    expect(edge.calls).toEqual([]);
  });
});

describe('the request id', () => {
  it.each([
    ['a harmless one', 'client-id_1', true],
    ['one with spaces', 'a b c d e f g', false],
    ['a short one', 'x', false],
    ['a long one', 'x'.repeat(65), false],
    ['one that would break a log line', 'abcdefgh"}', false],
  ])("is the client's or ours: %s", async (_, id, taken) => {
    await using edge = await startEdge();
    const { headers } = await edge.post(good, { 'x-request-id': id });
    if (taken) expect(headers.get('x-request-id')).toBe(id);
    else expect(headers.get('x-request-id')).toMatch(uuid);
    expect(edge.calls[0]!.requestId).toBe(headers.get('x-request-id'));
  });
});

describe('the signal', () => {
  it.each(['destroy', 'end'] as const)(
    'is aborted when the client goes away (%s), and nothing is logged',
    async (leave) => {
      const started = Promise.withResolvers<OperationRequest>();
      const aborted = Promise.withResolvers<unknown>();
      await using edge = await startEdge(async (request) => {
        started.resolve(request);
        await once(request.signal, 'abort');
        aborted.resolve(request.signal.reason);
        throw request.signal.reason;
      });
      const socket = connect(edge.server.port, '127.0.0.1');
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${good.length}\r\n\r\n${good}`,
      );
      expect((await started.promise).signal.aborted).toBe(false);
      socket[leave]();
      expect(await aborted.promise).toBeInstanceOf(HubError);
      expect(edge.logged).toEqual([]);
    },
  );

  it('is not aborted by an answer', async () => {
    await using edge = await startEdge();
    await edge.post(good);
    expect(edge.calls[0]!.signal.aborted).toBe(false);
  });

  it('is aborted at the limit of the server, which then answers itself', async () => {
    await using edge = await startEdge(() => new Promise(() => {}), { server: { answerWithinMs: 50 } });
    const { status, json } = await edge.post(good);
    expect({ status, code: json.errors[0].extensions.code }).toEqual({ status: 504, code: 'DEADLINE_EXCEEDED' });
    expect(edge.calls[0]!.signal.aborted).toBe(true);
  });
});

describe('the server', () => {
  it('serves routes beside the endpoint', async () => {
    await using edge = await startEdge(undefined, {
      server: { routes: { '/version': jsonRoute(() => ({ version: 7 })) } },
    });
    const answer = await read(await fetch(`${edge.server.url}/version?x`));
    expect(answer).toMatchObject({ status: 200, json: { version: 7 } });
    const head = await fetch(`${edge.server.url}/version`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '13', '']);
  });

  it('is ready when its owner says so', async () => {
    let ready = false;
    await using server = await serve({ routes: {}, ready: () => ready });
    const status = async (path: string) => (await fetch(`${server.url}/health/${path}`)).status;
    expect([await status('live'), await status('ready')]).toEqual([200, 503]);
    ready = true;
    expect([await status('live'), await status('ready')]).toEqual([200, 200]);
  });

  it('rejects when the port is taken', async () => {
    await using server = await serve({ routes: {} });
    await expect(serve({ routes: {}, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('closes in order: not ready, in flight answered, no new connection', async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const stopped: string[] = [];
    const slow = {
      methods: ['GET'],
      async answer() {
        started.resolve();
        await finish.promise;
        return { body: '"whole"' };
      },
      close: async () => void stopped.push('slow'),
    };
    const server = await serve({ routes: { '/slow': slow }, unreadyMs: 500 });
    const inFlight = fetch(`${server.url}/slow`);
    await started.promise;
    const closed = server.close();
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect(stopped).toEqual([]);
    finish.resolve();
    const answer = await inFlight;
    expect([answer.headers.get('connection'), await answer.text()]).toEqual(['close', '"whole"']);
    await closed;
    expect(stopped).toEqual(['slow']);
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    expect(server.close()).toBe(closed);
  });

  it('cuts off what does not end within the grace', async () => {
    const started = Promise.withResolvers<void>();
    const hung = { methods: ['GET'], answer: () => new Promise<never>(() => started.resolve()) };
    const server = await serve({ routes: { '/hung': hung }, graceMs: 50 });
    const inFlight = fetch(`${server.url}/hung`);
    await started.promise;
    await server.close();
    await expect(inFlight).rejects.toThrow();
  });
});
