import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { type ChangedResults, isAmong } from '../../../subgraphs/monitoring/rules/changed-results.js';
import { labelCells } from '../../../subgraphs/monitoring/rules/profile/disclosure.js';
import { smallestGroup } from '../../../subgraphs/monitoring/rules/profile/release.js';
import { addUpCells } from '../../../subgraphs/monitoring/rules/profile/totals.js';
import { ask } from '../../instance.js';
import { askAsPublic, cellsOf, checkMadeOf, isolated, type State } from './attack.js';
import { idOf, type Owners, type Result, startOwners } from './results.js';

const codes = ['kemerovo', 'kizel'];
const indicators = [
  { code: 'number', area: 'FAMILY', unit: '%', scale: null, isFederal: true },
  { code: 'cluster', area: 'CONDITIONS', unit: 'уровень', scale: 'KRASNODAR_CLUSTER', isFederal: true },
];

let owners: Owners;
beforeAll(async () => {
  owners = await startOwners(codes, indicators, { hasCentral: false });
});
afterAll(async () => owners?.[Symbol.asyncDispose]());

/** Chance that is the same for the same seed. */
class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** So large that no other few of them are likely to have the same sum, which is still exact. */
function unlikeOthers(dice: Dice): number {
  return dice.below(2 ** 40) + 1;
}

const levels = ['LOW', 'LOW', 'APPROACHING_BASIC', 'BASIC', 'BASIC', 'BASIC', 'ELEVATED'];
const statuses = ['REPORTED', 'REPORTED', 'REPORTED', 'REPORTED', 'ESTIMATED', 'MISSING'];
const types = ['BUDGETARY', 'BUDGETARY', 'BUDGETARY', 'AUTONOMOUS', 'AUTONOMOUS', 'PRIVATE'];

function randomResult(
  dice: Dice,
  key: Pick<Result, 'owner' | 'round' | 'indicator' | 'institution' | 'evidence' | 'type' | 'synthetic'>,
): Result {
  const status = dice.of(statuses);
  if (status === 'MISSING') return { ...key, status, value: null, level: null };
  if (key.indicator === 'number') return { ...key, status, value: unlikeOthers(dice), level: null };
  return { ...key, status, value: null, level: `KRASNODAR_CLUSTER/${dice.of(levels)}` };
}

/** Several publications: what stands after each of them. Few or many results change; some become what they were before. */
function randomStates(seed: number, round: string): Result[][] {
  const dice = new Dice(seed);
  const states: Map<string, Result>[] = [];
  const nameOf = (result: Result) => [result.owner, result.indicator, result.institution, result.evidence].join();
  const first = new Map<string, Result>();
  for (const owner of codes) {
    for (let institution = 0; institution < 20 + dice.below(20); institution++) {
      const type = dice.of(types);
      const synthetic = dice.below(4) === 0;
      for (const indicator of ['number', 'cluster']) {
        for (const evidence of ['EXPERT', 'PARENT_SURVEY']) {
          const result = randomResult(dice, { owner, round, indicator, institution, evidence, type, synthetic });
          if (dice.below(12) > 0) first.set(nameOf(result), result);
        }
      }
    }
  }
  states.push(first);
  for (let n = 0; n < 3; n++) {
    const next = new Map(states.at(-1));
    for (const family of Map.groupBy(
      next.values(),
      ({ owner, indicator, evidence }) => `${owner} ${indicator} ${evidence}`,
    ).values()) {
      const changes = dice.of([0, 1, 3, 6, 12, 100]);
      for (const result of family.slice(0, changes)) {
        const before = dice.of(states).get(nameOf(result));
        const kind = dice.below(8);
        if (kind === 0) next.delete(nameOf(result));
        else if (kind < 4 && before) next.set(nameOf(result), before);
        else next.set(nameOf(result), randomResult(dice, result));
      }
      if (dice.below(3) === 0) {
        for (let more = 0; more < dice.of([1, 6]); more++) {
          const added = randomResult(dice, { ...family[0]!, institution: 100 + n * 10 + more });
          next.set(nameOf(added), added);
        }
      }
    }
    states.push(next);
  }
  return states.map((state) => [...state.values()]);
}

let year = 2000;

/** What is asked after each publication; `decide` decides anew what is public, otherwise than the product does. */
async function publishAndAsk(
  seed: number,
  decide?: (em: EntityManager, changed: ChangedResults) => Promise<unknown>,
): Promise<State[]> {
  const round = String(year++);
  const states: State[] = [];
  let before: Result[] = [];
  for (const [n, results] of randomStates(seed, round).entries()) {
    const had = new Set(before.map((result) => JSON.stringify(result)));
    const key = ({ owner, indicator, institution, evidence }: Result) =>
      [owner, indicator, institution, evidence].join();
    const has = new Set(results.map(key));
    const changed = results.filter((result) => !had.has(JSON.stringify(result)));
    await owners.record(
      changed,
      new Date(Date.UTC(year, 0, n + 1)),
      before.filter((result) => !has.has(key(result))),
    );
    for (const { orm } of decide ? owners.instances.values() : []) {
      const rounds = codes.map((code) => idOf.round(code, round));
      await orm.em.fork().transactional(async (em) => {
        await decide!(em, { rounds, indicators: null });
        await addUpCells(em, { rounds, indicators: null });
      });
      await orm.em.getConnection().execute('update ledger.data_version set version = version + 1, stamp = default');
    }
    states.push({
      results,
      answers: await askAsPublic(
        owners.hub,
        codes.map((code) => idOf.round(code, round)),
      ),
    });
    before = results;
  }
  return states;
}

function isolatedIn(states: readonly State[]): string[] {
  const cells = states.flatMap(cellsOf);
  const byInstitution = ({ owner, institution }: Result) => `${owner} ${institution}`;
  const byValue = (result: Result) => `${byInstitution(result)} = ${result.value}`;
  return [
    ...isolated(cells, smallestGroup, byInstitution),
    ...isolated(
      cells.filter(({ sum }) => (sum ?? 0) > 0),
      smallestGroup,
      byValue,
    ),
  ];
}

describe('What the public is answered', () => {
  const seed = Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31);

  it(`never lets fewer than five institutions be singled out, seed ${seed}`, async () => {
    const shown = { first: 0, later: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (number) => {
        const states = await publishAndAsk(number);
        for (const [n, state] of states.entries()) {
          const cells = cellsOf(state);
          for (const answer of state.answers) checkMadeOf(cells, answer);
          shown[n === 0 ? 'first' : 'later'] += cells.length;
        }
        expect(isolatedIn(states)).toEqual([]);
      }),
      { seed, numRuns: Number(process.env.TEST_RUNS ?? 2), endOnFailure: true },
    );
    // Nothing shown would be no proof.
    expect(Math.min(shown.first, shown.later)).toBeGreaterThan(0);
  }, 600_000);

  it.each<[string, (em: EntityManager, changed: ChangedResults) => Promise<unknown>]>([
    [
      'all cells were public',
      (em) =>
        em.execute(
          'update monitoring.profile_cell set is_public = true, shown_status = status, shown_type = institution_type, shown_from = level_code, shown_to = level_code, shows_values = true',
        ),
    ],
    ['what was shown before was not looked at', (em, changed) => labelCells(em, isAmong(changed, 'c'), new Map())],
  ])(
    'would let them be singled out if %s',
    async (_, decide) => {
      const states = await publishAndAsk(1, decide);
      expect(isolatedIn(states)).not.toEqual([]);
    },
    600_000,
  );

  it('is shown anew when enough have changed, and not before', async () => {
    const round = String(year++);
    const results = (changed: number): Result[] =>
      Array.from({ length: 12 }, (_, institution) => {
        const value = institution + (institution < changed ? 100 : 0);
        return { owner: 'kizel', round, institution, indicator: 'number', value };
      });
    const shown: (number | null)[][] = [];
    for (const [n, changed] of [0, 6, 7, 6, 0, 1, 12].entries()) {
      await owners.record(results(changed), new Date(Date.UTC(year, 0, n + 1)));
      const query = `{ qualityProfile(filter: { rounds: ["${idOf.round('kizel', round)}"] }, groupBy: []) { count sum } }`;
      const [row] = (await ask(owners.hub, query)).data.qualityProfile;
      shown.push([row.count, row.sum]);
    }
    // How many there are tells nothing of what changed.
    const sums = [66, 666, null, 666, 66, null, 1266];
    expect(shown).toEqual(sums.map((sum) => [12, sum]));
  });
});
