import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { acceptTokens } from '../../../gateway/http/auth/authenticate.js';
import { IssuerKeys } from '../../../gateway/http/auth/key-sets.js';
import { silentLogger } from '../../../gateway/http/log/logger.js';
import { serve } from '../../../gateway/http/server/server.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { domains } from '../../../subgraphs/domains.js';
import { databaseError } from '../../../subgraphs/kit/database/database-error.js';
import { change } from '../../../subgraphs/kit/publishing/change.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';
import { startEdge } from '../../http/kit.js';
import { owners, seededDatabase } from '../../instance.js';
import { testDatabase } from '../../postgres.js';
import { audience, claimsOf, issuer, keySource, sign, testKey } from '../../tokens.js';
import type { Trial } from './trials.js';

interface Changing {
  orm: MikroORM;
  change: typeof change;
  query(statement: string): Promise<Record<string, unknown>[]>;
}

const action = { action: 'trial', target: 'kizel', caller: null, requestId: null };

/** What becomes of changes of an instance's database. */
export function changes(judge: (changing: Changing) => Promise<boolean>): Trial {
  return async (load) => {
    const loaded = await load(change);
    await using database = await testDatabase({
      template: seededDatabase(owners.filter(({ code }) => code === 'kizel')),
    });
    const orm = await openDatabase({ url: database.url, domains });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return await judge({ orm, change: loaded, query: async (statement) => (await client.query(statement)).rows });
    } finally {
      await client.end();
      await orm.close(true);
    }
  };
}

/** Undone by the database the first two times. */
export const conflict = changes(async ({ orm, change }) => {
  let tries = 0;
  const value = await change(orm, action, async () => {
    if (++tries < 3) throw Object.assign(new Error('conflict'), { code: '40001' });
    return { value: tries, audit: {} };
  }).catch(() => 0);
  return value === 3;
});

/** The connection is lost while it is committed. */
export const lostCommit = changes(async ({ orm, change, query }) => {
  await query(`create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create constraint trigger die after insert on ledger.audit deferrable initially deferred for each row execute function die()`);
  const error = await change(orm, action, async () => ({ value: 1, audit: {} })).catch((reason) => reason);
  return error instanceof HubError && error.code === 'OUTCOME_UNKNOWN';
});

/** The clock is behind the last change. */
export const clockBehind = changes(async ({ orm, change, query }) => {
  const asOf = Date.parse('2999-01-01T00:00:00Z');
  await query(`update ledger.data_version set as_of = '2999-01-01T00:00:00Z'`);
  return (await change(orm, action, async (_, at) => ({ value: at.getTime(), audit: {} }))) >= asOf;
});

/** The log takes nothing. */
export const unwritable = changes(async ({ orm, change, query }) => {
  await query(`create function deny() returns trigger language plpgsql as $$ begin raise exception using errcode = 'disk_full'; end $$;
    create trigger deny before insert on ledger.audit execute function deny()`);
  const isRefused = await change(orm, action, async () => ({ value: 1, audit: {} })).then(
    () => false,
    () => true,
  );
  return isRefused;
});

export const databaseFailure: Trial = async (load) => {
  const loaded = await load(databaseError);
  const seen = loaded(Object.assign(new Error('SECRET'), { code: '57P01' }));
  return seen instanceof HubError && seen.code === 'DATABASE_UNAVAILABLE';
};

/** A token of a clock 10 minutes ahead. */
export const clockAhead: Trial = async (load) => {
  const accept = await load(acceptTokens);
  const keys = new IssuerKeys({ source: new URL(keySource([testKey])) });
  const authenticate = accept({ keys, issuer, audience, log: silentLogger() });
  await using edge = await startEdge(undefined, { graphql: { authenticate } });
  const now = Math.floor(Date.now() / 1000);
  const token = await sign({ ...claimsOf.kizel, iat: now + 600, exp: now + 1200 });
  return (await edge.post('{"query":"{ text }"}', { authorization: `Bearer ${token}` })).status === 401;
};

/** Asked while it is open for the last moment. */
export const closing: Trial = async (load) => {
  const start = await load(serve);
  const server = await start({ routes: {}, unreadyMs: 200 });
  const closed = server.close();
  const { status } = await fetch(`${server.url}/health/ready`, { headers: { connection: 'close' } });
  await closed;
  return status === 503;
};
