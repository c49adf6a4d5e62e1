import { HubError } from '../../../schema/errors/catalogue.js';

/**
 * Writes a value out as JSON, counted as it is written: what would be longer than `maxBytes` is refused as soon as that
 * is known, RESPONSE_TOO_LARGE. Parts of it may stand in many places; each is written as often. Others get their turn
 * in between, however much there is to write.
 */
export async function writeJson(value: unknown, maxBytes: number): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let since = performance.now();
  for (const text of piecesOf(value)) {
    const part = Buffer.from(text);
    bytes += part.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    parts.push(part);
    if (performance.now() - since > turnMs) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
  }
  return parts;
}

/** Is it so short that writing it holds nobody? */
export function isShort(value: unknown): boolean {
  return sizeOf(value) < pieceSize;
}

export function tooLarge(maxBytes: number): HubError {
  return new HubError('RESPONSE_TOO_LARGE', { reason: 'MORE', limit: maxBytes, what: 'BYTES' });
}

/** Longest time for which others wait. */
const turnMs = 10;
/** About so many characters are written at once. */
const pieceSize = 128 * 1024;

/** Texts that together are the JSON of the value: short values as they are, the items of long lists several together. */
function* piecesOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || isShort(value)) {
    yield JSON.stringify(value);
    return;
  }
  if (!Array.isArray(value)) {
    let before = '{';
    for (const [key, inner] of Object.entries(value)) {
      yield `${before}${JSON.stringify(key)}:`;
      yield* piecesOf(inner);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
    return;
  }
  let before = '[';
  let waiting: unknown[] = [];
  let waitingSize = 0;
  const take = () => {
    const text = before + JSON.stringify(waiting).slice(1, -1);
    [before, waiting, waitingSize] = [',', [], 0];
    return text;
  };
  for (const item of value) {
    const size = sizeOf(item);
    if (size >= pieceSize) {
      if (waiting.length > 0) yield take();
      yield before;
      yield* piecesOf(item);
      before = ',';
      continue;
    }
    waiting.push(item);
    waitingSize += size;
    if (waitingSize >= pieceSize) yield take();
  }
  if (waiting.length > 0) yield take();
  yield before === '[' ? '[]' : ']';
}

/** Characters of its JSON, roughly; of what is longer than a piece, only that it is. */
function sizeOf(value: unknown, left = pieceSize): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let size = 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && size < left; index++) size += 1 + sizeOf(value[index], left - size);
    return size;
  }
  for (const key in value) {
    size += key.length + 4 + sizeOf((value as Record<string, unknown>)[key], left - size);
    if (size >= left) break;
  }
  return size;
}
