/**
 * Does an object of this JSON text name a key twice? Readers differ in which of the two they believe, so what was
 * checked by one may not be what another acts upon. Keys are compared as written out.
 */
export function hasDuplicateKeys(text: string): boolean {
  const objects: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === '{') objects.push(new Set());
    else if (token === '[') objects.push(null);
    else if (token === '}' || token === ']') objects.pop();
    else if (token === ':') {
      const keys = objects.at(-1);
      const key = unescaped(last);
      if (keys?.has(key)) return true;
      keys?.add(key);
    } else last = token;
  }
  return false;
}

function unescaped(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}
