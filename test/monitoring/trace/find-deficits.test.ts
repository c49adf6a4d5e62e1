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
import { of, ruleFindings } from './rule-findings.js';

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

const shown = (found: Awaited<ReturnType<typeof foundBy>>) =>
  found.map(({ round, indicator, institutions }) => `${round} ${indicator} ${institutions.join('') || 'whole'}`);

describe('A rule finds', () => {
  it.each(ruleFindings)('%s', async (_, rule, observations, expected) => {
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
