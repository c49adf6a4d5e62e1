import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeXlsx } from '../../subgraphs/documents/formats/xlsx/write-xlsx.js';
import { startInstance } from '../../subgraphs/instance.js';
import { ask, owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { ProjectCopy } from '../project-copy.js';
import { accept, staffToken } from '../tokens.js';
import { startCopiedInstance } from './fakes/copied-instance.js';

const kizel = owners.find(({ code }) => code === 'kizel')!;

/** All that is written by hand for a new field of a published table; the files of the schema are generated. */
const newField = [
  {
    file: 'subgraphs/institutions/model/institution.ts',
    find: "  @Col.enum(InstitutionStatus, { description: 'Does it work.' })",
    replacement: `  @Col.text({ nullable: true, description: 'Telephone.' })
  phone!: string | null;

  @Col.enum(InstitutionStatus, { description: 'Does it work.' })`,
  },
  {
    file: 'subgraphs/institutions/migrations/migrations.ts',
    find: '\n];\n',
    replacement:
      "\n  migration('29991231-institutions-phone', `alter table institutions.institution add column phone text`),\n];\n",
  },
  {
    file: 'subgraphs/institutions/imports/institutions-table.ts',
    find: "  status: choice('Статус',",
    replacement: "  phone: text('Телефон', 40, { synonyms: ['Номер телефона'] }),\n  status: choice('Статус',",
  },
];

const list = (phone: string) => {
  const name = 'Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 1»';
  return writeXlsx([
    {
      name: 'Список',
      rows: [
        ['Полное наименование', 'Адрес', 'Телефон'],
        [name, 'г. Кизел, ул. Ленина, 1', phone],
      ],
    },
  ]);
};

let copy: ProjectCopy;
let database: TestDatabase;
let url: string;
let instance: Awaited<ReturnType<typeof startCopiedInstance>>;

beforeAll(async () => {
  database = await testDatabase({ template: seededDatabase([kizel]) });
  copy = await ProjectCopy.make();
  for (const edit of newField) await copy.edit(edit);
  await copy.compile('subgraphs/instance.ts', 'commands/schema.ts', 'commands/export.ts');
  await copy.run('dist/commands/schema.js');
});
afterAll(async () => {
  await instance?.[Symbol.asyncDispose]();
  await copy?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

describe('A field that a model, a migration and a column of a table have got', () => {
  it('is answered from what was published before there was such a field', async () => {
    await using before = await startInstance({ owners: ['kizel'], databaseUrl: database.url, authenticate: accept() });
    const receipt = await publish(`${before.server.url}/graphql`, await list('8 34255 4-11-11'));
    expect(receipt).toMatchObject({ created: 1, issues: [{ code: 'COLUMN_UNKNOWN' }] });
    await before.close();
    instance = await startCopiedInstance(copy, 'kizel', database.url);
    url = instance.url;
    expect((await ask(url, '{ institutions { nodes { phone } } }')).data).toEqual({
      institutions: { nodes: [{ phone: '8 34255 4-11-11' }] },
    });
  });

  it('is told as changed, with its values before and after, where nothing else is', async () => {
    const { created, updated, unchanged, publication } = await publish(url, await list('8 34255 4-22-22'));
    expect([created, updated, unchanged]).toEqual([0, 1, 0]);
    expect(publication.changes.nodes).toMatchObject([
      { kind: 'UPDATED', fields: [{ field: 'phone', before: '8 34255 4-11-11', after: '8 34255 4-22-22' }] },
    ]);
    expect((await ask(url, '{ institutions { nodes { phone } } }')).data.institutions.nodes).toEqual([
      { phone: '8 34255 4-22-22' },
    ]);
  });

  it('goes into the export', async () => {
    const [query, out] = ['query.graphql', 'phones.csv'].map((name) => path.join(copy.folder, name)) as [
      string,
      string,
    ];
    await writeFile(query, '{ institutions { nodes { phone } } }');
    await copy.run('dist/commands/export.js', query, '--url', url, '--format', 'csv', '--out', out);
    expect(await readFile(out, 'utf8')).toContain('8 34255 4-22-22');
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a receipt, as far as the tests look into it.
async function publish(url: string, content: Buffer): Promise<any> {
  const query = `mutation ($input: PublishTableInput!) { publishTable(input: $input) {
    created updated unchanged issues { code text }
    publication { changes { nodes { kind fields { field before after } } } } } }`;
  const contentBase64 = content.toString('base64');
  const input = { municipality: 'kizel', kind: 'INSTITUTIONS', filename: 'list.xlsx', contentBase64 };
  const { data, errors } = await ask(url, query, { input }, await staffToken('kizel'));
  expect(errors).toBeUndefined();
  return data.publishTable;
}
