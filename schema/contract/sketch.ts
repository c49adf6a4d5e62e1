import { rounded } from './decimals.js';

/**
 * How many values lie in which span: a DDSketch (Masson, Rim, Lee, 2019), from which quantiles are read with a relative
 * error of at most 1 %. Sketches of parts add up to that of the whole, span by span, so merging loses nothing.
 *
 * As text it is JSON: span → count. Spans are integers in the order of their values: 0 holds the value 0; span
 * `i + offset` the values in (γ^(i−1), γ^i], and its negative those of the other sign.
 */
export type Sketch = ReadonlyMap<number, number>;

/** The greatest relative error of a quantile. */
export const relativeError = 0.01;

/** Ratio of the bounds of a span. */
export const gamma = (1 + relativeError) / (1 - relativeError);

/** More than the exponent of the least positive double, so that spans of positive values are positive. */
export const offset = 40_000;

/** Reads a sketch; throws where the text is none. */
export function readSketch(text: string): Sketch {
  if (!text.startsWith('{')) throw new RangeError('No sketch');
  const spans = Object.entries<unknown>(JSON.parse(text));
  return new Map(
    spans.map(([span, count]) => {
      const key = Number(span);
      if (!Number.isSafeInteger(key) || Math.abs(key) > 2 * offset) throw new RangeError(`Span ${span}`);
      if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1)
        throw new RangeError(`Count ${count}`);
      return [key, count];
    }),
  );
}

/** The one text of a sketch: spans from the lowest. */
export function writeSketch(sketch: Sketch): string {
  const spans = [...sketch].sort(([a], [b]) => a - b).map(([span, count]) => `"${span}":${count}`);
  return `{${spans.join()}}`;
}

/** The sketch of all values of these. */
export function addSketches(sketches: readonly Sketch[]): Sketch {
  const sum = new Map<number, number>();
  for (const sketch of sketches) {
    for (const [span, count] of sketch) sum.set(span, (sum.get(span) ?? 0) + count);
  }
  return sum;
}

/**
 * The values below which these parts (0 to 1) of all values lie: that of rank ⌈part · count⌉, as PostgreSQL's
 * `percentile_disc` counts, rounded as quotients are. Null where there are no values or a part is none.
 */
export function quantilesOf(sketch: Sketch, parts: readonly number[]): number[] | null {
  const spans = [...sketch].sort(([a], [b]) => a - b);
  const total = spans.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0 || !parts.every((part) => part >= 0 && part <= 1)) return null;
  return parts.map((part) => rounded(middleOf(spanAt(spans, Math.max(Math.ceil(part * total), 1)))));
}

/** The span of the value of this rank, from 1. */
function spanAt(spans: readonly [number, number][], rank: number): number {
  let rest = rank;
  for (const [span, count] of spans) {
    rest -= count;
    if (rest <= 0) return span;
  }
  return spans.at(-1)![0];
}

/** The value whose greatest relative distance to the values of the span is least. */
function middleOf(span: number): number {
  if (span === 0) return 0;
  // Not doubled before it is divided: twice the greatest doubles is more than a double holds.
  const middle = gamma ** (Math.abs(span) - offset) * (2 / (gamma + 1));
  return Math.sign(span) * Math.min(middle, Number.MAX_VALUE);
}
