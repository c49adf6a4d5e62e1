/**
 * Text that a spreadsheet would take for a formula, also behind blanks or quotes, and with the full-width signs of
 * Asian keyboards. A plain number is none, and stays one.
 */
const formula = /^['"\s]*[=+\-@\t\r＝＋－＠]/;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/;

/** For CSV, which has no types: an apostrophe in front keeps a spreadsheet from carrying out what the text says. */
export function withGuard(text: string): string {
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** Takes back what `withGuard` put there, so that a file written here reads as what was written. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && withGuard(text.slice(1)) === text ? text.slice(1) : text;
}
