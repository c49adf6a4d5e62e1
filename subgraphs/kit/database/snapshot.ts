import type { EntityClass, EntityMetadata } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import type { Caller } from '../../../schema/contract/caller.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { databaseError } from './database-error.js';
import { isOutdated, preparedName } from './prepared-statements.js';

/** State of an instance's data: the number grows with every committed change, in the same transaction. */
export interface DataVersion {
  version: number;
  /** When the last change was committed; null before the first. */
  asOf: Date | null;
  /** Random, and another one after every change: the same stamp means the same data, also after a restored backup. */
  stamp: string;
}

/**
 * One moment of the database, for one operation: all its parts, and the version that the answer names, are of the same
 * moment. Statements that do not wait for each other go out together, and each is prepared once per connection:
 * hence the driver itself, and not a transaction of the ORM, which sends one statement at a time.
 */
export class Snapshot {
  /** With whose eyes it reads: entities that are not for everybody come as this caller may see them. */
  readonly caller: Caller;
  readonly #compiler: Kysely<unknown>;
  readonly orm: MikroORM;
  #view: View | Promise<View>;

  private constructor(orm: MikroORM, caller: Caller, view: View) {
    this.caller = caller;
    this.orm = orm;
    this.#view = view;
    // biome-ignore lint/plugin: MikroORM types it with tables of its own making.
    this.#compiler = orm.em.getKysely() as unknown as Kysely<unknown>;
  }

  static async run<T>(orm: MikroORM, caller: Caller, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = new Snapshot(orm, caller, await openView(orm));
    try {
      return await work(snapshot);
    } finally {
      // Nothing was written, so nobody waits for this.
      Promise.resolve(snapshot.#view).then(closeView, () => {});
    }
  }

  async query<R>(statement: RawBuilder<R>): Promise<R[]> {
    const { sql: text, parameters } = statement.compile(this.#compiler);
    const view = this.#view instanceof Promise ? await this.#view : this.#view;
    try {
      return (await view.client.query({ name: preparedName(view.client, text), text, values: [...parameters] })).rows;
    } catch (error) {
      throw databaseError(error);
    }
  }

  async version(): Promise<DataVersion> {
    return versionOf(await this.query(sql.raw<VersionRow>(readVersion)));
  }

  /**
   * Does something that writes, on connections of its own; this snapshot then sees what came of it. Its own connection is
   * given back before: changes wait for each other, and those that hold one while they wait for another would wait for ever.
   */
  async write<T>(work: (orm: MikroORM) => Promise<T>): Promise<T> {
    const before = await this.#view;
    const written = closeView(before).then(() => work(this.orm));
    const next = written.then(
      () => openView(this.orm),
      () => openView(this.orm),
    );
    // Whatever fails first is the answer.
    next.catch(() => {});
    this.#view = next;
    const value = await written.catch((error) => {
      throw databaseError(error);
    });
    this.#view = await next;
    return value;
  }

  metadata(entity: EntityClass<unknown>): EntityMetadata {
    return this.orm.getMetadata().get(entity);
  }
}

/** The version at this moment, without a snapshot: all that is needed where an answer need not be sent again. */
export async function presentVersion(orm: MikroORM): Promise<DataVersion> {
  const pool = await poolOf(orm);
  const { rows } = await pool.query({ name: 'version', text: readVersion }).catch((error) => {
    throw databaseError(error);
  });
  return versionOf(rows);
}

const readVersion = 'select version, as_of as "asOf", stamp from ledger.data_version';

type VersionRow = Omit<DataVersion, 'asOf'> & { asOf: string | null };

function versionOf([row]: VersionRow[]): DataVersion {
  if (!row) throw new Error('The database has no version of its data.');
  const { asOf } = row;
  return { ...row, asOf: asOf === null ? null : new Date(asOf) };
}

const begin = 'start transaction isolation level repeatable read read only';

/** A connection on which one moment is seen. */
interface View {
  readonly client: pg.PoolClient;
  broken?: Error;
}

async function openView(orm: MikroORM): Promise<View> {
  const pool = await poolOf(orm);
  const client = await pool.connect().catch((originalError: Error) => {
    throw new HubError('DATABASE_UNAVAILABLE', undefined, { originalError });
  });
  const view: View = { client };
  // If this fails, so does whatever follows on the connection.
  client.query(begin).catch((error: Error) => (view.broken = error));
  return view;
}

async function poolOf(orm: MikroORM): Promise<pg.Pool> {
  return (await orm.em.getConnection().getNativeClient()) as pg.Pool;
}

/** A connection is thrown away where it is broken, or keeps too much. */
async function closeView({ client, broken }: View): Promise<void> {
  await client.query('rollback').then(
    () => client.release(broken ?? isOutdated(client)),
    (error: Error) => client.release(error),
  );
}
