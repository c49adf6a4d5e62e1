/** The tags that a client names in `if-none-match`, without quotes; «*» names none, because any answer would do. */
export function readTags(header: string | undefined): string[] | undefined {
  return header === undefined ? undefined : Array.from(header.matchAll(tag), ([, opaque = '']) => opaque);
}

/** Of one answer; undefined where the header is no tag. Weak or not: a proxy that compresses makes a tag weak. */
export function readTag(header: unknown): string | undefined {
  return typeof header === 'string' && header.length <= 200 ? oneTag.exec(header)?.[1] : undefined;
}

/** Weak, because an answer also says how long it took: the same data, not the same bytes. */
export function weakTag(opaque: string): string {
  return `W/"${opaque}"`;
}

// RFC 9110, 8.8.3: printable ASCII but for the quote, here without what has meaning in a list.
const tag = /(?:W\/)?"([\x21\x23-\x7e]*)"/g;
const oneTag = /^(?:W\/)?"([\x21\x23-\x7e]+)"$/;
