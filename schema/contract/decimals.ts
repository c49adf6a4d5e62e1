/** How many significant digits a quotient has, at owners and in the hub alike: all that a double has for certain, less three. */
const digits = 12;

/** The number rounded as every quotient and quantile is: 2.8, not 2.8000000000000003. */
export function rounded(number: number): number {
  return Number(number.toPrecision(digits));
}

/** The quotient, rounded; null where there is none. */
export function quotient(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : rounded(dividend / divisor);
}
