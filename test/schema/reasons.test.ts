import { describe, expect, it } from '@jest/globals';
import { toWire } from '../../gateway/http/server/error-response.js';
import { clean } from '../../schema/contract/parameters.js';
import { catalogue, HubError, passedOn, retold, sentenceOf } from '../../schema/errors/catalogue.js';
import { reasons } from '../../schema/errors/reasons/index.js';
import type { Reason } from '../../schema/errors/reasons/reason.js';

const all = Object.entries(reasons).flatMap(([code, ofCode]) =>
  Object.entries<Reason>(ofCode).map(([name, reason]) => [`${code} ${name}`, code, reason] as const),
);
const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, key]) => key).sort();

describe('The catalogue of reasons', () => {
  // Of persisted queries, clients look for the very text.
  const ofPeople = Object.entries(catalogue).filter(([code]) => code !== 'PERSISTED_QUERY_NOT_SUPPORTED');
  it.each(ofPeople)('says what %s means in both languages', (_, { en, ru }) => {
    expect(en).toMatch(/^[A-Z][^а-яё]+\.$/);
    expect(ru).toMatch(/^[А-ЯЁ].*\.$/);
  });

  it.each(all)(
    '%s belongs to a code and has one sentence in each language, of the same parameters',
    (_, code, reason) => {
      const { en, ru } = reason.sentences;
      expect(Object.hasOwn(catalogue, code)).toBe(true);
      expect(placeholders(en)).toEqual(Object.keys(reason.parameters).sort());
      expect(placeholders(ru)).toEqual(placeholders(en));
      expect([en, ru]).toEqual([expect.stringMatching(/^[A-Z][^а-яё]+\.$/), expect.stringMatching(/^[А-ЯЁ].*\.$/)]);
    },
  );
});

describe('An error', () => {
  const error = new HubError('BAD_PAGE_SIZE', { reason: 'SIZE', argument: 'first', from: 1, to: 500, got: 0 });

  it('says what was expected and what came in the language of the client, and as data', () => {
    const data = {
      code: 'BAD_PAGE_SIZE',
      reason: 'SIZE',
      parameters: { argument: 'first', from: 1, to: 500, got: '0' },
    };
    expect(toWire(error.toJSON(), 'en')).toEqual({
      message: 'A page holds 1 to 500 rows. Expected first from 1 to 500, got «0».',
      extensions: data,
    });
    expect(toWire(error.toJSON(), 'ru')).toEqual({
      message: 'На странице может быть от 1 до 500 строк. Ожидается first от 1 до 500, получено «0».',
      extensions: data,
    });
  });

  it('is the same after it has passed another server', () => {
    const passed = retold(passedOn(toWire(error.toJSON(), 'ru'))!);
    expect(toWire(passed.toJSON(), 'en')).toEqual(toWire(error.toJSON(), 'en'));
  });

  it('says a word of a closed list in the language of the sentence', () => {
    const tooMany = new HubError('OPERATION_TOO_COMPLEX', { reason: 'TOO_MANY', limit: 5, what: 'ALIASES', got: 6 });
    expect(toWire(tooMany.toJSON(), 'ru').message).toContain('не более 5 псевдонимов, получено 6.');
  });

  it('keeps the words of graphql-js for its own client', () => {
    const quoting = new HubError('SYNTAX_ERROR', undefined, { quote: 'Unexpected <EOF>.' });
    expect(toWire(quoting.toJSON(), 'ru').message).toBe('Операция записана не по правилам GraphQL. Unexpected <EOF>.');
    expect(passedOn(quoting)).toEqual({ code: 'SYNTAX_ERROR', stated: undefined });
  });
});

describe('Of what another server states', () => {
  const sizeOf = (parameters: unknown, reason: unknown = 'SIZE') =>
    retold(passedOn({ message: 'free <b>text</b>', extensions: { code: 'BAD_PAGE_SIZE', reason, parameters } })!);
  const whole = { argument: 'first', from: 1, to: 500, got: '0' };
  const bare = catalogue.BAD_PAGE_SIZE.en;

  it.each<[what: string, parameters: unknown, reason?: unknown]>([
    ['an unknown reason', whole, 'SECRET'],
    ['a property of every object as reason', whole, 'constructor'],
    ['a reason of another code', { expected: ['a'], got: 'b' }, 'CODE'],
    ['no text as reason', whole, { toString: 'SIZE' }],
    ['a missing parameter', { argument: 'first', from: 1, to: 500 }],
    ['a number as text', { ...whole, from: '1' }],
    ['a number that is none', { ...whole, from: Number.NaN }],
    ['text in place of a name', { ...whole, argument: 'call 8-800 now' }],
    ['an object in place of text', { ...whole, got: { toString: () => 'x' } }],
    ['a list of parameters', [whole]],
    ['no parameters', null],
    ['inherited parameters', Object.create(whole)],
  ])('%s leaves the code alone', (_, ...[parameters, reason]) => {
    const error = sizeOf(parameters, reason);
    expect(error.message).toBe(bare);
    expect(error.extensions).toEqual({ code: 'BAD_PAGE_SIZE' });
  });

  it.each([
    ['too long', 'x'.repeat(1_000_000), `${'x'.repeat(57)}…`],
    ['on several lines', 'a\r\n\u2028b', 'a b'],
    ['turning the direction of writing', 'a\u202Eb\u2066c\u200Fd', 'a b c d'],
    ['with control characters', 'a\u0000\u001b[31mb\u200Bc', 'a [31mb c'],
    ['with tags', '<img src=x onerror=alert(1)>', '‹img src=x onerror=alert(1)›'],
    ['with half a character', '\ud800x', ' x'],
  ])('a text %s is made harmless', (_, got, shown) => {
    expect(sizeOf({ ...whole, got }).extensions.parameters).toEqual({ ...whole, got: shown });
    expect(clean(clean(got))).toBe(clean(got));
  });

  it('keys that the catalogue does not know are dropped, a prototype among them', () => {
    const parameters = JSON.parse(
      '{"argument":"first","from":1,"to":500,"got":"0","__proto__":{"polluted":1},"more":2}',
    );
    const error = sizeOf(parameters);
    expect(Object.keys(error.extensions.parameters as object)).toEqual(['argument', 'from', 'to', 'got']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('a value that looks like a placeholder is not filled in', () => {
    expect(sizeOf({ ...whole, got: '{from}' }).message).toContain('got «{from}».');
  });
});

it('A sentence of a reason that its own server got wrong is that of the code', () => {
  expect(new HubError('BAD_CURSOR', { reason: 'OTHER_ORDER', expected: 'a.B', got: 'no name' }).message).toBe(
    sentenceOf({ code: 'BAD_CURSOR' }),
  );
});
