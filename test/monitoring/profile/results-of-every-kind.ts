import type { Result } from './results.js';

export const indicators = [
  { code: 'share', area: 'FAMILY', unit: '%', scale: null, isFederal: true },
  { code: 'share', area: 'FAMILY', unit: '%', scale: null, isFederal: true, version: 2 },
  { code: 'own', area: 'CONDITIONS', unit: 'ед.', scale: null },
  { code: 'cluster', area: 'CONDITIONS', unit: 'уровень', scale: 'KRASNODAR_CLUSTER' },
  { code: 'level', area: 'CONDITIONS', unit: 'уровень', scale: 'MKDO', isFederal: true },
];
export const clusters = ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'].map((level) => `KRASNODAR_CLUSTER/${level}`);
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

/** Made-up results beside real ones of the same indicator, round and source: more than enough of each to be shown. */
export const mixed = Array.from({ length: 20 }, (_, n): Result => {
  const synthetic = n % 2 === 0;
  return {
    owner: 'kizel',
    round: '2030',
    institution: 100 + n,
    indicator: 'share',
    value: synthetic ? 1000 + n : n,
    synthetic,
  };
});
export const all = [...results('kizel', 41, ['2022', '2023']), ...results('kemerovo', 23, ['2023', '2024'])];
