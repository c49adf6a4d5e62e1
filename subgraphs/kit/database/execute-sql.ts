import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';

/** Runs a statement in the transaction of `em`. */
export async function run<R>(em: EntityManager, statement: RawBuilder<R>): Promise<R[]> {
  return (await statement.execute(em.getKysely())).rows;
}
