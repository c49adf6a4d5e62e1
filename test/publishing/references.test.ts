import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { sql } from 'kysely';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import { randomOf } from '../../seeds/seeded-random.js';
import type { TableValue } from '../../subgraphs/documents/formats/tables/table-value.js';
import { writeCsv } from '../../subgraphs/documents/formats/tables/write-csv.js';
import { domains } from '../../subgraphs/domains.js';
import { allReferenceColumns } from '../../subgraphs/kit/database/references.js';
import { ask, owners } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { claimsOf, sign, staffToken } from '../tokens.js';
import { orderOf, orderWith, publishDocument, row } from './client.js';

const schema = buildSchema(readFileSync(`${schemaFolder}/api.graphql`, 'utf8'), { assumeValid: true });

/** Types whose things are stored, so that something may name one that is gone. */
const stored = new Set(domains.flatMap(({ entities }) => entities.map(({ name }) => name)));

describe('Columns by which rows name things', () => {
  it('are all watched over: by a foreign key, by the list of references, or by what is said here', async () => {
    const region = regionOf();
    const { orm } = region.instances.get('kemerovo')!;
    const watched = new Set(
      Object.values(allReferenceColumns()).flatMap((all) => all.map(({ table, column }) => `${table}.${column}`)),
    );
    const { rows } = await sql<{ name: string }>`
      select c.conrelid::regclass::text || '.' || a.attname as name from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) where c.contype = 'f'`.execute(
      orm.em.fork().getKysely(),
    );
    for (const { name } of rows) watched.add(name);
    const columns = [...orm.getMetadata().getAll().values()].flatMap(({ schema, tableName, props }) =>
      props
        .filter(({ name, persist }) => persist !== false && /[a-z]Ids?$/.test(name))
        .map(({ fieldNames }) => `${schema}.${tableName}.${fieldNames[0]}`),
    );
    expect(columns.length).toBeGreaterThan(25);
    expect(columns.filter((column) => !watched.has(column)).sort()).toEqual(Object.keys(elsewhere).sort());
  });
});

/** Why these need no watching. */
const elsewhere: Record<string, string> = {
  'action_plans.citation.amends_id': 'acts that are cited stay while a citation names them',
  'action_plans.citation.measure_id': 'comes and goes with the document',
  'action_plans.institution_duty.institution_id': 'made by a query over institutions',
  'action_plans.institution_duty.instruction_id': 'made by a query over instructions',
  'action_plans.institution_plan.publication_id': 'publications are never deleted',
  'action_plans.legal_act.approved_by_id': 'acts of one document come and go together',
  'action_plans.measure_area.publication_id': 'publications are never deleted',
  'action_plans.progress_report.publication_id': 'publications are never deleted',
  'indicators.framework_area.order_id': 'comes and goes with the document',
  'indicators.indicator.framework_id': 'systems stay while an indicator belongs to them',
  'ledger.publication.supersedes_id': 'publications are never deleted',
  'monitoring.deficit.rule_id': 'deficits of a rule go with it',
  'monitoring.deficit_outcome.round_id': 'follows from results, which keep their rounds',
  'monitoring.monitoring_programme.basis_id': 'comes and goes with the document',
  'monitoring.monitoring_programme.coordinator_id': 'an organisation of the same document',
  'monitoring.monitoring_programme.order_id': 'comes and goes with the document',
  'monitoring.observation.publication_id': 'publications are never deleted',
  'search.entry.node_id': 'follows its row in the same change',
};

let started: Region | undefined;
beforeAll(async () => {
  started = await startRegion(
    owners.flatMap((owner) => {
      if (owner.code === 'kizel') return [{ ...owner, institutions: 12 }];
      return owner.code === 'kemerovo' ? [{ ...owner, institutions: 3, monitoring: undefined }] : [];
    }),
    'ALL',
  );
});
afterAll(async () => {
  await started?.[Symbol.asyncDispose]();
});
function regionOf(): Region {
  return started!;
}

const token = () => sign(claimsOf.region);

/** Asks for all that things refer to, the lists from the root downwards, and gives what was refused. */
async function danglingReferences(url: string): Promise<string[]> {
  const errors = new Set<string>();
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const selection = rootSelection(field);
    if (!selection) continue;
    const { errors: refused } = await ask(url, `{ ${selection} }`, {}, await token());
    for (const { path, extensions, message } of refused ?? []) {
      errors.add(`${extensions.code} ${(path ?? []).filter((key) => typeof key === 'string').join('.')} ${message}`);
    }
  }
  return [...errors];
}

function rootSelection(field: GraphQLField<unknown, unknown>): string | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return null;
  const args = field.args.flatMap(({ name, type: wanted }) => {
    if (name === 'first') return ['first: 500'];
    if (name === 'asOf' && isNonNullType(wanted)) return ['asOf: "2024-12-01"'];
    if (name === 'groupBy' && isNonNullType(wanted)) return ['groupBy: []'];
    return isNonNullType(wanted) ? [null] : [];
  });
  if (args.includes(null)) return null;
  const nodes = type.getFields().nodes;
  const of = nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : type;
  const inner = referencesOf(of);
  if (inner === '') return null;
  const given = args.length > 0 ? `(${args.join(', ')})` : '';
  return `${field.name}${given} { ${nodes ? `nodes { ${inner} }` : inner} }`;
}

/** Every field that leads to a stored thing without an argument that must be given, with what each of them always has. */
function referencesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .flatMap((field) => {
      const target = getNamedType(field.type);
      if (!isObjectType(target) || field.args.some(({ type: wanted }) => isNonNullType(wanted))) return [];
      const nodes = target.getFields().nodes;
      const thing = nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : target;
      if (!stored.has(thing.name)) return [];
      const plain = `{ ${leavesOf(thing)} }`;
      return [nodes ? `${field.name}(first: 20) { nodes ${plain} }` : `${field.name} ${plain}`];
    })
    .join(' ');
}

function leavesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter(({ type: leaf, args }) => isNonNullType(leaf) && isLeafType(leaf.ofType) && args.length === 0)
    .map(({ name }) => name)
    .join(' ');
}

async function publishTable(kind: string, rows: readonly TableValue[][], more: object = {}) {
  const contentBase64 = Buffer.from([...writeCsv(rows)].join('')).toString('base64');
  const input = { municipality: 'kemerovo', kind, filename: 'table.csv', contentBase64, ...more };
  const { data, errors } = await ask(
    regionOf().url,
    `mutation ($input: PublishTableInput!) { publishTable(input: $input) {
      created updated unchanged removed removal issues { code severity message text } publication { id } } }`,
    { input },
    await staffToken('kemerovo'),
  );
  if (errors) throw new Error(JSON.stringify(errors));
  if (!('dryRun' in more))
    expect([kind, data.publishTable]).toEqual([
      kind,
      expect.objectContaining({ publication: { id: expect.any(String) } }),
    ]);
  return data.publishTable;
}

async function query(text: string, variables: object = {}) {
  const { data, errors } = await ask(regionOf().url, text, variables, await token());
  expect(errors).toBeUndefined();
  return data;
}

async function withdraw(id: string, more = '') {
  return ask(
    regionOf().url,
    `mutation ($id: ID!) { withdrawPublication(id: $id, reason: "проверка" ${more}) {
      status withdrawnAt issues { code severity message } } }`,
    { id },
    await staffToken(id.split(':')[0]!),
  );
}

describe('What other things need', () => {
  it('is there at the beginning: nothing refers to what is not', async () => {
    expect(await danglingReferences(regionOf().url)).toEqual([]);
  });

  it('stays as a closed institution when a list leaves it out, and the trial says so in numbers', async () => {
    await publishAll();
    const [, second] = list;
    const shorter = [listHead, list[0]!, second!];
    const trial = await publishTable('INSTITUTIONS', shorter, { dryRun: true });
    const needed =
      'Организации «Детский сад № 3 (проверка)» в списке больше нет, но на неё ссылаются: результаты – 1, кластеры – 1, дефициты – 1, рекомендации – 1, планы организаций – 1, отчёты о мероприятиях – 1. Она сохранена как закрытая.';
    expect(trial).toMatchObject({ publication: null, updated: 1, removed: 0 });
    expect(trial.issues).toEqual([
      { code: 'STILL_NEEDED', severity: 'WARNING', message: needed, text: 'Детский сад № 3 (проверка)' },
    ]);
    expect((await institutionsNow()).map(({ status }) => status)).toEqual(['OPERATING', 'OPERATING', 'OPERATING']);
    const receipt = await publishTable('INSTITUTIONS', shorter);
    expect(receipt.issues).toEqual(trial.issues);
    expect(await institutionsNow()).toMatchObject([
      { status: 'OPERATING', closedAt: null },
      { status: 'OPERATING', closedAt: null },
      { status: 'CLOSED', closedAt: expect.any(String), observations: { totalCount: 1 } },
    ]);
    expect(await danglingReferences(regionOf().url)).toEqual([]);
  });

  it('is known by its name and keeps its id when a later list has it again', async () => {
    const [before] = (await institutionsNow()).filter(({ status }) => status === 'CLOSED');
    const { updated, created } = await publishTable('INSTITUTIONS', [listHead, ...list]);
    expect({ updated, created }).toEqual({ updated: 1, created: 0 });
    const after = await institutionsNow();
    expect(after.map(({ status, closedAt }) => [status, closedAt])).toEqual(Array(3).fill(['OPERATING', null]));
    expect(after.map(({ id }) => id)).toContain(before!.id);
  });

  it('goes without a word where nothing names it, and the receipt says in words what went', async () => {
    await publishTable('INSTITUTIONS', [listHead, ...list, ['Детский сад № 4 (проверка)', 'бюджетное учреждение']]);
    const receipt = await publishTable('INSTITUTIONS', [listHead, ...list]);
    expect(receipt).toMatchObject({ removed: 1, updated: 0 });
    expect(receipt.removal).toBe('Исключено 1: организации – 1 («Детский сад № 4 (проверка)»).');
    expect(receipt.issues).toEqual([]);
  });

  const order = `{ monitoringRounds(municipalities: ["kemerovo"]) { nodes {
    code basis { id number title withdrawnAt clauses { number } instructions { id } plans { id } }
    programme { title withdrawnAt basis { title withdrawnAt } } } }
    legalActs(municipalities: ["kemerovo"]) { totalCount } monitoringProgrammes(municipalities: ["kemerovo"]) { totalCount } }`;

  it('stays as a withdrawn act with its programme when the order that a round rests on is taken back', async () => {
    const before = await query(order);
    const { id } = (await publicationsOf('kemerovo', 'ACTION_PLANS')).find((one) => one.id.includes('231'))!;
    const trial = await withdraw(id, ', dryRun: true');
    expect(trial.errors).toBeUndefined();
    expect(await query(order)).toEqual(before);
    const { data } = await withdraw(id);
    const told = (issues: { code: string; message: string }[]) =>
      issues.filter(({ code }) => code === 'STILL_NEEDED').map(({ message }) => message);
    expect(told(data.withdrawPublication.issues)).toEqual(
      [
        'Акта № 231 от 22.08.2022 больше нет, но на него опираются: раунды мониторинга – 1. Текст сохранён как отозванный.',
        expect.stringContaining('на него опирается то, по чему проводились раунды'),
        expect.stringContaining('Программы мониторинга «'),
      ].map((text) => text),
    );
    expect(told(trial.data.withdrawPublication.issues)).toEqual(told(data.withdrawPublication.issues));
    const after = await query(order);
    const [round] = after.monitoringRounds.nodes;
    const [held] = before.monitoringRounds.nodes;
    expect(round.basis).toEqual({ ...held.basis, withdrawnAt: expect.any(String), instructions: [], plans: [] });
    expect(round.programme).toMatchObject({ title: held.programme.title, withdrawnAt: expect.any(String) });
    expect([after.legalActs.totalCount, after.monitoringProgrammes.totalCount]).toEqual([1, 0]);
    expect(await danglingReferences(regionOf().url)).toEqual([]);
  });

  it('holds again, under its id, when the order is published once more', async () => {
    const { errors } = await publishDocument(regionOf().url, orderOf('kemerovo'), {
      municipality: 'kemerovo',
      filename: 'kemerovo-order-231-2022.txt',
    });
    expect(errors).toBeUndefined();
    const { monitoringRounds } = await query(order);
    expect(monitoringRounds.nodes[0]).toMatchObject({ basis: { withdrawnAt: null }, programme: { withdrawnAt: null } });
  });

  it.each(['kemerovo', 'kizel'])(
    'of %s is never named by what is left, whatever is withdrawn in whatever order',
    async (owner) => {
      const left = await publicationsOf(owner);
      expect(left.length).toBeGreaterThan(4);
      const random = randomOf(20261201);
      for (let refused = 0; left.length > refused; ) {
        const [one] = left.splice(Math.floor(random() * left.length), 1);
        const { errors } = await withdraw(one!.id);
        if (errors) {
          expect(errors[0]!.extensions.code).toBe('STILL_NEEDED');
          left.push(one!);
          refused++;
        } else refused = 0;
        expect([one!.id, await danglingReferences(regionOf().url)]).toEqual([one!.id, []]);
      }
    },
    60_000,
  );
});

describe('A reference without a target, should there ever be one', () => {
  it('takes nothing of other owners from an answer', async () => {
    const { orm } = regionOf().instances.get('kizel')!;
    const statement = (text: string) => sql.raw(text).execute(orm.em.fork().getKysely());
    await statement(`insert into monitoring.monitoring_round (id, municipality, title, period, year, level, sampled,
      institutions_covered, institutions_total, synthetic, provenance, sort_key, code)
      values ('kizel:round:x', 'kizel', 'x', '{}', 2024, 'MUNICIPAL', false, 1, 1, false, '[]', 'x', 'x')`);
    await statement(`insert into monitoring.deficit (id, municipality, round_id, area_code, institution_ids, statement,
      synthetic, provenance, sort_key)
      values ('kizel:deficit:x', 'kizel', 'kizel:round:x', 'CONDITIONS', '{kizel:institution:nobody}', 'x', false, '[]', 'x')`);
    await statement('update ledger.data_version set version = version + 1');
    await publishTable('ROUNDS', [roundsHead.slice(0, 5), ['п2024', 2024, 'муниципалитет', 3, 3]]);
    await publishTable('DEFICITS', [deficitsHead, ['п2024', 'условия', null, 'Общий дефицит (проверка)']]);
    const { data, errors, extensions } = await ask(
      regionOf().url,
      '{ deficits { nodes { statement institutions { fullName } } } }',
      {},
      await token(),
    );
    expect(data.deficits.nodes).toEqual([{ statement: 'Общий дефицит (проверка)', institutions: [] }]);
    expect(errors).toMatchObject([{ extensions: { municipality: 'kizel' } }]);
    expect(extensions.coverage).toMatchObject({ status: 'PARTIAL', answered: 1 });
  });
});

const listHead: TableValue[] = ['Полное наименование', 'Организационно-правовая форма'];
const roundsHead = ['Код раунда', 'Год', 'Уровень', 'Участвовало организаций', 'Всего организаций', 'Акт'];
const deficitsHead = ['Раунд', 'Направление', 'Организации', 'Дефицит'];
const list: TableValue[][] = [1, 2, 3].map((n) => [`Детский сад № ${n} (проверка)`, 'бюджетное учреждение']);

/** Everything that an owner can publish, one of each about its third institution. */
async function publishAll(): Promise<void> {
  const third = 'Детский сад № 3 (проверка)';
  await publishTable('INSTITUTIONS', [listHead, ...list]);
  await publishTable('INDICATORS', [
    ['Система показателей', 'Код', 'Показатель', 'Направление', 'Единица'],
    ['ПРВ', '9.1', 'Проверочный показатель', 'CONDITIONS', '%'],
  ]);
  await publishTable('ROUNDS', [roundsHead, ['п2024', 2024, 'муниципалитет', 3, 3, '231']]);
  await publishTable('OBSERVATIONS', [
    ['Раунд', 'Организация', 'Показатель', 'Источник', 'Значение'],
    ['п2024', third, '9.1', 'EXPERT', '12'],
  ]);
  await publishTable('CLUSTERS', [
    ['Раунд', 'Организация', 'Кластер'],
    ['п2024', third, 'L3'],
  ]);
  await publishTable('DEFICITS', [deficitsHead, ['п2024', 'условия', third, 'Не хватает места (проверка)']]);
  await publishTable('RECOMMENDATIONS', [
    ['Раунд', 'Организация', 'Дефициты', 'Рекомендация'],
    ['п2024', third, 'Не хватает места (проверка)', 'Найти место (проверка)'],
  ]);
  await publishTable('INSTITUTION_PLANS', [
    ['Организация', 'Дата утверждения', 'Дата размещения'],
    [third, '01.03.2024', '02.03.2024'],
  ]);
  const { url } = regionOf();
  await publishDocument(url, orderWith([row(1, 'Провести проверку')]), { municipality: 'kemerovo' });
  const { measures } = await query('{ measures(municipalities: ["kemerovo"]) { nodes { id title } } }');
  const measure = measures.nodes.find(({ title }: { title: string }) => title === 'Провести проверку').id;
  const institution = (await institutionsNow())[2]!.id;
  const report = await ask(
    url,
    'mutation ($input: ReportProgressInput!) { reportProgress(input: $input) { id } }',
    { input: { measure, institution, status: 'DONE', doneAt: '2024-03-15' } },
    await staffToken('kemerovo'),
  );
  expect(report.errors).toBeUndefined();
  const { deficits } = await query('{ deficits(municipalities: ["kemerovo"]) { nodes { id } } }');
  const link = await ask(
    url,
    'mutation ($measure: ID!, $deficits: [ID!]!) { linkMeasureToDeficits(measure: $measure, deficits: $deficits) { id } }',
    { measure, deficits: deficits.nodes.map(({ id }: { id: string }) => id) },
    await staffToken('kemerovo'),
  );
  expect(link.errors).toBeUndefined();
}

function publicationsOf(owner: string, domain?: string): Promise<{ id: string }[]> {
  const only = domain ? `, domain: ${domain}` : '';
  return query(`{ publications(first: 500, municipalities: ["${owner}"]${only}) { nodes { id status } } }`).then(
    ({ publications }) => publications.nodes.filter(({ status }: { status: string }) => status === 'PUBLISHED'),
  );
}

async function institutionsNow(): Promise<{ id: string; status: string; closedAt: string | null }[]> {
  const { institutions } = await query(
    '{ institutions(municipalities: ["kemerovo"]) { nodes { id status closedAt observations { totalCount } } } }',
  );
  return institutions.nodes;
}
