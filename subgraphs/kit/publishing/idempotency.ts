import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../schema/errors/catalogue.js';
import { run } from '../database/index.js';

/** A request that its client may repeat until it has an answer, and that is carried out once. */
export interface IdempotentRequest {
  /** Whose key it is, an owner's or an institution's: the keys of each are apart. */
  holder: string;
  key: string;
  /** Hash of what is requested: the key belongs to this and to nothing else. */
  request: string;
}

export const longestKey = 200;

/** Of arguments as a client gives them, without the key: JSON values and bytes. */
export function idempotentRequest(
  holder: string,
  key: string,
  action: string,
  request: Record<string, unknown>,
): IdempotentRequest {
  if (key.length > longestKey || !/^[\x21-\x7e]{8,}$/.test(key)) {
    throw new HubError('BAD_ARGUMENT', { reason: 'IDEMPOTENCY_KEY', got: key });
  }
  const hash = createHash('sha256').update(action);
  for (const name of Object.keys(request).sort()) {
    const value = request[name] ?? null;
    hash.update(`\0${name}\0`).update(Buffer.isBuffer(value) ? value : JSON.stringify(value));
  }
  return { holder, key, request: hash.digest('hex') };
}

/**
 * The answer that the request got before. Asked in the turn of the change, so that whoever repeats a request that is
 * still carried out waits for it.
 */
export async function storedAnswer<T>(
  em: EntityManager,
  { holder, key, request }: IdempotentRequest,
): Promise<{ value: T } | null> {
  const [kept] = await run(
    em,
    sql<{ request: string; answer: T }>`
      select request, answer from ledger.idempotency where holder = ${holder} and key = ${key}`,
  );
  if (!kept) return null;
  if (kept.request !== request) throw new HubError('IDEMPOTENCY_CONFLICT', { reason: 'KEY', got: key });
  return { value: kept.answer };
}

/** Kept for ever: an answer is small, and a client may come back late. */
export async function storeAnswer(
  em: EntityManager,
  { holder, key, request }: IdempotentRequest,
  at: Date,
  answer: unknown,
): Promise<void> {
  await run(
    em,
    sql`insert into ledger.idempotency (holder, key, request, answer, at)
        values (${holder}, ${key}, ${request}, ${JSON.stringify(answer)}::jsonb, ${at})`,
  );
}
