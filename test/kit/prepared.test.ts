import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { anonymous } from '../../schema/contract/caller.js';
import { mostPrepared } from '../../subgraphs/kit/database/prepared-statements.js';
import { Snapshot } from '../../subgraphs/kit/database/snapshot.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { type TestDatabase, testDatabase } from '../postgres.js';

let database: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await testDatabase();
  orm = await openDatabase({ url: database.url, domains: [], poolSize: 2 });
});
afterAll(async () => {
  await orm.close();
  await database[Symbol.asyncDispose]();
});

const statementsAtOnce = 20;

/** Of a connection, after it has answered these statements. */
function preparedAfter(numbers: readonly number[]): Promise<{ pid: number; count: number }> {
  return Snapshot.run(orm, anonymous, async (snapshot) => {
    const answers = numbers.map((n) => snapshot.query<{ value: number }>(sql`select ${sql.lit(n)}::int as value`));
    const rows = await Promise.all(answers);
    expect(rows).toEqual(numbers.map((value) => [{ value }]));
    const asked = sql<{ pid: number; count: number }>`
      select pg_backend_pid() as pid, count(*)::int as count from pg_prepared_statements`;
    const [prepared] = await snapshot.query(asked);
    return prepared!;
  });
}

const some = (first: number) => Array.from({ length: statementsAtOnce }, (_, n) => first + n);

describe('What a connection has prepared', () => {
  it('stays with it where the same is asked again', async () => {
    for (let n = 0; n < 5; n++) {
      const { count } = await preparedAfter(some(0));
      expect(count).toBeGreaterThanOrEqual(statementsAtOnce);
      // These, and the question itself.
      expect(count).toBeLessThanOrEqual(statementsAtOnce + 1);
    }
  });

  it('does not grow with all that anybody makes up, and everything made up is answered', async () => {
    const all: { pid: number; count: number }[] = [];
    for (let first = 0; first < 4 * mostPrepared; first += 2 * statementsAtOnce) {
      all.push(...(await Promise.all([preparedAfter(some(first)), preparedAfter(some(first + statementsAtOnce))])));
    }
    const most = Math.max(...all.map(({ count }) => count));
    expect(most).toBeGreaterThan(mostPrepared / 4);
    expect(most).toBeLessThanOrEqual(mostPrepared + 2 * statementsAtOnce);
    // Connections are renewed when it is too much, and not oftener.
    expect(new Set(all.map(({ pid }) => pid)).size).toBeLessThanOrEqual(10);
  });
});
