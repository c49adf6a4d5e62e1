import type { FieldNode } from 'graphql';
import type { CoverageSource } from '../../../schema/contract/coverage.js';
import {
  catalogue,
  type ErrorCode,
  type HubError,
  type PassedOn,
  passedOn,
  retold,
} from '../../../schema/errors/catalogue.js';
import { type FieldRoute, InvalidResponse, type Owner, type OwnerCall, type SharedEntity } from '../plan/index.js';
import { isJsonObject } from '../values.js';
import { sourcesOf } from './coverage.js';
import type { OwnerReply } from './owner-client.js';

/** One owner's response, validated: a value among others also where it failed. */
export interface OwnerResponse {
  readonly owner: Owner;
  readonly routes: readonly FieldRoute[];
  readonly sources: readonly CoverageSource[];
  /** By the aliases that owners were asked with; null where nothing of the response is used. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** As the owner sent them. */
  readonly errors: readonly unknown[];
  /** Of which other owners may know more. */
  readonly sharedEntities: readonly SharedEntity[];
  readonly failure?: ResponseFailure;
  /** What an owner of another version lacks of what it should have been asked. */
  readonly missing?: ReadonlySet<string>;
}

export interface ResponseFailure {
  readonly code: ErrorCode;
  /** The owner's own error, where it refused for a reason that lies with the client, or says what became of a change. */
  readonly refusal?: PassedOn;
}

const maximumErrors = 100;

/** Gets why a response is not used, which a client must not see. */
export type ReportFailure = (owner: string, code: ErrorCode, detail: string) => void;

/** Validates what came of a call. */
export function validateResponse(
  { owner, routes, fields, pages, codes }: OwnerCall,
  reply: OwnerReply,
  report: ReportFailure,
): OwnerResponse {
  const { body, tookMs } = reply;
  const errors = Array.isArray(body?.errors) ? body.errors.slice(0, maximumErrors) : [];
  const sharedEntities: SharedEntity[] = [];
  const finish = (data: OwnerResponse['data'], failure?: ResponseFailure): OwnerResponse => {
    const code = failure ? (failure.refusal?.code ?? failure.code) : null;
    const sources = sourcesOf(owner, codes, body?.extensions, tookMs, code);
    return { owner, routes, sources, data, errors, sharedEntities: data ? sharedEntities : [], failure };
  };
  if (reply.failure) {
    report(owner.code, reply.failure, reply.detail ?? 'no answer that can be read');
    return finish(null, failureBy(reply.failure));
  }
  const { data } = reply.body;
  if (data === null || data === undefined) {
    const failure = failureOf(errors, reply.status);
    report(owner.code, failure.code, JSON.stringify(errors).slice(0, 2000));
    return finish(null, failure);
  }
  // A hub adds to the shared entities of those who are named what all its owners know of them.
  const holders = owner.municipalities.size > 1 ? owner.municipalities : codes;
  try {
    if (!isJsonObject(data)) throw new InvalidResponse('OWNER_INVALID', 'data is no object');
    const scope = { codes: holders, pages, sharedEntities };
    for (const { plan } of fields) data[plan.alias] = plan.check(data[plan.alias], scope);
    return finish(data);
  } catch (error) {
    if (!(error instanceof InvalidResponse)) throw error;
    report(owner.code, error.code, error.message);
    return finish(null, { code: error.code });
  }
}

/** The same response once nothing of it is used. */
export function failed(response: OwnerResponse, code: ErrorCode): OwnerResponse {
  const state = code === 'OWNER_TIMEOUT' ? 'TIMEOUT' : 'INVALID';
  const sources = response.sources.map(
    (source): CoverageSource => ({ ...source, state, asOf: null, version: null, error: code }),
  );
  return { ...response, data: null, errors: [], sources, sharedEntities: [], failure: failureBy(code) };
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

/** What a client must get as it is, to know whether to send its change again. */
const ofChanges: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OUTCOME_UNKNOWN', 'TOO_MANY_CHANGES']);

function failureBy(code: ErrorCode): ResponseFailure {
  return { code, refusal: ofChanges.has(code) ? { code } : undefined };
}

/** A response without data: refused where the reason is the client's, otherwise the owner's own failure. */
function failureOf(errors: readonly unknown[], status: number): ResponseFailure {
  const refusal = passedOn(errors[0]);
  const code = refusal?.code;
  if (code && ofChanges.has(code)) return { code, refusal };
  const meaning = code ? catalogue[code].status : status;
  if (meaning >= 400 && meaning < 500) return { code: 'OWNER_REFUSED', refusal };
  if (meaning === 504) return { code: 'OWNER_TIMEOUT' };
  return { code: meaning === 502 || meaning === 503 ? 'OWNER_UNREACHABLE' : 'OWNER_INVALID' };
}
