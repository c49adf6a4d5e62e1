import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Publisher, publishRounds, roundRow, roundsHead, startPublisher } from '../results/publisher.js';
import { type Found, find, foundIn } from './results.js';

let owner: Publisher;
beforeAll(async () => {
  owner = await startPublisher();
  await publishRounds(owner, 2022, 2023, 2024);
  await owner.publish('DEFICIT_RULES', [
    ['Код', 'Вид', 'Название'],
    ['1', 'ниже уровня', 'Ниже базового уровня'],
    ['2', 'снижение', 'Снижение'],
  ]);
  const head = ['Раунд', 'Организация', 'Код показателя', 'Источник', 'Значение'];
  const levels = { r2022: 'L4', r2023: 'L2', r2024: 'L3' };
  const rows = Object.entries(levels).map(([round, level]) => [round, owner.names[0]!, '1.2', 'EXPERT', level]);
  expect(await owner.publish('OBSERVATIONS', [head, ...rows])).toMatchObject({ created: 3, issues: [] });
  await owner.publish('DEFICITS', [
    ['Раунд', 'Показатель', 'Дефицит'],
    ['r2023', '1.2', 'Не хватает мебели'],
  ]);
});
afterAll(() => owner?.close());
beforeEach(() => publishRounds(owner, 2022, 2023, 2024));

const fell = (found: readonly Found[]) => found.filter(({ rule }) => rule === '2').map(({ round }) => round);
const outcomes = (found: readonly Found[]) => found.map(({ round, rule, outcome }) => [round, rule, outcome].join(' '));

it('Results that are where they were are compared as they come', async () => {
  const found = await foundIn(owner.instance.orm, 'kizel');
  expect(fell(found)).toEqual(['r2023']);
  expect(outcomes(found)).toEqual(['r2023 1 RESOLVED', 'r2023 2 REMAINED']);
});

const middle = (year: number) => ['r2023', 'Мониторинг', year, `01.09.${year}`, `31.10.${year}`, 'муниципалитет', 3, 3];
it.each<[string, unknown[], string[], number]>([
  ['a round is moved behind the others', middle(2025), ['r2023', 'r2024'], 2025],
  ['a round is moved before the others', middle(2021), ['r2024'], 2021],
  ['a round becomes one of another level', roundRow('r2023', 2023).with(5, 'регион'), ['r2024'], 2023],
])('Deficits and sums are made anew where %s', async (_, row, expected, year) => {
  await owner.publish('ROUNDS', [roundsHead, roundRow('r2022', 2022), row as never, roundRow('r2024', 2024)]);
  const found = await foundIn(owner.instance.orm, 'kizel');
  expect(fell(found)).toEqual(expected);
  // As if all were looked for anew.
  await find(owner.instance, 'kizel', ['r2022', 'r2023', 'r2024']);
  expect(await foundIn(owner.instance.orm, 'kizel')).toEqual(found);
  const { data } = await owner.ask(`{
    totals: qualityProfile(groupBy: [ROUND, YEAR, ROUND_LEVEL]) { round year roundLevel }
    cells: qualityProfile(groupBy: [ROUND, YEAR, ROUND_LEVEL, LEVEL]) { round year roundLevel }
    monitoringRounds { nodes { id level } } observations { nodes { year round { id } } }
    deficits { nodes { statement round { id } } } }`);
  const level = data.monitoringRounds.nodes.find(({ id }: { id: string }) => id === 'kizel:round:r2023').level;
  for (const rows of [data.totals, data.cells]) {
    expect(rows).toContainEqual({ round: 'kizel:round:r2023', year, roundLevel: level });
  }
  expect(data.observations.nodes).toContainEqual({ year, round: { id: 'kizel:round:r2023' } });
  // In the order of rounds, those that were entered too.
  const order = data.monitoringRounds.nodes.map(({ id }: { id: string }) => id);
  const placed = data.deficits.nodes.map(({ round }: { round: { id: string } }) => order.indexOf(round.id));
  expect(placed).toEqual(placed.toSorted());
  expect(JSON.stringify(data.deficits)).toContain('Не хватает мебели');
});
