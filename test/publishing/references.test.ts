import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { randomOf } from '../../seeds/seeded-random.js';
import { writeCsv } from '../../subgraphs/documents/formats/csv/write-csv.js';
import type { TableValue } from '../../subgraphs/documents/formats/rows/table-value.js';
import { allReferenceColumns } from '../../subgraphs/kit/database/references.js';
import { ask, owners } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { claimsOf, sign, staffToken } from '../tokens.js';
import { orderOf, orderWith, publishDocument, row } from './client.js';
import { danglingReferences } from './dangling-references.js';
import { unwatchedColumns } from './unwatched-columns.js';

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
    expect(columns.filter((column) => !watched.has(column)).sort()).toEqual(Object.keys(unwatchedColumns).sort());
  });
});

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
