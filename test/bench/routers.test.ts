import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { type Answer, differenceOf } from '../../bench/routers/answers.js';
import { formsOf } from '../../bench/routers/forms.js';

const refused = (code: string, ...path: string[]) => ({ message: code, path, extensions: { code } });

it.each<[string, Answer, Answer, boolean, string | undefined]>([
  ['equal data', { data: { a: 1, b: 2 } }, { data: { a: 1, b: 2 } }, true, undefined],
  ['keys in another order', { data: { a: 1, b: 2 } }, { data: { b: 2, a: 1 } }, true, 'data'],
  ['keys in another order where none is kept', { data: { a: 1, b: 2 } }, { data: { b: 2, a: 1 } }, false, undefined],
  ['rows in another order', { data: { a: [1, 2] } }, { data: { a: [2, 1] } }, false, 'data'],
  ['a key that is missing', { data: { a: null } }, { data: {} }, false, 'data'],
  [
    'another code',
    { data: null, errors: [refused('X', 'a')] },
    { data: null, errors: [refused('Y', 'a')] },
    true,
    'errors',
  ],
  [
    'another path',
    { data: null, errors: [refused('X', 'a')] },
    { data: null, errors: [refused('X', 'b')] },
    true,
    'errors',
  ],
  [
    'an error that is missing',
    { data: { a: null }, errors: [refused('X', 'a')] },
    { data: { a: null } },
    true,
    'errors',
  ],
])('a router that answers with %s is judged', (_, expected, got, ordered, difference) => {
  expect(differenceOf(expected, got, { ordered })).toBe(difference);
});

it.each<[string, string[]]>([
  ['{ a { id code name } }', []],
  ['{ a { code: name } }', ['KEY_ALIAS']],
  ['{ a { ...F } } fragment F on A { id: name }', ['KEY_ALIAS']],
  ['{ a { constructor: name } }', ['INHERITED_ALIAS']],
  ['{ a { name } a { name } }', ['REPEAT']],
  ['{ a { name name @skip(if: true) } }', ['CONDITIONAL_REPEAT']],
  ['{ a { b { name } ... @include(if: true) { b { name } } } }', ['CONDITIONAL_REPEAT']],
  ['{ a { name @skip(if: true) ... @skip(if: true) { b } } }', ['ALL_CONDITIONAL']],
  ['{ a { ... on Node { ... on B { name } } } }', ['ALL_ON_INTERFACE']],
  ['{ a { ... on Node { name } b } }', []],
])('%s has the forms %j', (text, forms) => {
  expect([...formsOf(parse(text))].toSorted()).toEqual(forms);
});
