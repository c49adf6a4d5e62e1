import { compareText } from '../../../schema/contract/collation.js';
import { quotient } from '../../../schema/contract/decimals.js';
import { addSketches, quantilesOf, readSketch, writeSketch } from '../../../schema/contract/sketch.js';

/** Sum, least or greatest of what owners counted; null says nothing. The sum of nothing is 0. */
export function aggregate(rule: 'SUM' | 'MIN' | 'MAX', values: readonly unknown[]): unknown {
  const present = values.filter((value) => value !== null);
  if (rule === 'SUM') return present.length === 0 && values.length > 0 ? null : exactSum(present.map(Number));
  if (present.length === 0) return null;
  const sign = rule === 'MIN' ? 1 : -1;
  return present.reduce((best, value) => (sign * compareValues(value, best) < 0 ? value : best));
}

export function mean(sum: unknown, count: unknown): number | null {
  return typeof sum === 'number' && typeof count === 'number' ? quotient(sum, count) : null;
}

/** The sketch of all owners' values; null says nothing. Throws where a text is none. */
export function sketch(values: readonly unknown[]): string | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : writeSketch(addSketches(present.map((text) => readSketch(String(text)))));
}

/** Quantiles of all owners' values, from their merged sketch. */
export function quantiles(merged: unknown, of: unknown): number[] | null {
  const parts = (Array.isArray(of) ? of : [of]).map(Number);
  return typeof merged === 'string' ? quantilesOf(readSketch(merged), parts) : null;
}

/**
 * The sum of the numbers as they are written in decimal, rounded once at the end.
 * Binary addition would round at each step, and the sum would depend on the order of owners.
 */
export function exactSum(numbers: readonly number[]): number {
  const binary = numbers.reduce((sum, number) => sum + number, 0);
  if (Number.isSafeInteger(binary) && numbers.every(Number.isSafeInteger)) return binary;
  const decimals = numbers.map(readDecimal);
  const exponent = Math.min(...decimals.map((decimal) => decimal.exponent));
  const sum = decimals.reduce((total, { digits, exponent: own }) => total + digits * 10n ** BigInt(own - exponent), 0n);
  return Number(`${sum}e${exponent}`);
}

function readDecimal(number: number): { digits: bigint; exponent: number } {
  const [mantissa = '0', exponent = '0'] = String(number).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function compareValues(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
}
