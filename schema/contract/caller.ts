/** What a caller is to the data: the public, the regional centre, a municipality's staff, or an institution's head. */
export type Role = 'PUBLIC' | 'REGION' | 'MUNICIPALITY' | 'INSTITUTION';

/** Who asks. Known from the caller's own token alone, whoever passes it on. */
export interface Caller {
  readonly role: Role;
  /** Code of the owner that a municipality's or an institution's token is for; null for the others. */
  readonly owner: string | null;
  /** Of the regional centre: codes of the owners whose institutions' values the token is for, «*» for all there are. */
  readonly owners?: readonly string[];
  /** Of the regional centre: subjects of the Federation, as the register of owners names them, of whose owners it is so. */
  readonly regions?: readonly string[];
  /** Global id of the institution that the token is for; null for the others. */
  readonly institution: string | null;
  /** Whom the token names: goes into the audit log and, as the publisher, into what is published. */
  readonly subject: string | null;
}

/** Who shows no token. */
export const anonymous: Caller = { role: 'PUBLIC', owner: null, institution: null, subject: null };

/**
 * What the caller may see, as a cache's key: whoever has the same view gets the same answers. The subject is no part of
 * it, so nothing may be shown or hidden because of it.
 */
export function viewOf({ role, owner, institution, owners = [], regions = [] }: Caller): string {
  if (role === 'REGION') return JSON.stringify([role, owners.toSorted(), regions.toSorted()]);
  return [role, institution ?? owner ?? ''].join(' ');
}

/** May change something, if the thing is its own: such a caller's requests may be as large as a file. */
export function mayWrite({ role }: Caller): boolean {
  return role === 'MUNICIPALITY' || role === 'INSTITUTION';
}
