import { once } from 'node:events';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SerializedResult } from '../../gateway/http/endpoint.js';
import { compress } from '../../gateway/http/server/compression.js';
import { type Edge, startEdge } from './kit.js';

const large = 'Кизел, постановление № 76. '.repeat(500);
const unpack: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

/** As it came, not unpacked. */
async function ask(edge: Edge, encoding: string | undefined, accept = 'application/json') {
  const asked = request(`${edge.server.url}/graphql?query={text}`, {
    headers: { accept, ...(encoding !== undefined && { 'accept-encoding': encoding }) },
    agent: false,
  }).end();
  const [response] = await once(asked, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { headers: response.headers as Record<string, string>, bytes: Buffer.concat(chunks) };
}

const answers = {
  'an answer': () => ({ data: { text: large } }),
  'an answer that is kept': () => new SerializedResult(Buffer.from(JSON.stringify({ text: large })), { coverage: {} }),
  'an answer in pieces': () =>
    new SerializedResult(
      ['{', '"text"', `:${JSON.stringify(large)}`, '}'].map((text) => Buffer.from(text)),
      {},
    ),
};

describe.each(Object.entries(answers))('%s over a kibibyte', (title, reply) => {
  const [best, other] = title === 'an answer that is kept' ? ['gzip', 'br'] : ['br', 'gzip'];
  it.each([
    ['gzip, deflate, br, zstd', best],
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', best],
    [`${best};q=0.5, ${other}`, other],
    [`${best};q=0, *`, other],
    ['br;q=0, gzip;q=0.001', 'gzip'],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0.5, gzip', 'gzip'],
    ['deflate', undefined],
    ['', undefined],
    [undefined, undefined],
    ['br;q=0, gzip;q=0', undefined],
  ])('is for «%s» sent in %s', async (encoding, expected) => {
    await using edge = await startEdge(reply);
    const plain = await ask(edge, undefined);
    const { headers, bytes } = await ask(edge, encoding);
    expect(headers['content-encoding']).toBe(expected);
    expect(headers.vary).toContain('accept-encoding');
    expect(headers['content-length']).toBe(String(bytes.length));
    expect((expected ? unpack[expected]!(bytes) : bytes).toString()).toBe(plain.bytes.toString());
    if (expected) expect(bytes.length).toBeLessThan(plain.bytes.length / 10);
  });
});

describe('What stays as it is', () => {
  it('is a small answer', async () => {
    await using edge = await startEdge(() => ({ data: { text: 'x'.repeat(900) } }));
    expect((await ask(edge, 'gzip')).headers['content-encoding']).toBeUndefined();
  });

  it('is one that is sent as events', async () => {
    await using edge = await startEdge(() => ({ data: { text: large } }));
    const { headers, bytes } = await ask(edge, 'gzip', 'text/event-stream');
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toMatch(/^event: next\ndata: \{/);
  });
});

describe('Gzip of parts', () => {
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    fc.uint8Array({ minLength: 1024, maxLength: 3000 }),
    fc.constant(new TextEncoder().encode(large)),
  );

  it('is that of the whole, however often a part comes again and whatever stands before it', async () => {
    const kept = Buffer.from(large);
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 1 }), async (before, after) => {
        const body = [...before.map((bytes) => Buffer.from(bytes)), kept, ...after.map((bytes) => Buffer.from(bytes))];
        const answer = await compress({ body }, 'gzip');
        expect(answer.headers).toEqual({ 'content-encoding': 'gzip' });
        expect(gunzipSync(Buffer.concat(answer.body as Buffer[]))).toEqual(Buffer.concat(body));
      }),
      { numRuns: 60 },
    );
  });

  it('deflates what is kept once', async () => {
    const kept = Buffer.from(large);
    const [first, second] = await Promise.all([0, 1].map(() => compress({ body: [Buffer.from('x'), kept] }, 'gzip')));
    expect((second!.body as Buffer[])[2]).toBe((first!.body as Buffer[])[2]);
  });
});
