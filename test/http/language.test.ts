import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { refuseTokens } from '../../gateway/http/auth/authenticate.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import { languageOf } from '../../gateway/http/server/language.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { read, startEdge } from './kit.js';

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

  it.each<[what: string, path: string, init: RequestInit, status: number, message: string]>([
    ['an address', '/nowhere', {}, 404, 'По этому адресу ничего нет. Ожидается «/graphql», получено «/nowhere».'],
    ['a method', '/graphql', { method: 'PUT' }, 405, 'Этот метод здесь не допускается. Ожидается один из: '],
    [
      'a body that is too large',
      '/graphql',
      { method: 'POST', body: ' '.repeat(300_000) },
      413,
      'Тело запроса больше допустимого. Ожидается не более ',
    ],
    [
      'a body that is no JSON',
      '/graphql',
      { method: 'POST', body: '{' },
      400,
      'Запрос не является запросом GraphQL. Ожидается JSON в UTF-8.',
    ],
    [
      'a token',
      '/graphql',
      { method: 'POST', body: '{}', headers: { authorization: 'Bearer x' } },
      401,
      'Ожидается действующий токен вида «authorization: Bearer …».',
    ],
  ])('%s is refused', async (_, path, { headers: more, ...init }, status, message) => {
    await using edge = await startEdge(undefined, { graphql: { authenticate: refuseTokens(silentLogger()) } });
    const all = { 'content-type': 'application/json', ...headers, ...(more as object) };
    const answer = await read(await fetch(edge.server.url + path, { ...init, headers: all }));
    expect([answer.status, answer.json.errors[0].message]).toEqual([status, expect.stringContaining(message)]);
    expect(answer.headers.get('vary')).toContain('accept-language');
  });

  it('an error beside data, and one that is masked, are told', async () => {
    const wrong = new HubError('FORBIDDEN', undefined, { path: ['thing'] });
    await using edge = await startEdge(() => ({
      data: { text: 'x', thing: null },
      errors: [wrong, new GraphQLError('secret')],
    }));
    const query = { query: '{ text thing { id } }' };
    const messages = async (language: string) =>
      (await edge.post(query, { 'accept-language': language })).json.errors.map(({ message }: Error) => message);
    expect(await messages('ru')).toEqual([
      'Недостаточно прав.',
      'Ошибка на нашей стороне; причина записана в журнале под номером запроса.',
    ]);
    // The same text again, in another language: what is remembered of it is in none.
    expect(await messages('en')).toEqual([
      'Not allowed.',
      'An error on our side; its cause is in the log under the request id.',
    ]);
  });

  it('a text that is remembered is refused in the language of each who sends it', async () => {
    await using edge = await startEdge();
    const told = async (language: string) =>
      (await edge.post({ query: '{ nope }' }, { 'accept-language': language })).json.errors[0].message;
    expect([await told('ru'), await told('en'), await told('ru')].map((message) => message.slice(0, 8))).toEqual([
      'Операция',
      'The oper',
      'Операция',
    ]);
  });
});
