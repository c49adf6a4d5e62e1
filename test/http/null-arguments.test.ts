import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST } from 'graphql';
import { documentChecker } from '../../gateway/http/graphql/document-cache.js';
import { ownerLimits } from '../../gateway/http/graphql/limits.js';
import { variablesCheck } from '../../gateway/http/graphql/variable-values.js';
import { operationDirectives } from '../../schema/contract/directives.js';

const schema = buildSchema(`
  ${operationDirectives}
  scalar Date
  enum Dimension { STATE OWNER }
  input Filter { asOf: Date! = "2024-01-01" ids: [ID!] inner: Filter dimension: Dimension! = STATE }
  type Query { thing(id: ID!): Thing thingOf(id: ID! = "a"): Thing byDate(asOf: Date!): Thing
    grouped(by: [Dimension!]!): Thing filtered(filter: Filter!): Thing nested(rows: [[Int!]!]): Thing free(id: ID): Thing }
  type Thing { id: ID! state(asOf: Date! = "2024-01-01"): String thing(id: ID!): Thing }
`);

/** What is wrong with an operation and its variables, from its text on. */
function errorsOf(query: string, variables: Record<string, unknown>) {
  const checked = documentChecker(schema, ownerLimits, true)(query);
  if (checked.errors) return checked.errors;
  const operation = getOperationAST(checked.document)!;
  return variablesCheck(schema, true)(checked.document, operation, variables).errors;
}

describe('A null for what may not be null, through a variable that may be', () => {
  it.each<[place: string, query: string, variables: Record<string, unknown>, argument: string]>([
    ['an id', 'query($v: ID = "a") { thing(id: $v) { id } }', { v: null }, 'id of type ID!'],
    ['a date', 'query($v: Date = "2024-01-01") { byDate(asOf: $v) { id } }', { v: null }, 'asOf of type Date!'],
    ['an argument with a default', 'query($v: ID) { thingOf(id: $v) { id } }', { v: null }, 'id of type ID!'],
    ['a list', 'query($v: [Dimension!] = []) { grouped(by: $v) { id } }', { v: null }, 'by of type [Dimension!]!'],
    [
      'an item of a list',
      'query($v: Dimension = STATE) { grouped(by: [OWNER, $v]) { id } }',
      { v: null },
      'by[] of type Dimension!',
    ],
    [
      'one that stands for a list',
      'query($v: ID = "a") { filtered(filter: { ids: [$v] }) { id } }',
      { v: null },
      'filter.ids[] of type ID!',
    ],
    [
      'a list within a list',
      'query($v: [Int!] = []) { nested(rows: [[1], $v]) { id } }',
      { v: null },
      'rows[] of type [Int!]!',
    ],
    ['an input', 'query($v: Filter = {}) { filtered(filter: $v) { id } }', { v: null }, 'filter of type Filter!'],
    [
      'a field of an input',
      'query($v: Date) { filtered(filter: { asOf: $v }) { id } }',
      { v: null },
      'filter.asOf of type Date!',
    ],
    [
      'an inner field of an input',
      'query($v: Dimension) { filtered(filter: { inner: { dimension: $v } }) { id } }',
      { v: null },
      'filter.inner.dimension of type Dimension!',
    ],
    [
      'a field below others',
      'query($v: Date) { thing(id: "a") { state(asOf: $v) } }',
      { v: null },
      'asOf of type Date!',
    ],
    [
      'a field in fragments',
      'query($v: ID = "a") { ...F } fragment F on Query { thing(id: "a") { ... on Thing { thing(id: $v) { id } } } }',
      { v: null },
      'id of type ID!',
    ],
    [
      'a condition',
      'query($v: Boolean = true) { thing(id: "a") { id @skip(if: $v) } }',
      { v: null },
      "@skip's if of type Boolean!",
    ],
    [
      'the condition of a fragment',
      'query($v: Boolean = true) { ... @include(if: $v) { thing(id: "a") { id } } }',
      { v: null },
      "@include's if of type Boolean!",
    ],
    [
      'a deadline',
      'query($v: Int = 5000) @deadline(ms: $v) { thing(id: "a") { id } }',
      { v: null },
      "@deadline's ms of type Int!",
    ],
    [
      'what may be stale',
      'query($v: Boolean = true) @stale(allow: $v) { thing(id: "a") { id } }',
      { v: null },
      "@stale's allow of type Boolean!",
    ],
    [
      'the name of a type',
      'query($v: String = "Thing") { __type(name: $v) { name } }',
      { v: null },
      'name of type String!',
    ],
    [
      'a condition that is met',
      'query($v: ID = "a", $do: Boolean!) { thing(id: $v) @include(if: $do) { id } }',
      { v: null, do: true },
      'id of type ID!',
    ],
  ])('is refused for %s, with the names of both', (_, query, variables, argument) => {
    const errors = errorsOf(query, variables);
    const quoted = argument.replace(/^(.*) of type (.*)$/, '«$1» of type «$2»');
    expect(errors.map(({ message, extensions: { code } }) => [code, message])).toEqual([
      ['BAD_VARIABLE', expect.stringContaining(`Expected a value of $v, which stands for ${quoted}, got null.`)],
    ]);
    expect(errors[0]!.locations).toEqual([{ line: 1, column: query.lastIndexOf('$v') + 1 }]);
    const { v: _null, ...others } = variables;
    expect(errorsOf(query, others)).toEqual([]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['where null is allowed', 'query($v: ID) { free(id: $v) { id } }', { v: null }],
    [
      'where the field is left out',
      'query($v: ID = "a", $no: Boolean!) { thing(id: $v) @skip(if: $no) { id } }',
      { v: null, no: true },
    ],
    [
      'where all above is left out',
      'query($v: ID = "a") { ... @include(if: false) { thing(id: "a") { thing(id: $v) { id } } } }',
      { v: null },
    ],
    ['where another operation has it', 'query A($v: ID) { free(id: $v) { id } }', { v: null }],
    ['where it is not sent', 'query($v: ID = "a") { thing(id: $v) { id } }', {}],
  ])('is nothing %s', (_, query, variables) => {
    expect(errorsOf(query, variables)).toEqual([]);
  });

  it('is told for each place, up to ten', () => {
    const places = Array.from({ length: 12 }, (_, index) => `a${index}: thing(id: $v) { id }`).join(' ');
    expect(errorsOf(`query($v: ID = "a") { ${places} }`, { v: null }).length).toBe(10);
  });
});
