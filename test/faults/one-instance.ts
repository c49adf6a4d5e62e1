import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import type { Instance, InstanceOptions } from '../../subgraphs/instance.js';
import { startInstance } from '../../subgraphs/instance.js';
import { type Answer, ask, owners, seededDatabase } from '../instance.js';
import { type LogLine, recordedLog } from '../log.js';
import { asSuperuser, type TestDatabase, testDatabase } from '../postgres.js';
import { orderWith, publishDocument, row } from '../publishing/client.js';
import { accept } from '../tokens.js';
import { until } from './open-handles.js';

/** An instance of Kizel for the tests of a file, and its database from both sides. */
export interface OneInstance {
  /** What an operator reads of warnings and worse. */
  readonly logged: LogLine[];
  readonly instance: Instance;
  readonly url: string;
  readonly database: TestDatabase;
  read(query?: string): Promise<Answer>;
  /** Publishes a made-up order of one measure. */
  publish(title: string): Promise<Answer>;
  isReady(): Promise<boolean>;
  /** Asks the database as the role of the instance. */
  query(statement: string): Promise<Record<string, unknown>[]>;
  /** Ends the connections of the instance, as a restart or a failover of the database does, and lets it notice. */
  disconnect(): Promise<void>;
  /** How far the data, the log and the publications are. */
  stored(): Promise<Record<string, unknown>>;
}

export const operation = '{ measures(first: 1) { totalCount nodes { title } } }';

export function oneInstance(options: InstanceOptions['database'] = {}): OneInstance {
  const { log, lines: logged } = recordedLog();
  let database: TestDatabase;
  let instance: Instance;
  beforeAll(async () => {
    database = await testDatabase({ template: seededDatabase(owners.filter(({ code }) => code === 'kizel')) });
    instance = await startInstance({
      owners: ['kizel'],
      databaseUrl: database.url,
      database: options,
      authenticate: accept(),
      log,
    });
  });
  afterAll(async () => {
    await instance?.close();
    await database?.[Symbol.asyncDispose]();
  });

  let numbers = 500;
  const url = () => `${instance.server.url}/graphql`;
  const query = async (statement: string) => {
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    logged,
    get instance() {
      return instance;
    },
    get url() {
      return url();
    },
    get database() {
      return database;
    },
    read: (text = operation) => ask(url(), text),
    publish: (title) => publishDocument(url(), orderWith([row(1, title)], { number: String(numbers++) })),
    isReady: async () => (await fetch(`${instance.server.url}/health/ready`)).status === 200,
    query,
    async disconnect() {
      const all = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
      await asSuperuser((client) => client.query(all, [database.name]));
      const pool = (await instance.orm.em.getConnection().getNativeClient()) as pg.Pool;
      await until(() => pool.idleCount === 0);
    },
    stored: async () => {
      const [row_] = await query(
        'select d.version, h.seq, (select count(*)::int from ledger.publication) as publications from ledger.data_version d, ledger.audit_head h',
      );
      return row_!;
    },
  };
}

export function codeOf({ errors }: Answer): string | undefined {
  return errors?.[0]?.extensions.code;
}
