import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { writeCsv } from '../../../subgraphs/documents/formats/csv/write-csv.js';
import type { Instance } from '../../../subgraphs/instance.js';
import { startEmptyInstance } from '../../action-plans/progress/measures.js';
import { ask } from '../../instance.js';
import { receiptFields, withdraw } from '../../publishing/client.js';
import { staffToken } from '../../tokens.js';
import { addIndicators, addInstitutions, addRounds, run, setObservations } from './results.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
  url = `${instance.server.url}/graphql`;
  await addInstitutions(instance.orm, 'kizel', ['1', '2', '3']);
  await addRounds(instance.orm, 'kizel', [
    { code: 'М-2023', year: 2023 },
    { code: 'М-2024', year: 2024 },
  ]);
  await addIndicators(instance.orm, 'kizel', [
    { code: 'П-1', scale: 'MKDO', area: 'FAMILY' },
    { code: 'П-2', area: 'CONDITIONS' },
  ]);
  await setObservations(instance.orm, 'kizel', [
    { round: 'М-2023', indicator: 'П-1', institution: '1', level: 'MKDO/L2' },
    { round: 'М-2024', indicator: 'П-1', institution: '1', level: 'MKDO/L4' },
    { round: 'М-2024', indicator: 'П-2', institution: '2', value: 10 },
  ]);
});
afterAll(() => instance?.close());

async function publish(kind: string, rows: string[][], more: object = {}) {
  const contentBase64 = Buffer.from([...writeCsv(rows)].join('')).toString('base64');
  const input = { municipality: 'kizel', kind, filename: 'table.csv', contentBase64, ...more };
  const { data, errors } = await ask(
    url,
    `mutation ($input: PublishTableInput!) { publishTable(input: $input) { ${receiptFields.replace('line text', 'row field suggestion text')} } }`,
    { input },
    await staffToken('kizel'),
  );
  expect(errors).toBeUndefined();
  return data.publishTable;
}

async function seen(query: string) {
  const { data, errors } = await ask(url, `{ ${query} }`, {}, await staffToken('kizel'));
  expect(errors).toBeUndefined();
  return data;
}
const problems = (receipt: {
  issues: { row: number; code: string; field: string | null; suggestion: string | null }[];
}) =>
  receipt.issues.map(({ row, code, field, suggestion }) => [
    row,
    code,
    field?.replace(/ \([A-Z]\)$/, '') ?? null,
    suggestion,
  ]);

describe('Rules', () => {
  const head = ['Код', 'Вид', 'Направление', 'Показатель', 'Шкала', 'Порог', 'Название'];
  const low = ['низкие', 'ниже уровня', '', '', '', '', 'Ниже базового уровня'];
  const deficits = async () =>
    (await seen('deficits { nodes { statement rule { code } next { state } } }')).deficits.nodes;

  it('find deficits when they are published, others when they change, and none when they are withdrawn', async () => {
    const first = await publish('DEFICIT_RULES', [head, low, ['мало', 'Ниже уровня', '', 'п-2', '', '12,5', 'Мало']]);
    expect(first).toMatchObject({ created: 2, rejected: 0 });
    expect(await deficits()).toEqual([
      { statement: 'Ниже базового уровня: Показатель П-1', rule: { code: 'низкие' }, next: { state: 'RESOLVED' } },
      { statement: 'Мало: Показатель П-2', rule: { code: 'мало' }, next: null },
    ]);
    const second = await publish('DEFICIT_RULES', [head, [...low.slice(0, 6), 'Слабые места']]);
    expect(second).toMatchObject({ updated: 1, removed: 1 });
    expect((await deficits()).map(({ statement }: { statement: string }) => statement)).toEqual([
      'Слабые места: Показатель П-1',
    ]);
    const rules = (await seen('deficitRules { code kind threshold provenance { publication line method } }'))
      .deficitRules;
    expect(rules).toEqual([
      {
        ...{ code: 'низкие', kind: 'BELOW_LEVEL', threshold: null },
        provenance: [{ publication: second.publication.id, line: 2, method: 'UPLOADED' }],
      },
    ]);
    await withdraw(url, second.publication.id);
    expect([await deficits(), (await seen('deficitRules { id }')).deficitRules]).toEqual([[], []]);
  });

  it('are looked through anew only where one of them changed: not for other indicators, nor for other owners', async () => {
    const other = ['мало', 'Ниже уровня', '', 'п-2', '', '12,5', 'Мало'];
    await publish('DEFICIT_RULES', [head, low, other]);
    await addRounds(instance.orm, 'kemerovo', [{ code: 'М-2024', year: 2024 }]);
    // Each would be mended, or go, if it were looked for.
    await run(
      instance.orm,
      sql`update monitoring.deficit set statement = 'не тронуто' where indicator_id like '%П-1%'`,
    );
    await run(
      instance.orm,
      sql`insert into monitoring.deficit values ('kemerovo:deficit:1', 'kemerovo', 'kemerovo:round:М-2024', 'FAMILY',
            'kemerovo:indicator:1', 'kemerovo:deficit-rule:1', '{}', 'чужой', true, '[]', 'x')`,
    );
    const last = await publish('DEFICIT_RULES', [head, low, [...other.slice(0, 6), 'Очень мало']]);
    const stored = () =>
      run(instance.orm, sql<{ statement: string }>`select statement from monitoring.deficit order by sort_key`);
    expect((await stored()).map(({ statement }) => statement)).toEqual([
      'не тронуто',
      'Очень мало: Показатель П-2',
      'чужой',
    ]);
    await withdraw(url, last.publication.id);
    expect((await stored()).map(({ statement }) => statement)).toEqual(['чужой']);
    await run(instance.orm, sql`delete from monitoring.deficit`);
  });

  it('that could not be meant are refused with the place', async () => {
    const receipt = await publish('DEFICIT_RULES', [
      head,
      ['', 'ниже уровня', '', '', '', '', 'Без кода'],
      ['а', 'ниже уровня', '', 'П-22', '', '1', 'Чужой показатель'],
      ['б', 'ниже уровня', '', 'П-2', '', '', 'Без порога'],
      ['в', 'ниже уровня', '', '', '', '2,5', 'Пол-уровня'],
      ['г', 'ниже уровня', '', '', '', '6', 'Выше всех'],
      ['д', 'снижение', '', '', '', '0', 'Ни на что'],
      ['е', 'снижается', '', '', '', '', 'Не вид'],
      ['ж', 'снижение', '', '', 'Проценты какие-то', '', 'Не шкала'],
    ]);
    expect(receipt).toMatchObject({ publication: null });
    const partly = await publish(
      'DEFICIT_RULES',
      [
        head,
        low,
        ['', 'ниже уровня', '', '', '', '', 'Без кода'],
        ['а', 'ниже уровня', '', 'П-11', '', '1', 'Чужой показатель'],
        ['б', 'ниже уровня', '', 'П-2', '', '', 'Без порога'],
        ['в', 'ниже уровня', '', '', '', '2,5', 'Пол-уровня'],
        ['г', 'ниже уровня', '', '', '', '6', 'Выше всех'],
        ['д', 'снижение', '', '', '', '0', 'Ни на что'],
        ['е', 'снижается', '', '', '', '', 'Не вид'],
        ['ж', 'снижение', '', '', 'Проценты какие-то', '', 'Не шкала'],
      ],
      { allowPartial: true },
    );
    expect(partly).toMatchObject({ created: 1, rejected: 8 });
    expect(
      problems(partly)
        .map((one) => one.slice(0, 3))
        .toSorted(),
    ).toEqual(
      [
        [3, 'VALUE_MISSING', 'Код правила'],
        [4, 'REFERENCE_UNKNOWN', 'Код показателя'],
        [5, 'VALUE_MISSING', 'Порог'],
        [6, 'VALUE_INVALID', 'Порог'],
        [7, 'VALUE_INVALID', 'Порог'],
        [8, 'VALUE_INVALID', 'Порог'],
        [9, 'VALUE_INVALID', 'Вид'],
        [10, 'VALUE_INVALID', 'Шкала'],
      ].toSorted(),
    );
    await withdraw(url, partly.publication.id);
  });
});

describe('Deficits that the owner enters', () => {
  const head = ['Раунд', 'Направление', 'Показатель', 'Организации', 'Дефицит'];

  it('stand beside those found, keep their id, and are compared by values', async () => {
    const rows = [
      ['М-2023', '', 'П-1', 'Детский сад 1; детский сад 2', 'Родители редко участвуют'],
      ['М-2023', 'Образовательные условия', '', '', 'Не хватает педагогов'],
    ];
    const receipt = await publish('DEFICITS', [head, ...rows]);
    expect(receipt).toMatchObject({ created: 2, rejected: 0 });
    const query =
      'deficits { nodes { id statement area { code } indicator { id } rule { id } institutions { id } next { state before after } } }';
    const { nodes } = (await seen(query)).deficits;
    expect(nodes).toMatchObject([
      { statement: 'Не хватает педагогов', area: { code: 'CONDITIONS' }, rule: null, next: { state: 'NOT_MEASURED' } },
      {
        ...{ statement: 'Родители редко участвуют', area: { code: 'FAMILY' } },
        ...{
          indicator: { id: 'kizel:indicator:П-1/1' },
          rule: null,
          next: { state: 'IMPROVED', before: null, after: null },
        },
        institutions: [{ id: 'kizel:institution:1' }, { id: 'kizel:institution:2' }],
      },
    ]);
    const again = await publish('DEFICITS', [head, rows[0]!.with(3, 'Детский сад 1')]);
    expect(again).toMatchObject({ updated: 1, removed: 1 });
    const later = (await seen(query)).deficits.nodes;
    expect(later.map(({ id }: { id: string }) => id)).toEqual([nodes[1].id]);
    await withdraw(url, again.publication.id);
    expect((await seen(query)).deficits.nodes).toEqual([]);
  });

  it('name rounds, indicators and institutions that are there', async () => {
    const receipt = await publish('DEFICITS', [
      head,
      ['М-2032', 'Образовательные условия', '', '', 'Не тот раунд'],
      ['М-2023', '', 'П-7', '', 'Нет показателя'],
      ['М-2023', '', 'П-1', 'Детский сод 1', 'Нет организации'],
      ['М-2023', '', '', '', 'Ни направления, ни показателя'],
      ['М-2023', 'Образовательные условия', 'П-1', '', 'Другое направление'],
      ['М-2023', 'Образовательные условия', '', '', 'Дважды'],
      ['м-2023', 'Образовательные условия', '', '', 'дважды'],
    ]);
    expect(receipt.publication).toBeNull();
    expect(await run(instance.orm, sql`select from monitoring.deficit where rule_id is null`)).toEqual([]);
    const partly = await publish(
      'DEFICITS',
      [
        head,
        ['М-2032', 'Образовательные условия', '', '', 'Не тот раунд'],
        ['М-2023', '', 'П-7', '', 'Нет показателя'],
        ['М-2023', '', 'П-1', 'Детский сод 1', 'Нет организации'],
        ['М-2023', '', '', '', 'Ни направления, ни показателя'],
        ['М-2023', 'Образовательные условия', 'П-1', '', 'Другое направление'],
        ['М-2023', 'Образовательные условия', '', '', 'Дважды'],
        ['м-2023', 'Образовательные условия', '', '', 'дважды'],
      ],
      { allowPartial: true },
    );
    expect(partly).toMatchObject({ created: 1, rejected: 6 });
    expect(problems(partly)).toEqual([
      [8, 'ROW_DUPLICATE', null, null],
      [2, 'REFERENCE_UNKNOWN', 'Раунд', null],
      [3, 'REFERENCE_UNKNOWN', 'Код показателя', null],
      [4, 'REFERENCE_UNKNOWN', 'Организации', 'Детский сад 1'],
      [5, 'VALUE_MISSING', 'Направление', null],
      [6, 'VALUE_INVALID', 'Направление', null],
    ]);
    await withdraw(url, partly.publication.id);
  });
});

describe('Recommendations', () => {
  const head = ['Раунд', 'Вид', 'Организация', 'Кластер', 'Направление', 'Дефициты', 'Рекомендация'];

  it('go to an institution or a cluster, and say which deficits they are about', async () => {
    const entered = await publish('DEFICITS', [
      ['Раунд', 'Показатель', 'Дефицит'],
      ['М-2023', 'П-1', 'Родители редко участвуют'],
    ]);
    const receipt = await publish('RECOMMENDATIONS', [
      head,
      ['М-2023', 'адресная', 'Детский сад 1', '', '', 'родители редко участвуют', 'Провести встречи'],
      ['М-2023', '', '', 'Повышенный уровень', 'Взаимодействие с родителями (семьёй)', '', 'Делиться опытом'],
    ]);
    expect(receipt).toMatchObject({ created: 2, rejected: 0 });
    const query =
      'recommendations { nodes { kind text institution { id } cluster { code } area { code } deficits { statement } } }';
    const [first, second] = (await seen(query)).recommendations.nodes;
    expect(first).toEqual({
      ...{ kind: 'ADDRESS', text: 'Провести встречи', institution: { id: 'kizel:institution:1' }, cluster: null },
      ...{ area: null, deficits: [{ statement: 'Родители редко участвуют' }] },
    });
    expect(second).toEqual({
      ...{
        kind: 'CLUSTER',
        text: 'Делиться опытом',
        institution: null,
        cluster: { code: 'KRASNODAR_CLUSTER/ELEVATED' },
      },
      ...{ area: { code: 'FAMILY' }, deficits: [] },
    });
    await withdraw(url, entered.publication.id);
    expect((await seen(query)).recommendations.nodes[0].deficits).toEqual([]);
    await withdraw(url, receipt.publication.id);
    expect((await seen(query)).recommendations.nodes).toEqual([]);
  });

  it('to nobody, to both, about what is not there, or of a kind that does not fit are refused', async () => {
    const receipt = await publish(
      'RECOMMENDATIONS',
      [
        head,
        ['М-2023', '', 'Детский сад 3', '', '', '', 'Хорошая'],
        ['М-2023', '', '', '', '', '', 'Никому'],
        ['М-2023', '', 'Детский сад 1', 'Низкий уровень', '', '', 'Обоим'],
        ['М-2023', 'кластерная', 'Детский сад 1', '', '', '', 'Не тот вид'],
        ['М-2023', '', 'Детский сад 1', '', '', 'Чего нет', 'О чём'],
        ['М-2023', '', '', 'Уровень', '', '', 'Какому'],
      ],
      { allowPartial: true },
    );
    expect(receipt).toMatchObject({ created: 1, rejected: 5 });
    expect(problems(receipt).map((one) => one.slice(0, 3))).toEqual([
      [7, 'VALUE_INVALID', 'Кластер'],
      [3, 'VALUE_INVALID', 'Организация'],
      [4, 'VALUE_INVALID', 'Организация'],
      [5, 'VALUE_INVALID', 'Вид рекомендации'],
      [6, 'REFERENCE_UNKNOWN', 'Дефициты'],
    ]);
  });
});
