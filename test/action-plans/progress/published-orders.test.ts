import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../../instance.js';
import { staffToken } from '../../tokens.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
});
afterAll(() => instance?.close());

async function answer(query: string, variables?: object, token?: string) {
  const { data, errors } = await ask(`${instance.server.url}/graphql`, query, variables, token);
  expect(errors).toBeUndefined();
  return data;
}

async function countsBy(dimension: string, municipality: string, asOf: string): Promise<Record<string, number>> {
  const field = dimension === 'MONTH' ? 'month' : 'state';
  const { measureSummary } = await answer(
    `query($of: [ID!], $asOf: Date!) { measureSummary(municipalities: $of, asOf: $asOf, groupBy: [${dimension}]) { ${field} count } }`,
    { of: [municipality], asOf },
  );
  return Object.fromEntries(measureSummary.map((row: Record<string, unknown>) => [String(row[field]), row.count]));
}

describe('The published orders, by day', () => {
  it('Krasnodar: «до 01.09.2024» is overdue from the 2nd on, all else at the end of its year', async () => {
    expect(await countsBy('STATE', 'krasnodar', '2024-09-01')).toEqual({ NOT_STARTED: 11 });
    expect(await countsBy('STATE', 'krasnodar', '2024-09-02')).toEqual({ NOT_STARTED: 10, OVERDUE: 1 });
    expect(await countsBy('STATE', 'krasnodar', '2025-01-01')).toEqual({ OVERDUE: 11 });
  });

  it('Kizel: what recurs each year is due in 2024 and has missed a year each January', async () => {
    const { measures } = await answer(`{ measures(municipalities: ["kizel"], filter: { deadlineKinds: [RECURRING] }) {
      nodes { deadline { text } a: missedOccurrences(asOf: "2022-01-01") b: missedOccurrences(asOf: "2024-12-31") state(asOf: "2024-09-30") } } }`);
    expect(measures.nodes).toHaveLength(7);
    for (const { deadline, a, b, state } of measures.nodes) {
      expect([deadline.text, a, b, state]).toEqual([
        deadline.text,
        1,
        deadline.text.includes('сентябрь') ? 4 : 3,
        'NOT_STARTED',
      ]);
    }
  });

  it('Volgograd: nothing is planned for the months of another year', async () => {
    const months = await countsBy('MONTH', 'volgograd', '2021-06-01');
    expect(months).toEqual({ 12: 5, null: 18 });
  });

  it('Petrozavodsk: eight measures touch January 2024, and the contradictory ones are in no month and uncertain for ever', async () => {
    const months = await countsBy('MONTH', 'petrozavodsk', '2024-06-01');
    // Январь 5, «Январь Июнь, Декабрь», «Январь - февраль», «… (январь – февраль)».
    expect(months['1']).toBe(8);
    const { measures } =
      await answer(`{ measures(municipalities: ["petrozavodsk"], filter: { states: [UNCERTAIN] }, asOf: "2030-01-01") {
      nodes { deadline { text status } } } }`);
    expect(measures.nodes).toEqual(
      Array.from({ length: 2 }, () => ({ deadline: { text: 'Декабрь – январь 2023', status: 'CONFLICT' } })),
    );
  });

  it('Petrozavodsk: a contradictory deadline is overdue by the reading that its owner confirms', async () => {
    const contradictory = `measures(filter: { section: ["I", "2"], dueFrom: "2022-01-01", dueTo: "2023-01-31" }, first: 1)`;
    const { measures } = await answer(`{ ${contradictory} { nodes { id deadline { candidates { start end } } } } }`);
    const [{ id, deadline }] = measures.nodes;
    expect(deadline.candidates[1]).toEqual([{ start: '2023-12-01', end: '2024-01-31' }]);
    const { confirmDeadline } = await answer(
      `mutation($id: ID!) { confirmDeadline(measure: $id, candidate: 1) {
        deadline { status due } before: state(asOf: "2024-01-31") after: state(asOf: "2024-02-01") } }`,
      { id },
      await staffToken('petrozavodsk'),
    );
    expect(confirmDeadline).toEqual({
      ...{ deadline: { status: 'CLEAR', due: '2024-01-31' }, before: 'NOT_STARTED', after: 'OVERDUE' },
    });
  });

  it.each([
    ['due in September of any year of a yearly measure', 'dueFrom: "2023-09-01", dueTo: "2023-09-30"', ['1.1.']],
    [
      'due in the last days of a year',
      'dueFrom: "2022-12-31", dueTo: "2022-12-31"',
      ['1.3.', '1.4.', '2.3.', '3.1.', '3.2.', '3.3.'],
    ],
    [
      'due by the end of 2021',
      'dueTo: "2021-12-31"',
      ['1.1.', '1.2.', '1.3.', '1.4.', '2.1.', '2.2.', '2.3.', '3.1.', '3.2.', '3.3.'],
    ],
    ['due after the plan', 'dueFrom: "2025-01-01"', []],
  ])('Kizel: what is %s', async (_, due, numbers) => {
    const { measures } = await answer(
      `{ measures(municipalities: ["kizel"], filter: { ${due} }) { nodes { number } } }`,
    );
    expect(measures.nodes.map(({ number }: { number: string }) => number)).toEqual(numbers);
  });

  it('No owner has reported: what is overdue reads «срок истёк, отчётов нет»', async () => {
    const { measureSummary, reportingSummary } = await answer(`{
      measureSummary(asOf: "2026-12-01", groupBy: [STATE, PLAN_REPORTED], filter: { states: [OVERDUE] }) { planReported count }
      reportingSummary(asOf: "2026-12-01", groupBy: [MUNICIPALITY]) { municipality due inTime late never } }`);
    expect(measureSummary.map(({ planReported }: { planReported: boolean }) => planReported)).toEqual([false]);
    expect(reportingSummary.map(({ municipality }: { municipality: string }) => municipality)).toEqual([
      ...['kizel', 'krasnodar', 'petrozavodsk', 'volgograd'],
    ]);
    for (const { due, never } of reportingSummary) expect([due > 0, never]).toEqual([true, due]);
  });

  it('Kemerovo has no plan: no measures, and that is an answer', async () => {
    expect(await countsBy('STATE', 'kemerovo', '2024-06-01')).toEqual({});
  });

  it('Krasnodar: two duties of each municipal institution, five days apart', async () => {
    const { compliance, institutions } = await answer(`{
      compliance(asOf: "2024-07-20", groupBy: [INSTRUCTION, STATE]) { municipality instruction state count }
      institutions(municipalities: ["krasnodar"], filter: { statuses: [OPERATING, SUSPENDED], legalForms: [AUTONOMOUS, BUDGETARY, TREASURY] }) { totalCount } }`);
    const count = institutions.totalCount;
    expect(count).toBeGreaterThan(10);
    expect(compliance).toEqual([
      {
        municipality: null,
        instruction: expect.stringMatching(/^krasnodar:instruction:.*\/2\.1$/),
        state: 'MISSING',
        count,
      },
      {
        municipality: null,
        instruction: expect.stringMatching(/^krasnodar:instruction:.*\/2\.2$/),
        state: 'NOT_YET_DUE',
        count,
      },
    ]);
  });
});
