import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { claimsOf, sign } from '../tokens.js';
import { rootConnections, walk } from './walk.js';

/** The owners that the project comes with, with fewer institutions: enough that some of their groups are shown. */
const held = owners.map((owner) => ({ ...owner, institutions: 40 }));
const callers = { nobody: undefined, region: await sign(claimsOf.region) };
let region: Region;
let central: Instance;
beforeAll(async () => {
  region = await startRegion(held, 'ALL');
  central = await startSeededInstance(held, {}, {}, 'ALL');
}, 300_000);
afterAll(async () => {
  await region?.[Symbol.asyncDispose]();
  await central?.close();
});

const inHub = (query: string, caller: keyof typeof callers = 'region') => ask(region.url, query, {}, callers[caller]);
const inCentral = (query: string, caller: keyof typeof callers = 'region') =>
  ask(`${central.server.url}/graphql`, query, {}, callers[caller]);
const inSql = async <R>(statement: string): Promise<R[]> =>
  (await sql.raw<R>(statement).execute(central.orm.em.fork().getKysely())).rows;

const numbers = 'count valueCount sum mean min max institutions institutionsTotal missing notApplicable synthetic';
const questions: readonly [name: string, query: string][] = [
  [
    'the profile of all by area and year',
    `{ qualityProfile(groupBy: [AREA, YEAR]) { area year framework indicatorVersion unit scale meanRefused ${numbers} } }`,
  ],
  [
    'the levels of all on the common scale, as intervals',
    '{ qualityProfile(filter: { years: [2024], evidence: [EXPERT] }, groupBy: [MUNICIPALITY, AREA, COMMON_LEVEL]) { municipality area commonFrom commonTo count institutions } }',
  ],
  [
    'trends over the rounds, with their quantiles',
    `{ qualityProfile(filter: { areas: [CONDITIONS, FAMILY] }, groupBy: [MUNICIPALITY, INDICATOR_CODE, YEAR]) {
      municipality indicatorCode indicatorVersion year unit ${numbers} quantiles(of: [0.25, 0.5, 0.75]) } }`,
  ],
  [
    'how kinds of evidence differ',
    `{ qualityProfile(groupBy: [AREA, EVIDENCE, LEVEL]) { area evidence level framework scale ${numbers} } }`,
  ],
  [
    'types of institutions of two owners',
    `{ qualityProfile(municipalities: ["kizel", "kemerovo"], groupBy: [INSTITUTION_TYPE, AREA]) { institutionType area unit ${numbers} } }`,
  ],
  [
    'levels and legal forms, with what is withheld of them',
    `{ qualityProfile(groupBy: [AREA, YEAR, LEVEL, INSTITUTION_TYPE]) {
      area year level levelFrom levelTo institutionType sampled countOf withheld isComplete institutionsCovered ${numbers} } }`,
  ],
  [
    'results in one state, of some legal forms and levels, and how many may be withheld',
    `{ qualityProfile(filter: { statuses: [REPORTED], institutionTypes: [BUDGETARY], levels: ["MKDO/L2", "MKDO/L3"] }, groupBy: [AREA, COMMON_LEVEL]) {
      area commonFrom commonTo withheld isComplete ${numbers} } }`,
  ],
  [
    'how many institutions are in which cluster',
    '{ clusterSummary(groupBy: [YEAR, CLUSTER]) { year level levelFrom levelTo scale sampled synthetic count countOf withheld isComplete } }',
  ],
  [
    'which areas are comparable among whom, by which results',
    `{ comparability(municipalities: null) { area owners comparableOwners
      participants { municipality relation reason explanation evidence years sampledYears losses }
      groups { basis framework unit scale evidence year sampled losses owners municipalities } } }`,
  ],
  [
    'rounds with their coverage',
    '{ monitoringRounds(first: 50) { totalCount nodes { code year title sampled institutionsCovered institutionsTotal synthetic municipality { code } } } }',
  ],
  [
    'how much of it is made up',
    `{ institutions { totalCount syntheticCount } indicators { totalCount syntheticCount } observations { totalCount syntheticCount }
       monitoringRounds { totalCount syntheticCount } deficits { totalCount syntheticCount } publications { totalCount syntheticCount }
       recommendations { totalCount syntheticCount } institutionDuties(asOf: "2024-07-18") { totalCount syntheticCount }
       municipalities { code institutions { syntheticCount } } measureSummary(groupBy: [], asOf: "2024-07-18") { synthetic count }
       compliance(groupBy: [STATE], asOf: "2024-07-18") { state synthetic count } deficitSummary(groupBy: [YEAR]) { year synthetic count }
       comparability { area synthetic owners comparableOwners participants { municipality synthetic } groups { synthetic owners } }
       deficitRules { code synthetic } areaCrosswalks { area municipality source synthetic } }`,
  ],
  [
    'results, page by page',
    '{ observations(first: 40, filter: { years: [2023], areas: [FAMILY] }, orderBy: INSTITUTION_DESC) { totalCount nodes { id value level { code } status evidence synthetic indicator { code version } institution { id } } pageInfo { endCursor hasNextPage } } }',
  ],
  [
    'deficits without a measure',
    '{ deficits(first: 30, filter: { answered: false }) { totalCount nodes { id statement area { code } synthetic next { state before after } institutions { id } } } }',
  ],
  [
    'what became of deficits',
    '{ deficitSummary(groupBy: [MUNICIPALITY, RULE_KIND, OUTCOME]) { municipality ruleKind outcome count } }',
  ],
  [
    'measures that answer no deficit',
    '{ measures(first: 30, filter: { hasDeficit: false, areas: [CONDITIONS] }) { totalCount nodes { id title } } }',
  ],
  [
    'measures done whose deficit remained',
    '{ measures(first: 30, asOf: "2024-12-31", filter: { states: [DONE, DONE_LATE], deficitOutcomes: [REMAINED, WORSE] }) { totalCount nodes { id } } }',
  ],
  [
    'recommendations to institutions and to clusters',
    '{ recommendations(first: 50) { totalCount nodes { id kind text cluster { code } institution { id } synthetic } } }',
  ],
  [
    'who is late with the own plan, and who has none',
    '{ institutionDuties(asOf: "2024-12-31", first: 30, filter: { states: [MISSING, LATE] }) { totalCount nodes { id state days institution { id } } } }',
  ],
  [
    'clusters of institutions with what they mean on the common scale',
    '{ institutions(municipalities: ["krasnodar"], first: 40) { nodes { id clusters { round { year } level { code } comparable { code } } } } }',
  ],
];

describe('One operation over five owners gives what one database with all of it gives, of', () => {
  it.each(questions)('%s', async (_, query) => {
    for (const caller of ['region', 'nobody'] as const) {
      const [hub, one] = await Promise.all([inHub(query, caller), inCentral(query, caller)]);
      expect(hub.errors).toEqual(one.errors);
      expect(hub.data).toEqual(one.data);
      if (caller === 'region') expect(JSON.stringify(hub.data)).not.toMatch(/^\{"\w+":\[\]\}$/);
    }
  });
});

describe('and what SQL over that database gives, of', () => {
  it('what is real: nothing is comparable, nobody is measured, and no institution is there', async () => {
    const { data } = await inHub(
      `{ institutions { totalCount syntheticCount } comparability { area synthetic comparableOwners }
         qualityProfile(groupBy: []) { synthetic } deficitSummary(groupBy: []) { synthetic count }
         frameworks { code synthetic confirmed } }`,
      'region',
    );
    expect(data.institutions.syntheticCount).toBe(data.institutions.totalCount);
    const rows = Map.groupBy(
      data.comparability as { synthetic: boolean; comparableOwners: number }[],
      ({ synthetic }) => synthetic,
    );
    expect(rows.get(false)).toHaveLength(9);
    expect(rows.get(false)!.filter(({ comparableOwners }) => comparableOwners > 0)).toEqual([]);
    expect(rows.get(true)!.some(({ comparableOwners }) => comparableOwners > 1)).toBe(true);
    expect(data.qualityProfile.every(({ synthetic }: { synthetic: boolean }) => synthetic)).toBe(true);
    expect(data.deficitSummary).toEqual([
      { synthetic: false, count: 0 },
      { synthetic: true, count: expect.any(Number) },
    ]);
    expect(data.frameworks.filter(({ synthetic, confirmed }: never) => synthetic && confirmed)).toEqual([]);
  });

  it('means, counts and institutions by area and year', async () => {
    const { data } = await inHub(
      '{ qualityProfile(groupBy: [MUNICIPALITY, AREA, YEAR, EVIDENCE, INDICATOR]) { municipality area year evidence indicator count sum mean min max institutions missing } }',
    );
    const rows = await inSql<Record<string, unknown>>(`
      select municipality, area_code area, year, evidence, indicator_id indicator,
        (count(*) filter (where status in ('REPORTED', 'ESTIMATED')))::int count,
        coalesce(sum(value::numeric), 0)::float sum, avg(value)::float mean, min(value)::float min, max(value)::float max,
        (count(distinct institution_id) filter (where status in ('REPORTED', 'ESTIMATED')))::int institutions,
        (count(*) filter (where status = 'MISSING'))::int missing
      from monitoring.observation group by 1, 2, 3, 4, 5`);
    const key = (row: Record<string, unknown>) =>
      ['municipality', 'area', 'year', 'evidence', 'indicator'].map((name) => row[name]).join();
    const byKey = new Map(rows.map((row) => [key(row), row]));
    expect(data.qualityProfile).toHaveLength(rows.length);
    for (const row of data.qualityProfile) {
      const expected = byKey.get(key(row))!;
      expect({ ...row, mean: row.mean ?? null }).toEqual({
        ...expected,
        mean: expected.mean === null ? null : expect.closeTo(expected.mean as number, 9),
      });
    }
  });

  it('deficits of the rules, with their institutions', async () => {
    const { data } = await inHub(
      '{ deficits(first: 500, filter: { years: [2024] }) { nodes { id rule { code } indicator { code scale { code } } institutions { id } } } }',
    );
    const below = data.deficits.nodes.filter(
      ({ rule, indicator }: { rule: { code: string }; indicator: { scale: { code: string } } }) =>
        rule.code === 'below-basic' && indicator.scale.code === 'MKDO',
    );
    const rows = await inSql<{ indicator: string; institutions: string[] }>(`
      select indicator_id, array_agg(distinct institution_id order by institution_id) institutions
      from monitoring.observation where year = 2024 and level_code in ('MKDO/L1', 'MKDO/L2') group by 1`);
    expect(
      below
        .map(({ institutions }: { institutions: { id: string }[] }) =>
          institutions
            .map(({ id }) => id)
            .sort()
            .join(),
        )
        .sort(),
    ).toEqual(rows.map(({ institutions }) => institutions.toSorted().join()).sort());
    expect(below.length).toBeGreaterThan(10);
  });

  it('the public sees less than the region, and each row that it sees is of five institutions at least', async () => {
    const query =
      '{ qualityProfile(groupBy: [MUNICIPALITY, AREA, YEAR, EVIDENCE, INDICATOR, INSTITUTION_TYPE]) { count institutions ofOwners } }';
    const sum = (rows: { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
    const [all, shown] = await Promise.all([inHub(query), inHub(query, 'nobody')]);
    expect(sum(shown.data.qualityProfile)).toBeGreaterThan(0);
    expect(sum(shown.data.qualityProfile)).toBeLessThan(sum(all.data.qualityProfile));
    for (const { count, institutions, ofOwners } of shown.data.qualityProfile)
      if (!ofOwners && count > 0) expect(institutions).toBeGreaterThanOrEqual(5);
  });

  it('no mean is taken of levels, nor over indicators of another version, unit or system', async () => {
    const { data } = await inHub(
      '{ qualityProfile(groupBy: [AREA]) { area framework indicatorVersion unit scale mean meanRefused valueCount } }',
    );
    const rows = data.qualityProfile as Record<string, unknown>[];
    const levels = rows.filter(({ scale }) => scale === 'MKDO' || scale === 'KRASNODAR_CLUSTER');
    expect(levels.length).toBeGreaterThan(5);
    for (const row of levels) expect(row).toMatchObject({ mean: null, meanRefused: 'ORDINAL_SCALE' });
    const family = rows.filter(({ area, unit }) => area === 'FAMILY' && unit === '%');
    // Five owners with a percentage of their own each, in two versions.
    expect(new Set(family.map(({ framework, indicatorVersion }) => `${framework}/${indicatorVersion}`)).size).toBe(10);
  });
});

describe('A walk over all pages of five owners meets every row once, in the order of one database', () => {
  it.each(rootConnections())('%s, from the beginning and from the end', async (_, field) => {
    // Publications stand in the order of their times, which are others in another database.
    const all = await walk(field.startsWith('publications') ? inHub : inCentral, field, 500, false);
    expect(all).not.toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    // Some twenty pages, and rows left over on the last.
    const size = Math.min(499, Math.floor(all.length / 20) + 1);
    expect(await walk(inHub, field, size, false)).toEqual(all);
    expect(await walk(inHub, field, size, true)).toEqual(all);
  });
});
