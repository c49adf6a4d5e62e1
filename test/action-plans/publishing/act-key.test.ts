import { describe, expect, it } from '@jest/globals';
import { citedKey, identityKey } from '../../../subgraphs/action-plans/imports/documents/act-key.js';
import type { ParsedAct, ParsedCitation } from '../../../subgraphs/documents/acts/model/parsed-document.js';

const order = { kind: 'ORDER', number: '7', date: '2024-05-13' } as const;
const cited = (issuer: string | null, more: Partial<ParsedCitation> = {}) =>
  ({
    ...order,
    raw: '',
    role: 'BASIS',
    year: 2024,
    article: null,
    title: null,
    issuer,
    line: 1,
    ...more,
  }) as ParsedCitation;
const published = (issuer: string | null) => ({ ...order, issuer }) as ParsedAct;

describe('a citation meets the published act', () => {
  it.each([
    [
      'capitals and the nominative',
      'ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА УСЛОВСКА',
      'департамента образования администрации города Условска',
    ],
    [
      'the administration first or last',
      'Администрация Условского городского округа, КОМИТЕТ ОБРАЗОВАНИЯ',
      'комитета образования Администрации Условского городского округа',
    ],
    [
      'city, town, municipal formation',
      'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ МУНИЦИПАЛЬНОГО ОБРАЗОВАНИЯ ГОРОД УСЛОВСК',
      'управления образования администрации г. Условск',
    ],
    [
      'short name of a ministry',
      'МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ РОССИЙСКОЙ ФЕДЕРАЦИИ (МИНПРОСВЕЩЕНИЯ РОССИИ)',
      'Минпросвещения России',
    ],
    ['ё and е', 'Отдел учёта', 'отдела учета'],
  ])('%s', (_, letterhead, inCitation) => {
    expect(citedKey(cited(inCitation), null)).toBe(identityKey(published(letterhead)));
  });

  it.each([
    [
      'two towns',
      'управления образования администрации города Условска',
      'управления образования администрации города Примерска',
    ],
    [
      'a body and its administration',
      'управления образования администрации города Условска',
      'администрации города Условска',
    ],
    [
      'ministries of two regions',
      'Министерства образования Образцовской области',
      'Министерства образования Примерной области',
    ],
    ['a federal and a regional ministry', 'Минпросвещения России', 'Министерства просвещения Образцовской области'],
  ])('not that of another body: %s', (_, one, other) => {
    expect(citedKey(cited(one), null)).not.toBe(citedKey(cited(other), null));
  });
});

describe('within an act its own body goes by fewer words', () => {
  const own = 'Администрация Условского округа, УПРАВЛЕНИЕ ОБРАЗОВАНИЯ';
  it.each([
    ['управления образования', true],
    ['управления', true],
    ['администрации Условского округа', false],
    ['управления образования Примерского округа', false],
    ['управления культуры', false],
  ])('«%s»: %s', (words, isOwn) => {
    expect(citedKey(cited(words), own) === identityKey(published(own))).toBe(isOwn);
  });

  it('needs no name where the act changes or ends an act, since that is its own', () => {
    expect(citedKey(cited(null, { role: 'REPEALED' }), own)).toBe(identityKey(published(own)));
    expect(citedKey(cited(null, { role: 'REPEALED' }), null)).toBeNull();
  });
});

describe('what does not say enough has no key', () => {
  it.each([
    ['an order without a body', cited(null)],
    ['without a date', cited('Минпросвещения России', { date: null })],
    ['without a number', cited('Минпросвещения России', { number: null })],
    ['of no kind', cited('Минпросвещения России', { kind: null })],
    [
      'a concept without a year',
      cited(null, { kind: 'CONCEPT', number: null, date: null, year: null, title: 'Концепция' }),
    ],
  ])('%s', (_, citation) => expect(citedKey(citation, null)).toBeNull());

  it('a published act without issuer', () => expect(identityKey(published(null))).toBeNull());
});

describe('acts of the federation need no body', () => {
  it.each([
    ['FEDERAL_LAW', null, null],
    ['RESOLUTION', 'Правительства Российской Федерации', 'Правительства РФ'],
    ['DECREE', 'Президента Российской Федерации', 'Президента РФ'],
  ] as const)('%s', (kind, one, other) => {
    const key = citedKey(cited(one, { kind }), null);
    expect(key).not.toBeNull();
    expect(citedKey(cited(other, { kind }), 'Управление образования')).toBe(key);
  });
});

it('a federal law is one by any print of its number', () => {
  const key = (number: string) => citedKey(cited(null, { kind: 'FEDERAL_LAW', number }), null);
  expect(new Set([key('273-ФЗ'), key('273 ФЗ'), key('273')]).size).toBe(1);
  expect(key('3266-1')).not.toMatch(/фз/);
});

it('a law of a region is one by any case of its name, and another than the law of that number elsewhere', () => {
  const key = (issuer: string) => citedKey(cited(issuer, { kind: 'REGIONAL_LAW', number: '5-ОЗ' }), null);
  expect(key('Примерной области')).toBe(key('Примерная область'));
  expect(key('Условской области')).not.toBe(key('Примерной области'));
});
