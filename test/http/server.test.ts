import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { OperationRequest } from '../../gateway/http/endpoint.js';
import { jsonRoute } from '../../gateway/http/server/routes.js';
import { serve } from '../../gateway/http/server/server.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { raw, read, startEdge } from './kit.js';

const good = JSON.stringify({ query: '{ text }' });
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What is sent, as `fetch` takes it, and the status and code of the refusal. */
const refused: readonly [string, string, RequestInit, number, string][] = [
  ['a path that is not served', '/graphiql', {}, 404, 'NOT_FOUND'],
  ['a path that every object has', '/__proto__', {}, 404, 'NOT_FOUND'],
  ['a path upwards', '/../../etc/passwd', {}, 404, 'NOT_FOUND'],
  ['a mutation by GET', '/graphql?query=mutation%7Bchange%7D', {}, 405, 'METHOD_NOT_ALLOWED'],
  ['a PUT', '/graphql', { method: 'PUT', body: good }, 405, 'METHOD_NOT_ALLOWED'],
  ['a preflight', '/graphql', { method: 'OPTIONS' }, 405, 'METHOD_NOT_ALLOWED'],
  ['a POST to what is only read', '/health/live', { method: 'POST', body: good }, 405, 'METHOD_NOT_ALLOWED'],
  ['no content type', '/graphql', { body: Buffer.from(good), headers: {} }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'plain text, as any page may send it',
    '/graphql',
    { body: good, headers: { 'content-type': 'text/plain' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['a form', '/graphql', { body: new URLSearchParams({ query: '{text}' }) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'a multipart form',
    '/graphql',
    { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a type that only begins right',
    '/graphql',
    { body: good, headers: { 'content-type': 'application/json5' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'UTF-16',
    '/graphql',
    { body: Buffer.from(good, 'utf16le'), headers: { 'content-type': 'application/json; charset=utf-16' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'UTF-7',
    '/graphql',
    { body: good, headers: { 'content-type': 'application/json; charset=utf-7' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a gzip bomb',
    '/graphql',
    {
      body: gzipSync(Buffer.alloc(50_000_000, ' ')).subarray(0, 60_000),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a body of 1 MB',
    '/graphql',
    { body: JSON.stringify({ query: `{text}#${'x'.repeat(1_000_000)}` }) },
    413,
    'BODY_TOO_LARGE',
  ],
  [
    'a body of 257 KB that does not say its length',
    '/graphql',
    { body: new Blob([' '.repeat(257 * 1024)]).stream(), duplex: 'half' } as RequestInit,
    413,
    'BODY_TOO_LARGE',
  ],
  ['no body', '/graphql', { method: 'POST' }, 400, 'BAD_REQUEST'],
  ['no JSON', '/graphql', { body: '{ "query": ' }, 400, 'BAD_REQUEST'],
  ['JSON that is no object', '/graphql', { body: 'null' }, 400, 'BAD_REQUEST'],
  ['a number', '/graphql', { body: '7' }, 400, 'BAD_REQUEST'],
  [
    'bytes that are not UTF-8',
    '/graphql',
    { body: Buffer.from('7b227175657279223a22c328227d', 'hex') },
    400,
    'BAD_REQUEST',
  ],
  ['a batch', '/graphql', { body: `[${good},${good}]` }, 400, 'BAD_REQUEST'],
  ['an empty batch', '/graphql', { body: '[]' }, 400, 'BAD_REQUEST'],
  [
    'arrays 100 000 deep',
    '/graphql',
    { body: `{"query":"{text}","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}` },
    400,
    'OPERATION_TOO_COMPLEX',
  ],
  [
    'arrays 41 deep',
    '/graphql',
    { body: `{"query":"{text}","variables":{"a":${'['.repeat(41)}${']'.repeat(41)}}}` },
    400,
    'OPERATION_TOO_COMPLEX',
  ],
  [
    'a list of 20 000 values',
    '/graphql',
    { body: `{"query":"{text}","variables":{"a":[${'1,'.repeat(20_000)}1]}}` },
    400,
    'OPERATION_TOO_COMPLEX',
  ],
  [
    'a variable with the key __proto__',
    '/graphql',
    { body: '{"query":"{text}","variables":{"a":{"\\u005f_proto__":{"x":1}}}}' },
    400,
    'BAD_VARIABLE',
  ],
  ['a variable with NUL', '/graphql', { body: '{"query":"{text}","variables":{"a":"\\u0000"}}' }, 400, 'BAD_VARIABLE'],
  [
    'a variable with half of a character',
    '/graphql',
    { body: '{"query":"{text}","variables":{"a":"\\ud800"}}' },
    400,
    'BAD_VARIABLE',
  ],
  [
    'a variable of another type',
    '/graphql',
    { body: '{"query":"query($n:Int){text(limit:$n)}","variables":{"n":"7"}}' },
    400,
    'BAD_VARIABLE',
  ],
  [
    'an object where text is expected',
    '/graphql',
    { body: '{"query":"query($v:String){text(value:$v)}","variables":{"v":{"$gt":""}}}' },
    400,
    'BAD_VARIABLE',
  ],
  ['variables as text', '/graphql', { body: '{"query":"{text}","variables":"{}"}' }, 400, 'BAD_REQUEST'],
  [
    'a persisted query',
    '/graphql',
    { body: '{"query":"{text}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}' },
    400,
    'BAD_REQUEST',
  ],
  [
    'the name of no operation',
    '/graphql',
    { body: '{"query":"query A {text}","operationName":"B"}' },
    400,
    'OPERATION_INVALID',
  ],
  [
    'two operations and no name',
    '/graphql',
    { body: '{"query":"query A {text} query B {text}"}' },
    400,
    'OPERATION_INVALID',
  ],
];

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
