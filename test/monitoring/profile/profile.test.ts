import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../../instance.js';
import { claimsOf, sign, staffToken } from '../../tokens.js';
import { idOf, type Owners, startOwners } from './results.js';
import { all, clusters, indicators, mixed } from './results-of-every-kind.js';

let owners: Owners;
let region: string;
beforeAll(async () => {
  owners = await startOwners(['kemerovo', 'kizel'], indicators);
  await owners.record([...all, ...mixed], new Date('2024-05-01T00:00:00Z'));
  region = await sign(claimsOf.region);
});
afterAll(async () => owners?.[Symbol.asyncDispose]());

const fields = `ofOwners municipality area year round roundLevel indicator indicatorCode level levelFrom levelTo
  commonFrom commonTo institutionType evidence sampled framework indicatorVersion unit scale count countOf valueCount sum mean meanRefused min max
  institutions institutionsTotal institutionsCovered missing notApplicable withheld indicators isComplete synthetic quantiles(of: [0, 0.25, 0.5, 0.9, 1])`;

// biome-ignore lint/suspicious/noExplicitAny: rows of every shape.
async function profile(url: string, args: string, token?: string): Promise<any[]> {
  const { data, errors } = await ask(url, `{ qualityProfile(${args}) { ${fields} } }`, {}, token);
  expect(errors).toBeUndefined();
  return data.qualityProfile;
}

const questions = [
  'groupBy: []',
  'groupBy: [AREA, YEAR]',
  'groupBy: [MUNICIPALITY, AREA, YEAR]',
  'groupBy: [LEVEL]',
  'groupBy: [COMMON_LEVEL, YEAR]',
  'groupBy: [INDICATOR, ROUND, ROUND_LEVEL]',
  'groupBy: [INDICATOR_CODE, EVIDENCE]',
  'groupBy: [INSTITUTION_TYPE]',
  'filter: { years: [2023], evidence: [EXPERT] }, groupBy: [AREA]',
  'filter: { areas: [CONDITIONS], statuses: [REPORTED, MISSING] }, groupBy: [MUNICIPALITY]',
  'filter: { institutionTypes: [BUDGETARY, PRIVATE], levels: ["KRASNODAR_CLUSTER/LOW", "MKDO/L1"] }, groupBy: [COMMON_LEVEL]',
  'municipalities: ["kizel"], groupBy: [AREA]',
  'municipalities: [], groupBy: [AREA]',
];

describe('The profile of quality', () => {
  it.each(questions)('is at a hub what it is in one database: %s', async (args) => {
    for (const token of [region, await staffToken('kizel'), undefined]) {
      const central = await profile(`${owners.central!.server.url}/graphql`, args, token);
      expect(await profile(owners.hub, args, token)).toEqual(central);
      if (!args.includes('[]')) expect(central.length).toBeGreaterThan(0);
    }
  });

  it.each(questions)('is the same from kept sums as from the results themselves: %s', async (args) => {
    const now = `${args}, asRecordedOn: "2030-01-01T00:00:00Z"`;
    expect(await profile(owners.hub, now, region)).toEqual(await profile(owners.hub, args, region));
  });

  it('is what plain SQL says over one database', async () => {
    const rows = await profile(owners.hub, 'groupBy: [MUNICIPALITY, AREA, YEAR]', region);
    const expected = await owners.central!.orm.em.getConnection().execute(`
      select o.institution_id is null as "ofOwners", o.municipality, o.area_code as area, o.year, o.evidence, i.version as "indicatorVersion",
        i.unit, i.scale_code as scale, o.synthetic, count(*)::int as count, count(value)::int as "valueCount",
        coalesce(sum(value::numeric), 0)::float8 as sum, min(value), max(value),
        count(distinct o.institution_id)::int as institutions, count(distinct o.indicator_id)::int as indicators,
        percentile_disc(array[0, 0.25, 0.5, 0.9, 1]) within group (order by value) as quantiles
      from monitoring.observation o join indicators.indicator i on i.id = o.indicator_id
      where status in ('REPORTED', 'ESTIMATED')
      group by 1, 2, 3, 4, 5, i.framework_id, 6, 7, 8, 9
      order by 1, 2, 3, 4, array_position(array['PARENT_SURVEY', 'EXPERT'], o.evidence), i.framework_id collate "C", i.version, i.unit collate "C", i.scale_code collate "C", o.synthetic`);
    expect(rows).toHaveLength(expected.length);
    for (const [n, { quantiles, ...truth }] of expected.entries()) {
      expect(rows[n]).toMatchObject(truth);
      if (!quantiles) expect(rows[n].quantiles).toBeNull();
      for (const [place, value] of (quantiles ?? []).entries()) {
        expect(Math.abs(rows[n].quantiles[place] - value)).toBeLessThanOrEqual(Math.abs(value) * 0.01 + 1e-9);
      }
    }
  });

  it('gives no mean of an ordinal scale, and says why', async () => {
    const rows = await profile(owners.hub, 'groupBy: [INDICATOR_CODE]', region);
    const said = rows.map(({ indicatorCode, mean, meanRefused }) => [indicatorCode, mean === null, meanRefused]);
    expect(said).toContainEqual(['cluster', true, 'ORDINAL_SCALE']);
    expect(said).toContainEqual(['share', false, null]);
    expect(said).not.toContainEqual(['cluster', false, null]);
  });

  it.each([
    ['versions of one indicator', 'filter: { areas: [FAMILY] }, groupBy: []', 'indicatorVersion'],
    ['frameworks of two owners', 'filter: { areas: [CONDITIONS], statuses: [ESTIMATED] }, groupBy: []', 'framework'],
    ['scales', 'filter: { areas: [CONDITIONS] }, groupBy: []', 'scale'],
    ['values of owners as a whole and of institutions', 'filter: { areas: [FAMILY] }, groupBy: []', 'ofOwners'],
  ])('never adds up %s', async (_, args, field) => {
    const rows = await profile(owners.hub, args, region);
    expect(new Set(rows.map((row) => row[field])).size).toBeGreaterThan(1);
    for (const row of rows) expect(row[field] ?? 'none').toEqual(expect.anything());
  });

  it.each([
    ['the region, from kept totals', () => region, 'groupBy: [AREA]'],
    ['the region, from kept cells', () => region, 'groupBy: [INSTITUTION_TYPE]'],
    ['the region, from single results', () => region, 'groupBy: [], asRecordedOn: "2030-01-01T00:00:00Z"'],
    ['everybody', () => undefined, 'groupBy: []'],
  ])('never adds up made-up and real results, and says which are which: for %s', async (_, token, args) => {
    const rows = await profile(owners.hub, `filter: { years: [2030] }, ${args}`, token());
    expect(rows.map(({ synthetic, count, institutions, sum }) => [synthetic, count, institutions, sum])).toEqual([
      [false, 10, 10, 100],
      [true, 10, 10, 10_090],
    ]);
  });

  it.each([
    ['indicator', (mark: boolean) => `update indicators.indicator set synthetic = ${mark} where code = 'own'`],
    ['framework', (mark: boolean) => `update indicators.framework set synthetic = ${mark} where code = 'own'`],
    ['round', (mark: boolean) => `update monitoring.monitoring_round set synthetic = ${mark} where year = 2022`],
  ])('is made up where its %s is, whoever measured', async (_, set) => {
    const { orm, server } = owners.central!;
    const marks = async (mark: boolean) => {
      for (const statement of [set(mark), 'update ledger.data_version set stamp = default']) {
        await orm.em.getConnection().execute(statement);
      }
      const args =
        'municipalities: ["kizel"], filter: { years: [2022], areas: [CONDITIONS] }, groupBy: [INDICATOR_CODE]';
      const rows = await profile(`${server.url}/graphql`, args, region);
      return rows.find(({ indicatorCode }) => indicatorCode === 'own').synthetic;
    };
    await orm.em.getConnection().execute(
      `insert into indicators.framework values
         ('kizel:framework:own/1', 'kizel', 'own', 1, 'x', null, null, '[]', 'x', false, false) on conflict do nothing`,
    );
    expect([await marks(true), await marks(false)]).toEqual([true, false]);
  });

  it('adds up what owners share of a framework', async () => {
    const [row] = await profile(
      owners.hub,
      'filter: { years: [2023], evidence: [EXPERT], levels: ["MKDO/L2"] }, groupBy: []',
      region,
    );
    const expected = all.filter(({ round, level }) => round === '2023' && level === 'MKDO/L2');
    expect(new Set(expected.map(({ owner }) => owner)).size).toBe(2);
    expect(row).toMatchObject({ framework: 'MKDO/2021', count: expected.length, institutionsTotal: 120 });
  });

  it('places levels on the common scale as an interval, never a guess', async () => {
    const rows = await profile(owners.hub, 'filter: { areas: [CONDITIONS] }, groupBy: [COMMON_LEVEL]', region);
    const levels = rows
      .filter(({ scale }) => scale === 'MKDO')
      .map(({ commonFrom, commonTo, count, framework }) => [commonFrom, commonTo, count, framework]);
    const on = (...names: string[]) => all.filter(({ level }) => names.includes(level!)).length;
    expect(levels).toEqual([
      ['MKDO/L1', 'MKDO/L1', on('MKDO/L1', clusters[0]!), null],
      ['MKDO/L2', 'MKDO/L2', on('MKDO/L2', clusters[1]!), null],
      ['MKDO/L3', 'MKDO/L3', on('MKDO/L3', clusters[2]!), null],
      ['MKDO/L4', 'MKDO/L4', on('MKDO/L4'), null],
      ['MKDO/L4', 'MKDO/L5', on(clusters[3]!), null],
      ['MKDO/L5', 'MKDO/L5', on('MKDO/L5'), null],
    ]);
    // What has no place on it keeps its own framework and unit.
    expect(rows.filter(({ scale }) => scale !== 'MKDO').map(({ commonFrom, unit }) => [commonFrom, unit])).toEqual([
      [null, 'ед.'],
      [null, 'ед.'],
    ]);
  });

  it('counts coverage, and what is missing apart', async () => {
    const [row] = await profile(
      owners.hub,
      'filter: { rounds: ["kizel:round:2022"], evidence: [PARENT_SURVEY] }, groupBy: [ROUND]',
      region,
    );
    const own = all.filter(({ owner, round, evidence }) => owner === 'kizel' && round === '2022' && evidence);
    expect(row).toMatchObject({ count: 36, missing: own.length - 36, institutions: 36, institutionsTotal: 60 });
  });

  it('shows single values only to those who may see them', async () => {
    const args = 'filter: { rounds: ["kizel:round:2022"], areas: [FAMILY] }, groupBy: []';
    const seen = async (token?: string) =>
      (await profile(owners.hub, args, token)).map(({ ofOwners, min, max, quantiles, isComplete }) => [
        ofOwners,
        min !== null,
        max !== null,
        quantiles !== null,
        isComplete,
      ]);
    const three = (row: boolean[]) => [row, row, row];
    const ofOwner = [true, true, true, true, true];
    const told = [...three([false, true, true, true, true]), ofOwner];
    expect(await seen(region)).toEqual(told);
    expect(await seen(await staffToken('kizel'))).toEqual(told);
    const withheld = [...three([false, false, false, false, true]), ofOwner];
    expect(await seen()).toEqual(withheld);
    expect(await seen(await staffToken('kemerovo'))).toEqual(withheld);
  });

  it.each([
    ['by institutions', 'filter: { institutions: ["kizel:institution:1"] }, groupBy: []'],
    ['as it was recorded before', 'groupBy: [], asRecordedOn: "2024-06-01T00:00:00Z"'],
  ])('is refused to the public %s, and is of what one may see to others', async (_, args) => {
    const { data, errors } = await ask(owners.hub, `{ qualityProfile(${args}) { count } }`);
    expect(data).toBeNull();
    expect(errors!.map(({ extensions }) => extensions.code)).toContain('UNAUTHENTICATED');
    const counted = async (token: string) =>
      (await profile(owners.hub, args, token)).reduce((sum, { ofOwners, count }) => sum + (ofOwners ? 0 : count), 0);
    const head = await sign({
      role: 'institution',
      owner: 'kizel',
      institution: idOf.institution('kizel', 1),
      sub: 'head',
    });
    const [all, own, alien, ofHead] = [region, await staffToken('kizel'), await staffToken('kemerovo'), head].map(
      counted,
    );
    expect(await own).toBeLessThanOrEqual(await all!);
    expect([(await own!) > 0, await ofHead]).toEqual([true, 12]);
    if (args.includes('kizel')) expect(await alien).toBe(0);
  });

  it('is of one municipality below it, the same', async () => {
    const rows = 'area year count sum institutions quantiles(of: [0.5])';
    const { data } = await ask(
      owners.hub,
      `{ municipalities { code qualityProfile(groupBy: [AREA, YEAR]) { municipality ${rows} } }
         kizel: qualityProfile(municipalities: ["kizel"], groupBy: [AREA, YEAR]) { municipality ${rows} } }`,
      {},
      region,
    );
    expect(data.municipalities.map(({ code }: { code: string }) => code)).toEqual(['kemerovo', 'kizel']);
    expect(data.municipalities[1].qualityProfile).toEqual(data.kizel);
  });

  it('is read as it was recorded before a correction', async () => {
    const corrected = all.filter(
      ({ owner, round, indicator, institution }) =>
        owner === 'kizel' && round === '2023' && indicator === 'own' && institution! < 9,
    );
    const args = 'municipalities: ["kizel"], filter: { years: [2023], areas: [CONDITIONS] }, groupBy: [INDICATOR]';
    const before = await profile(owners.hub, args, region);
    await owners.record(
      corrected.map((result) => ({ ...result, value: 1000 })),
      new Date('2024-07-01T00:00:00Z'),
    );
    const after = await profile(owners.hub, args, region);
    expect(after).not.toEqual(before);
    expect(await profile(owners.hub, `${args}, asRecordedOn: "2024-06-30T00:00:00Z"`, region)).toEqual(before);
    expect(await profile(owners.hub, `${args}, asRecordedOn: "2024-07-02T00:00:00Z"`, region)).toEqual(after);
    expect(await profile(owners.hub, `${args}, asRecordedOn: "2024-04-01T00:00:00Z"`, region)).toEqual([]);
  });
});
