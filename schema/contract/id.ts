import { HubError } from '../errors/catalogue.js';

/**
 * A global id is `<owner>:<kind>:<local>`. Clients treat it as opaque; the hub reads the owner from it.
 * The owner is empty where the thing belongs to nobody, such as a federal law cited by several owners:
 * then all owners are asked and their answers are joined.
 */
export interface GlobalId {
  owner: string;
  kind: string;
  local: string;
}

const pattern = /^([a-z][a-z0-9-]{0,62})?:([a-z][a-z-]{0,30}):([^\p{C}\p{Z}]{1,200})$/u;

/** Codes of owners: lower-case Latin letters, digits and dashes. */
export const ownerCodePattern = /^[a-z][a-z0-9-]{0,62}$/;

export function formatId({ owner, kind, local }: GlobalId): string {
  return `${owner}:${kind}:${local}`;
}

/** Reads a global id, or throws BAD_ID. */
export function parseId(id: string): GlobalId {
  const match = pattern.exec(id);
  const [, owner = '', kind, local] = match ?? [];
  if (!kind || !local) throw new HubError('BAD_ID', { reason: 'UNREADABLE', got: id });
  return { owner, kind, local };
}

export function isId(id: string): boolean {
  return pattern.test(id);
}

/**
 * The owner that an argument marked `@hub__owner` means: a code as it is, or the owner of a global id ('' for a shared
 * thing).
 */
export function ownerOf(value: string): string {
  return value.includes(':') ? parseId(value).owner : value;
}
