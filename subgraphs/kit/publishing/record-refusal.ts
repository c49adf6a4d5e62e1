import type { MikroORM } from '@mikro-orm/postgresql';
import { catalogue, isErrorCode } from '../../../schema/errors/catalogue.js';
import { transaction } from '../database/index.js';
import { type Action, appendAudit } from './audit-log.js';

/** Lines that refusals may add to the log in a minute: the rest are counted, so that nobody can fill a disk with them. */
const linesPerMinute = 60;
const minute = 60_000;

/**
 * Records who was refused what and why, or what failed, in a transaction of its own: that of the change is undone.
 * Rejects where that cannot be recorded.
 */
export async function recordRefusal(orm: MikroORM, action: Action, reason: unknown): Promise<void> {
  const omitted = limitOf(orm).take();
  if (omitted === null) return;
  const code = codeOf(reason);
  const detail = { code, ...(omitted > 0 && { omittedBefore: omitted }) };
  const outcome = isErrorCode(code) && catalogue[code].status >= 500 ? 'FAILED' : 'REFUSED';
  await transaction(orm, (em) => appendAudit(em, new Date(), { ...action, outcome, detail }));
}

function codeOf(reason: unknown): string {
  if (typeof reason === 'string') return reason;
  const code = (reason as { extensions?: { code?: unknown } } | undefined)?.extensions?.code;
  return isErrorCode(code) ? code : 'INTERNAL';
}

/** How many lines may still be written in this minute. */
class Limit {
  #from = 0;
  #lines = 0;
  #omitted = 0;

  /** The number of refusals left out since the last line; null where this one is left out too. */
  take(now = Date.now()): number | null {
    if (now - this.#from >= minute) {
      this.#from = now;
      this.#lines = 0;
    }
    if (this.#lines >= linesPerMinute) {
      this.#omitted++;
      return null;
    }
    this.#lines++;
    const omitted = this.#omitted;
    this.#omitted = 0;
    return omitted;
  }
}

const limits = new WeakMap<MikroORM, Limit>();

function limitOf(orm: MikroORM): Limit {
  const known = limits.get(orm) ?? new Limit();
  limits.set(orm, known);
  return known;
}
