import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import { HubError } from '../../schema/errors.js';

/** Runs a statement in the snapshot of the operation; what a client may know of its failure is a HubError. */
export async function query<R>(em: EntityManager, statement: RawBuilder<R>): Promise<R[]> {
  try {
    return (await statement.execute(em.getKysely())).rows;
  } catch (error) {
    throw databaseError(error);
  }
}

/** A failure of the database as the client may see it; the original is its cause, for the log. */
export function databaseError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return error;
  const cause = { originalError: error as Error };
  if (code === '57014') return new HubError('DEADLINE_EXCEEDED', undefined, cause);
  // A character that no text may hold, such as NUL.
  if (code === '22021') return new HubError('BAD_ARGUMENT', 'Expected text in UTF-8 without NUL.', cause);
  return unavailable.test(code) ? new HubError('DATABASE_UNAVAILABLE', undefined, cause) : error;
}

/** Connection lost or refused, too many connections, shutting down, disk full, and what the driver itself says. */
const unavailable = /^(08|53|57P|58|25P03|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;
