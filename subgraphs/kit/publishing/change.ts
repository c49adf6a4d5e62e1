import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../schema/errors/catalogue.js';
import { asError, errorCode } from '../../../schema/errors/unknown-error.js';
import { databaseError, run, transaction } from '../database/index.js';
import { indexChanged } from '../search/index.js';
import { type Action, appendAudit } from './audit-log.js';
import { ChangeQueue } from './change-queue.js';
import { reach } from './crash-points.js';
import { type IdempotentRequest, storeAnswer, storedAnswer } from './idempotency.js';

/** What came of a change. */
export interface ChangeResult<T> {
  value: T;
  /** Nothing was written, so the data keep their version. */
  unchanged?: boolean;
  /** All that was written is undone: a trial, or a refusal with an answer. */
  undo?: boolean;
  /** What the audit log says of it, besides who and when. */
  audit?: { publication?: string; detail?: Record<string, unknown> };
}

/** What changes data, in its transaction; `at` is its time by the database's clock. */
export type ChangeWork<T> = (em: EntityManager, at: Date) => Promise<ChangeResult<T>>;

/**
 * Runs `work` in one transaction that takes its turn among all changes of the instance: what it writes, the data's
 * next version, the line in the audit log and the answer kept for a repeated request appear together or not at all.
 */
export async function change<T>(
  orm: MikroORM,
  action: Action,
  work: ChangeWork<T>,
  once?: IdempotentRequest,
): Promise<T> {
  reach('asked');
  const value = await turnsOf(orm).take(() => retried(() => attempt(orm, action, work, once)));
  reach('committed');
  return value;
}

const turns = new WeakMap<MikroORM, ChangeQueue>();

function turnsOf(orm: MikroORM): ChangeQueue {
  const known = turns.get(orm) ?? new ChangeQueue();
  turns.set(orm, known);
  return known;
}

/** Deadlock, and serialization failure: the database undid the transaction, and asks for another try. */
const conflicts = new Set<unknown>(['40P01', '40001']);
const retries = 3;

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = retries; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !conflicts.has(errorCode(error))) throw error;
    }
  }
}

async function attempt<T>(
  orm: MikroORM,
  action: Action,
  work: ChangeWork<T>,
  once: IdempotentRequest | undefined,
): Promise<T> {
  let isCommitting = false;
  let trial: { value: T } | undefined;
  try {
    return await transaction(orm, async (em) => {
      // The lock on the one row puts all changes of an instance in one order.
      await run(em, sql`select from ledger.data_version for update`);
      const at = await now(em);
      reach('in turn');
      const kept = once && (await storedAnswer<T>(em, once));
      if (kept) return kept.value;
      const result = await work(em, at);
      if (result.undo) {
        trial = result;
        throw new Undone();
      }
      if (!result.unchanged) await indexChanged(em);
      reach('indexed');
      if (!result.unchanged) await run(em, sql`update ledger.data_version set version = version + 1, as_of = ${at}`);
      reach('version raised');
      if (once) await storeAnswer(em, once, at, result.value);
      reach('answer kept');
      await appendAudit(em, at, { ...action, ...result.audit, outcome: result.unchanged ? 'UNCHANGED' : 'DONE' });
      reach('audited');
      isCommitting = true;
      return result.value;
    });
  } catch (error) {
    if (trial) return trial.value;
    // Sent and not acknowledged: it may be committed, and may not.
    if (isCommitting && isLost(error))
      throw new HubError('OUTCOME_UNKNOWN', undefined, { originalError: asError(error) });
    throw error;
  }
}

/** Ends a transaction whose work was only a trial. */
class Undone extends Error {
  override name = 'Undone';
}

function isLost(error: unknown): boolean {
  const seen = databaseError(error);
  return seen instanceof HubError && seen.code === 'DATABASE_UNAVAILABLE';
}

/** Asked after the lock is there, so that times are in the order of the changes, even when the clock is set back. */
async function now(em: EntityManager): Promise<Date> {
  const [{ at } = { at: '' }] = await run(
    em,
    sql<{ at: string }>`
      select to_char(greatest(clock_timestamp(), as_of) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from ledger.data_version`,
  );
  return new Date(at);
}
