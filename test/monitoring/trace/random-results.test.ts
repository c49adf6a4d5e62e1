import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Instance } from '../../../subgraphs/instance.js';
import { refreshDerived } from '../../../subgraphs/monitoring/rules/refresh-derived.js';
import { startEmptyInstance } from '../../action-plans/progress/measures.js';
import { deficitsOf, keyOf } from './deficit-oracle.js';
import {
  addIndicators,
  addRounds,
  addRules,
  type Found,
  find,
  foundIn,
  type IndicatorData,
  ids,
  type ObservationData,
  type RuleData,
  run,
  setObservations,
} from './results.js';

const rounds = ['2021', '2022', '2023', '2024'];
const indicators: Required<IndicatorData>[] = [
  { code: 'mkdo', version: 1, area: 'FAMILY', scale: 'MKDO', direction: 'NEUTRAL' },
  { code: 'cluster', version: 1, area: 'CONDITIONS', scale: 'KRASNODAR_CLUSTER', direction: 'HIGHER' },
  { code: 'pct', version: 1, area: 'FAMILY', scale: 'PERCENT', direction: 'HIGHER' },
  { code: 'pct', version: 2, area: 'FAMILY', scale: 'PERCENT', direction: 'HIGHER' },
  { code: 'less', version: 1, area: 'CONDITIONS', scale: null, direction: 'LOWER' },
  { code: 'any', version: 1, area: 'FAMILY', scale: null, direction: 'NEUTRAL' },
];
const levels: Readonly<Record<string, readonly string[]>> = {
  MKDO: ['L1', 'L2', 'L3', 'L4', 'L5'].map((level) => `MKDO/${level}`),
  KRASNODAR_CLUSTER: ['LOW', 'APPROACHING_BASIC', 'BASIC', 'ELEVATED'].map((level) => `KRASNODAR_CLUSTER/${level}`),
};

let instance: Instance;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
  await addRounds(
    instance.orm,
    'kizel',
    rounds.map((code) => ({ code, year: Number(code) })),
  );
  await addIndicators(instance.orm, 'kizel', indicators);
});
afterAll(() => instance?.close());

// Few institutions and values, so that they meet.
const observation = fc
  .record({
    round: fc.constantFrom(...rounds),
    indicator: fc.constantFrom(...indicators),
    institution: fc.constantFrom('a', 'b', 'c', 'd', 'e', null),
    evidence: fc.constantFrom('EXPERT', 'EXPERT', 'PARENT_SURVEY'),
    status: fc.constantFrom('REPORTED', 'REPORTED', 'REPORTED', 'ESTIMATED', 'MISSING', 'BREAK'),
    value: fc.constantFrom(40, 49.9, 50, 50.1, 60, 60.1, 70.3),
    level: fc.nat(),
  })
  .map(({ indicator, value, level, ...rest }): ObservationData => {
    const scale = levels[indicator.scale ?? ''];
    const result = scale ? { level: scale[level % scale.length]! } : { value };
    return { ...rest, indicator: keyOf(indicator), ...result };
  });
const sameKey = ({ round, indicator, institution, evidence }: ObservationData) =>
  JSON.stringify([round, indicator, institution, evidence]);
const observations = fc.uniqueArray(observation, { selector: sameKey, minLength: 100, maxLength: 250 });

const rule = fc.oneof(
  fc.record({ kind: fc.constantFrom('BELOW_LEVEL' as const), threshold: fc.constantFrom(2, 3, 4, 5) }),
  fc.record({ kind: fc.constantFrom('BELOW_LEVEL', 'FALLING', 'UNDER_MEDIAN') }),
  fc.record({
    kind: fc.constantFrom('BELOW_LEVEL', 'FALLING', 'UNDER_MEDIAN'),
    indicator: fc.constantFrom('pct', 'less', 'any'),
    threshold: fc.constantFrom(0.1, 10, 50),
  }),
  fc.record({
    kind: fc.constantFrom('FALLING', 'UNDER_MEDIAN'),
    scale: fc.constantFrom('PERCENT', 'MKDO'),
    area: fc.constantFrom('FAMILY', 'CONDITIONS'),
  }),
);

it('In random results, found again round by round, there is what the rules say', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const { orm } = instance;
  const rulesOf = (drawn: object[]) => drawn.map((one, n) => ({ code: `r${n}`, ...one }) as RuleData);
  const cases = fc.sample(
    fc.record({
      rules: fc.array(rule, { minLength: 4, maxLength: 6 }).map(rulesOf),
      first: observations,
      second: observations,
      changed: fc.subarray(rounds, { minLength: 1, maxLength: 2 }),
    }),
    { numRuns: 20, seed },
  );
  const seen = new Set<string>();
  for (const { rules, first, second, changed } of cases) {
    await run(orm, sql`truncate monitoring.deficit, monitoring.deficit_rule cascade`);
    await addRules(orm, 'kizel', rules);
    await setObservations(orm, 'kizel', first);
    await find(instance, 'kizel', rounds);
    check(seed, rules, first, await foundIn(orm, 'kizel'), seen);
    // Only the rounds whose results change are named: the others are still right.
    const mixed = [
      ...first.filter((one) => !changed.includes(one.round)),
      ...second.filter((one) => changed.includes(one.round)),
    ];
    await setObservations(orm, 'kizel', mixed);
    await find(instance, 'kizel', changed);
    check(seed, rules, mixed, await foundIn(orm, 'kizel'), seen);
  }
  // The draw says something only where it reaches everything.
  expect([...seen].toSorted()).toEqual(['IMPROVED', 'NOT_MEASURED', 'REMAINED', 'RESOLVED', 'WORSE', 'null']);
});

it('In random results, found again for the indicators that changed alone, there is the same', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const { orm } = instance;
  const cases = fc.sample(
    fc.record({
      rules: fc
        .array(rule, { minLength: 4, maxLength: 6 })
        .map((drawn) => drawn.map((one, n) => ({ code: `r${n}`, ...one }) as RuleData)),
      first: observations,
      second: observations,
      round: fc.constantFrom(...rounds),
      changed: fc.subarray(indicators.map(keyOf), { minLength: 1, maxLength: 2 }),
      // A round that has its first results then, or loses its last, parts or joins those beside it.
      empty: fc.constantFrom('before', 'after', 'never'),
    }),
    { numRuns: 20, seed },
  );
  for (const { rules, first, second, round, changed, empty } of cases) {
    const others = first.filter((one) => one.round !== round);
    const isChanged = ({ indicator }: ObservationData) => changed.includes(indicator);
    const ofRound = (all: readonly ObservationData[]) => all.filter((one) => one.round === round);
    const kept = empty === 'never' ? ofRound(first).filter((one) => !isChanged(one)) : [];
    const before = [...others, ...kept, ...(empty === 'before' ? [] : ofRound(first).filter(isChanged))];
    const after = [...others, ...kept, ...(empty === 'after' ? [] : ofRound(second).filter(isChanged))];
    await run(orm, sql`truncate monitoring.deficit, monitoring.deficit_rule, monitoring.disclosure cascade`);
    await addRules(orm, 'kizel', rules);
    await setObservations(orm, 'kizel', before);
    await find(instance, 'kizel', rounds);
    await setObservations(orm, 'kizel', after);
    const results = { rounds: [ids('kizel').round(round)], indicators: changed.map(ids('kizel').indicator) };
    await orm.em.fork().transactional((em) => refreshDerived(em as never, results, new Date()));
    check(seed, rules, after, await foundIn(orm, 'kizel'), new Set());
  }
});

function check(
  seed: number,
  rules: readonly RuleData[],
  results: readonly ObservationData[],
  found: readonly Found[],
  seen: Set<string>,
): void {
  const inOrder = (all: readonly Found[]) =>
    all
      .map((one) => ({ ...one, key: JSON.stringify(one) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key }) => key);
  const shape = ({ round, rule: code, indicator, institutions, outcome, before, after }: Found) => ({
    round,
    rule: code,
    indicator,
    institutions,
    outcome,
    before,
    after,
  });
  const [is, should] = [inOrder(found.map(shape)), inOrder(deficitsOf(rounds, indicators, rules, results).map(shape))];
  for (const { outcome } of found) seen.add(String(outcome));
  if (isDeepStrictEqual(is, should)) return;
  const differing = {
    missing: should.filter((one) => !is.includes(one)),
    foreign: is.filter((one) => !should.includes(one)),
  };
  throw new Error(`SEED=${seed}: ${JSON.stringify({ rules, differing, results }, null, 1).slice(0, 4000)}`);
}
