import { constants, deflateRawSync } from 'node:zlib';

export interface BombPart {
  name: string;
  /** Stands at the beginning. */
  head: string;
  /** Follows again and again, up to the size. */
  piece: string;
  bytes: number;
  /** What the file says that it holds, where that is not the truth. */
  declared?: number;
}

/**
 * A ZIP file with a part of any size, made without ever holding it: the same deflated piece many times over. Each is
 * closed by a full flush, so that it unpacks to the same wherever it stands.
 */
export function bomb(
  parts: Readonly<Record<string, string>>,
  { name, head, piece, bytes, declared }: BombPart,
): Buffer {
  const flushed = (text: string) => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
  const unit = Buffer.from(piece);
  const times = Math.ceil(bytes / unit.length);
  const packed = Buffer.concat([flushed(head), ...Array<Buffer>(times).fill(flushed(piece)), deflateRawSync('')]);
  const entries = Object.entries(parts).map(([path, text]) => {
    return { path, packed: deflateRawSync(text), size: Buffer.byteLength(text) };
  });
  const size = declared ?? Buffer.byteLength(head) + times * unit.length;
  return zipOf([...entries, { path: name, packed, size }]);
}

interface Entry {
  path: string;
  packed: Buffer;
  size: number;
}

/** As far as a reader looks at it: checksums are left out. */
function zipOf(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, packed, size } of entries) {
    const name = Buffer.from(path);
    // Version, flags, deflate, time, date, checksum, sizes, lengths of the name and of more.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const start = [Buffer.from('PK\x03\x04', 'latin1'), common, name, packed];
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, name);
    local.push(...start);
    offset += start.reduce((sum, { length }) => sum + length, 0);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
