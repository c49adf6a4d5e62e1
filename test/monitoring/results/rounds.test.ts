import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Publisher, roundRow, roundsHead, startPublisher } from './publisher.js';

let owner: Publisher;
beforeAll(async () => {
  owner = await startPublisher('krasnodar');
});
afterAll(() => owner?.close());

describe('Rounds of monitoring', () => {
  it('are known by their code, with their period, their year and who took part', async () => {
    const more = ['Выборка', 'Акт'];
    const receipt = await owner.publish('ROUNDS', [
      [...roundsHead, ...more],
      [...roundRow('2023', 2023), 'да', ''],
      ['2024', 'Мониторинг', '', '01.02.2024', '31.03.2024', 'муниципалитет', 2, 8, '', '№ 1219'],
    ]);
    expect(receipt).toMatchObject({ created: 2, issues: [] });
    const { data } = await owner.ask(`{ monitoringRounds { nodes {
      id code title year level sampled institutionsCovered institutionsTotal period { start end } basis { number }
      resultingPlans { title } provenance { method line } } } }`);
    expect(data.monitoringRounds.nodes).toEqual([
      {
        id: 'krasnodar:round:2023',
        code: '2023',
        title: 'Мониторинг 2023 года',
        year: 2023,
        level: 'MUNICIPAL',
        sampled: true,
        institutionsCovered: 3,
        institutionsTotal: 3,
        period: { start: '2023-09-01', end: '2023-10-31' },
        basis: null,
        resultingPlans: [],
        provenance: [{ method: 'UPLOADED', line: 2 }],
      },
      expect.objectContaining({
        code: '2024',
        year: 2024,
        sampled: true,
        basis: { number: expect.stringContaining('1219') },
        resultingPlans: [],
      }),
    ]);
  });

  it('lead to the plans whose act names theirs as its basis', async () => {
    const [cited] = await owner.sql<{ act: string }>(`
      select c.cited_id as act from action_plans.citation c join action_plans.action_plan p on p.act_id = c.act_id
      where c.role = 'BASIS' and c.cited_id is not null limit 1`);
    await owner.sql(`update monitoring.monitoring_round set basis_id = '${cited!.act}' where code = '2023'`);
    const { data } = await owner.ask(`{ monitoringRounds { nodes { code resultingPlans { id act { number } } } } }`);
    expect(data.monitoringRounds.nodes[0].resultingPlans).toHaveLength(1);
  });

  it.each<[string, unknown[], object]>([
    ['a code with a blank', ['a b', 'x', 2024, '', '', 'регион', 1, 1], { field: 'Код раунда' }],
    ['no year and no days', ['a', 'x', '', '', '', 'регион', 1, 1], { field: 'Год', code: 'VALUE_MISSING' }],
    ['an end before the start', ['a', 'x', 2024, '01.02.2024', '31.01.2024', 'регион', 1, 1], { field: 'Окончание' }],
    [
      'more who took part than there are',
      ['a', 'x', 2024, '', '', 'регион', 2, 1],
      { field: 'Участвовало организаций' },
    ],
    ['a level that is none', ['a', 'x', 2024, '', '', 'районный', 1, 1], { field: 'Уровень (F)' }],
  ])('are refused with %s', async (_, row, expected) => {
    const receipt = await owner.publish('ROUNDS', [roundsHead, row as never]);
    expect(receipt).toMatchObject({ publication: null, rejected: 1 });
    expect(receipt.issues).toEqual([expect.objectContaining({ severity: 'ERROR', ...expected })]);
  });

  it('stay where there are results: neither a later list nor a withdrawal takes them away', async () => {
    const head = ['Раунд', 'Организация', 'Код показателя', 'Значение'];
    await owner.publish('OBSERVATIONS', [head, ['2023', owner.names[0]!, '1.1', 5]]);
    const without = await owner.publish('ROUNDS', [roundsHead, roundRow('2024', 2024)]);
    expect(without).toMatchObject({ publication: null, issues: [{ code: 'STILL_NEEDED', text: '2023' }] });
    const current = await owner.publish('ROUNDS', [roundsHead, roundRow('2023', 2023), roundRow('2024', 2024)]);
    const { errors } = await owner.withdraw(current.publication.id);
    expect(errors?.[0]?.extensions.code).toBe('STILL_NEEDED');
  });

  it('take their results along to another year', async () => {
    await owner.publish('ROUNDS', [roundsHead, roundRow('2023', 2022), roundRow('2024', 2024)]);
    const { data } = await owner.ask('{ observations(filter: { years: [2022] }) { nodes { year round { code } } } }');
    expect(data.observations.nodes).toEqual([{ year: 2022, round: { code: '2023' } }]);
  });
});
