import { hash } from 'node:crypto';
import { HubError } from '../../../schema/errors/catalogue.js';

interface RequestBody {
  query?: unknown;
  extensions?: unknown;
}

/**
 * Clients of «automatic persisted queries» send the hash of a text first, and the text itself when they hear that the
 * hash is not taken here. A text that comes with its hash is as good as one without; the extension is taken off.
 */
export function withoutPersistedQuery<T>(body: T): T {
  const { query, extensions } = (body ?? {}) as RequestBody;
  if (typeof extensions !== 'object' || extensions === null) return body;
  const { persistedQuery, ...others } = extensions as Record<string, unknown>;
  if (persistedQuery === undefined || persistedQuery === null) return body;
  if (typeof query !== 'string' || query === '') throw new HubError('PERSISTED_QUERY_NOT_SUPPORTED');
  const { version, sha256Hash } = persistedQuery as Record<string, unknown>;
  if (version !== 1 || String(sha256Hash).toLowerCase() !== hash('sha256', query, 'hex')) {
    throw new HubError('BAD_REQUEST', { reason: 'PERSISTED_QUERY', got: persistedQuery });
  }
  return { ...body, extensions: others };
}
