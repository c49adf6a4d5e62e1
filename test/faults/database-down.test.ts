import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { asSuperuser } from '../postgres.js';

const operation = '{ measures(first: 1) { totalCount nodes { title } } }';
let instance: Instance;
let database: string;

beforeAll(async () => {
  instance = await startSeededInstance([owners.find(({ code }) => code === 'kizel')!], { statementTimeoutMs: 1000 });
  database = instance.orm.config.get('dbName') ?? '';
});
afterAll(() => instance?.close());

const answer = (text = operation) => ask(`${instance.server.url}/graphql`, text);
const isReady = async () => (await fetch(`${instance.server.url}/health/ready`)).status;
const disconnectAll = () =>
  asSuperuser((client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]),
  );
const allowConnections = (allowed: boolean) =>
  asSuperuser((client) => client.query(`alter database ${pg.escapeIdentifier(database)} allow_connections ${allowed}`));

describe('An instance whose database', () => {
  it('drops idle connections answers as before', async () => {
    await answer();
    await disconnectAll();
    expect((await answer()).data.measures.totalCount).toBe(10);
  });

  it('takes no connections says so, is not ready, and recovers by itself', async () => {
    await allowConnections(false);
    await disconnectAll();
    const { status, data, errors } = await answer();
    const ready = await isReady();
    await allowConnections(true);

    expect([status, data ?? null, ready]).toEqual([503, null, 503]);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['DATABASE_UNAVAILABLE']);
    expect(JSON.stringify(errors)).not.toContain(database);
    expect((await answer()).status).toBe(200);
    expect(await isReady()).toBe(200);
  });

  describe('holds a table locked', () => {
    let locking: pg.Client;
    beforeAll(async () => {
      const url = await asSuperuser(
        async (client) => `postgres://postgres:${client.password}@127.0.0.1:${client.port}/${database}`,
      );
      locking = new pg.Client({ connectionString: url });
      await locking.connect();
      await locking.query('begin; lock table action_plans.measure in access exclusive mode');
    });
    afterAll(async () => {
      await locking?.query('rollback');
      await locking?.end();
    });

    it('ends the statement in time and says so', async () => {
      const { errors } = await answer();
      expect(errors!.map(({ extensions }) => extensions.code)).toContain('DEADLINE_EXCEEDED');
    });

    it('ends the operation by the deadline that it names', async () => {
      const started = performance.now();
      const { status, errors } = await answer(`query @deadline(ms: 150) ${operation}`);
      expect(performance.now() - started).toBeLessThan(900);
      expect([status, errors![0]!.extensions.code]).toEqual([504, 'DEADLINE_EXCEEDED']);
    });
  });

  it('was locked a moment ago answers again', async () => {
    expect((await answer()).data.measures.totalCount).toBe(10);
  });
});
