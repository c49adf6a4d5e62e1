import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { ProjectCopy } from '../project-copy.js';
import { startCopiedInstance } from '../publishing/fakes/copied-instance.js';
import { readSteps, take } from './recipes.js';

const kizel = owners.find(({ code }) => code === 'kizel')!;
let copy: ProjectCopy;
let database: TestDatabase;
let instance: Awaited<ReturnType<typeof startCopiedInstance>>;

beforeAll(async () => {
  copy = await ProjectCopy.make();
  for (const step of await readSteps('CONTRIBUTING.md')) {
    const file = path.join(copy.folder, step.file);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, take(step, existsSync(file) ? await readFile(file, 'utf8') : undefined));
  }
  await copy.compile('subgraphs/instance.ts', 'commands/schema.ts', 'commands/template.ts', 'gateway/hub/hub.ts');
  await copy.run('dist/commands/schema.js');
  database = await testDatabase({ template: seededDatabase([kizel]) });
  instance = await startCopiedInstance(copy, 'kizel', database.url);
}, 180_000);
afterAll(async () => {
  await instance?.[Symbol.asyncDispose]();
  await copy?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

describe('Whoever follows the recipes has', () => {
  it('the field, answered and told as changed', async () => {
    const name = 'Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 1»';
    await publish('INSTITUTIONS', `Полное наименование;Телефон\n${name};4-11-11\n`);
    const { publication } = await publish('INSTITUTIONS', `Полное наименование;Телефон\n${name};4-22-22\n`);
    expect(publication.changes.nodes).toMatchObject([
      { kind: 'UPDATED', fields: [{ field: 'phone', before: '4-11-11', after: '4-22-22' }] },
    ]);
    expect((await ask(instance.url, '{ institutions { nodes { phone } } }')).data).toEqual({
      institutions: { nodes: [{ phone: '4-22-22' }] },
    });
  });

  it('the kind of table, with a template, and the entity that it fills', async () => {
    await copy.run('dist/commands/template.js', 'buildings', '--format', 'csv');
    expect(await readFile(path.join(copy.folder, 'buildings.csv'), 'utf8')).toContain('Адрес здания;Год постройки');
    const file = 'Адрес здания;Год постройки\nг. Кизел, ул. Ленина, 1;1961\nг. Кизел, ул. Горького, 2;\n';
    expect(await publish('BUILDINGS', file)).toMatchObject({ created: 2, updated: 0 });
    expect(await publish('BUILDINGS', file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const { data } = await ask(instance.url, '{ buildings(first: 1) { totalCount nodes { id address builtIn } } }');
    const [building] = data.buildings.nodes;
    expect(data.buildings).toMatchObject({
      totalCount: 2,
      nodes: [{ address: 'г. Кизел, ул. Горького, 2', builtIn: null }],
    });
    const node = await ask(instance.url, `{ node(id: "${building.id}") { ... on Building { address } } }`);
    expect(node.data).toEqual({ node: { address: building.address } });
  });

  it('the merge rule, in the schema and in the hub', async () => {
    expect(await readFile(path.join(copy.folder, 'schema/api.graphql'), 'utf8')).toMatch(/^ {2}EVERY$/m);
    await writeFile(
      path.join(copy.folder, 'dist/merge.mjs'),
      `import { GraphQLBoolean } from 'graphql';
       import { mergeField } from './gateway/hub/merge/merge-fields.js';
       const merged = (...values) =>
         mergeField({ name: 'a', rule: 'EVERY', type: GraphQLBoolean }, values.map((value) => ({ value })), { path: [] });
       console.log(JSON.stringify([merged(true, true), merged(true, false), merged(true, null)]));`,
    );
    expect(JSON.parse(await copy.run('dist/merge.mjs'))).toEqual([true, false, true]);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a receipt, as far as the tests look into it.
async function publish(kind: string, text: string): Promise<any> {
  const query = `mutation ($input: PublishTableInput!) { publishTable(input: $input) { created updated unchanged
    publication { changes { nodes { kind fields { field before after } } } } } }`;
  const contentBase64 = Buffer.from(text).toString('base64');
  const input = { municipality: 'kizel', kind, filename: 'table.csv', contentBase64 };
  const { data, errors } = await ask(instance.url, query, { input });
  expect(errors).toBeUndefined();
  return data.publishTable;
}
