import { expect, it } from '@jest/globals';
import pg from 'pg';
import { domains } from '../../../subgraphs/domains.js';
import { startInstance } from '../../../subgraphs/instance.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';
import { ask } from '../../instance.js';
import { testDatabase } from '../../postgres.js';
import { accept, staffToken } from '../../tokens.js';

const measure = 'kizel:measure:1';
const note = 'Сказано: «да»\n\tи "нет" \\ \u0001';
const reports = [
  { idempotencyKey: 'plain-key', status: 'DONE', doneAt: '2024-06-30', note, evidence: 'https://example.org/?a=1' },
  { idempotencyKey: 'of-a-half', status: 'IN_PROGRESS', occurrence: { start: '2024-01-01', end: null } },
  { idempotencyKey: 'bare-bare', status: 'CANCELLED' },
];

/** A database of when reports had their own keys, with a measure and these reports. */
async function oldDatabase(url: string): Promise<void> {
  const orm = await openDatabase({ url, domains });
  const pending = (await orm.migrator.getPending()).map(({ name }) => name);
  const later = [
    'ledger-key-holder',
    'progress-of-institutions',
    'report-keys',
    'no-due-key',
    'organizations-last',
  ].map((name) => `20261124-${name}`);
  await orm.migrator.up({ migrations: pending.filter((name) => !later.includes(name)) });
  await orm.close(true);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create view action_plans.progress_in_force as select measure_id, idempotency_key from action_plans.progress_report',
  );
  await client.query(`
    insert into institutions.municipality values ('kizel', 'Кизел', 'MUNICIPAL_OKRUG', 'Пермский край', null);
    insert into action_plans.legal_act (id, municipality, kind, date_candidates, title, clauses, education_levels, text, sha256, issues, provenance, sort_key)
      values ('kizel:act:1', 'kizel', 'ORDER', '{}', 'x', '[]', '{}', 'x', 'x', '[]', '[]', 'x');
    insert into action_plans.action_plan values ('kizel:plan:1', 'kizel', 'kizel:act:1', 'PLAN', 'x', '{}', 'NONE', '[]', '[]', '[]', '[]', '[]', 'x');
    insert into action_plans.measure (id, municipality, plan_id, section_path, ordinal, title, planned_results, area_codes, education_levels, issues, provenance, responsible_key, source_order, result_dates, due, due_key)
      values ('${measure}', 'kizel', 'kizel:plan:1', '{1}', 1, 'x', '{}', '{}', '{}', '[]', '[]', '', 'x', '{}', '2024-06-30', '2024-06-30')`);
  for (const [index, { idempotencyKey, status, doneAt, occurrence, note: said, evidence }] of reports.entries()) {
    await client.query(
      `insert into action_plans.progress_report values
         ($1, 'kizel', $2, $3, $4, $5, $6, $7, $8, '2024-07-01', 'staff', $9)`,
      [`kizel:progress:${index}`, measure, index, occurrence, status, doneAt, said, evidence, idempotencyKey],
    );
  }
  await client.end();
}

it('A report of before is answered as before under its key, and no other is taken under it', async () => {
  await using database = await testDatabase();
  await oldDatabase(database.url);
  await using instance = await startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
  const token = await staffToken('kizel');
  const report = (input: object) =>
    ask(
      `${instance.server.url}/graphql`,
      'mutation ($input: ReportProgressInput!) { reportProgress(input: $input) { state(asOf: "2024-07-02") progress { status } } }',
      { input: { measure, ...input } },
      token,
    );
  for (const input of reports) {
    const { data, errors } = await report(input);
    expect(errors).toBeUndefined();
    expect(data.reportProgress).toEqual({ state: 'CANCELLED', progress: reports.map(({ status }) => ({ status })) });
    const another = await report({ ...input, note: 'другое' });
    expect(another.errors![0]!.extensions.code).toBe('IDEMPOTENCY_CONFLICT');
  }
});
