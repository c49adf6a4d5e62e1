import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Change } from '../context.js';
import { run } from './run.js';

/**
 * Runs `work` in one transaction that takes its turn among all changes of the instance: what it writes and the data's
 * next version appear together or not at all.
 */
export function change<T>(orm: MikroORM, work: (em: EntityManager, at: Date) => Promise<Change<T>>): Promise<T> {
  return orm.em.fork().transactional(async (em) => {
    // The lock on the one row puts all changes of an instance in one order.
    await run(em, sql`select from ledger.data_version for update`);
    const at = new Date();
    const { value, unchanged } = await work(em, at);
    if (!unchanged) await run(em, sql`update ledger.data_version set version = version + 1, as_of = ${at}`);
    return value;
  });
}
