import type { JWTPayload } from 'jose';
import type { Caller } from '../../../schema/contract/caller.js';
import { isId, ownerCodePattern, parseId } from '../../../schema/contract/id.js';

/** A token that is not to be accepted, and why: for the log, never for the client. */
export class TokenRefusal extends Error {}

/** Roles as tokens write them. */
export const roles = {
  public: 'PUBLIC',
  region: 'REGION',
  municipality: 'MUNICIPALITY',
  institution: 'INSTITUTION',
} as const;

/** Who a verified token says that the caller is; a token whose claims do not fit together is refused as a whole. */
export function callerOf({ role, owner = null, institution = null, owners, regions, sub }: JWTPayload): Caller {
  if (typeof role !== 'string' || !Object.hasOwn(roles, role)) throw new TokenRefusal('the role is none of ours');
  const callerRole = roles[role as keyof typeof roles];
  if (sub !== undefined && !(typeof sub === 'string' && /^[^\p{C}]{1,200}$/u.test(sub))) {
    throw new TokenRefusal('the subject is no plain text');
  }
  if (callerRole !== 'REGION' && (owners !== undefined || regions !== undefined)) {
    throw new TokenRefusal(`a token of role ${role} has several owners`);
  }
  if (callerRole === 'PUBLIC' || callerRole === 'REGION') {
    if (owner !== null || institution !== null) throw new TokenRefusal(`a token of role ${role} has an owner`);
    const caller = { role: callerRole, owner: null, institution: null, subject: sub ?? null };
    return callerRole === 'PUBLIC' ? caller : { ...caller, owners: ownersIn(owners), regions: regionsIn(regions) };
  }
  // What these callers do is recorded, so they must have a name.
  if (sub === undefined) throw new TokenRefusal(`a token of role ${role} names nobody`);
  if (typeof owner !== 'string' || !ownerCodePattern.test(owner))
    throw new TokenRefusal('the owner is no code of an owner');
  if (callerRole === 'MUNICIPALITY') {
    if (institution !== null) throw new TokenRefusal(`a token of role ${role} has an institution`);
    return { role: callerRole, owner, institution: null, subject: sub };
  }
  if (typeof institution !== 'string' || !isId(institution)) throw new TokenRefusal('the institution is no id');
  const id = parseId(institution);
  if (id.kind !== 'institution' || id.owner !== owner) throw new TokenRefusal("the institution is not the owner's");
  return { role: callerRole, owner, institution, subject: sub };
}

const mostOwners = 1000;

/** Whose institutions' values a region's token is for. Who is meant is said: without a claim it is nobody. */
function ownersIn(claim: unknown = []): string[] {
  return textsIn(claim, 'the owners are no codes of owners', (code) => code === '*' || ownerCodePattern.test(code));
}

function regionsIn(claim: unknown = []): string[] {
  return textsIn(claim, 'the regions are no names', (name) => /^[^\p{C}]{1,200}$/u.test(name));
}

function textsIn(claim: unknown, reason: string, isOne: (text: string) => boolean): string[] {
  const isList = Array.isArray(claim) && claim.length <= mostOwners;
  if (!isList || !claim.every((one) => typeof one === 'string' && isOne(one))) throw new TokenRefusal(reason);
  return claim;
}
