import { gamma, offset, type Sketch, writeSketch } from '../../schema/contract/sketch.js';

/** The sketch of some numbers, value by value. */
export function spreadOf(values: readonly number[]): Sketch {
  const sketch = new Map<number, number>();
  for (const value of values) sketch.set(spanOf(value), (sketch.get(spanOf(value)) ?? 0) + 1);
  return sketch;
}

export function sketchText(values: readonly number[]): string {
  return writeSketch(spreadOf(values));
}

function spanOf(value: number): number {
  if (value === 0) return 0;
  return Math.sign(value) * (Math.ceil(Math.log(Math.abs(value)) / Math.log(gamma)) + offset);
}
