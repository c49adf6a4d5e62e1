import { HubError } from '../../../schema/errors/catalogue.js';
import { asError, errorCode } from '../../../schema/errors/unknown-error.js';

/** A failure of the database as the client may see it; the original is its cause, for the log. */
export function databaseError(error: unknown): unknown {
  const code = errorCode(error);
  const cause = { originalError: asError(error) };
  // The driver gives no code to a connection that was lost or never there.
  if (typeof code !== 'string')
    return lost.test(String(error)) ? new HubError('DATABASE_UNAVAILABLE', undefined, cause) : error;
  if (code === '57014') return new HubError('DEADLINE_EXCEEDED', undefined, cause);
  // A character that no text may hold, such as NUL.
  if (code === '22021') return new HubError('BAD_ARGUMENT', { reason: 'TEXT' }, cause);
  return unavailable.test(code) ? new HubError('DATABASE_UNAVAILABLE', undefined, cause) : error;
}

const lost = /connection (terminated|error|ended|timeout)|not queryable|timeout exceeded when trying to connect/i;

/**
 * Connection lost or refused, too many connections, shutting down, disk full, read-only as after a failover, and what
 * the driver itself says.
 */
const unavailable = /^(08|53|57P|58|25P03|25006|3D000|28|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;
