import { catalogue } from './errors.js';

/** The catalogue as a page of Markdown, for `docs/errors.md`. */
export function errorsDoc(): string {
  const rows = Object.entries(catalogue).map(([code, { status, text }]) => [`\`${code}\``, String(status), text]);
  return `# Errors

Generated from \`schema/errors.ts\`; a test compares the two.

Every error has a code from this list in \`extensions.code\`. Its message begins with the text below and may go on with
what was expected and what came. Where an error ends the whole request, the answer has its HTTP status and no data;
where the rest of the data could be given, the answer is 200 with data and errors, and each error has the path of what
is missing.

${table(['Code', 'HTTP status', 'Meaning'], rows)}
`;
}

/** In columns of one width, as the formatter lays tables out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
