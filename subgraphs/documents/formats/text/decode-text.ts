import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { elementAt } from '../../lists/elements.js';
import { type FileReading, Refusal, readOrRefuse } from '../issues/refusal.js';
import { russianLikeness } from './russian-letters.js';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'windows-1251' | 'KOI8-R' | 'CP866';

export interface Text {
  /** Without a byte order mark; line ends as they are. */
  text: string;
  encoding: Encoding;
}

/** Bytes at most: a real order has tens of kilobytes. */
const longest = 16 << 20;

/**
 * The text of a file, with the encoding that was found; refused where none fits beyond doubt, because a wrong guess
 * would be published as if it were read. A NUL is refused with its place: it is no text, and PostgreSQL takes none.
 */
export function readText(bytes: Buffer): Promise<FileReading<Text>> {
  return readOrRefuse(() => {
    if (bytes.length === 0) throw new Refusal('FILE_BROKEN', 'Файл пуст.');
    if (bytes.length > longest) throw new Refusal('FILE_TOO_LARGE', `Текст больше ${longest >> 20} МБ не принимается.`);
    const encoding = findEncoding(bytes);
    const text = decode(bytes, encoding);
    const nul = text.indexOf('\0');
    if (nul >= 0) throw new Refusal('CHARACTER_INVALID', 'В тексте есть нулевой знак (NUL).', textPlaceOf(text, nul));
    return { text, encoding };
  });
}

/** The encoding of a text, or of the beginning of one; throws a Refusal where it cannot be told. */
export function findEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  const wide = withoutMark(bytes);
  if (wide) return wide;
  if (isUtf8(bytes)) return 'UTF-8';
  const broken = brokenUtf8(bytes);
  if (broken !== null) {
    throw new Refusal('ENCODING_UNKNOWN', 'Текст в UTF-8 повреждён. Сохраните его заново в UTF-8.', { line: broken });
  }
  const [best, second] = oneByte
    .map((encoding) => ({ encoding, likeness: russianLikeness(decode(bytes.subarray(0, 1 << 16), encoding)) }))
    .sort((a, b) => b.likeness - a.likeness);
  if (best && second && best.likeness > enough && best.likeness - second.likeness > apart) return best.encoding;
  throw new Refusal('ENCODING_UNKNOWN', 'Кодировка текста не опознана. Сохраните его в UTF-8.');
}

/** Line and character, from 1, as an editor counts them. */
export function textPlaceOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/);
  return { line: lines.length, column: elementAt(lines, -1).length + 1 };
}

/** The first line of bytes that are not UTF-8. */
export function brokenLine(bytes: Buffer): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return textPlaceOf(lenient, lenient.indexOf('\ufffd')).line;
}

export function decoderOf(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding === 'CP866' ? 'ibm866' : encoding.toLowerCase(), { fatal: true });
}

const oneByte = ['windows-1251', 'KOI8-R', 'CP866'] as const;
/** Russian prose has −3; the same letters in a wrong encoding less than −5. */
const enough = -4.2;
const apart = 0.7;

function decode(bytes: Buffer, encoding: Encoding): string {
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    throw new Refusal('ENCODING_UNKNOWN', `Текст в ${encoding} повреждён. Сохраните его заново в UTF-8.`);
  }
}

/** UTF-16 without a mark: every second byte is 0 (Latin) or 4 (Cyrillic), and hardly another one. */
function withoutMark(bytes: Buffer): Encoding | null {
  const sample = bytes.subarray(0, 4096 & ~1);
  let [even, odd] = [0, 0];
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] !== 0 && sample[i] !== 4) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (bytes.length % 2 !== 0 || half < 4) return null;
  if (odd > half * 0.9 && even < half * 0.2) return 'UTF-16LE';
  return even > half * 0.9 && odd < half * 0.2 ? 'UTF-16BE' : null;
}

/** The first line that is not UTF-8, of a text that mostly is; null where it is in some other encoding. */
function brokenUtf8(bytes: Buffer): number | null {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const broken = lenient.split('\ufffd').length - 1;
  const letters = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (!marked && broken * 3 > letters) return null;
  return textPlaceOf(lenient, lenient.indexOf('\ufffd')).line;
}
