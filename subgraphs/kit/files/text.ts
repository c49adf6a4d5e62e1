/** The text of a file, or null where it is in no encoding known here. */
export function decodeText(bytes: Buffer): string | null {
  for (const [mark, encoding] of marks) {
    if (bytes.subarray(0, mark.length).equals(mark)) return decoded(bytes, encoding);
  }
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'windows-1251');
}

const marks = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
] as const;

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return isPlain(text) ? text : null;
  } catch {
    return null;
  }
}

/** Control characters stand in no text: what has them is another kind of file, or another encoding. */
function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return !/[\x00-\x08\x0e-\x1f\x7f-\x9f]/.test(text) && text.isWellFormed();
}
