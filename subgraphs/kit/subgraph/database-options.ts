import type { StatementListener } from '../database/index.js';
import type { Domain } from './domain.js';

export interface DatabaseOptions {
  url: string;
  domains: readonly Domain[];
  /** Connections to keep at most. */
  poolSize?: number;
  /** Within which there must be a connection: a new one, or one that others give back. */
  connectWithinMs?: number;
  /** A statement that runs longer is cancelled by the server. */
  statementTimeoutMs?: number;
  onStatement?: StatementListener;
}
