import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { writeCsv } from '../../subgraphs/documents/formats/csv/write-csv.js';
import { indicatorsTable } from '../../subgraphs/indicators/imports/indicators-table.js';
import type { Instance } from '../../subgraphs/instance.js';
import { publishInside } from '../../subgraphs/kit/publishing/publish-inside.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { publishTable } from './publish-table.js';

const held = owners.filter(({ code }) => ['krasnodar', 'kizel', 'kemerovo', 'petrozavodsk'].includes(code));
let region: Region;
/** One database that holds everything. */
let central: Instance;
beforeAll(async () => {
  [region, central] = await Promise.all([startRegion(held), startSeededInstance(held)]);
  for (const [owner, rows] of Object.entries(published)) {
    for (const instance of [region.instances.get(owner)!, central]) {
      const receipt = await publishTable(`${instance.server.url}/graphql`, owner, 'INDICATORS', [head, ...rows]);
      expect(receipt).toMatchObject({ rejected: 0, publication: { version: 1 } });
    }
  }
}, 120_000);
afterAll(async () => {
  await region?.[Symbol.asyncDispose]();
  await central?.close();
});

const head = ['Система', 'Код', 'Показатель', 'Направление', 'Единица', 'Шкала'];
const published: Record<string, string[][]> = {
  krasnodar: [
    ['KRD', 'C', 'Кластер условий', 'CONDITIONS', '', 'KRASNODAR_CLUSTER'],
    ['KRD', 'F', 'Кластер взаимодействия с семьёй', 'FAMILY', '', 'KRASNODAR_CLUSTER'],
    ['MKDO/2021', 'P', 'Доля педагогов с категорией', 'CONDITIONS', '%', 'PERCENT'],
    ['KRD', 'H', 'Есть медицинский кабинет', 'HEALTH_SAFETY_CARE', '', 'YES_NO'],
  ],
  kizel: [
    ['MKDO/2021', 'P', 'Доля педагогов с категорией', 'CONDITIONS', 'процент', 'проценты'],
    ['MKDO/2021', 'S', 'Площадь на ребёнка', 'CONDITIONS', 'кв. м', ''],
    ['KZL', 'F', 'Уровень взаимодействия с семьёй', 'FAMILY', '', 'MKDO'],
  ],
  petrozavodsk: [
    ['PTZ', 'P', 'Доля педагогов с категорией', 'CONDITIONS', '%', 'PERCENT'],
    ['', 'X', 'Без системы', 'CONTENT', 'балл', ''],
  ],
};

const whole = `{ comparability {
  area synthetic owners comparableOwners
  participants { municipality synthetic usesArea relation reason explanation indicators onCommonScale scales units frameworks }
  groups { basis framework unit scale synthetic owners municipalities }
} }`;

describe('Which areas are comparable among which owners', () => {
  it('is the same of a hub over owners as of one database that holds everything', async () => {
    expect(await byHub(whole)).toEqual(await byCentral(whole));
    const more =
      '{ frameworks { id title municipality { code } areas { code } indicators { totalCount nodes { id } } } areaCrosswalks { area municipality source act words count authority relation lossy provenance { publication line quote method } } }';
    expect(await byHub(more)).toEqual(await byCentral(more));
    const shared =
      '{ framework(id: ":framework:MKDO/2021") { title confirmed areas { code } indicators { totalCount nodes { id } } } node(id: ":framework:MKDO/2021") { id ... on Framework { municipality { code } indicators(filter: { codes: ["S"] }) { totalCount } } } }';
    expect(await byHub(shared)).toEqual(await byCentral(shared));
    const some =
      '{ comparability(municipalities: ["kizel", "krasnodar"]) { area owners groups { owners municipalities } } }';
    expect(await byHub(some)).toEqual(await byCentral(some));
  });

  it('is told for each of the nine areas, with owners counted as SQL counts them', async () => {
    const { comparability } = await byHub('{ comparability { area owners comparableOwners groups { basis owners } } }');
    const { rows } = await sql<{ area: string; owners: number; comparable: number; groups: number }>`
      with uses as (
        select area, municipality from indicators.framework_area
        union select unnest(area_codes), municipality from action_plans.measure
        union select area_code, municipality from indicators.indicator)
      select u.area, count(distinct u.municipality)::int as owners,
        count(distinct i.municipality) filter (where i.scale_code in ('MKDO', 'KRASNODAR_CLUSTER'))::int as comparable,
        (select count(*)::int from (select distinct framework_id, unit, scale_code from indicators.indicator
          where area_code = u.area and framework_id is not null) g) as groups
      from uses u left join indicators.indicator i on i.area_code = u.area group by u.area`.execute(
      central.orm.em.fork().getKysely(),
    );
    const bySql = new Map(rows.map(({ area, ...counts }) => [area, counts]));
    expect(comparability.map(({ area }: { area: string }) => area)).toEqual([
      'GUIDELINES',
      'PROGRAMME',
      'CONTENT',
      'PROCESS',
      'CONDITIONS',
      'SPECIAL_NEEDS',
      'FAMILY',
      'HEALTH_SAFETY_CARE',
      'MANAGEMENT',
    ]);
    for (const { area, owners, comparableOwners, groups } of comparability) {
      const own = groups.filter(({ basis }: { basis: string }) => basis === 'SAME_FRAMEWORK').length;
      expect([area, { owners, comparable: comparableOwners, groups: own }]).toEqual([
        area,
        bySql.get(area) ?? { owners: 0, comparable: 0, groups: 0 },
      ]);
    }
  });

  it('says why not, and by what they are where they are', async () => {
    const { comparability } = await byHub(whole);
    const of = (area: string) => comparability.find((row: { area: string }) => row.area === area);
    expect(
      of('CONDITIONS').participants.map(({ municipality, usesArea, relation, reason }: Record<string, unknown>) => [
        municipality,
        usesArea,
        relation,
        reason,
      ]),
    ).toEqual([
      ['kemerovo', true, 'NONE', 'NO_INDICATORS'],
      ['kizel', true, 'NONE', 'NO_LEVELS'],
      ['krasnodar', true, 'LOSSY', 'SEVERAL_LEVELS'],
      ['petrozavodsk', false, 'NONE', 'NO_LEVELS'],
    ]);
    expect(of('CONDITIONS').participants[2]).toMatchObject({
      indicators: 2,
      onCommonScale: 1,
      scales: ['KRASNODAR_CLUSTER', 'PERCENT'],
      units: ['%', 'уровень'],
      frameworks: [':framework:MKDO/2021', 'krasnodar:framework:KRD/1'],
    });
    const comparable = (area: string) =>
      of(area)
        .groups.filter(({ owners }: { owners: number }) => owners > 1)
        .map(({ basis, framework, unit, municipalities }: Record<string, unknown>) => [
          basis,
          framework,
          unit,
          municipalities,
        ]);
    expect(comparable('CONDITIONS')).toEqual([['SAME_FRAMEWORK', ':framework:MKDO/2021', '%', ['kizel', 'krasnodar']]]);
    expect(comparable('FAMILY')).toEqual([['COMMON_SCALE', null, null, ['kizel', 'krasnodar']]]);
    expect(of('HEALTH_SAFETY_CARE').participants[2]).toMatchObject({ relation: 'NONE', reason: 'NO_CROSSWALK' });
    expect(of('CONTENT').groups).toEqual([]);
    expect(of('PROCESS')).toMatchObject({ owners: 0, participants: [], groups: [] });
  });

  it('judges by made-up indicators apart, and says so of the area, of each owner and of each group', async () => {
    const before = (await byHub(whole)).comparability;
    for (const owner of ['kizel', 'krasnodar']) {
      const rows = [
        ['ZZZ', 'Z1', 'Придуманный уровень процесса', 'PROCESS', '', 'MKDO'],
        ['ZZZ', 'Z2', 'Придуманный уровень условий', 'CONDITIONS', '', 'MKDO'],
      ];
      const content = Buffer.from([...writeCsv([head, ...rows])].join(''));
      const file = { municipality: owner, filename: 'made-up.csv', content, synthetic: true };
      for (const { orm } of [region.instances.get(owner)!, central]) {
        const { publication } = await publishInside(orm, indicatorsTable, file);
        expect(publication).not.toBeNull();
      }
    }
    const after = await byHub(whole);
    expect(after).toEqual(await byCentral(whole));
    const rows = (synthetic: boolean) =>
      after.comparability.filter((row: { synthetic: boolean }) => row.synthetic === synthetic);
    expect(rows(false)).toEqual(before);
    const made = { synthetic: true, owners: 2 };
    expect(rows(true)).toMatchObject([
      {
        area: 'PROCESS',
        ...made,
        comparableOwners: 2,
        participants: [
          { municipality: 'kizel', synthetic: true, usesArea: false, relation: 'EXACT', indicators: 1 },
          { municipality: 'krasnodar', synthetic: true, usesArea: false, relation: 'EXACT', indicators: 1 },
        ],
        groups: [
          { basis: 'COMMON_SCALE', ...made },
          { basis: 'SAME_FRAMEWORK', framework: 'kizel:framework:ZZZ/1', synthetic: true, owners: 1 },
          { basis: 'SAME_FRAMEWORK', framework: 'krasnodar:framework:ZZZ/1', synthetic: true, owners: 1 },
        ],
      },
      {
        area: 'CONDITIONS',
        ...made,
        comparableOwners: 2,
        participants: [{ usesArea: true }, { usesArea: true }],
      },
    ]);
    expect(rows(true)[0].participants[0].explanation).toMatch(/Показатели придуманы для примера\.$/);
    const { frameworks } = await byHub('{ frameworks { code synthetic confirmed } }');
    expect(frameworks.filter(({ code }: { code: string }) => ['KRD', 'ZZZ'].includes(code))).toEqual([
      { code: 'ZZZ', synthetic: true, confirmed: false },
      { code: 'KRD', synthetic: false, confirmed: true },
      { code: 'ZZZ', synthetic: true, confirmed: false },
    ]);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
async function answerOf(url: string, query: string): Promise<any> {
  const { data, errors } = await ask(url, query);
  expect(errors).toBeUndefined();
  return data;
}

const byHub = (query: string) => answerOf(region.url, query);
const byCentral = (query: string) => answerOf(`${central.server.url}/graphql`, query);
