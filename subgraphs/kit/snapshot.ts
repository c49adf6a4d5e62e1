import type { EntityClass, EntityMetadata } from '@mikro-orm/core';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { HubError } from '../../schema/errors.js';
import type { Change } from './context.js';
import { databaseError } from './database-error.js';
import { change } from './ledger/change.js';

/** State of an instance's data: the number grows with every committed change, in the same transaction. */
export interface DataVersion {
  version: number;
  /** When the last change was committed; null before the first. */
  asOf: Date | null;
}

/**
 * One moment of the database, for one operation: all its parts, and the version that the answer names, are of the same
 * moment. Statements that do not wait for each other go out together, and each is prepared once per connection:
 * hence the driver itself, and not a transaction of the ORM, which sends one statement at a time.
 */
export class Snapshot {
  readonly #client: pg.PoolClient;
  readonly #compiler: Kysely<unknown>;
  readonly #orm: MikroORM;
  #broken: Error | undefined;

  private constructor(orm: MikroORM, client: pg.PoolClient) {
    this.#orm = orm;
    this.#client = client;
    this.#compiler = orm.em.getKysely() as unknown as Kysely<unknown>;
  }

  static async run<T>(orm: MikroORM, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const pool = (await orm.em.getConnection().getNativeClient()) as pg.Pool;
    const client = await pool.connect().catch((originalError: Error) => {
      throw new HubError('DATABASE_UNAVAILABLE', undefined, { originalError });
    });
    const snapshot = new Snapshot(orm, client);
    snapshot.#begin();
    try {
      return await work(snapshot);
    } finally {
      // Nothing was written, so nobody waits for this; a broken connection is thrown away.
      client.query('rollback').then(
        () => client.release(snapshot.#broken),
        (error: Error) => client.release(error),
      );
    }
  }

  /** Moves on to the present moment, after a change. */
  renew(): void {
    this.#client.query('rollback').catch((error: Error) => (this.#broken = error));
    this.#begin();
  }

  #begin(): void {
    // If this fails, so does whatever follows on the connection.
    this.#client.query(begin).catch((error: Error) => (this.#broken = error));
  }

  async query<R>(statement: RawBuilder<R>): Promise<R[]> {
    const { sql: text, parameters } = statement.compile(this.#compiler);
    try {
      return (await this.#client.query({ name: nameOf(text), text, values: [...parameters] })).rows;
    } catch (error) {
      throw databaseError(error);
    }
  }

  async version(): Promise<DataVersion> {
    const [current] = await this.query(
      sql<{ version: number; asOf: string | null }>`select version, as_of as "asOf" from ledger.data_version`,
    );
    const { version, asOf } = current!;
    return { version, asOf: asOf === null ? null : new Date(asOf) };
  }

  /** Changes data in a transaction of its own; this snapshot then sees the change. */
  async change<T>(work: (em: EntityManager) => Promise<Change<T>>): Promise<T> {
    const value = await change(this.#orm, work).catch((error) => {
      throw databaseError(error);
    });
    this.renew();
    return value;
  }

  metadata(entity: EntityClass<unknown>): EntityMetadata {
    return this.#orm.getMetadata().get(entity);
  }
}

const begin = 'start transaction isolation level repeatable read read only';

const names = new Map<string, string>();

/** A short name of a statement, the same in every connection: there are as many as shapes of operations. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}
