import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { profileMigrations } from '../../../subgraphs/monitoring/profile/migrations.js';
import { owners, startSeededInstance } from '../../instance.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSeededInstance(
    owners.filter(({ code }) => ['krasnodar', 'volgograd'].includes(code)),
    {},
    {},
    'ALL',
  );
}, 240_000);
afterAll(() => instance?.close());

it('Totals of cells that were there before are those that a publication would make', async () => {
  const { class: Totals } = profileMigrations.find(({ name }) => name === '20261129-monitoring-profile-totals')!;
  const fill = queriesOf(new (Totals as new (...args: unknown[]) => Migration)()).at(-1)!;
  const rows = async (statement: string) =>
    (await sql.raw<object>(statement).execute(instance.orm.em.fork().getKysely())).rows;
  const all = 'select * from monitoring.profile_total order by round_id, indicator_id, evidence, whole, is_public';
  const before = await rows(all);
  expect(before.length).toBeGreaterThan(100);
  await rows('truncate monitoring.profile_total');
  await rows(fill);
  expect(await rows(all)).toEqual(before);
});

function queriesOf(migration: Migration): string[] {
  const queries: string[] = [];
  migration.addSql = (query) => queries.push(String(query)) as never;
  migration.up();
  return queries;
}
