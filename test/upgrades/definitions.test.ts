import { describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { domains } from '../../subgraphs/domains.js';
import { migrate } from '../../subgraphs/kit/database/migrate.js';
import { migration } from '../../subgraphs/kit/database/migration.js';
import { type Definition, definitionOf, readDefinitions } from '../../subgraphs/kit/database/sql-definitions.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { asSuperuser, testDatabase } from '../postgres.js';
import { connect, makeOldDatabase, type OldDatabase } from './old-database.js';

const definitions = await readDefinitions();
const fresh = { name: 'empty schema', prepare: (url: string) => migrated(url) };

async function open(url: string, more: readonly ReturnType<typeof migration>[] = []) {
  const [first, ...others] = domains;
  const orm = await openDatabase({
    url,
    domains: [{ ...first!, migrations: [...first!.migrations, ...more] }, ...others],
  });
  return Object.assign(orm, { [Symbol.asyncDispose]: () => orm.close(true) });
}

async function migrated(url: string, present?: readonly Definition[]): Promise<void> {
  await using orm = await open(url);
  await migrate(orm, present);
}

/** All that is defined in a database, as PostgreSQL writes it; columns by name, since old ones come in another order. */
const written = {
  functions: `select pg_get_functiondef(p.oid) as text from pg_proc p where pronamespace = any($1)`,
  views: `select c.oid::regclass || ': ' || pg_get_viewdef(c.oid) as text from pg_class c
          where relkind = 'v' and relnamespace = any($1)`,
  triggers: `select pg_get_triggerdef(t.oid) as text from pg_trigger t join pg_class c on c.oid = tgrelid
             where not tgisinternal and relnamespace = any($1)`,
  columns: `select concat_ws(' ', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attcollation::regcollation,
              attidentity, pg_get_expr(adbin, adrelid)) as text
            from pg_attribute join pg_class c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attnum > 0 and not attisdropped and relkind = 'r' and relnamespace = any($1)`,
  indexes: `select pg_get_indexdef(c.oid) as text from pg_class c where relkind = 'i' and relnamespace = any($1)`,
  constraints: `select conrelid::regclass || ': ' || pg_get_constraintdef(oid) as text from pg_constraint
                where connamespace = any($1) and contype <> 'n'`,
};

async function schemaOf(url: string): Promise<Record<string, string[]>> {
  await using client = await connect(url);
  const { rows } = await client.query(
    `select array_agg(oid::int) as all from pg_namespace
     where nspname in ('ledger', 'search', 'institutions', 'indicators', 'monitoring', 'action_plans')`,
  );
  const schema: Record<string, string[]> = {};
  for (const [kind, query] of Object.entries(written)) {
    const texts = await client.query<{ text: string }>(query, [rows[0].all]);
    schema[kind] = texts.rows.map(({ text }) => text).toSorted();
  }
  return schema;
}

describe('A database of before has after an upgrade what a new one has', () => {
  it.each<OldDatabase>(['20261122', '20261203'])('of %s', async (of) => {
    await using old = await testDatabase();
    await makeOldDatabase(old.url, of);
    await migrated(old.url);
    await using other = await testDatabase({ template: fresh });
    const expected = await schemaOf(other.url);
    expect(expected.functions!.length).toBeGreaterThan(5);
    expect(await schemaOf(old.url)).toEqual(expected);
  });
});

it('A deadline that an older program put into force stays in force', async () => {
  await using old = await testDatabase();
  await makeOldDatabase(old.url, '20261203');
  await using client = await connect(old.url);
  await client.query(`
    insert into institutions.municipality values ('kizel', 'Кизел', 'MUNICIPAL_OKRUG', 'Пермский край', null);
    insert into action_plans.legal_act (id, municipality, kind, date_candidates, title, clauses, education_levels, text, sha256, issues, provenance, sort_key)
      values ('kizel:act:1', 'kizel', 'ORDER', '{}', 'x', '[]', '{}', 'x', 'x', '[]', '[]', 'x');
    insert into action_plans.action_plan values ('kizel:plan:1', 'kizel', 'kizel:act:1', 'PLAN', 'x', '{}', 'NONE', '[]', '[]', '[]', '[]', '[]', 'x');
    insert into action_plans.deadline_confirmation values
      ('kizel:measure:2', 'kizel', 1, 'июнь', '[{"start": "2025-06-01", "end": "2025-06-30"}]', now(), null);
    insert into action_plans.measure (id, municipality, plan_id, section_path, ordinal, title, planned_results, area_codes, education_levels, issues, provenance, responsible_key, source_order, result_dates, due, deadline)
      select 'kizel:measure:' || n, 'kizel', 'kizel:plan:1', '{1}', n, 'x', '{}', '{}', '{}', '[]', '[]', '', 'x', '{}',
        case when n < 3 then date '2024-06-30' end,
        '{"text": "июнь", "candidates": [[{"start": "2024-06-01", "end": "2024-06-30"}], [{"start": "2025-06-01", "end": "2025-06-30"}]]}'
      from generate_series(1, 3) n`);
  const inForce = async () =>
    (await client.query(`select id, confirmed, due_asc_key, due_desc_key from action_plans.measure order by id`)).rows;
  const before = await inForce();
  expect(before).toMatchObject([
    { confirmed: null, due_asc_key: '2024-06-30' },
    { confirmed: 1, due_desc_key: '2025-06-30' },
    { confirmed: null, due_asc_key: '9999-99-99', due_desc_key: '0000-00-00' },
  ]);
  await migrated(old.url);
  expect(await inForce()).toEqual(before);
});

it('Migrations alone make no function, view or trigger', async () => {
  await using database = await testDatabase();
  await migrated(database.url, []);
  const { functions, views, triggers, columns } = await schemaOf(database.url);
  expect({ functions, views, triggers }).toEqual({ functions: [], views: [], triggers: [] });
  expect(columns!.length).toBeGreaterThan(300);
});

describe('Definitions', () => {
  /** Where they stand, which is another place for each that is dropped and made again. */
  const oids = `select oid::regprocedure::text as name, oid from pg_proc where pronamespace = 'action_plans'::regnamespace
                union all select oid::regclass::text, oid from pg_class where relkind = 'v'
                  and relnamespace = 'action_plans'::regnamespace order by 1`;
  const stateOf = `select action_plans.state_by(null, null, false, '2024-01-01') as state`;
  const changed = definitions.map((definition) =>
    definition.objects.includes('function action_plans.state_by')
      ? definitionOf(definition.text.replace("'NOT_DATED'", "'ANOTHER'"))
      : definition,
  );

  it('that are another are applied at the next start, with a new stamp for the data; the same are not applied', async () => {
    await using database = await testDatabase({ template: fresh });
    await using client = await connect(database.url);
    const look = async () => ({
      state: (await client.query(stateOf)).rows[0].state,
      oids: (await client.query(oids)).rows,
      stamp: (await client.query('select stamp from ledger.data_version')).rows[0].stamp,
    });
    const before = await look();
    expect(before.state).toBe('NOT_DATED');
    await migrated(database.url);
    expect(await look()).toEqual(before);

    await migrated(database.url, changed);
    const after = await look();
    expect(after.state).toBe('ANOTHER');
    expect(after.stamp).not.toBe(before.stamp);
    await migrated(database.url, changed);
    expect(await look()).toEqual(after);
  });

  it('that are gone are dropped', async () => {
    await using database = await testDatabase({ template: fresh });
    await using client = await connect(database.url);
    const isThere = async () =>
      (await client.query(`select to_regproc('action_plans.again')`)).rows[0].to_regproc !== null;
    const more = definitionOf('create or replace function action_plans.again() returns int language sql return 1;');
    await migrated(database.url, [...definitions, more]);
    expect(await isThere()).toBe(true);
    await migrated(database.url);
    expect(await isThere()).toBe(false);
  });

  it('on which an index or a view of the operator stands are changed in place', async () => {
    await using database = await testDatabase({ template: fresh });
    await using client = await connect(database.url);
    await client.query(`
      create view action_plans_report as select * from action_plans.progress_in_force;
      create index by_state on action_plans.measure (action_plans.state_by(due, null, false, '2024-01-01'))`);
    await migrated(database.url, changed);
    expect((await client.query(stateOf)).rows).toEqual([{ state: 'ANOTHER' }]);
    expect((await client.query('select from action_plans_report')).rows).toEqual([]);
  });

  it('do not keep a migration from changing a column that a view shows', async () => {
    await using database = await testDatabase({ template: fresh });
    const more = migration(
      '29991231-wider',
      'alter table action_plans.progress_report alter column status type varchar(40)',
    );
    await using orm: MikroORM & AsyncDisposable = await open(database.url, [more]);
    await migrate(orm);
    await using client = await connect(database.url);
    expect((await client.query('select status from action_plans.progress_in_force')).rows).toEqual([]);
  });

  it('stand after those that they name, whatever their files are called, and in no circle', async () => {
    const at = (object: string) => definitions.findIndex(({ objects }) => objects.includes(object));
    expect(at('function action_plans.done_by_occurrences')).toBeGreaterThan(at('view action_plans.progress_in_force'));
    expect(at('function action_plans.measure_state')).toBeGreaterThan(at('function action_plans.state_by'));
    expect(at('trigger search_insert on institutions.institution')).toBeGreaterThan(at('function search.note_changed'));
  });

  it.each([
    ['create function a.b() returns int language sql return 1;', 'create function a.b()'],
    ['-- A word.\ncreate table a.b (c int);', 'create table a.b'],
    ["select 'x';", "select 'x';"],
  ])('are refused where they cannot be replaced: %s', (text, got) => {
    expect(() => definitionOf(text)).toThrow(got);
  });
});

it('Several processes that start at once on an empty database make it once', async () => {
  await using database = await testDatabase();
  await Promise.all(Array.from({ length: 4 }, () => migrated(database.url)));
  await using client = await connect(database.url);
  const { rows } = await client.query('select count(*)::int as all, count(distinct name)::int as names from migration');
  expect(rows[0].all).toBe(rows[0].names);
});

it('A role that owns nothing starts on a database that has all it expects', async () => {
  await using database = await testDatabase({ template: fresh });
  const role = `reader_of_${database.name}`;
  await asSuperuser(async (client) => {
    await client.query(
      `create role ${role} login password 'test'; grant connect on database ${database.name} to ${role}`,
    );
  });
  await using owner = await connect(database.url);
  for (const schema of ['public', 'ledger', 'search', 'institutions', 'indicators', 'monitoring', 'action_plans']) {
    await owner.query(
      `grant usage on schema ${schema} to ${role}; grant select on all tables in schema ${schema} to ${role}`,
    );
  }
  const url = new URL(database.url);
  url.username = role;
  await expect(migrated(url.href)).resolves.toBeUndefined();
});
