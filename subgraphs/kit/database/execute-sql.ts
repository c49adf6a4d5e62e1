import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';

/** Runs a statement in the transaction of `em`. */
export async function run<R>(em: EntityManager, statement: RawBuilder<R>): Promise<R[]> {
  return (await statement.execute(em.getKysely())).rows;
}

/** Runs a statement that gives one row, whatever the data are. */
export async function runForOne<R>(em: EntityManager, statement: RawBuilder<R>): Promise<R> {
  const [row] = await run(em, statement);
  if (row === undefined) throw new Error('The statement gives no row.');
  return row;
}
