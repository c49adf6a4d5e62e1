import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startInstance } from '../../subgraphs/instance.js';
import { ask } from '../instance.js';
import { asSuperuser } from '../postgres.js';
import { codeOf, oneInstance, operation } from './one-instance.js';
import { until } from './open-handles.js';

const one = oneInstance({ statementTimeoutMs: 1000 });

describe('An instance whose database', () => {
  const allowConnections = (allowed: boolean) =>
    asSuperuser((client) =>
      client.query(`alter database ${pg.escapeIdentifier(one.database.name)} allow_connections ${allowed}`),
    );
  const isWhole = async () => {
    const { status, data } = await one.read();
    expect([status, data.measures.totalCount, await one.isReady()]).toEqual([200, 10, true]);
  };

  it('drops idle connections answers as before', async () => {
    await isWhole();
    await one.disconnect();
    await isWhole();
  });

  it('takes no connections says so, is not ready, and recovers by itself', async () => {
    await allowConnections(false);
    await one.disconnect();
    const { status, data, errors } = await one.read();
    const ready = await one.isReady();
    await allowConnections(true);
    expect([status, data ?? null, ready]).toEqual([503, null, false]);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['DATABASE_UNAVAILABLE']);
    expect(JSON.stringify(errors)).not.toContain(one.database.name);
    await isWhole();
  });

  describe('holds a table locked', () => {
    let locking: pg.Client;
    beforeEach(async () => {
      locking = new pg.Client({ connectionString: one.database.url });
      locking.on('error', () => {});
      await locking.connect();
      await locking.query('begin; lock table action_plans.measure in access exclusive mode');
    });
    afterEach(async () => {
      await locking.end();
      await isWhole();
    });

    const waiting = async () => {
      const [{ count } = { count: 0 }] = await one.query(
        `select count(*)::int from pg_locks where not granted and relation = 'action_plans.measure'::regclass`,
      );
      return count as number;
    };
    const untilWaiting = (wanted: number) => until(async () => (await waiting()) >= wanted);

    it('ends the statement in time and says so', async () => {
      const { errors } = await one.read();
      expect(errors!.map(({ extensions }) => extensions.code)).toContain('DEADLINE_EXCEEDED');
    });

    it('ends the operation by the deadline that it names', async () => {
      const started = performance.now();
      const { status, errors } = await one.read(`query @deadline(ms: 150) ${operation}`);
      expect(performance.now() - started).toBeLessThan(900);
      expect([status, errors![0]!.extensions.code]).toEqual([504, 'DEADLINE_EXCEEDED']);
    });

    it('leaves those their answer who have a connection, and says so to whom none is left', async () => {
      const connectWithinMs = 1500;
      await using full = await startInstance({
        owners: ['kizel'],
        databaseUrl: one.database.url,
        database: { poolSize: 2, connectWithinMs },
      });
      const read = () => ask(`${full.server.url}/graphql`, operation);
      const first = [read(), read()];
      await untilWaiting(2);
      const started = performance.now();
      const answer = await read();
      expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
      expect(performance.now() - started).toBeGreaterThanOrEqual(connectWithinMs - 5);
      await locking.query('rollback');
      for (const { data } of [...(await Promise.all(first)), await read()]) {
        expect(data.measures.totalCount).toBe(10);
      }
    });

    it('and ends connections in use says so, once', async () => {
      const answer = one.read();
      await untilWaiting(1);
      await one.disconnect();
      const { status, errors } = await answer;
      expect([status, codeOf({ errors } as never)]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    });
  });

  it('waits for a transaction that nobody goes on with ends it', async () => {
    const [limit] = await one.instance.orm.em.getConnection().execute('show idle_in_transaction_session_timeout');
    expect(limit).toEqual({ idle_in_transaction_session_timeout: '1min' });
  });
});

describe('A change whose transaction', () => {
  /** Undoes so many tries with this code. */
  const conflicting = async (code: string, tries: number) => {
    await one.query(`create sequence tries; create function conflict() returns trigger language plpgsql as $$
      begin if nextval('tries') <= ${tries} then raise exception using errcode = '${code}'; end if; return new; end $$;
      create trigger conflict before insert on ledger.publication for each row execute function conflict()`);
  };
  const calm = () =>
    one.query('drop trigger conflict on ledger.publication; drop function conflict; drop sequence tries');
  const tries = async () => (await one.query('select last_value::int as tries from tries'))[0]!.tries;

  it.each([
    ['a conflict of serialization', '40001'],
    ['a deadlock', '40P01'],
  ])('the database undid because of %s is tried again, three times at most', async (_, code) => {
    const before = await one.stored();
    await conflicting(code, 3);
    expect((await one.publish('А')).data.publishDocument.publication.version).toBe(1);
    expect(await tries()).toBe(4);
    await calm();
    await conflicting(code, 100);
    expect(codeOf(await one.publish('А'))).toBe('INTERNAL');
    expect(await tries()).toBe(4);
    await calm();
    const { version, publications } = await one.stored();
    expect({ version, publications }).toEqual({
      version: (before.version as number) + 1,
      publications: (before.publications as number) + 1,
    });
  });

  it('was committed, as it may be, without word of it has an unknown outcome', async () => {
    await one.query(`create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger die after insert on ledger.publication deferrable initially deferred for each row execute function die()`);
    const answer = await one.publish('А');
    await one.query('drop trigger die on ledger.publication; drop function die');
    expect([answer.status, codeOf(answer)]).toEqual([504, 'OUTCOME_UNKNOWN']);
    expect((await one.publish('А')).data.publishDocument.publication.version).toBe(1);
  });
});
