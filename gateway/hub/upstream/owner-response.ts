import type { FieldNode } from 'graphql';
import type { Source } from '../../../schema/contract/coverage.js';
import {
  catalogue,
  type ErrorCode,
  type HubError,
  type PassedOn,
  passedOn,
  retold,
} from '../../../schema/errors/catalogue.js';
import { type Found, type Owner, type OwnerCall, type Page, type Route, Unusable } from '../plan/index.js';
import { sourcesOf } from './coverage.js';
import type { Reply } from './owner-client.js';

/** One owner's answer, verified: a value among others also where it failed. */
export interface Answer {
  readonly owner: Owner;
  readonly routes: readonly Route[];
  readonly sources: readonly Source[];
  /** By the owners' names; null where nothing of the answer is used. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** As the owner sent them. */
  readonly errors: readonly unknown[];
  /** Shared things in it of which others may know more. */
  readonly found: readonly Found[];
  readonly failure?: Failure;
  /** What an owner of another version lacks of what it should have been asked. */
  readonly missing?: ReadonlySet<string>;
}

export interface Failure {
  readonly code: ErrorCode;
  /** The owner's own error, where it refused for a reason that lies with the client, or says what became of a change. */
  readonly refusal?: PassedOn;
}

const maximumErrors = 100;

/** Gets why an answer is not used, which a client must not see. */
export type Tell = (owner: string, code: ErrorCode, detail: string) => void;

/** Verifies what came of a call. */
export function readAnswer(
  { owner, routes, plans, codes }: OwnerCall,
  reply: Reply,
  pages: readonly Page[],
  tell: Tell,
): Answer {
  const { body, tookMs } = reply;
  const errors = Array.isArray(body?.errors) ? body.errors.slice(0, maximumErrors) : [];
  const found: Found[] = [];
  const finish = (data: Answer['data'], failure?: Failure): Answer => {
    const code = failure ? (failure.refusal?.code ?? failure.code) : null;
    const sources = sourcesOf(owner, codes, body?.extensions, tookMs, code);
    return { owner, routes, sources, data, errors, found: data ? found : [], failure };
  };
  if (reply.failure) {
    tell(owner.code, reply.failure, reply.detail ?? 'no answer that can be read');
    return finish(null, failureBy(reply.failure));
  }
  const { data } = reply.body;
  if (data === null || data === undefined) {
    const failure = failureOf(errors, reply.status);
    tell(owner.code, failure.code, JSON.stringify(errors).slice(0, 2000));
    return finish(null, failure);
  }
  // A hub adds to the shared things of those who are meant what all its owners know of them.
  const holders = owner.municipalities.size > 1 ? owner.municipalities : codes;
  try {
    if (typeof data !== 'object' || Array.isArray(data)) throw new Unusable('OWNER_INVALID', 'data is no object');
    const values = data as Record<string, unknown>;
    for (const plan of plans) values[plan.alias] = plan.check(values[plan.alias], { codes: holders, pages, found });
    return finish(values);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    tell(owner.code, error.code, error.message);
    return finish(null, { code: error.code });
  }
}

/** The same answer once nothing of it is used. */
export function failed(answer: Answer, code: ErrorCode): Answer {
  const state = code === 'OWNER_TIMEOUT' ? 'TIMEOUT' : 'INVALID';
  const sources = answer.sources.map(
    (source): Source => ({ ...source, state, asOf: null, version: null, error: code }),
  );
  return { ...answer, data: null, errors: [], sources, found: [], failure: failureBy(code) };
}

/** An error for the client about one owner: of what the owner wrote, only what the catalogue knows remains. */
export function ownerError(
  error: PassedOn | undefined,
  municipality: string,
  path?: readonly (string | number)[],
  nodes?: readonly FieldNode[],
): HubError {
  return retold(error ?? { code: 'INTERNAL' }, { path, nodes, extensions: { municipality } });
}

/** What a client must hear as it is, to know whether to send its change again. */
const ofChanges: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OUTCOME_UNKNOWN', 'TOO_MANY_CHANGES']);

function failureBy(code: ErrorCode): Failure {
  return { code, refusal: ofChanges.has(code) ? { code } : undefined };
}

/** An answer without data: refused where the reason is the client's, otherwise the owner's own failure. */
function failureOf(errors: readonly unknown[], status: number): Failure {
  const refusal = passedOn(errors[0]);
  const known = refusal?.code;
  if (known && ofChanges.has(known)) return { code: known, refusal };
  const meaning = known ? catalogue[known].status : status;
  if (meaning >= 400 && meaning < 500) return { code: 'OWNER_REFUSED', refusal };
  if (meaning === 504) return { code: 'OWNER_TIMEOUT' };
  return { code: meaning === 502 || meaning === 503 ? 'OWNER_UNREACHABLE' : 'OWNER_INVALID' };
}
