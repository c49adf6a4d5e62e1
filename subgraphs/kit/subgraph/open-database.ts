import { UnderscoreNamingStrategy } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { ObservedClient } from '../database/index.js';
import { databaseDefaults } from '../database-defaults.js';
import { ChangeRecord, migrations, Publication } from '../publishing/index.js';
import { SearchHit, migrations as searchMigrations } from '../search/index.js';
import type { DatabaseOptions } from './database-options.js';

/** Connects to an instance's database. Nothing is read or changed yet. */
export function openDatabase({
  url,
  domains,
  poolSize = databaseDefaults.poolSize,
  connectWithinMs = databaseDefaults.connectWithinMs,
  statementTimeoutMs = databaseDefaults.statementTimeoutMs,
  onStatement,
}: DatabaseOptions) {
  return MikroORM.init({
    clientUrl: url,
    entities: [Publication, ChangeRecord, SearchHit, ...domains.flatMap(({ entities }) => entities)],
    // Columns say their types themselves; nothing is inferred from the compiler.
    discovery: { checkDuplicateTableNames: true },
    namingStrategy: UnderscoreNamingStrategy,
    extensions: [Migrator],
    migrations: {
      tableName: 'migration',
      migrationsList: [...migrations, ...searchMigrations, ...domains.flatMap((domain) => domain.migrations)],
      snapshot: false,
      silent: true,
    },
    pool: { min: 1, max: poolSize },
    driverOptions: {
      Client: ObservedClient,
      onStatement,
      // Statements of one snapshot that do not wait for each other go out together.
      pipeline: true,
      connectionTimeoutMillis: connectWithinMs,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
    },
  });
}
