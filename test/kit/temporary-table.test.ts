import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { domains } from '../../subgraphs/domains.js';
import { run } from '../../subgraphs/kit/database/execute-sql.js';
import { TemporaryTable } from '../../subgraphs/kit/database/temporary-table.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { testDatabase } from '../postgres.js';

const scored = new TemporaryTable('scored', { id: 'text collate "C"', score: 'numeric' });

it('A temporary table has the columns and types of its declaration, whatever its query calls them', async () => {
  await using database = await testDatabase();
  const orm = await openDatabase({ url: database.url, domains });
  await orm.em.fork().transactional(async (em) => {
    for (const made of ['once', 'again']) {
      await scored.createFrom(em, sql`select ${made} || n, n from generate_series(1, 3) n`);
      await scored.analyze(em);
      const s = scored.as('s');
      expect(await run(em, sql`select ${s.id}, ${s.score} from ${s} where ${s.score} > 2`)).toEqual([
        { id: `${made}3`, score: '3' },
      ]);
      await scored.drop(em);
    }
    await scored.createEmpty(em);
    const columns = await run(
      em,
      sql`select attname as name, format_type(atttypid, atttypmod) as type, attcollation::regcollation::text as collation
          from pg_attribute where attrelid = 'scored'::regclass and attnum > 0`,
    );
    expect(columns).toEqual([
      { name: 'id', type: 'text', collation: '"C"' },
      { name: 'score', type: 'numeric', collation: '-' },
    ]);
  });
  await orm.close(true);
});

it('A column that is not declared does not compile', () => {
  // @ts-expect-error: the declaration has no such column.
  expect(scored.as('s').scores).toBeUndefined();
});
