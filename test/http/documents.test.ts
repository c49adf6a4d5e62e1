import { describe, expect, it } from '@jest/globals';
import { buildSchema, visit } from 'graphql';
import { documentChecker } from '../../gateway/http/graphql/document-cache.js';
import { defaultLimits } from '../../gateway/http/graphql/limits.js';
import { checkingScalars } from '../../schema/contract/scalars.js';
import { schema } from './kit.js';

describe('A document that is remembered', () => {
  const text = 'query Q { text }';

  it('has its places, for errors, and none of its tokens, which take as much as all the rest', () => {
    const { document } = documentChecker(schema, defaultLimits, true)(text) as { document: never };
    const places: string[] = [];
    visit(document, {
      enter({ kind, loc }) {
        places.push(`${kind} ${loc?.start}–${loc?.end}`);
        expect([loc?.startToken, loc?.endToken]).toEqual([undefined, undefined]);
      },
    });
    expect(places).toEqual([
      'Document 0–16',
      'OperationDefinition 0–16',
      'Name 6–7',
      'SelectionSet 8–16',
      'Field 10–14',
      'Name 10–14',
    ]);
  });

  it('is the same for the same text', () => {
    const checked = documentChecker(schema, defaultLimits, true);
    expect(checked(text)).toBe(checked(text));
  });
});

describe('What is wrong with a text', () => {
  const events = buildSchema(`
    scalar Date
    type Query { day(of: Date): String days(of: [Date!]): String }
    type Subscription { added(of: Date): String }
  `);
  const errorsOf = (query: string) => documentChecker(checkingScalars(events), defaultLimits, true)(query).errors ?? [];

  it.each([
    ['subscription($v: Boolean!) { added @include(if: $v) }', 30],
    ['subscription($v: Boolean!) { ... @skip(if: $v) { added } }', 30],
    ['subscription { ...F } fragment F on Subscription { added @include(if: true) }', 52],
    ['query A { day } subscription B($v: Boolean!) { added @skip(if: $v) }', 48],
  ])('is a condition on what is subscribed to: %s', (query, column) => {
    expect(errorsOf(query).map((error) => error.toJSON())).toMatchObject([
      {
        message: expect.stringContaining('Expected no directive on what is subscribed to.'),
        locations: [{ line: 1, column }],
        extensions: { code: 'OPERATION_INVALID' },
      },
    ]);
  });

  it.each([
    ['mutation { change }', 'Expected an operation of one of these kinds: query, subscription, got mutation.'],
    ['query A { day } mutation B($v: Int) { change(to: $v) { x } }', 'got mutation.'],
  ])('is a kind of operation that the schema does not have: %s', (query, detail) => {
    expect(errorsOf(query).map((error) => error.toJSON())).toMatchObject([
      { message: expect.stringContaining(detail), extensions: { code: 'OPERATION_INVALID' } },
    ]);
  });

  it.each([
    ['{ day(of: "2024-02-30") }', '«2024-02-30»', 11],
    ['{ days(of: ["2024-01-01", "x"]) }', '«x»', 27],
    ['{ day(of: 2024) }', '«2024»', 11],
    ['{ day(of: true) }', '«true»', 11],
    ['{ day(of: { y: 2024 }) }', '«{"y":2024}»', 11],
    ['query($d: Date = "2024-13-01") { day(of: $d) }', '«2024-13-01»', 18],
  ])('is told of a literal as of a literal: %s', (query, got, column) => {
    expect(errorsOf(query).map((error) => error.toJSON())).toMatchObject([
      {
        message: `The operation does not fit the schema. Expected a date as «2024-07-17», got ${got}.`,
        locations: [{ line: 1, column }],
        extensions: { code: 'OPERATION_INVALID' },
      },
    ]);
  });
});
