import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../../instance.js';
import { claimsOf, sign, staffToken } from '../../tokens.js';
import { type Owners, type Result, startOwners } from './results.js';

const indicators = [
  { code: 'share', area: 'FAMILY', unit: '%', scale: null, isFederal: true },
  { code: 'share', area: 'FAMILY', unit: '%', scale: null, isFederal: true, version: 2 },
  { code: 'own', area: 'CONDITIONS', unit: 'ед.', scale: null },
  { code: 'cluster', area: 'CONDITIONS', unit: 'уровень', scale: 'KRASNODAR_CLUSTER' },
  { code: 'level', area: 'CONDITIONS', unit: 'уровень', scale: 'MKDO', isFederal: true },
];
const clusters = ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'].map((level) => `KRASNODAR_CLUSTER/${level}`);
const types = ['BUDGETARY', 'AUTONOMOUS', 'PRIVATE'];

/** Results of every kind, without chance: what number they are made of is the same each time. */
function results(owner: string, institutions: number, rounds: string[]): Result[] {
  return rounds.flatMap((round) =>
    Array.from({ length: institutions }, (_, n): Result[] => {
      const type = types[n % 17 === 16 ? 2 : n % 2]!;
      const x = (n * 37 + Number(round) * 11 + owner.length * 5) % 101;
      return [
        { owner, round, institution: n, type, indicator: 'share', value: x / 10 },
        {
          owner,
          round,
          institution: n,
          type,
          indicator: 'share',
          evidence: 'PARENT_SURVEY',
          status: n % 9 ? 'REPORTED' : 'MISSING',
          value: n % 9 ? x : null,
        },
        { owner, round, institution: n, type, indicator: 'share/2', value: x * 1000 },
        {
          owner,
          round,
          institution: n,
          type,
          indicator: 'own',
          status: n % 3 ? 'REPORTED' : 'ESTIMATED',
          value: 50 - x,
        },
        { owner, round, institution: n, type, indicator: 'cluster', level: clusters[x % 4]! },
        { owner, round, institution: n, type, indicator: 'level', level: `MKDO/L${(x % 5) + 1}` },
      ];
    })
      .flat()
      .concat({ owner, round, institution: null, indicator: 'share', value: 77.7 }),
  );
}

const all = [...results('kizel', 41, ['2022', '2023']), ...results('kemerovo', 23, ['2023', '2024'])];
let owners: Owners;
let region: string;
beforeAll(async () => {
  owners = await startOwners(['kemerovo', 'kizel'], indicators);
  await owners.record(all, new Date('2024-05-01T00:00:00Z'));
  region = await sign(claimsOf.region);
});
afterAll(async () => owners?.[Symbol.asyncDispose]());

const fields = `ofOwners municipality area year round roundLevel indicator indicatorCode level commonFrom commonTo
  institutionType evidence framework indicatorVersion unit scale count valueCount sum mean meanRefused min max
  institutions institutionsTotal missing notApplicable indicators isComplete synthetic quantiles(of: [0, 0.25, 0.5, 0.9, 1])`;

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
});
