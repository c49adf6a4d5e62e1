/** A message of graphql-js as part of ours: it may quote the client at any length, and lacks the last full stop. */
export function oneLine(message: string): string {
  const clean = message
    .replace(/^Syntax Error: /, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return clean.length > 300 ? `${clean.slice(0, 300)}…` : clean;
}
