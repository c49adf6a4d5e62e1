import { UnderscoreNamingStrategy } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { migrations } from '../publishing/migrations.js';
import { Publication } from '../publishing/publication.js';
import { ChangeRecord } from '../publishing/recorded-changes.js';
import { SearchHit } from '../search/entry.js';
import { migrations as searchMigrations } from '../search/migrations.js';
import { ObservedClient } from './copy-client.js';
import { type DatabaseOptions, defaultDatabase } from './database-options.js';
import { run } from './execute-sql.js';

/** Connects to an instance's database. Nothing is read or changed yet. */
export function openDatabase({
  url,
  domains,
  poolSize = defaultDatabase.poolSize,
  connectWithinMs = defaultDatabase.connectWithinMs,
  statementTimeoutMs = defaultDatabase.statementTimeoutMs,
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

/** Brings the database to what the program expects. What that does to the data gives them no version, but a new stamp. */
export async function migrate(orm: MikroORM): Promise<void> {
  const applied = await orm.migrator.up();
  if (applied.length > 0) await run(orm.em.fork(), sql`update ledger.data_version set stamp = default`);
}
