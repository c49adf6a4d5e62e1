import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readActNumber } from '../../../subgraphs/action-plans/resolvers/act-number.js';
import type { Instance } from '../../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../../instance.js';
import { claimsOf, sign } from '../../tokens.js';

let instance: Instance;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
});
afterAll(() => instance?.close());

async function count(field: string): Promise<number | string> {
  const { data, errors } = await ask(`${instance.server.url}/graphql`, `{ ${field} { totalCount } }`, {}, region);
  return errors ? String(errors[0]!.extensions.code) : Object.values<{ totalCount: number }>(data)[0]!.totalCount;
}
const region = await sign(claimsOf.region);

describe('A filter takes what people write', () => {
  it.each([
    ...[...['273-ФЗ', 'ФЗ-273', '273', '№ 273', 'N 273-ФЗ', '273 ФЗ', 'фз 273', '273–фз', ' «273-ФЗ» '], 'ФЗ №273'].map(
      (text) => [`cites: "${text}"`, 2] as const,
    ),
    ['cites: "Федеральный закон от 29.12.2012 № 273-ФЗ"', 2],
    ['cites: "закон от 29 декабря 2012 г. № 273-ФЗ"', 2],
    ['cites: "26-01-06-659"', 1],
    ['cites: "26–01–06–659"', 1],
    ['cites: "1010р-П"', 1],
    ['cites: "1010Р-п"', 1],
    ['cites: "1010p-П"', 1],
    ['cites: "1010"', 1],
    ['cites: "постановление № 662"', 1],
    ['cites: "27"', 0],
    ['cites: "999-ФЗ"', 0],
    ['number: "1219"', 1],
    ['number: "№1219"', 1],
    ['number: "приказ N 76"', 1],
    ['number: "7"', 0],
  ])('legalActs by %s: %i', async (filter, expected) => {
    expect(await count(`legalActs(filter: { ${filter} })`)).toBe(expected);
  });

  it.each([
    ...[
      '["II", "5"]',
      '["II.5"]',
      '["II. 5"]',
      '["2", "5"]',
      '["2.5"]',
      '["ii", "5"]',
      '["раздел II", "5"]',
      '["ІІ.5"]',
    ].map((section) => [section, 7] as const),
    ['["II", "V"]', 7],
    ['["I"]', 51],
    ['["1"]', 0],
    ['[]', 92],
    ['["II.5.1"]', 0],
    ['["IX"]', 0],
  ])('measures of Petrozavodsk in section %s: %i', async (section, expected) => {
    expect(await count(`measures(municipalities: ["petrozavodsk"], filter: { section: ${section} })`)).toBe(expected);
  });

  it.each([
    ['observations(filter: { levels: ["L3"] })', 'observations(filter: { levels: ["MKDO/L3"] })'],
    ['observations(filter: { levels: ["3"] })', 'observations(filter: { levels: ["MKDO/L3"] })'],
    ['observations(filter: { levels: ["mkdo/l3"] })', 'observations(filter: { levels: ["MKDO/L3"] })'],
    [
      'observations(filter: { levels: ["базовый уровень"] })',
      'observations(filter: { levels: ["MKDO/L3", "KRASNODAR_CLUSTER/BASIC"] })',
    ],
    [
      'recommendations(filter: { clusters: ["Низкий"] })',
      'recommendations(filter: { clusters: ["KRASNODAR_CLUSTER/LOW"] })',
    ],
  ])('%s finds what %s finds', async (written, exact) => {
    expect(await count(written)).toEqual(await count(exact));
    expect(await count(written)).toEqual(expect.any(Number));
  });
});

describe('A filter refuses what can find nothing', () => {
  it.each([
    'legalActs(filter: { cites: "закон об образовании" })',
    'legalActs(filter: { cites: "" })',
    'legalActs(filter: { number: "приказ" })',
    'measures(filter: { section: ["Работа с одарёнными детьми"] })',
    'measures(filter: { section: [""] })',
    'observations(filter: { levels: ["L9"] })',
    'observations(filter: { levels: ["MKDO/L3", "хороший"] })',
    'observations(filter: { levels: ["NOWHERE/L3"] })',
    'recommendations(filter: { clusters: ["pink"] })',
  ])('%s', async (field) => {
    expect(await count(field)).toBe('BAD_ARGUMENT');
  });
});

it.each([
  ['273-ФЗ', '273-фз'],
  ['ФКЗ 1', '1-фкз'],
  ['№ 26 - 01 - 06 - 659', '26-01-06-659'],
  ['приказ Минобрнауки', null],
  ['273 274', null],
  ['№', null],
])('The number in «%s» is %s', (text, number) => {
  expect(readActNumber(text)).toBe(number);
});
