import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ResponseCache } from '../../gateway/hub/upstream/response-cache.js';

describe('the bytes that are kept', () => {
  it('are never more than allowed, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(4000), fc.boolean())), (entries) => {
        const cache = new ResponseCache(10_000);
        for (const [key, length, isOwners] of entries) {
          const body = Buffer.alloc(length);
          if (isOwners) cache.setResponse(`o${key}`, { etag: '"1"', body, sources: [] });
          else cache.entry(`m${key}`, []).set(body);
          expect(cache.bytes).toBeLessThanOrEqual(10_000);
        }
      }),
    );
  });

  it('are not also those of answers that nobody can get any more', () => {
    const cache = new ResponseCache(100_000);
    const body = Buffer.alloc(1000);
    const sizes = [1, 2, 3].map(() => {
      const from = [cache.setResponse('owner', { etag: '"1"', body, sources: [] })];
      cache.entry('merged', from).set(body);
      expect(cache.entry('merged', from).get()).toEqual(body);
      return cache.bytes;
    });
    expect(new Set(sizes).size).toBe(1);
  });

  it('are given only for the very answers they were merged from', () => {
    const cache = new ResponseCache(100_000);
    const keep = (key: string) => cache.setResponse(key, { etag: '"1"', body: Buffer.from('{}'), sources: [] });
    const [first, second, again] = [keep('a'), keep('b'), keep('a')];
    cache.entry('merged', [first, second]).set(Buffer.from('{}'));
    for (const from of [[again, second], [second, first], [first], [first, second, again], []]) {
      expect(cache.entry('merged', from).get()).toBeUndefined();
    }
  });

  it.each<[string, (cache: ResponseCache, bytes: Buffer) => Buffer]>([
    ['what the socket read', (cache, body) => cache.setResponse('x', { etag: '"1"', body, sources: [] }).body],
    [
      'what short texts are written to',
      (cache, data) => {
        cache.entry('x', []).set(data);
        return cache.entry('x', []).get()!;
      },
    ],
  ])('are copied from %s, which is larger', (_, keep) => {
    const read = Buffer.alloc(65_536, 1);
    const kept = keep(new ResponseCache(10_000), read.subarray(0, 9));
    read.fill(2);
    expect([kept.buffer.byteLength, kept[0]]).toEqual([9, 1]);
  });
});
