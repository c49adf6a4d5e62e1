import { IsolationLevel } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context, DataVersion } from './context.js';
import { Loaders } from './loaders.js';
import { databaseError, query } from './query.js';
import type { Domain } from './subgraph.js';

/**
 * Runs one operation on one snapshot of the database, so that all its parts, and the version that the answer names,
 * are of the same moment.
 */
export async function inSnapshot<T>(
  orm: MikroORM,
  domains: readonly Domain[],
  owners: readonly string[],
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const em = orm.em.fork();
  try {
    await em.begin({ isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
  } catch (error) {
    throw databaseError(error);
  }
  const loaders = new Loaders(em);
  let version: Promise<DataVersion> | undefined;
  try {
    return await work({
      em,
      loaders,
      owners,
      version: () => (version ??= readVersion(em)),
      async exists(kind, id) {
        const entity = domains.flatMap(({ kinds }) => kinds[kind] ?? [])[0];
        return entity ? (await loaders.byId(entity).load(id)) !== null : false;
      },
    });
  } finally {
    // Nothing was written; a connection that broke on the way is the pool's to throw away.
    await em.rollback().catch(() => {});
  }
}

async function readVersion(em: MikroORM['em']): Promise<DataVersion> {
  const [current] = await query(
    em,
    sql<{ version: number; asOf: string | null }>`select version, as_of as "asOf" from ledger.data_version`,
  );
  const { version, asOf } = current!;
  return { version, asOf: asOf === null ? null : new Date(asOf) };
}
