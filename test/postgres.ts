import { hash, randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * Databases for tests, all in the one PostgreSQL that the jest run has started:
 *
 *     await using db = await testDatabase();
 *     await using copy = await testDatabase({ template: db });           // nobody may be connected to db
 *     await using seeded = await testDatabase({ template: { name: 'seeded', prepare: (url) => seed(url) } });
 */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  /** Owns the database; a copy keeps its template's. */
  readonly role: string;
  /** Connects as that role, as an instance does. */
  readonly url: string;
}

export interface NamedTemplate {
  /** Made once per jest run, by whichever test file asks first. */
  name: string;
  prepare(url: string): Promise<void>;
}

/** A database of its own for one test, empty or a copy; dropped, with whoever is still connected, when disposed. */
export async function testDatabase({
  template,
  locale,
}: {
  template?: TestDatabase | NamedTemplate;
  /** How an empty database judges letters and sorts, as `create database` takes it. */
  locale?: string;
} = {}): Promise<TestDatabase> {
  return asSuperuser(async (client) => {
    if (!template) return create(client, randomName('test'), locale && `template template0 encoding 'UTF8' ${locale}`);
    const source = 'prepare' in template ? await named(client, template) : template;
    const name = randomName('copy');
    // The template's role owns the tables in the copy, so it must own the copy too.
    await client.query(`create database ${name} owner ${source.role} template ${source.name} ${fast}`);
    await client.query(`revoke connect on database ${name} from public`);
    return handle(name, source.role);
  });
}

/** Connects as the superuser of the test run's PostgreSQL, for questions that no owner may ask. */
export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl().href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const password = 'test';

/** Three times faster than copying through the log, where nothing waits for the disk. */
const fast = 'strategy file_copy';

async function create(client: pg.Client, name: string, options = ''): Promise<TestDatabase> {
  await client.query(`create role ${name} login password '${password}'`);
  await client.query(`create database ${name} owner ${name} ${options} ${fast}`);
  await client.query(`revoke connect on database ${name} from public`);
  return handle(name, name);
}

/** Test files run in processes of their own: the lock lets one prepare the template while the others wait for it. */
async function named(client: pg.Client, { name, prepare }: NamedTemplate): Promise<TestDatabase> {
  // The database cuts longer names, and two that differ behind the cut would be one.
  const template = `template_${hash('sha256', name).slice(0, 16)}`;
  await client.query('select pg_advisory_lock(hashtext($1))', [template]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (!rowCount) {
      const unfinished = await create(client, randomName('unfinished'));
      await prepare(unfinished.url);
      await client.query(`alter role ${unfinished.name} rename to ${template}`);
      await client.query(`alter database ${unfinished.name} rename to ${template}`);
    }
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [template]);
  }
  return handle(template, template);
}

function handle(name: string, role: string): TestDatabase {
  const url = serverUrl();
  url.pathname = name;
  url.username = role;
  url.password = password;
  return {
    name,
    role,
    url: url.href,
    async [Symbol.asyncDispose]() {
      await asSuperuser((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function randomName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

function serverUrl(): URL {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_POSTGRES_URL is not set: jest starts PostgreSQL in test/postgres/start.ts.');
  return new URL(url);
}
