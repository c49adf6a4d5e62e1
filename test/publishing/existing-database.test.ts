import { expect, it } from '@jest/globals';
import { startInstance } from '../../subgraphs/instance.js';
import { sha256Of } from '../../subgraphs/kit/publishing/sha256.js';
import { ask } from '../instance.js';
import { testDatabase } from '../postgres.js';
import { accept } from '../tokens.js';
import { connect, makeOldDatabase } from '../upgrades/old-database.js';
import { orderOf, publishDocument } from './client.js';

/** What a database held before files were kept as bytes: one order, with a measure that an older reader misread. */
async function oldDatabase(url: string): Promise<void> {
  await makeOldDatabase(url, '20261122');
  const text = orderOf('kizel').toString();
  const act = 'order-76-2021-06-30';
  await using client = await connect(url);
  await client.query(
    `insert into institutions.municipality values ('kizel', 'Кизел', 'MUNICIPAL_OKRUG', 'Пермский край', null)`,
  );
  await client.query(
    `insert into ledger.publication values ('kizel:publication:${act}/1', 'kizel', 'ACTION_PLANS', 1, 'PUBLISHED', $1, 'old.txt', now(), null, 1, '[]', null, '${act}', $2, '2026')`,
    [sha256Of(text), text],
  );
  const provenance = JSON.stringify([{ publication: `kizel:publication:${act}/1`, line: 1 }]);
  await client.query(
    `insert into action_plans.legal_act (id, municipality, kind, date_candidates, title, clauses, education_levels, text, sha256, issues, provenance, sort_key)
     values ('kizel:act:${act}', 'kizel', 'ORDER', '{}', 'x', '[]', '{}', 'x', 'x', '[]', $1, 'x')`,
    [provenance],
  );
  await client.query(
    `insert into action_plans.action_plan values ('kizel:plan:${act}/1', 'kizel', 'kizel:act:${act}', 'PLAN', 'x', '{}', 'NONE', '[]', '[]', '[]', '[]', $1, 'x')`,
    [provenance],
  );
  await client.query(
    `insert into action_plans.measure (id, municipality, plan_id, section_path, ordinal, title, planned_results, area_codes, education_levels, issues, provenance, responsible_key, source_order)
     values ('kizel:measure:${act}/1/gone', 'kizel', 'kizel:plan:${act}/1', '{1}', 1, 'x', '{}', '{}', '{}', '[]', $1, '', 'x')`,
    [provenance],
  );
  await client.query(
    `insert into action_plans.measure_deficit values ('kizel:deficit:1', 'kizel:measure:${act}/1/gone')`,
  );
}

it('A database of before comes through: its file as bytes, what was read of it read again, nothing published twice', async () => {
  await using database = await testDatabase();
  await oldDatabase(database.url);
  await using instance = await startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
  const url = `${instance.server.url}/graphql`;
  const question =
    '{ measures(first: 100) { nodes { id title } } legalActs { nodes { number text } } publications { nodes { version filename issues { code text } } } }';
  const { data } = await ask(url, question);
  expect(data.measures.nodes).toHaveLength(10);
  expect(data.measures.nodes[0].title.length).toBeGreaterThan(10);
  expect(data.legalActs.nodes).toMatchObject([{ number: '76', text: orderOf('kizel').toString() }]);
  expect(data.publications.nodes).toMatchObject([{ version: 1, filename: 'old.txt' }]);
  expect(data.publications.nodes[0].issues).toContainEqual({ code: 'MEASURE_REMOVED', text: 'x' });

  const again = (await publishDocument(url, orderOf('kizel'))).data.publishDocument;
  expect(again).toMatchObject({ created: 0, updated: 0, removed: 0, publication: { version: 1, filename: 'old.txt' } });
  expect((await ask(url, question)).data).toEqual(data);
});
