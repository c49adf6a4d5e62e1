import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { type Answer, owners, startSeededInstance } from '../instance.js';
import { orderOf, orderWith, publishDocument, row, withdraw } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

const titles = ['Провести мониторинг', 'Обучить воспитателей', 'Обновить сайт', 'Собрать отчёты', 'Опросить родителей'];
const rows = titles.map((title, index) => row(index + 1, title, 'март'));
const published = { number: '112', date: '01.02.2024' };
const order = orderWith(rows, published);
const name = '№ 112 от 01.02.2024';

/** No test meets what another has published. */
const stored = new Set<string>();
afterEach(async () => {
  for (const id of stored) await withdraw(url, id);
  stored.clear();
});

describe('An act that is almost another one of its owner', () => {
  it.each<[string, string]>([
    ['its number mended', orderWith(rows, { ...published, number: '121' })],
    [
      'its number mended and a row with it',
      orderWith([...rows.slice(0, 4), row(5, 'Опросить семьи')], { ...published, number: '121' }),
    ],
    ['its date mended', orderWith(rows, { ...published, date: '01.03.2024' })],
    ['the year of its date mended', orderWith(rows, { ...published, date: '01.02.2023' })],
    ['number and date mended in the same year', orderWith(rows, { number: '121', date: '01.03.2024' })],
  ])('with %s is published with a warning that names the other', async (_, text) => {
    const first = receiptOf(await publishDocument(url, order));
    expect(warnings(first)).toEqual([]);
    const trial = receiptOf(await publishDocument(url, text, { dryRun: true }));
    expect(warnings(trial)).toEqual([
      { line: 1, text: 'Об утверждении плана мероприятий', other: first.publication.id },
    ]);
    expect(trial.issues.find(isWarning).message).toContain(name);
    const receipt = receiptOf(await publishDocument(url, text));
    expect(warnings(receipt)).toEqual(warnings(trial));
    // The same again is answered as it was; once the wrong one is gone, there is nothing to warn of.
    expect(warnings(receiptOf(await publishDocument(url, text)))).toEqual(warnings(trial));
    await withdraw(url, first.publication.id);
    expect(warnings(receiptOf(await publishDocument(url, `${text}\n`)))).toEqual([]);
  });

  it.each<[string, string]>([
    ['the same act once more', `${order}\n`],
    [
      'another plan of the same day under the same title',
      orderWith(
        titles.map((title) => row(1, `${title} в группах раннего возраста`)),
        { ...published, number: '121' },
      ),
    ],
    [
      'other deadlines',
      orderWith(
        titles.map((title) => row(1, title, 'апрель')),
        { ...published, number: '121' },
      ),
    ],
    [
      "next year's order with the same plan",
      orderWith(rows, { number: '98', date: '03.02.2025' }).replaceAll('на 2024 год', 'на 2025 год'),
    ],
    [
      "next year's order that has the same number by chance",
      orderWith(rows, { number: '112', date: '03.02.2025' }).replaceAll('на 2024 год', 'на 2025 год'),
    ],
    [
      'an order that takes its place, and says so',
      orderWith(rows, { number: '121', date: '01.03.2024' }).replace(
        '2. Контроль',
        '2. Признать утратившим силу приказ от 01.02.2024 № 112.\n3. Контроль',
      ),
    ],
    [
      'an order of another title',
      orderWith(rows, { ...published, number: '121' }).replace(
        'Об утверждении плана мероприятий',
        'О закрытии детских садов на ремонт',
      ),
    ],
    [
      'a resolution',
      orderWith(rows, { ...published, number: '121' })
        .replace('ПРИКАЗ\n', 'ПОСТАНОВЛЕНИЕ\n')
        .replace('ПРИКАЗЫВАЮ', 'ПОСТАНОВЛЯЮ'),
    ],
  ])('is not %s', async (_, text) => {
    receiptOf(await publishDocument(url, order));
    expect(warnings(receiptOf(await publishDocument(url, text, { dryRun: true })))).toEqual([]);
  });

  it("is none of another owner's", async () => {
    receiptOf(await publishDocument(url, order));
    const text = orderWith(rows, { ...published, number: '121' });
    const { issues } = receiptOf(await publishDocument(url, text, { municipality: 'krasnodar', dryRun: true }));
    expect(issues.filter(isWarning)).toEqual([]);
  });

  it.each([
    ['krasnodar', '1219', '1291'],
    ['kizel', '№ 76', '№ 67'],
    ['kemerovo', '231', '213'],
    ['petrozavodsk', '697', '679'],
  ])('is a real one: that of %s with № %s printed as № %s', async (municipality, number, mended) => {
    const text = orderOf(municipality).toString().replaceAll(number, mended);
    const { issues } = receiptOf(await publishDocument(url, text, { municipality, dryRun: true }));
    expect(issues.filter(isWarning)).toHaveLength(1);
    expect(
      receiptOf(await publishDocument(url, `${orderOf(municipality)}\n`, { municipality, dryRun: true })).issues.filter(
        isWarning,
      ),
    ).toEqual([]);
  });
});

interface Issue {
  code: string;
  severity: string;
  message: string;
  line: number;
  text: string;
}

/** The reader's own notice is of rows within one plan. */
function isWarning({ code, severity }: Issue): boolean {
  return code === 'POSSIBLE_DUPLICATE' && severity === 'WARNING';
}

function warnings({ issues }: { issues: Issue[] }) {
  return issues
    .filter(isWarning)
    .map(({ line, text, message }) => ({ line, text, other: /\((\S+)\)/.exec(message)![1] }));
}

function receiptOf({ data, errors }: Answer) {
  expect(errors).toBeUndefined();
  if (data.publishDocument.publication) stored.add(data.publishDocument.publication.id);
  return data.publishDocument;
}
