import { catalogue } from '../../schema/errors/catalogue.js';
import { reasons } from '../../schema/errors/reasons/index.js';
import type { Reason } from '../../schema/errors/reasons/reason.js';

/** The catalogue as a page of Markdown, for `docs/errors.md`. */
export function errorsDoc(): string {
  return `# Errors

Generated from \`schema/errors/catalogue.ts\` and \`schema/reasons\`; a test compares them.

Every error has a code from this list in \`extensions.code\`. Its message is the text below, in Russian for whoever asks
for it by \`accept-language\`, otherwise in English. Where an error ends the whole request, the answer has its HTTP status
and no data; where the rest of the data could be given, the answer is 200 with data and errors, and each error has the
path of what is missing. Of a mutation whose fields were all refused the status is that of the first refusal.

${table(
  ['Code', 'HTTP status', 'Meaning', 'По-русски'],
  Object.entries(catalogue).map(([code, { status, en, ru }]) => [`\`${code}\``, String(status), en, ru]),
)}

## Reasons

What was expected and what came follows the text of the code. It stands in the error as data too: \`extensions.reason\`
names one of these, and \`extensions.parameters\` holds what is in its brackets. A hub passes an owner's reason on only
as far as it is one of these with parameters of their kinds, and makes the sentence itself. What graphql-js finds wrong
with an operation or a variable follows in its own words, in English.

${table(
  ['Code', 'Reason', 'Parameters', 'Sentence', 'По-русски'],
  Object.entries(reasons).flatMap(([code, ofCode]) =>
    Object.entries<Reason>(ofCode).map(([name, { parameters, sentences }]) => [
      `\`${code}\``,
      `\`${name}\``,
      Object.entries(parameters)
        .map(([parameter, { meaning }]) => `\`${parameter}\`: ${meaning}`)
        .join('; '),
      sentences.en,
      sentences.ru,
    ]),
  ),
)}
`;
}

/** In columns of one width, as the formatter lays tables out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
