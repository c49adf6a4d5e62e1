import { describe, expect, it } from '@jest/globals';
import { languageOf } from '../../gateway/edge/language.js';
import { startEdge } from './kit.js';

describe('The language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['RU-ru', 'ru'],
    ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
    ['en-US,en;q=0.9,ru;q=0.8', 'en'],
    ['en;q=0.8, ru;q=0.9', 'ru'],
    ['ru;q=0.8, en;q=0.9', 'en'],
    ['ru, en', 'ru'],
    ['en, ru', 'en'],
    ['ru;q=0', 'en'],
    ['ru;q=0.0, en;q=0', 'en'],
    ['de', 'en'],
    ['de, ru;q=0.1', 'ru'],
    ['*', 'en'],
    ['*, en;q=0.1', 'ru'],
    ['*, ru;q=0.1', 'en'],
    ['*;q=0.5, ru', 'ru'],
    ['ru;q=2', 'en'],
    ['ru;q=zero', 'en'],
    ['ru ; q = 0.3', 'ru'],
    ['rus', 'en'],
    ['ru_RU', 'en'],
    [`${'x,'.repeat(5000)}ru`, 'en'],
  ])('after accept-language «%s» is %s', (accepted, language) => {
    expect(languageOf({ 'accept-language': accepted })).toBe(language);
  });
});

describe('In Russian', () => {
  const headers = { 'accept-language': 'ru' };
  it.each([
    [
      'text that is no GraphQL',
      { query: '{' },
      'Операция записана не по правилам GraphQL. Expected Name, found <EOF>.',
    ],
    ['a field that is not there', { query: '{ nope }' }, /^Операция не соответствует схеме\. Cannot query field/],
    ['a body without a text', {}, /^Запрос не является запросом GraphQL\. /],
    [
      'a variable of another type',
      { query: 'query ($n: Int) { text(limit: $n) }', variables: { n: 'x' } },
      /^Значение переменной не соответствует её типу\. Variable/,
    ],
    [
      'too many aliases',
      { query: `{${Array.from({ length: 60 }, (_, at) => `a${at}: text`).join(' ')}}` },
      /^Операция больше, .* Ожидается не более \d+ (полей верхнего уровня|псевдонимов), получено 60\.$/,
    ],
  ])('%s is refused', async (_, body, message) => {
    await using edge = await startEdge(() => ({ data: { text: 'x' } }));
    const answer = await edge.post(body, headers);
    expect(answer.json.errors[0].message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
    expect(answer.headers.get('vary')).toContain('accept-language');
  });
});
