/** Names of a file that are remembered: it names the same few over and over, and one that does not fills no memory. */
const most = 10_000;

/** A function of a text that remembers what it found: looking a name up costs more than reading the rest of its row. */
export function cached<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, { found: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.found;
    const found = find(text);
    if (known.size < most) known.set(text, { found });
    return found;
  };
}
