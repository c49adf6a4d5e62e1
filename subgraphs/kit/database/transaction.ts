import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';

/**
 * Runs `work` in a transaction. Not the ORM's own, which keeps its connection for ever when the rollback fails, as it
 * does after the connection is lost: a few such failures, and the pool would be empty.
 */
export async function transaction<T>(orm: MikroORM, work: (em: EntityManager) => Promise<T>): Promise<T> {
  const em = orm.em.fork();
  let failure: { error: unknown } | undefined;
  // biome-ignore lint/plugin: MikroORM types it with tables of its own making.
  const kysely = em.getKysely() as unknown as Kysely<unknown>;
  try {
    return await kysely.transaction().execute(async (transaction) => {
      em.setTransactionContext(transaction);
      return work(em).catch((error) => {
        failure = { error };
        throw error;
      });
    });
  } catch (error) {
    // A rollback that failed says less than what it was for.
    throw failure ? failure.error : error;
  }
}
