import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compare } from './compare.js';
import { owners } from './partition.js';
import { play, report } from './play.js';
import type { Row, Rows } from './rows/rows.js';
import { openStage, type Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 240_000);
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]();
});

describe('A hub over five instances and one instance with all their data answer alike', () => {
  /** What once differed. */
  it.each<[title: string, query: string]>([
    [
      'in lists of owners of whose codes one begins with the other',
      '{ qualityAreas { deficits { id } } deficitRules { id } }',
    ],
    ['what others add to areas of one owner’s own system', '{ frameworks { id areas { code usedBy { code } } } }'],
    [
      'what is asked of nobody',
      '{ comparability(municipalities: []) { area } frameworks(municipalities: []) { id } compliance(municipalities: [], asOf: "2024-12-31", groupBy: []) { count } measureSummary(municipalities: [], asOf: "2024-12-31", groupBy: []) { count } deficitSummary(municipalities: [], groupBy: []) { count } }',
    ],
    [
      'what is asked of an owner and of others at once',
      '{ compliance(instruction: "a:instruction:1", municipalities: ["m"], asOf: "2024-12-31", groupBy: []) { count } }',
    ],
  ])('%s', async (_, text) => {
    await stage.fill(new Map(owners.map((owner) => [owner, owner === 'a' || owner === 'a-1' ? rowsOf(owner) : {}])));
    const { hub, mismatch } = await compare(stage, { text, variables: {}, caller: 'region', spoiled: new Set() });
    expect(mismatch).toBeNull();
    expect(hub.errors).toBeUndefined();
  });

  it('and say that it lies with the client where it does, beside what anybody could answer', async () => {
    const text = '{ readDeadline(text: "до 1 марта") { kind } measures(filter: { states: [DONE] }) { totalCount } }';
    const question = { text, variables: {}, caller: 'region', spoiled: new Set<string>() } as const;
    for (const { status, errors } of [await stage.askHub(question), await stage.askOne(question)]) {
      expect(status).toBe(400);
      expect(errors![0]).toMatchObject({ path: ['measures'], extensions: { code: 'BAD_ARGUMENT' } });
    }
  });

  /** A slice of what `npm run oracle` does; see there. */
  it('random operations over random data', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1e9);
    const played = await play({ stage, seed, operations: 100, partitions: 2 });
    if (played.mismatches.length > 0) throw new Error(report(played));
    expect(played.operations).toBe(100);
    // Operations that are refused, or find nothing, would prove little.
    expect(played.whole).toBeGreaterThan(80);
    expect(played.reached.get('SUM')).toBeGreaterThan(10);
  }, 240_000);
});

function rowsOf(owner: string): Rows {
  const constant = { municipality: owner, provenance: [], synthetic: true };
  const period = { start: '2024-09-01', end: '2024-12-31' };
  const round = { ...constant, id: `${owner}:round:1`, title: 'Раунд', period, year: 2024, level: 'MUNICIPAL' };
  const counted = { sampled: false, institutions_covered: 1, institutions_total: 1, sort_key: '2024-09-01 1' };
  const deficit = {
    ...constant,
    id: `${owner}:deficit:1`,
    round_id: round.id,
    area_code: 'CONTENT',
    statement: 'Дефицит',
  };
  const rule: Row = { id: `${owner}:deficit-rule:x`, municipality: owner, code: 'x', kind: 'FALLING', title: 'Спад' };
  const framework = { ...constant, id: `${owner}:framework:F/1`, code: 'F', version: 1, title: 'Показатели' };
  const indicator = { ...constant, id: `${owner}:indicator:1/1`, code: '1', version: 1, name: 'Доля', unit: '%' };
  return {
    'institutions.municipality': [{ code: owner, name: 'Город', kind: 'CITY_DISTRICT', region: 'Край' }],
    'indicators.framework': [{ ...framework, confirmed: false, sort_key: 'f/0000000001' }],
    'indicators.indicator': [
      {
        ...indicator,
        ...{ area_code: 'CONTENT', evidence: [], code_key: '0011/0000000001', direction: 'HIGHER' },
        framework_id: framework.id,
      },
    ],
    'indicators.framework_area': [
      { order_id: `${owner}:act:1`, area: 'CONTENT', municipality: owner, text: 'содержание', line: 1 },
    ],
    'monitoring.monitoring_round': [{ ...round, ...counted }],
    'monitoring.deficit_rule': [{ ...rule, provenance: [], sort_key: `${owner}/x` }],
    'monitoring.deficit': [{ ...deficit, institution_ids: [], sort_key: `${owner}/2024-09-01 1/CONTENT/x` }],
  };
}
