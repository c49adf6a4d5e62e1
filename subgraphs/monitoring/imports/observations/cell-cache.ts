/** Names of a file that are remembered: it names the same few over and over, and one that does not fills no memory. */
const most = 10_000;

/** A function of a text that remembers what it found: looking a name up costs more than reading the rest of its row. */
export function cached<T>(find: (text: string) => T): (text: string) => T {
  const cache = new Map<string, { found: T }>();
  return (text) => {
    const before = cache.get(text);
    if (before) return before.found;
    const value = find(text);
    if (cache.size < most) cache.set(text, { found: value });
    return value;
  };
}
