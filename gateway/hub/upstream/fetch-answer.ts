import type { Source } from '../../../schema/contract/coverage.js';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import type { Owner, OwnerCall, Page, Route } from '../plan/index.js';
import { sameValue } from '../values.js';
import type { AnswerCache, KeptAnswer } from './answer-cache.js';
import type { Deadline } from './deadline.js';
import type { OwnerClient, Reply } from './owner-client.js';
import { type Answer, failed, readAnswer, type Tell } from './owner-response.js';
import type { Budget } from './response-budget.js';
import type { Confirmations } from './revalidation.js';

/** What came of one call. */
export interface Heard {
  readonly owner: Owner;
  readonly routes: readonly Route[];
  readonly sources: readonly Source[];
  /** The fingerprint of the owner's schema, where it said it. */
  readonly schema?: string;
  /** Set where the answer is whole and kept. */
  readonly kept?: KeptAnswer;
  /** The answer, verified; an object of this operation's own. */
  read(): Answer;
}

export interface Hearing {
  readonly client: OwnerClient;
  readonly cache: AnswerCache;
  readonly confirmations: Confirmations;
  readonly headers: Record<string, string>;
  /** Whoever has the same one may be given the same answers. */
  readonly view: string;
  readonly isMutation: boolean;
  /** May what is kept stand in for an owner that cannot be reached? */
  readonly allowsStale: boolean;
  readonly pages: readonly Page[];
  readonly budget: Budget;
  readonly tell: Tell;
}

/**
 * Asks one owner. Where an earlier answer to the same is kept, the owner need only say that it still holds; then
 * nothing of it is read until somebody must.
 */
export async function hear(call: OwnerCall, hearing: Hearing, deadline: Deadline): Promise<Heard> {
  const { client, cache, confirmations, headers, view, isMutation, allowsStale, pages, budget, tell } = hearing;
  const { owner } = call;
  // A hub is told each time by when to answer, and says of each of its own sources how it went.
  const mayKeep = cache.isOn && !isMutation && owner.municipalities.size === 1;
  const key = `${call.digest} ${view}`;
  const held = mayKeep ? cache.ownersAnswer(key) : undefined;
  // What a change brought is heard whatever it is: nobody could tell otherwise what became of it.
  const asked = { body: call.body, headers, isMutation, etag: held?.etag, ...(!isMutation && { budget }) };
  const reply = await (held ? confirmations.ask(client, held, asked, deadline) : client.ask(asked, deadline));

  const readKept = (again: Reply) => readAnswer(call, again, pages, tell);
  if ('isUnchanged' in reply) budget.take(held!.body.length);
  if ('isUnchanged' in reply) return unchanged(call, held!, { tookMs: reply.tookMs }, readKept);
  const { schema } = reply;
  const isSame = held !== undefined && reply.etag === held.etag;
  if (isSame && !sameValue(dataOf(held), reply.body?.data)) {
    return fresh(readAnswer(call, { failure: 'OWNER_INVALID', tookMs: reply.tookMs }, pages, tell));
  }
  const answer = readAnswer(call, reply, pages, tell);
  // Done, but nobody knows what: its answer cannot be used.
  if (isMutation && reply.body?.data && answer.failure) return fresh(failed(answer, 'OUTCOME_UNKNOWN'));
  const { failure } = answer;
  if (allowsStale && held && failure && ofAbsence.has(failure.code)) {
    return unchanged(call, held, { tookMs: reply.tookMs, state: 'STALE', error: failure.code }, readKept);
  }
  const isWhole = answer.data && answer.errors.length === 0;
  if (!mayKeep || !isWhole || reply.etag === undefined) return { ...fresh(answer), schema };
  const { sources } = answer;
  const kept = isSame ? held : cache.keepOwnersAnswer(key, { etag: reply.etag, body: reply.bytes!, sources });
  return { ...fresh(answer), kept, schema };
}

/** An owner that answers otherwise than it should, or refuses, has said something: then nothing older stands in. */
const ofAbsence: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OWNER_TIMEOUT', 'OWNER_UNREACHABLE']);

export function fresh(answer: Answer): Heard {
  const { owner, routes, sources } = answer;
  return { owner, routes, sources, read: () => answer };
}

function unchanged(
  { owner, routes }: OwnerCall,
  kept: KeptAnswer,
  said: Pick<Source, 'tookMs'> & Partial<Source>,
  read: (reply: Reply) => Answer,
): Heard {
  const sources = kept.sources.map((source) => ({ ...source, ...said }));
  return {
    owner,
    routes,
    kept,
    sources,
    read: () => ({ ...read({ body: bodyOf(kept), status: 200, tookMs: 0 }), sources }),
  };
}

function bodyOf({ body }: KeptAnswer): Record<string, unknown> {
  return JSON.parse(body.toString());
}

function dataOf(kept: KeptAnswer): unknown {
  return bodyOf(kept).data;
}
