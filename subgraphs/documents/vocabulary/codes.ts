/** The codes of a vocabulary, in its order. */
export function codesOf<const V extends Record<string, string>>(vocabulary: V): (keyof V & string)[] {
  return Object.keys(vocabulary);
}
