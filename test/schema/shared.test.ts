import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareText, sortKey } from '../../schema/contract/collation.js';
import { compareCursors, decodeCursor, encodeCursor } from '../../schema/contract/cursor.js';
import { formatId, ownerOf, parseId } from '../../schema/contract/id.js';
import { HubError } from '../../schema/errors/catalogue.js';

describe('Alphabetical order', () => {
  it('takes numbers by value, ё as е, and no notice of case and quotes', () => {
    const sorted = ['Детский сад № 10', '«Ёлочка»', 'детский сад №9', 'Елена', 'Ель', 'ЁЖ', 'Детский сад № 9а'];
    sorted.sort((a, b) => compareText(sortKey(a), sortKey(b)));
    expect(sorted).toEqual([
      'детский сад №9',
      'Детский сад № 9а',
      'Детский сад № 10',
      'ЁЖ',
      'Елена',
      '«Ёлочка»',
      'Ель',
    ]);
  });

  it('compares as the bytes of UTF-8 do, which is how the databases sort', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('A cursor', () => {
  const key = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer());
  const cursor = fc.record({ order: fc.string(), descending: fc.boolean(), keys: fc.array(key, { minLength: 1 }) });

  it('is read back as it was written', () => {
    fc.assert(fc.property(cursor, (value) => expect(decodeCursor(encodeCursor(value))).toEqual(value)));
  });

  it('of another order, altered or made up is refused', () => {
    const good = encodeCursor({ order: 'measures.SOURCE_ORDER', descending: false, keys: ['a', 'kizel:measure:1'] });
    const altered = Buffer.from(good, 'base64url').toString().replace('kizel', 'kazan');
    for (const bad of [
      Buffer.from(altered).toString('base64url'),
      'garbage',
      '',
      'a'.repeat(5000),
      good.slice(0, -4),
    ]) {
      expect(() => decodeCursor(bad)).toThrow(HubError);
    }
    expect(() => decodeCursor(good, 'measures.DUE_ASC')).toThrow('Expected a cursor of measures.DUE_ASC');
  });

  it('orders rows by its keys in turn, the other way round when descending', () => {
    const at = (descending: boolean, ...keys: string[]) => ({ order: 'o', descending, keys });
    expect(compareCursors(at(false, 'a', '2'), at(false, 'b', '1'))).toBeLessThan(0);
    expect(compareCursors(at(false, 'a', '2'), at(false, 'a', '1'))).toBeGreaterThan(0);
    expect(compareCursors(at(true, 'a', '2'), at(true, 'a', '1'))).toBeLessThan(0);
    expect(compareCursors(at(true, 'a', '2'), at(true, 'a', '2'))).toBe(0);
  });
});

describe('A global id', () => {
  it('names its owner, or none for a thing that owners share', () => {
    const id = formatId({ owner: 'kizel', kind: 'measure', local: 'order-76-2021-06-30/1/1.1' });
    expect(parseId(id)).toEqual({ owner: 'kizel', kind: 'measure', local: 'order-76-2021-06-30/1/1.1' });
    expect(ownerOf(id)).toBe('kizel');
    expect(ownerOf(':act:federal-law-273-фз-2012-12-29')).toBe('');
    expect(ownerOf('kizel')).toBe('kizel');
  });

  it.each(['', 'kizel:measure', 'Kizel:measure:1', 'kizel:measure:', 'kizel::1', 'kizel:measure:a b', 'a:b:\u0000'])(
    'that is malformed is refused: %j',
    (id) => expect(() => parseId(id)).toThrow(HubError),
  );
});
