import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../issues/refusal.js';

/** The parts of an office file. Nothing is unpacked until it is asked for, and never to disk. */
export interface Archive {
  readonly names: ReadonlySet<string>;
  /** A part as it is unpacked, a piece at a time; refused where it grows beyond the limits. */
  read(name: string): AsyncIterable<Buffer>;
}

export interface ArchiveLimits {
  /** Parts at most. */
  entries: number;
  /** Unpacked bytes at most, of all parts that are read. */
  bytes: number;
}

/** Office files shrink to a thirtieth at most where they are honest; a bomb to a thousandth. */
const ratio = 100;
/** Bytes that may be unpacked before the ratio counts. */
const ratioFrom = 4 << 20;

/** Opens a ZIP file, or throws a Refusal: broken, encrypted, or with parts that name places outside of it. */
export async function openArchive(bytes: Buffer, limits: ArchiveLimits): Promise<Archive> {
  const options = { lazyEntries: true, strictFileNames: true, autoClose: false };
  const zip = await fromBufferPromise(bytes, options).catch((error: Error) => {
    throw refused(error);
  });
  if (zip.entryCount > limits.entries) {
    throw new Refusal('FILE_TOO_LARGE', `В файле ${zip.entryCount} частей, принимается не больше ${limits.entries}.`);
  }
  const entries = await readEntries(zip);
  let unpacked = 0;
  return {
    names: new Set(entries.keys()),
    async *read(name) {
      const entry = entries.get(name);
      if (!entry) throw new Refusal('FILE_BROKEN', `В файле нет части «${name}».`);
      // Nothing of a part is unpacked that says itself that it is too large; more than it says is refused as broken.
      checkSize(name, entry.uncompressedSize, unpacked + entry.uncompressedSize, entry, limits);
      let own = 0;
      try {
        const chunks: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
        for await (const chunk of chunks) {
          own += chunk.length;
          unpacked += chunk.length;
          checkSize(name, own, unpacked, entry, limits);
          yield chunk;
        }
      } catch (error) {
        throw error instanceof Refusal ? error : refused(error, name);
      }
    },
  };
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Refusal('FILE_ENCRYPTED', 'Файл защищён паролем: снимите защиту.');
      // Two parts of one name: programs would see different contents in the same file.
      if (entries.has(entry.fileName)) throw new Refusal('FILE_BROKEN', `Часть «${entry.fileName}» в файле дважды.`);
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : refused(error);
  }
  return entries;
}

function checkSize(name: string, own: number, all: number, entry: Entry, limits: ArchiveLimits): void {
  const bomb = own > ratioFrom && own > entry.compressedSize * ratio;
  if (all <= limits.bytes && !bomb) return;
  const megabytes = Math.round(limits.bytes / 2 ** 20);
  const cause = bomb ? `сжата больше чем в ${ratio} раз` : `больше ${megabytes} МБ после распаковки`;
  throw new Refusal('FILE_TOO_LARGE', `Часть файла «${name}» ${cause}; такой файл не принимается.`);
}

function refused(error: unknown, name?: string): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const where = name ? `, часть «${name}»` : '';
  if (/relative path|absolute path|invalid characters in fileName/.test(message)) {
    return new Refusal('FILE_UNSAFE', 'Имя части файла указывает за его пределы; такой файл не принимается.');
  }
  if (/compression method/.test(message)) {
    return new Refusal('FILE_FORMAT', `Файл сжат способом, который офисные программы не применяют${where}.`);
  }
  return new Refusal('FILE_BROKEN', `Файл повреждён или загружен не полностью${where}.`);
}
