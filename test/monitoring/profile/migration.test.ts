import { expect, it } from '@jest/globals';
import { domains } from '../../../subgraphs/domains.js';
import { startInstance } from '../../../subgraphs/instance.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';
import { ask } from '../../instance.js';
import { testDatabase } from '../../postgres.js';
import { accept, claimsOf, sign } from '../../tokens.js';

it('A sum of made-up and real results of before is parted at the next start, and what was shown of it is not forgotten', async () => {
  await using database = await testDatabase();
  const orm = await openDatabase({ url: database.url, domains });
  const names = (await orm.migrator.getPending()).map(({ name }) => name);
  const next = names.indexOf('20261201-monitoring-synthetic-cells');
  await orm.migrator.up({ migrations: names.slice(0, next) });
  for (const statement of before) await orm.em.getConnection().execute(statement);
  await orm.close(true);
  await using started = await startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
  const profile = async (token?: string) => {
    const fields = '{ synthetic count sum institutions }';
    const { data } = await ask(`${started.server.url}/graphql`, `{ qualityProfile(groupBy: []) ${fields} }`, {}, token);
    return data.qualityProfile;
  };
  expect(await profile(await sign(claimsOf.region))).toEqual([
    { synthetic: false, count: 6, sum: 36, institutions: 6 },
    { synthetic: true, count: 6, sum: 642, institutions: 6 },
  ]);
  const rows = async (statement: string) => started.orm.em.getConnection().execute(statement);
  expect(await rows('select distinct synthetic from monitoring.disclosure order by 1')).toEqual([
    { synthetic: false },
    { synthetic: true },
  ]);
  expect(await rows('select * from monitoring.outdated_result')).toEqual([]);
});

/** Twelve institutions with one result each, every second of them made up, and all in one cell. */
const before = [
  `insert into institutions.municipality values ('kizel', 'Кизел', 'CITY_DISTRICT', 'x', null)`,
  `insert into institutions.institution (id, municipality, full_name, legal_form, status, groups, synthetic, provenance, name_key)
   select 'kizel:institution:' || n, 'kizel', n, 'BUDGETARY', 'OPERATING', '[]', n % 2 = 0, '[]', n from generate_series(1, 12) n`,
  `insert into indicators.indicator
     (id, municipality, code, version, name, area_code, unit, evidence, provenance, code_key)
   values ('kizel:indicator:1/1', 'kizel', '1', 1, 'x', 'FAMILY', '%', '{}', '[]', '1')`,
  `insert into monitoring.monitoring_round
     (id, municipality, title, period, year, level, sampled, institutions_covered, institutions_total, provenance, sort_key, synthetic)
   values ('kizel:round:1', 'kizel', 'x', '{}', 2024, 'MUNICIPAL', false, 12, 12, '[]', '1', false)`,
  // Whoever published them measured them all.
  `insert into monitoring.observation
   select 'kizel:observation:' || n, 'kizel', 'kizel:round:1', 'kizel:indicator:1/1', 'kizel:institution:' || n, 'EXPERT',
     case when n % 2 = 0 then 100 else 0 end + n, null, 'REPORTED', null, 2024, 'FAMILY', 'BUDGETARY', 'x', n, false,
     '2024-01-01', n, '', '' from generate_series(1, 12) n`,
  `insert into monitoring.institution_bit select 'kizel:institution:' || n, n - 1 from generate_series(1, 12) n`,
  `insert into monitoring.profile_cell values
     ('kizel:round:1', 'kizel:indicator:1/1', 'EXPERT', 'REPORTED', 'BUDGETARY', null, 'kizel', 2024, 'FAMILY', false, 12, 12,
      678, 1, 112, '{}', (repeat('1', 12) || repeat('0', 244))::varbit, false, true, null)`,
  `insert into monitoring.disclosure values
     ('kizel:round:1', 'kizel:indicator:1/1', 'EXPERT', 'REPORTED', 'BUDGETARY', null, null, '2024-02-01')`,
];
