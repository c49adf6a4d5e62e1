import type { MikroORM } from '@mikro-orm/postgresql';
import type { Authenticate, GraphQLOptions, Logger, ServeOptions } from '../gateway/http/index.js';
import { databaseDefaults } from './kit/database-defaults.js';
import type { DatabaseOptions } from './kit/subgraph/index.js';

export interface InstanceOptions {
  /** Codes of the owners whose data the database holds: one, or several in a central copy. */
  owners: readonly string[];
  databaseUrl: string;
  host?: string;
  /** 0 for any free port. */
  port?: number;
  /** Verifies who asks, at every address alike. @default every token is refused */
  authenticate?: Authenticate;
  graphql?: Omit<GraphQLOptions, 'authenticate' | 'log'>;
  /** @default one that writes to stderr */
  log?: Logger;
  /** How it is served; see there. */
  http?: Omit<ServeOptions, 'routes' | 'host' | 'port' | 'ready' | 'log'>;
  /** Of a query that names none. */
  deadlineMs?: number;
  /** What an operation may name at most; more is capped. */
  maxDeadlineMs?: number;
  /** Brings the database to where it should be at start, after the migrations. */
  prepare?: (orm: MikroORM) => Promise<void>;
  /** Connections, limits, a listener of statements. */
  database?: Omit<DatabaseOptions, 'url' | 'domains'>;
}

/** What holds where `InstanceOptions` say nothing. */
export const instanceDefaults = { deadlineMs: 10_000, maxDeadlineMs: 30_000, database: databaseDefaults } as const;
