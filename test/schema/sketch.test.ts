import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addSketches, quantilesOf, readSketch, relativeError, writeSketch } from '../../schema/contract/sketch.js';
import { sketchText, spreadOf } from './spread.js';

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -100, max: 100 }),
  fc.constant(0),
);
const sketch = fc.array(value, { maxLength: 50 }).map(spreadOf);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const holds = (property: fc.IProperty<never> | fc.IRawProperty<never>) => fc.assert(property as never, { seed });

describe(`A sketch, seed ${seed}`, () => {
  it('adds up the same in any order and in any groups, and nothing adds nothing', () => {
    const added = (...sketches: Parameters<typeof addSketches>[0]) => writeSketch(addSketches(sketches));
    holds(
      fc.property(sketch, sketch, sketch, (a, b, c) => {
        expect(added(a, b)).toBe(added(b, a));
        expect(added(addSketches([a, b]), c)).toBe(added(a, addSketches([b, c])));
        expect(added(a, new Map())).toBe(writeSketch(a));
      }) as never,
    );
  });

  it('of parts is, added up, the sketch of the whole', () => {
    holds(
      fc.property(fc.array(value), fc.array(value), (a, b) => {
        const parts = [a, b].map((values) => readSketch(sketchText(values)));
        expect(writeSketch(addSketches(parts))).toBe(sketchText([...a, ...b]));
      }) as never,
    );
  });

  it('gives each quantile within its error', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    holds(
      fc.property(fc.array(value, { minLength: 1 }), part, (values, of) => {
        const [quantile] = quantilesOf(spreadOf(values), [of])!;
        const exact = values.toSorted((a, b) => a - b)[Math.max(Math.ceil(of * values.length), 1) - 1]!;
        // The least doubles have no digits to be exact in.
        expect(Math.abs(quantile! - exact)).toBeLessThanOrEqual(Math.abs(exact) * relativeError * (1 + 1e-9) + 1e-300);
      }) as never,
    );
  });

  it.each([
    ['no values', sketchText([]), [0.5]],
    ['a part below 0', sketchText([1]), [-0.1]],
    ['a part above 1', sketchText([1]), [0.5, 1.1]],
    ['a part that is no number', sketchText([1]), [Number.NaN]],
  ])('gives no quantile of %s', (_, text, of) => {
    expect(quantilesOf(readSketch(text), of)).toBeNull();
  });

  it.each([
    '',
    'null',
    '[1]',
    '"x"',
    '{"a":1}',
    '{"1.5":1}',
    '{"1":-1}',
    '{"1":0.5}',
    '{"1":"1"}',
    '{"99999999":1}',
    '{"__proto__":1}',
  ])('is not read from %s', (text) => {
    expect(() => readSketch(text)).toThrow();
  });
});
