import { promisify } from 'node:util';
import { brotliCompress, constants, crc32, deflateRaw, gzip } from 'node:zlib';
import { qualityOf, readPreferences } from './preferences.js';
import type { HttpResponse } from './response.js';

/** Below this a compressed answer goes in as many packets. */
const leastBytes = 1024;

/** The answer in an encoding that the client takes; as it is where that would not pay. */
export async function compress(answer: HttpResponse, acceptEncoding: string | undefined): Promise<HttpResponse> {
  const { body, headers } = answer;
  if (headers?.['content-type']?.startsWith('text/event-stream')) return answer;
  // What is kept stands in one piece between that which is said of it anew; what is written for once is in more.
  const isKept = Array.isArray(body) && body.length <= 3;
  const encoding = wantedEncoding(acceptEncoding, isKept);
  if (!encoding) return answer;
  const parts = typeof body === 'string' || Buffer.isBuffer(body) ? [Buffer.from(body)] : body;
  if (parts.reduce((size, { length }) => size + length, 0) < leastBytes) return answer;
  const packed = isKept && encoding === 'gzip' ? await gzipParts(parts) : [await pack(encoding, parts)];
  return { ...answer, body: packed, headers: { ...headers, 'content-encoding': encoding } };
}

type Encoding = 'br' | 'gzip';

/** Of what is kept, gzip can be kept as well; else Brotli gives less for the same time. */
function wantedEncoding(header: string | undefined, isKept: boolean): Encoding | undefined {
  if (header === undefined) return undefined;
  const preferences = readPreferences(header);
  const names: Encoding[] = isKept ? ['gzip', 'br'] : ['br', 'gzip'];
  const choices = names.map((name) => [name, qualityOf(preferences, name, '*') ?? 0] as const);
  const plain = qualityOf(preferences, 'identity') ?? 0;
  const most = Math.max(...choices.map(([, quality]) => quality));
  return most === 0 || most < plain ? undefined : choices.find(([, quality]) => quality === most)?.[0];
}

function pack(encoding: Encoding, parts: readonly Buffer[]): Promise<Buffer> {
  const [first, ...others] = parts;
  const whole = first && others.length === 0 ? first : Buffer.concat(parts);
  return encoding === 'gzip' ? asGzip(whole, { level }) : asBrotli(whole, brotli);
}

/**
 * One gzip stream of several parts (RFC 1952), each deflated by itself up to a byte's end. So a part that is the same
 * object each time, as the data of a kept answer are, is deflated once.
 */
async function gzipParts(parts: readonly Buffer[]): Promise<Buffer[]> {
  const deflated = await Promise.all(parts.map(deflatePart));
  let checksum = 0;
  let size = 0;
  for (const { checksumAfter } of deflated) checksum = checksumAfter(checksum);
  for (const { length } of parts) size += length;
  const trailer = Buffer.alloc(10);
  // An empty last block, then what the whole must come to.
  trailer.writeUInt16LE(0x0003, 0);
  trailer.writeUInt32LE(checksum, 2);
  trailer.writeUInt32LE(size % 2 ** 32, 6);
  return [gzipHeader, ...deflated.map(({ bytes }) => bytes), trailer];
}

interface Deflated {
  readonly bytes: Buffer;
  /** CRC-32 of all up to the end of the part, from that of all before it. */
  checksumAfter(before: number): number;
}

const deflatedBodies = new WeakMap<Buffer, Promise<Deflated>>();

function deflatePart(part: Buffer): Promise<Deflated> {
  const deflating = deflatedBodies.get(part) ?? deflatedOf(part);
  deflatedBodies.set(part, deflating);
  return deflating;
}

async function deflatedOf(part: Buffer): Promise<Deflated> {
  const bytes = await asDeflate(part, { level, finishFlush: constants.Z_FULL_FLUSH });
  // What stands before a kept part is the same each time.
  let last: { before: number; after: number } | undefined;
  const checksumAfter = (before: number) => {
    if (last?.before !== before) last = { before, after: crc32(part, before) };
    return last.after;
  };
  return { bytes, checksumAfter };
}

/** Off the event loop. */
const asBrotli = promisify(brotliCompress) as (bytes: Buffer, options: object) => Promise<Buffer>;
const asGzip = promisify(gzip) as (bytes: Buffer, options: object) => Promise<Buffer>;
const asDeflate = promisify(deflateRaw) as (bytes: Buffer, options: object) => Promise<Buffer>;

const level = 6;
const brotli = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
};

// Deflate, no name, no time, no file system.
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
