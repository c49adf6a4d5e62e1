import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask } from '../../instance.js';
import { claimsOf, sign, staffToken } from '../../tokens.js';
import { type Publisher, publishRounds, startPublisher } from './publisher.js';

let owner: Publisher;
let names: string[];
beforeAll(async () => {
  owner = await startPublisher('krasnodar');
  await publishRounds(owner, 2022, 2023);
  const rows = await owner.sql<{ name: string }>(
    `select full_name as name from institutions.institution group by 1 having count(*) = 1 order by 1 limit 30`,
  );
  names = rows.map(({ name }) => name);
});
afterAll(() => owner?.close());

const clusters = ['низкий', 'стремящийся к базовому', 'базовый', 'повышенный'];
const head = ['Раунд', 'Организация', 'Кластер'];

/** So many institutions of a round in each cluster, from the lowest. */
function rowsOf(round: string, sizes: readonly number[]): string[][] {
  const all = sizes.flatMap((size, n) => Array.from({ length: size }, () => clusters[n]!));
  return all.map((cluster, n) => [round, names[n]!, cluster]);
}

async function summary(args: string, token?: string) {
  const { data, errors } = await ask(
    owner.url,
    `{ clusterSummary(${args}) { year level levelFrom levelTo count countOf withheld isComplete synthetic sampled } }`,
    {},
    token,
  );
  expect(errors).toBeUndefined();
  const short = (code: string | null) => code?.replace('KRASNODAR_CLUSTER/', '') ?? null;
  // biome-ignore lint/suspicious/noExplicitAny: an answer.
  return data.clusterSummary.map((row: any) => [
    row.level === row.levelFrom ? short(row.level) : `${short(row.levelFrom)}–${short(row.levelTo)}`,
    row.count,
    row.withheld,
    row.isComplete,
  ]);
}

const in2022 = 'filter: { years: [2022] }, groupBy: [YEAR, CLUSTER]';

it('Institutions are counted by their clusters, with those joined to the public that few are in', async () => {
  await owner.publish('CLUSTERS', [head, ...rowsOf('r2022', [3, 4, 10, 6])]);
  const whole = [
    ['APPROACHING_BASIC', 4, 0, true],
    ['BASIC', 10, 0, true],
    ['ELEVATED', 6, 0, true],
    ['LOW', 3, 0, true],
  ];
  expect(await summary(in2022, await sign(claimsOf.region))).toEqual(whole);
  expect(await summary(in2022, await staffToken('krasnodar'))).toEqual(whole);
  const joined = [
    ['APPROACHING_BASIC', null, 7, false],
    ['BASIC', 10, 0, true],
    ['ELEVATED', 6, 0, true],
    ['LOW', null, 7, false],
    ['LOW–APPROACHING_BASIC', 7, 0, true],
  ];
  expect(await summary(in2022)).toEqual(joined);
  expect(await summary(in2022, await staffToken('kizel'))).toEqual(joined);
  expect(await summary('filter: { years: [2022] }, groupBy: []')).toEqual([[null, 23, 0, true]]);
});

it('A correction of one does not tell who was corrected, and what was shown before returns with its withdrawal', async () => {
  const before = await summary(in2022);
  const { publication } = await owner.publish('CLUSTERS', [head, ['r2022', names[10]!, 'повышенный']]);
  expect((await summary(in2022)).filter(([, count]: [string, number | null]) => count !== null)).toEqual([
    ['BASIC–ELEVATED', 16, 0, true],
    ['LOW–APPROACHING_BASIC', 7, 0, true],
  ]);
  await owner.withdraw(publication.id);
  expect(await summary(in2022)).toEqual(before);
});

it('Of fewer than five not even the number is told', async () => {
  const rows = rowsOf('r2023', [0, 0, 3]).map((row) => [...row, 'KRASNODAR_CLUSTER']);
  await owner.publish('CLUSTERS', [[...head, 'Шкала'], ...rows]);
  expect(await summary('filter: { years: [2023] }, groupBy: [YEAR]')).toEqual([[null, null, 0, false]]);
  expect(await summary('filter: { years: [2023] }, groupBy: [YEAR]', await sign(claimsOf.region))).toEqual([
    [null, 3, 0, true],
  ]);
});

it('Over several rounds an institution may be counted several times, and the row says so', async () => {
  const { data } = await ask(
    owner.url,
    '{ clusterSummary(groupBy: []) { count countOf scale synthetic } }',
    {},
    await sign(claimsOf.region),
  );
  expect(data.clusterSummary).toEqual([{ count: 26, countOf: 'RESULTS', scale: 'KRASNODAR_CLUSTER', synthetic: true }]);
});
