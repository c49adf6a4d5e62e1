import { crc32 } from 'node:zlib';
import { HubError } from '../errors/catalogue.js';
import { compareText } from './collation.js';

/**
 * A place in a connection's total order, stateless and meaning the same at every owner: the name and direction of the
 * order, the sort keys of the row, and its id last. The hub merges the owners' pages by comparing cursors alone, so
 * it need not know what an order sorts by.
 */
export interface Cursor {
  /** Name of the connection's order, as «measures.SOURCE_ORDER»: a cursor of another order is refused. */
  order: string;
  descending: boolean;
  /** Sort keys, most significant first; the last is the row's id. Never null. */
  keys: readonly (string | number)[];
  /** By owner, the version of the data in which the row stood there, where it was asked for with it. */
  versions?: Readonly<Record<string, number>>;
}

export const longestCursor = 4000;

export function encodeCursor({ order, descending, keys, versions }: Cursor): string {
  const text = JSON.stringify([order, descending ? 1 : 0, ...keys, ...(versions ? [versions] : [])]);
  return Buffer.from(`${checksum(text)}${text}`).toString('base64url');
}

/** Reads a cursor, or throws BAD_CURSOR when it was altered or belongs to another order. */
export function decodeCursor(cursor: string, order?: string): Cursor {
  const decoded = readCursor(cursor);
  if (!decoded) throw new HubError('BAD_CURSOR', { reason: 'UNREADABLE', got: cursor });
  if (order !== undefined && decoded.order !== order) {
    throw new HubError('BAD_CURSOR', { reason: 'OTHER_ORDER', expected: order, got: decoded.order });
  }
  return decoded;
}

/** The same place, with the versions of the data in which it is found there now. */
export function noteVersions(cursor: string | null, versions: ReadonlyMap<string, number>): string | null {
  if (cursor === null) return null;
  // In one order, so that the same place is the same text whoever was heard first.
  const entries = [...versions].sort(([a], [b]) => compareText(a, b));
  return encodeCursor({ ...decodeCursor(cursor), versions: Object.fromEntries(entries) });
}

/** Owners whose data are of another version now than the cursor notes. */
export function changedSince(from: Cursor | null, versions: ReadonlyMap<string, number>): string[] {
  return Object.entries(from?.versions ?? {})
    .flatMap(([owner, before]) => (versions.has(owner) && versions.get(owner) !== before ? [owner] : []))
    .sort(compareText);
}

/** Orders two cursors of one connection; 0 only for the same row. */
export function compareCursors(a: Cursor, b: Cursor): number {
  const sign = a.descending ? -1 : 1;
  for (let i = 0; i < Math.max(a.keys.length, b.keys.length); i++) {
    const difference = compareKeys(a.keys[i], b.keys[i]);
    if (difference !== 0) return sign * difference;
  }
  return 0;
}

function compareKeys(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Orders of one name have keys of one shape; an owner that sends another shape is refused before this.
  throw new HubError('BAD_CURSOR');
}

function readCursor(cursor: string): Cursor | null {
  if (cursor.length > longestCursor) return null;
  const bytes = Buffer.from(cursor, 'base64url').toString('utf8');
  const text = bytes.slice(8);
  if (bytes.length < 8 || checksum(text) !== bytes.slice(0, 8)) return null;
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return null;
  const [order, direction, ...keys] = value;
  const versions = isVersions(keys.at(-1)) ? keys.pop() : undefined;
  const sound = keys.length > 0 && keys.every((key) => typeof key === 'string' || Number.isFinite(key));
  if (typeof order !== 'string' || (direction !== 0 && direction !== 1) || !sound) return null;
  return { order, descending: direction === 1, keys, ...(versions && { versions }) };
}

function isVersions(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isSafeInteger);
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
