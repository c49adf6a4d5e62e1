import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../../instance.js';
import { claimsOf, sign } from '../../tokens.js';

let instance: Instance;
let region: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners, {}, {}, 'ALL');
  region = await sign(claimsOf.region);
}, 240_000);
afterAll(() => instance?.close());

// biome-ignore lint/suspicious/noExplicitAny: rows of a profile.
type Row = any;

const fields = `ofOwners municipality area year level levelFrom levelTo commonFrom commonTo institutionType evidence
  roundLevel sampled framework indicatorVersion unit scale synthetic count countOf sum mean institutions
  institutionsCovered institutionsTotal withheld isComplete`;
const ofDistribution = [
  'ofOwners',
  'municipality',
  'area',
  'year',
  'institutionType',
  'evidence',
  'roundLevel',
  'sampled',
];
const ofMeasurement = ['framework', 'indicatorVersion', 'unit', 'scale', 'synthetic'];
const ofLevel = ['level', 'levelFrom', 'levelTo', 'commonFrom', 'commonTo'];

function keyOf(row: Row, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => row[name]));
}

const distributionOf = (row: Row) => keyOf(row, [...ofDistribution, ...ofMeasurement]);
const placeOf = (row: Row) => keyOf(row, [...ofDistribution, ...ofMeasurement, ...ofLevel]);

/** The rows of institutions by these dimensions, as the region and as the public sees them. */
async function profiles(...groupBy: string[]): Promise<{ truth: Row[]; shown: Row[] }> {
  const rows = async (token?: string) => {
    const query = `{ qualityProfile(groupBy: [${groupBy}]) { ${fields} } }`;
    const { data } = await ask(`${instance.server.url}/graphql`, query, {}, token);
    return data.qualityProfile.filter(({ ofOwners }: Row) => !ofOwners);
  };
  // Where nothing but missing results stands there is no share.
  return { truth: (await rows(region)).filter(({ count }: Row) => count > 0), shown: await rows() };
}

const sumOf = (rows: readonly Row[]) => rows.reduce((sum, { count }) => sum + (count ?? 0), 0);

describe('The made-up results of all owners', () => {
  it.each([
    ['levels', ['LEVEL']],
    ['levels of the common scale', ['COMMON_LEVEL']],
    ['levels and legal forms', ['LEVEL', 'INSTITUTION_TYPE']],
  ])(
    'have, by %s, for the public the shares that they have, or rows that say that they are not disclosed',
    async (_, by) => {
      const { truth, shown } = await profiles('MUNICIPALITY', 'AREA', 'YEAR', ...by);
      const all = Map.groupBy(truth, distributionOf);
      const told = Map.groupBy(shown, distributionOf);
      const places = new Map(shown.map((row) => [placeOf(row), row]));
      let disclosed = 0;
      for (const [distribution, rows] of all) {
        for (const row of rows) {
          const seen = places.get(placeOf(row));
          expect([placeOf(row), seen === undefined]).toEqual([placeOf(row), false]);
          expect([seen.isComplete, seen.withheld > 0]).toEqual(
            seen.count === row.count ? [true, false] : [false, true],
          );
          if (seen.count === null) continue;
          disclosed++;
          const share = seen.count / sumOf(told.get(distribution)!);
          expect(Math.abs(share - row.count / sumOf(rows))).toBeLessThanOrEqual(0.02);
        }
      }
      expect(disclosed).toBeGreaterThan(100);
    },
  );

  it('are shown to the public in at least four of five groups by municipality, area and year, with their levels', async () => {
    const group = (row: Row) => keyOf(row, ['municipality', 'area', 'year']);
    const groups = ({ truth, shown }: { truth: Row[]; shown: Row[] }, isTold: (row: Row) => boolean) => {
      const told = new Set(shown.filter(isTold).map(group));
      const all = new Set(truth.filter(isTold).map(group));
      return told.size / all.size;
    };
    const totals = await profiles('MUNICIPALITY', 'AREA', 'YEAR');
    expect(groups(totals, ({ isComplete }) => isComplete)).toBeGreaterThanOrEqual(0.8);
    // Numbers that are told are true.
    const places = new Map(totals.truth.map((row) => [placeOf(row), row]));
    for (const row of totals.shown.filter(({ isComplete }) => isComplete)) {
      const { count, sum, mean } = places.get(placeOf(row))!;
      expect(row).toMatchObject({ count, sum, mean });
    }
    const byLevel = await profiles('MUNICIPALITY', 'AREA', 'YEAR', 'LEVEL');
    expect(groups(byLevel, ({ levelFrom, count }) => levelFrom !== null && count !== null)).toBeGreaterThanOrEqual(0.8);
  });

  it('count an institution once in each distribution, and have denominators of their own rounds', async () => {
    const { truth } = await profiles('MUNICIPALITY', 'AREA', 'YEAR', 'LEVEL');
    for (const rows of Map.groupBy(truth, distributionOf).values()) {
      const [{ countOf, institutionsCovered, institutionsTotal }] = rows;
      expect(countOf).toBe('INSTITUTIONS');
      expect(sumOf(rows)).toBeLessThanOrEqual(institutionsCovered);
      expect(institutionsCovered).toBeLessThanOrEqual(institutionsTotal);
    }
    const { truth: ofYears } = await profiles('MUNICIPALITY', 'AREA');
    expect(new Set(ofYears.map(({ countOf }) => countOf))).toContain('RESULTS');
    const { truth: ofForms } = await profiles('MUNICIPALITY', 'INSTITUTION_TYPE');
    expect(new Set(ofForms.map(({ institutionsTotal }) => institutionsTotal))).toEqual(new Set([null]));
  });

  it('have means without digits of the binary system', async () => {
    const { truth } = await profiles('MUNICIPALITY', 'AREA', 'YEAR');
    const means = truth.flatMap(({ mean }) => (mean === null ? [] : [String(mean).replace(/\D/g, '').length]));
    expect(means.length).toBeGreaterThan(50);
    expect(Math.max(...means)).toBeLessThanOrEqual(13);
  });
});
