import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { startEmptyInstance } from '../../action-plans/progress/measures.js';
import { ask } from '../../instance.js';
import {
  addIndicators,
  addRounds,
  addRules,
  find,
  foundIn,
  type ObservationData,
  type RuleData,
  run,
  setObservations,
} from './results.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
  await addRounds(instance.orm, 'kizel', [
    { code: '2022', year: 2022 },
    { code: '2023', year: 2023 },
    { code: '2024', year: 2024 },
    { code: 'r2023', year: 2023, level: 'REGIONAL' },
    { code: 'empty', year: 2021 },
  ]);
  await addIndicators(instance.orm, 'kizel', [
    { code: 'mkdo', scale: 'MKDO', direction: 'NEUTRAL' },
    { code: 'cluster', scale: 'KRASNODAR_CLUSTER', area: 'CONDITIONS' },
    { code: 'pct', scale: 'PERCENT' },
    { code: 'pct', version: 2, scale: 'PERCENT' },
    { code: 'less', direction: 'LOWER' },
    { code: 'any', direction: 'NEUTRAL' },
    { code: 'yes', scale: 'YES_NO' },
  ]);
});
afterAll(() => instance?.close());

async function foundBy(rule: Omit<RuleData, 'code'>, observations: readonly ObservationData[], rounds?: string[]) {
  await run(instance.orm, sql`delete from monitoring.deficit`);
  await run(instance.orm, sql`delete from monitoring.deficit_rule`);
  await addRules(instance.orm, 'kizel', [{ code: 'rule', ...rule }]);
  await setObservations(instance.orm, 'kizel', observations);
  await find(instance, 'kizel', rounds ?? ['2022', '2023', '2024', 'r2023']);
  return foundIn(instance.orm, 'kizel');
}

/** «a=MKDO/L1 b=70 =50»: levels and values by institution, of the owner as a whole where there is no name. */
function of(round: string, indicator: string, text: string, more: Partial<ObservationData> = {}): ObservationData[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [name, said] = part.split('=') as [string, string];
      const result = Number.isNaN(Number(said)) ? { level: said } : { value: Number(said) };
      return { round, indicator, institution: name || null, ...result, ...more };
    });
}

const shown = (found: Awaited<ReturnType<typeof foundBy>>) =>
  found.map(({ round, indicator, institutions }) => `${round} ${indicator} ${institutions.join('') || 'whole'}`);

describe('A rule finds', () => {
  it.each<[string, Omit<RuleData, 'code'>, ObservationData[], string[]]>([
    [
      'levels that are surely below the basic one',
      { kind: 'BELOW_LEVEL' },
      of('2024', 'mkdo', 'a=MKDO/L1 b=MKDO/L2 c=MKDO/L3 d=MKDO/L5'),
      ['2024 mkdo/1 ab'],
    ],
    [
      'levels of an own scale by what they are on the common one',
      { kind: 'BELOW_LEVEL' },
      of('2024', 'cluster', 'a=KRASNODAR_CLUSTER/LOW b=KRASNODAR_CLUSTER/APPROACHING_BASIC c=KRASNODAR_CLUSTER/BASIC'),
      ['2024 cluster/1 ab'],
    ],
    [
      'not a level that may be below the threshold, and may not: elevated is 4 to 5',
      { kind: 'BELOW_LEVEL', threshold: 5 },
      of('2024', 'cluster', 'a=KRASNODAR_CLUSTER/BASIC b=KRASNODAR_CLUSTER/ELEVATED'),
      ['2024 cluster/1 a'],
    ],
    [
      'no values without a scale or an indicator that it names',
      { kind: 'BELOW_LEVEL', threshold: 50 },
      of('2024', 'pct', 'a=10'),
      [],
    ],
    [
      'values below a threshold where more is better',
      { kind: 'BELOW_LEVEL', indicator: 'pct', threshold: 50 },
      of('2024', 'pct', 'a=49.9 b=50 c=51'),
      ['2024 pct/1 a'],
    ],
    [
      'values above a threshold where less is better',
      { kind: 'BELOW_LEVEL', indicator: 'less', threshold: 3 },
      of('2024', 'less', 'a=2 b=3 c=3.1'),
      ['2024 less/1 c'],
    ],
    [
      'nothing where nobody says which is better',
      { kind: 'BELOW_LEVEL', indicator: 'any', threshold: 50 },
      of('2024', 'any', 'a=10 b=90'),
      [],
    ],
    [
      'a «no» where yes is better',
      { kind: 'BELOW_LEVEL', indicator: 'yes', threshold: 2 },
      of('2024', 'yes', 'a=YES_NO/NO b=YES_NO/YES'),
      ['2024 yes/1 a'],
    ],
    [
      'the owner as a whole apart from its institutions',
      { kind: 'BELOW_LEVEL' },
      of('2024', 'mkdo', 'a=MKDO/L1 =MKDO/L2'),
      ['2024 mkdo/1 whole', '2024 mkdo/1 a'],
    ],
    [
      'nothing in what is missing, suppressed or a break',
      { kind: 'BELOW_LEVEL' },
      ['MISSING', 'SUPPRESSED', 'BREAK', 'NOT_APPLICABLE'].flatMap((status, n) =>
        of('2024', 'mkdo', `${'abcd'[n]}=MKDO/L1`, { status }),
      ),
      [],
    ],
    [
      'what is estimated',
      { kind: 'BELOW_LEVEL' },
      of('2024', 'mkdo', 'a=MKDO/L1', { status: 'ESTIMATED' }),
      ['2024 mkdo/1 a'],
    ],
    [
      'only in its area',
      { kind: 'BELOW_LEVEL', area: 'CONDITIONS' },
      [...of('2024', 'mkdo', 'a=MKDO/L1'), ...of('2024', 'cluster', 'a=KRASNODAR_CLUSTER/LOW')],
      ['2024 cluster/1 a'],
    ],
    [
      'a fall by the threshold, exact in decimals, from the round before of the same level',
      { kind: 'FALLING', scale: 'PERCENT', threshold: 10 },
      [
        ...of('2023', 'pct', 'a=70.3 b=70.3 c=60'),
        ...of('2024', 'pct', 'a=60.3 b=60.4 c=90'),
        ...of('r2023', 'pct', 'c=99'),
      ],
      ['2024 pct/1 a'],
    ],
    [
      'a rise where less is better',
      { kind: 'FALLING', indicator: 'less' },
      [...of('2023', 'less', 'a=3 b=3'), ...of('2024', 'less', 'a=2 b=3.5')],
      ['2024 less/1 b'],
    ],
    [
      'a fall by one level, where no threshold is said',
      { kind: 'FALLING' },
      [...of('2023', 'mkdo', 'a=MKDO/L4 b=MKDO/L4'), ...of('2024', 'mkdo', 'a=MKDO/L3 b=MKDO/L4')],
      ['2024 mkdo/1 a'],
    ],
    [
      'no fall from another version of the indicator, by other evidence, or over a round in between',
      { kind: 'FALLING', scale: 'PERCENT' },
      [
        ...of('2022', 'pct', 'c=90'),
        ...of('2023', 'pct', 'a=90'),
        ...of('2023', 'pct', 'b=90', { evidence: 'PARENT_SURVEY' }),
        ...of('2024', 'pct/2', 'a=10'),
        ...of('2024', 'pct', 'b=10 c=10'),
      ],
      [],
    ],
    [
      'who is far under the median of the round; the whole is nobody of it',
      { kind: 'UNDER_MEDIAN', scale: 'PERCENT', threshold: 15 },
      of('2024', 'pct', 'a=40 b=50 c=60 d=70 =0'),
      ['2024 pct/1 a'],
    ],
    [
      'of an even number of levels, who is under the lower one in the middle',
      { kind: 'UNDER_MEDIAN' },
      of('2024', 'mkdo', 'a=MKDO/L1 b=MKDO/L2 c=MKDO/L3 d=MKDO/L4'),
      ['2024 mkdo/1 a'],
    ],
    [
      'a median of each kind of evidence',
      { kind: 'UNDER_MEDIAN', scale: 'PERCENT', threshold: 10 },
      [...of('2024', 'pct', 'a=50 b=50 c=50'), ...of('2024', 'pct', 'a=90 b=90 c=70', { evidence: 'PARENT_SURVEY' })],
      ['2024 pct/1 c'],
    ],
  ])('%s', async (_, rule, observations, expected) => {
    expect(shown(await foundBy(rule, observations))).toEqual(expected);
  });
});

describe('What the next round shows', () => {
  const low = { kind: 'BELOW_LEVEL', indicator: 'pct', threshold: 50 } as const;
  const fall = { kind: 'FALLING', scale: 'PERCENT', threshold: 10 } as const;
  it.each<[string, Omit<RuleData, 'code'>, ObservationData[], string]>([
    ['all came back', low, [...of('2023', 'pct', 'a=40 b=40'), ...of('2024', 'pct', 'a=60 b=50')], 'RESOLVED 2 0'],
    ['some came back', low, [...of('2023', 'pct', 'a=40 b=40'), ...of('2024', 'pct', 'a=60 b=30')], 'IMPROVED 2 1'],
    ['as many', low, [...of('2023', 'pct', 'a=40 b=60'), ...of('2024', 'pct', 'a=45 b=60')], 'REMAINED 1 1'],
    ['more', low, [...of('2023', 'pct', 'a=40 b=60'), ...of('2024', 'pct', 'a=45 b=40')], 'WORSE 1 2'],
    [
      'who was not measured before is no change',
      low,
      [...of('2023', 'pct', 'a=40'), ...of('2024', 'pct', 'a=45 b=40 c=40')],
      'REMAINED 1 1',
    ],
    [
      'none of them measured again',
      low,
      [...of('2023', 'pct', 'a=40'), ...of('2024', 'pct', 'b=40')],
      'NOT_MEASURED null null',
    ],
    ['another version', low, [...of('2023', 'pct', 'a=40'), ...of('2024', 'pct/2', 'a=10')], 'NOT_MEASURED null null'],
    [
      'no next round of the level',
      low,
      [...of('2023', 'pct', 'a=40'), ...of('r2023', 'pct', 'a=10')],
      'null null null',
    ],
    [
      'what fell and stays down has remained',
      fall,
      [...of('2022', 'pct', 'a=90'), ...of('2023', 'pct', 'a=70'), ...of('2024', 'pct', 'a=75')],
      'REMAINED 1 1',
    ],
    [
      'what fell and came back near is resolved',
      fall,
      [...of('2022', 'pct', 'a=90'), ...of('2023', 'pct', 'a=70'), ...of('2024', 'pct', 'a=81')],
      'RESOLVED 1 0',
    ],
    [
      'of the whole, by its value: better',
      low,
      [...of('2023', 'pct', '=40'), ...of('2024', 'pct', '=45')],
      'IMPROVED null null',
    ],
    [
      'of the whole, by its value: worse',
      low,
      [...of('2023', 'pct', '=40'), ...of('2024', 'pct', '=35')],
      'WORSE null null',
    ],
    ['of the whole: resolved', low, [...of('2023', 'pct', '=40'), ...of('2024', 'pct', '=50')], 'RESOLVED null null'],
  ])('%s', async (_, rule, observations, expected) => {
    const [first] = (await foundBy(rule, observations)).filter(({ round }) => round === '2023');
    expect(`${first!.outcome} ${first!.before} ${first!.after}`).toBe(expected);
  });
});

describe('Finding anew', () => {
  const rule = { kind: 'FALLING', scale: 'PERCENT', threshold: 10 } as const;

  it('reaches the rounds beside the one that changed, and keeps ids', async () => {
    const start = [...of('2022', 'pct', 'a=90'), ...of('2023', 'pct', 'a=70'), ...of('2024', 'pct', 'a=50')];
    expect(shown(await foundBy(rule, start))).toEqual(['2023 pct/1 a', '2024 pct/1 a']);
    const idsBefore = await run(instance.orm, sql`select id from monitoring.deficit order by id`);
    await setObservations(instance.orm, 'kizel', [
      ...of('2022', 'pct', 'a=90'),
      ...of('2023', 'pct', 'a=55'),
      ...of('2024', 'pct', 'a=50'),
    ]);
    await find(instance, 'kizel', ['2023']);
    expect((await foundIn(instance.orm, 'kizel')).map(({ round, outcome }) => `${round} ${outcome}`)).toEqual([
      '2023 REMAINED',
    ]);
    await setObservations(instance.orm, 'kizel', start);
    await find(instance, 'kizel', ['2023']);
    expect(await run(instance.orm, sql`select id from monitoring.deficit order by id`)).toEqual(idsBefore);
  });

  it('compares over a round whose results are gone', async () => {
    await foundBy(rule, [...of('2022', 'pct', 'a=90'), ...of('2023', 'pct', 'a=70'), ...of('2024', 'pct', 'a=65')]);
    await setObservations(instance.orm, 'kizel', [...of('2022', 'pct', 'a=90'), ...of('2024', 'pct', 'a=65')]);
    await find(instance, 'kizel', ['2023']);
    expect(shown(await foundIn(instance.orm, 'kizel'))).toEqual(['2024 pct/1 a']);
  });

  it('neither compares made-up results with real ones nor puts them into one deficit', async () => {
    const real = { synthetic: false };
    const found = await foundBy(rule, [
      ...of('2023', 'pct', 'a=90 b=90', real),
      ...of('2023', 'pct', 'c=90'),
      ...of('2024', 'pct', 'b=70', real),
      ...of('2024', 'pct', 'a=50 c=70'),
    ]);
    expect(shown(found).toSorted()).toEqual(['2024 pct/1 b', '2024 pct/1 c']);
    const marks = await run(
      instance.orm,
      sql`select synthetic, institution_ids as ids from monitoring.deficit order by 1`,
    );
    expect(marks).toEqual([
      { synthetic: false, ids: ['kizel:institution:b'] },
      { synthetic: true, ids: ['kizel:institution:c'] },
    ]);
  });

  it('takes the median of made-up and of real results apart, and what became of each', async () => {
    const real = { synthetic: false };
    const found = await foundBy({ kind: 'UNDER_MEDIAN', scale: 'PERCENT', threshold: 20 }, [
      ...of('2023', 'pct', 'a=50 b=52 c=54', real),
      ...of('2023', 'pct', 'd=90 e=92 f=60'),
      ...of('2024', 'pct', 'a=50 b=52 c=54', real),
      ...of('2024', 'pct', 'd=90 e=92 f=91'),
    ]);
    expect(found.map(({ round, institutions, outcome }) => [round, institutions, outcome])).toEqual([
      ['2023', ['f'], 'RESOLVED'],
    ]);
  });

  it.each([
    ['round', (mark: boolean) => sql`update monitoring.monitoring_round set synthetic = ${mark} where code = '2024'`],
    ['indicator', (mark: boolean) => sql`update indicators.indicator set synthetic = ${mark} where code = 'mkdo'`],
    [
      'rule',
      (mark: boolean) =>
        sql`update monitoring.deficit_rule set provenance = ${mark ? '[{"method": "SYNTHETIC"}]' : '[]'}`,
    ],
  ])('is made up where its %s is, though its results are not', async (_, set) => {
    await run(instance.orm, sql`update monitoring.monitoring_round set synthetic = false`);
    await foundBy({ kind: 'BELOW_LEVEL' }, of('2024', 'mkdo', '=MKDO/L1', { synthetic: false }));
    const asked = async (mark: boolean) => {
      await run(instance.orm, set(mark));
      const { data, errors } = await ask(
        `${instance.server.url}/graphql`,
        '{ deficits { totalCount syntheticCount nodes { synthetic } } deficitSummary(groupBy: [AREA]) { synthetic count } }',
      );
      expect(errors).toBeUndefined();
      return data;
    };
    for (const mark of [true, false]) {
      expect(await asked(mark)).toEqual({
        deficits: { totalCount: 1, syntheticCount: Number(mark), nodes: [{ synthetic: mark }] },
        deficitSummary: [{ synthetic: mark, count: 1 }],
      });
    }
    await run(instance.orm, sql`update monitoring.monitoring_round set synthetic = true`);
  });

  it('says of what it was found, and that it is made up', async () => {
    await foundBy({ kind: 'BELOW_LEVEL' }, of('2024', 'mkdo', '=MKDO/L1'));
    const [deficit] = await run(
      instance.orm,
      sql<Record<string, unknown>>`select statement, synthetic, provenance, area_code from monitoring.deficit`,
    );
    expect(deficit).toEqual({
      statement: 'Правило rule: Показатель mkdo (в целом)',
      synthetic: true,
      area_code: 'FAMILY',
      provenance: [
        expect.objectContaining({ publication: 'kizel:publication:observations/1', method: 'SYNTHETIC', line: null }),
      ],
    });
  });
});
