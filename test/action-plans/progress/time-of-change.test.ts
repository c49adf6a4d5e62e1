import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask } from '../../instance.js';
import { sign, staffToken } from '../../tokens.js';
import { insertMeasures, measureId, period, startEmptyInstance } from './measures.js';

// The clock of the database stood here when the last change was made: no later change is before it.
const at = '2040-01-01T00:00:00.000Z';
const institution = 'kizel:institution:1';

let instance: Instance;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
  const readings = ['2022-12-01..2023-01-31', '2023-12-01..2024-01-31'].map((text) => [period(text)]);
  await insertMeasures(instance.orm, 'kizel', [
    { local: '1', kind: 'WINDOW', status: 'CONFLICT', text: 'Декабрь – январь 2023', readings },
  ]);
  const kysely = instance.orm.em.fork().getKysely();
  await sql`
    insert into institutions.institution (id, municipality, full_name, legal_form, status, groups, synthetic, provenance, name_key)
    values (${institution}, 'kizel', 'Синтетический детский сад', 'BUDGET', 'ACTIVE', '[]', true, '[]', '1')`.execute(
    kysely,
  );
  await sql`update ledger.data_version set as_of = ${at}`.execute(kysely);
});
afterAll(() => instance?.close());

async function change(mutation: string, token = staffToken('kizel')) {
  const { data, errors } = await ask(
    `${instance.server.url}/graphql`,
    `mutation { changed: ${mutation} }`,
    {},
    await token,
  );
  return data?.changed ?? errors![0]!.extensions.code;
}

const measure = measureId('kizel', '1');
const report = (more: string) =>
  change(`reportProgress(input: { measure: "${measure}", status: DONE, ${more} }) { progress { doneAt reportedAt } }`);

it('A report is of the time of its change, and may be of that day', async () => {
  expect(await report('note: "без дня"')).toEqual({ progress: [{ doneAt: null, reportedAt: at }] });
  expect((await report('doneAt: "2040-01-01"')).progress).toHaveLength(2);
  expect(await report('doneAt: "2040-01-02"')).toBe('BAD_ARGUMENT');
});

it('A deadline is confirmed at the time of the change', async () => {
  const confirmed = await change(`confirmDeadline(measure: "${measure}", candidate: 1) { deadline { assumption } }`);
  expect(confirmed.deadline.assumption).toContain('01.01.2040');
});

it('Days of a plan of an institution have come by the time of the change', async () => {
  const plan = (day: string) =>
    change(
      `reportInstitutionPlan(input: { institution: "${institution}", approvedAt: "${day}" }) { approvedAt }`,
      sign({ role: 'institution', owner: 'kizel', institution, sub: 'head' }),
    );
  expect([await plan('2040-01-01'), await plan('2040-01-02')]).toEqual([{ approvedAt: '2040-01-01' }, 'BAD_ARGUMENT']);
});

it('Reports of a table, and what takes them back, are of the time of their change', async () => {
  const text = `Идентификатор мероприятия;Статус;Дата;Примечание\n${measure};выполнено;01.01.2040;из таблицы\n`;
  const contentBase64 = Buffer.from(text).toString('base64');
  const { publication } = await change(
    `publishTable(input: { municipality: "kizel", kind: PROGRESS_REPORTS, filename: "t.csv", contentBase64: "${contentBase64}" })
     { publication { id } issues { message } }`,
  );
  await change(`withdrawPublication(id: "${publication.id}", reason: "x") { id }`);
  const { rows } = await sql<{ status: string; at: string }>`
    select status, reported_at::text as at from action_plans.progress_report where publication_id is not null order by seq`.execute(
    instance.orm.em.fork().getKysely(),
  );
  expect(rows).toEqual(['DONE', 'WITHDRAWN'].map((status) => ({ status, at: '2040-01-01 00:00:00+00' })));
});
