export const times = (n: number, text: (i: number) => string, between = ' ') =>
  Array.from({ length: n }, (_, i) => text(i)).join(between);
export const nested = (n: number, open: string, inside: string) => open.repeat(n) + inside + '}'.repeat(n);

const tooComplex = 'OPERATION_TOO_COMPLEX';
const invalid = 'OPERATION_INVALID';
const syntax = 'SYNTAX_ERROR';

/** What is asked, the code of the refusal, and the part of the message that says what was expected. */
export const hostile: readonly [string, string, string, string][] = [
  [
    '1000 aliases of one root field',
    `{${times(1000, (i) => `a${i}: text`)}}`,
    tooComplex,
    'at most 50 aliases, got 1000',
  ],
  [
    '51 aliases below the root',
    `{ thing { ${times(51, (i) => `a${i}: id`)} } }`,
    tooComplex,
    'at most 50 aliases, got 51',
  ],
  [
    '51 aliases through one fragment',
    `{ thing { ...F thing { ...F } thing { ...F } } } fragment F on Thing { ${times(17, (i) => `a${i}: id`)} }`,
    tooComplex,
    'at most 50 aliases, got 51',
  ],
  ['21 root fields', `{${'text '.repeat(21)}}`, tooComplex, 'at most 20 root fields, got 21'],
  [
    '21 root fields through a fragment',
    `{...F} fragment F on Query {${'text '.repeat(21)}}`,
    tooComplex,
    'at most 20 root fields, got 21',
  ],
  ['16 levels of fields', nested(15, '{ thing ', '{ id }'), tooComplex, 'at most 15 levels of fields, got 16'],
  ['500 levels of fields', nested(500, '{ thing ', '{ id }'), tooComplex, 'at most 15 levels of fields, got 501'],
  ['lists in lists', nested(16, '{ things ', '{ id }'), tooComplex, 'at most 15 levels of fields, got 17'],
  [
    'depth hidden in a fragment named like introspection',
    `{ ...__schema } fragment __schema on Query { ${nested(16, 'thing { ', 'id')} }`,
    tooComplex,
    'levels of fields, got 17',
  ],
  [
    'depth hidden by using the fragment shallowly first',
    `query A { thing { ...F } } query B ${nested(10, '{ thing ', '{ ...F }')} fragment F on Thing { ${nested(8, 'thing { ', 'id')} }`,
    tooComplex,
    'levels of fields, got 19',
  ],
  [
    'inline fragments 60 deep',
    nested(60, '{ ... on Query ', '{ text }'),
    tooComplex,
    'at most 40 nested selections, got 61',
  ],
  [
    'inline fragments 60 by 60',
    `{${times(60, () => nested(60, '... { ', 'text'))}}`,
    tooComplex,
    'at most 5000 tokens, got more',
  ],
  [
    'inline fragments 39 by 39',
    `{${times(39, () => nested(39, '... { ', 'text'))}}`,
    tooComplex,
    'at most 20 root fields, got 39',
  ],
  [
    'doubling fragments F0 to F22',
    `{ ...F0 } ${times(22, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F22 on Query { text }`,
    tooComplex,
    'selections, got more',
  ],
  [
    'doubling fragments through fields',
    `{ ...F0 } ${times(12, (i) => `fragment F${i} on Query { thing { thing { id } } ...F${i + 1} ...F${i + 1} }`)} fragment F12 on Query { text }`,
    tooComplex,
    'at most 5000 selections',
  ],
  [
    'a fragment within itself',
    '{ thing { ...F } } fragment F on Thing { thing { ...F } }',
    invalid,
    'no fragment within itself',
  ],
  [
    'two fragments within each other',
    '{ thing { ...F } } fragment F on Thing { ...G } fragment G on Thing { ...F }',
    invalid,
    'no fragment within itself',
  ],
  [
    'a fragment that is not used and within itself',
    '{ text } fragment F on Thing { ...F }',
    invalid,
    'no fragment within itself',
  ],
  [
    '100 fragments that are not used',
    `{ text } ${times(100, (i) => `fragment F${i} on Query { text }`)}`,
    tooComplex,
    'at most 100 operations and fragments, got 101',
  ],
  [
    '10 000 fragments that are not used',
    `{text}${times(9000, () => `fragment F on Q{a}`, '')}`.slice(0, 99_000),
    tooComplex,
    'at most 5000 tokens',
  ],
  [
    '51 directives on one field',
    `{ text ${'@include(if: true) '.repeat(51)} }`,
    tooComplex,
    'at most 50 directives, got 51',
  ],
  ['51 directives on the operation', `query ${'@x '.repeat(51)} { text }`, tooComplex, 'at most 50 directives, got 51'],
  [
    'one field 51 times',
    `{ thing { ${'id '.repeat(51)} } }`,
    tooComplex,
    'at most 50 places of «id» in one selection, got 51',
  ],
  [
    'one field 51 times, merged from three places',
    `{ ${'thing { ...F } '.repeat(3)} } fragment F on Thing { ${'id '.repeat(17)} }`,
    tooComplex,
    'at most 50 places of «id»',
  ],
  ['5001 tokens', `{ text ${'text '.repeat(4998)} }`, tooComplex, 'at most 5000 tokens, got more'],
  [
    'a text of over 100 000 characters',
    `{ text } #${'x'.repeat(100_000)}`,
    tooComplex,
    'at most 100000 characters, got 100010',
  ],
  [
    'lists in lists in an argument',
    `{ text(matrix: ${'['.repeat(2400)}${']'.repeat(2400)}) }`,
    tooComplex,
    'nested values, got more',
  ],
  [
    'pages of pages of pages',
    '{ things(first: 500) { things(first: 500) { id } } }',
    tooComplex,
    'at most 100000 rows, got 250500',
  ],
  [
    'pages beside each other',
    `{ ${times(10, (i) => `a${i}: things(first: 100) { things(first: 200) { id } }`)} }`,
    tooComplex,
    'at most 100000 rows, got 201000',
  ],
  [
    'pages from the end',
    '{ things(first: 1, last: 500) { things(last: 500) { id } } }',
    tooComplex,
    'at most 100000 rows, got 250500',
  ],
  [
    'pages in a fragment',
    '{ things(first: 500) { ...F } } fragment F on Thing { ... { things(first: 400) { id } } }',
    tooComplex,
    'at most 100000 rows',
  ],
  [
    'a page of a million rows counts as the largest',
    '{ things(first: 1000000) { things(first: 1000000) { id } } }',
    tooComplex,
    'rows, got 250500',
  ],
  ['no text but a comment', '# { text }', syntax, 'Unexpected <EOF>'],
  ['NUL in the text', '{ text\0 }', syntax, 'Unexpected character: U+0000'],
  ['NUL in a value', '{ text(value: "a\\u0000b") }', invalid, 'text without NUL'],
  ['half of a character in the text', '{ text \ud800 }', syntax, 'Invalid character'],
  ['half of a character in a value', '{ text(value: "\ud800") }', syntax, 'Invalid character'],
  ['half of a character in a value, escaped', '{ text(value: "\\ud800") }', syntax, 'Invalid Unicode escape'],
  ['the prototype as a response name', '{ __proto__: text }', invalid, 'another alias than «__proto__»'],
  ['a field that is not there', '{ secretText }', invalid, 'Cannot query field "secretText"'],
  ['a schema instead of an operation', 'type Query { a: Int }', invalid, 'not executable'],
];
