import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import pg from 'pg';
import { run } from './execute-sql.js';
import { type Definition, readDefinitions } from './sql-definitions.js';

/**
 * Brings the database to what the program expects: tables by the migrations that have not run yet, then functions, views
 * and triggers, all in one transaction. What that does to the data gives them no version, but a new stamp.
 */
export async function migrate(orm: MikroORM, definitions?: readonly Definition[]): Promise<void> {
  const present = definitions ?? (await readDefinitions());
  await using _ = await migrationLock(orm);
  const pending = await orm.migrator.getPending();
  if (pending.length === 0 && (await areApplied(orm.em.fork(), present))) return;
  // The ORM's own, which its migrator can continue.
  await orm.em.fork().transactional(async (em) => {
    if (pending.length > 0) await dropViews(em);
    const transaction = em.getTransactionContext();
    if (!transaction) throw new Error('A migration runs in a transaction.');
    await orm.migrator.up({ transaction });
    await applyDefinitions(em, present);
    await run(em, sql`update ledger.data_version set stamp = default`);
  });
}

/** Several processes may start on one database at once; the lock goes with its connection, also where that breaks. */
async function migrationLock(orm: MikroORM): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: orm.config.get('clientUrl') });
  // What it breaks by breaks the work as well.
  client.on('error', () => {});
  await client.connect();
  await client.query(`select pg_advisory_lock(hashtext('migrations'))`);
  return { [Symbol.asyncDispose]: () => client.end() };
}

interface Applied {
  name: string;
  sha256: string;
}

async function appliedDefinitions(em: EntityManager): Promise<Applied[]> {
  const [table] = await run(em, sql<{ name: string | null }>`select to_regclass('ledger.definition')::text as name`);
  if (!table?.name) return [];
  return run(em, sql<Applied>`select name, sha256 from ledger.definition order by seq`);
}

/** What was made of a file holds as long as its text and the order of all are the same. */
async function areApplied(em: EntityManager, definitions: readonly Definition[]): Promise<boolean> {
  const applied = await appliedDefinitions(em);
  return JSON.stringify(applied) === JSON.stringify(rowsOf(definitions));
}

function rowsOf(definitions: readonly Definition[]): Applied[] {
  return definitions.flatMap(({ objects, sha256 }) => objects.map((name) => ({ name, sha256 })));
}

/** A view would stand in the way of a migration that changes a column it shows; triggers stay, and see what is changed. */
async function dropViews(em: EntityManager): Promise<void> {
  const applied = await appliedDefinitions(em);
  await drop(
    em,
    applied.filter(({ name }) => name.startsWith('view ')),
  );
}

/** All are made anew where one is another, since others may stand on it. */
async function applyDefinitions(em: EntityManager, definitions: readonly Definition[]): Promise<void> {
  await drop(em, await appliedDefinitions(em));
  for (const { text } of definitions) await run(em, sql.raw(text));
  await run(em, sql`delete from ledger.definition`);
  const rows = rowsOf(definitions).map((row, seq) => ({ ...row, seq }));
  await run(
    em,
    sql`insert into ledger.definition
        select * from jsonb_populate_recordset(null::ledger.definition, ${JSON.stringify(rows)}::jsonb)`,
  );
}

/**
 * What something else stands on stays, to be replaced in place: an index or a generated column on a function, a view of the
 * operator's own.
 */
async function drop(em: EntityManager, applied: readonly Applied[]): Promise<void> {
  for (const { name } of applied.toReversed()) {
    const [kind, ...rest] = name.split(' ');
    await run(
      em,
      sql.raw(`do $$ begin drop ${kind} if exists ${rest.join(' ')};
               exception when dependent_objects_still_exist then null; end $$`),
    );
  }
}
