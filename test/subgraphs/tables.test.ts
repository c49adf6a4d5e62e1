import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { domains } from '../../subgraphs/domains.js';
import { migrate } from '../../subgraphs/kit/database/migrate.js';
import { migration } from '../../subgraphs/kit/database/migration.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { type TestDatabase, testDatabase } from '../postgres.js';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await testDatabase();
  orm = await openDatabase({ url: database.url, domains });
  await migrate(orm);
});

afterAll(async () => {
  await orm?.close(true);
  await database?.[Symbol.asyncDispose]();
});

describe('The tables that the migrations make', () => {
  it('have the columns, types and nullability that the entities say', async () => {
    const differences = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    // Duties of institutions are made by a query each time. The migrations also have what entities do not speak of:
    // indexes, foreign keys, views, and columns that triggers and the index of the search fill.
    const own =
      /^(create table "action_plans"."institution_duty"|drop (index|function|trigger|table|view)|alter table .* drop constraint|alter table "ledger".* drop column "number"|alter table "action_plans"."measure" drop column "confirmed", drop column "due_in_force", drop column "due_asc_key", drop column "due_desc_key"$|alter table "search"."entry" drop column "institution_id", drop column "title_words", drop column "words", drop column "parts", drop column "order_key"$)/;
    expect(
      differences
        .split(';')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !own.test(line)),
    ).toEqual([]);
  });

  it('are made once: migrating again changes nothing', async () => {
    expect(await orm.migrator.up()).toEqual([]);
  });

  it('give the data a new stamp when a migration may have changed them, and only then', async () => {
    const stamp = async () => (await orm.em.getConnection().execute('select stamp from ledger.data_version'))[0];
    const before = await stamp();
    await migrate(orm);
    expect(await stamp()).toEqual(before);
    const migrations = [migration('29991231-more', 'select 1')];
    const later = await openDatabase({
      url: database.url,
      domains: [...domains, { ...domains[0]!, entities: [], migrations }],
    });
    await migrate(later);
    await later.close(true);
    expect(await stamp()).not.toEqual(before);
  });

  it('hold each domain in a PostgreSQL schema of its own, with no foreign key between them', async () => {
    const foreign = await orm.em.getConnection().execute(
      `select conrelid::regclass::text as one, confrelid::regclass::text as other from pg_constraint
       where contype = 'f' and split_part(conrelid::regclass::text, '.', 1) <> split_part(confrelid::regclass::text, '.', 1)`,
    );
    expect(foreign).toEqual([]);
  });

  it('sort every code, id and sort key by bytes, as the hub compares', async () => {
    const byLanguage = await orm.em.getConnection().execute(
      `select table_schema, table_name, column_name from information_schema.columns
       where table_schema in ('ledger', 'institutions', 'indicators', 'monitoring', 'action_plans')
         and (column_name in ('id', 'code', 'municipality') or column_name ~ '(_id|_key|_order|_code)$')
         and data_type = 'text' and collation_name is distinct from 'C'
         and (table_schema, table_name, column_name) not in (('indicators', 'indicator', 'code'), ('action_plans', 'measure', 'responsible_key'))`,
    );
    expect(byLanguage).toEqual([]);
  });
});
