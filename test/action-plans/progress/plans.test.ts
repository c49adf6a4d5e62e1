import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RawBuilder, sql } from 'kysely';
import { anonymous } from '../../../schema/contract/caller.js';
import { measureList } from '../../../subgraphs/action-plans/resolvers/lists.js';
import type { Instance } from '../../../subgraphs/instance.js';
import { insertMeasures, period, startEmptyInstance } from './measures.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startEmptyInstance('kizel');
  const days = Array.from(
    { length: 10_000 },
    (_, n) => `2024-${String(1 + (n % 12)).padStart(2, '0')}-${10 + (n % 17)}`,
  );
  await insertMeasures(
    instance.orm,
    'kizel',
    days.map((day, n) => ({ local: `${n}`, kind: 'BY_DATE', readings: [[period(`2024-01-01..${day}`)]] })),
  );
  await run(sql`analyze`);
});
afterAll(() => instance?.close());

async function run(statement: RawBuilder<unknown>): Promise<string> {
  const { rows } = await statement.execute(instance.orm.em.fork().getKysely());
  return JSON.stringify(rows);
}

function planOf({ where, order }: ReturnType<typeof measureList>): Promise<string> {
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  const key = sql.ref(`r.${order.column}`);
  return run(sql`
    explain select r.id from action_plans.measure r where r.municipality = any('{kizel}')
    and ${sql.join([sql`true`, ...where], sql` and `)} order by ${key} ${direction}, r.id ${direction} limit 50`);
}

describe('The plan of a page of 10 000 measures', () => {
  it.each([
    ['by due day', {}, 'DUE_ASC', 'Index Scan using measure_by_due_asc'],
    ['by due day, the latest first', {}, 'DUE_DESC', 'Index Scan Backward using measure_by_due_desc'],
    ['due from a day on', { dueFrom: '2024-06-01' }, 'DUE_ASC', 'Index Cond: ((due_asc_key >='],
    [
      'due in some days, in the order of documents',
      { dueFrom: '2024-06-10', dueTo: '2024-06-11' },
      'SOURCE_ORDER',
      'measure_occurrence_by_end',
    ],
  ] as const)('%s uses the index', async (_, filter, orderBy, expected) => {
    expect(await planOf(measureList({ caller: anonymous }, filter, orderBy))).toContain(expected);
  });

  it('computes states within the statement, without a call for each row', async () => {
    const plan = await planOf(measureList({ caller: anonymous }, { states: ['OVERDUE'] }, 'DUE_ASC', '2024-06-30'));
    expect(plan).toContain('Index Scan using measure_by_due_asc');
    expect(plan).toContain('progress_report');
    expect(plan).not.toMatch(/measure_state|done_by_occurrences/);
  });
});
