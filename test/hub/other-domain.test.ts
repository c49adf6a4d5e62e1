import { describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { eventField, subscribedOwners } from '../../gateway/hub/subscriptions/event-field.js';
import { directiveDefinitions } from '../../schema/contract/directives.js';

/** Owners are libraries, known by their signs. */
const model = readSchema(/* GraphQL */ `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") {
    query: Query
    subscription: Subscription
  }
  directive @link(url: String) repeatable on SCHEMA
  directive @join__type(graph: join__Graph!, key: String) repeatable on OBJECT
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  enum join__Graph {
    A @join__graph(name: "a", url: "")
  }
  ${directiveDefinitions}
  type Query {
    library(sign: ID! @hub__owner): Library
    books(libraries: [ID!] @hub__owner, filter: BookFilter): [Book!]!
    book(id: ID! @hub__owner): Book
    genre(code: ID!): Genre
  }
  type Subscription {
    loanEnded(libraries: [ID!] @hub__owner): BookLoan!
    noticeGiven: Notice!
  }
  input BookFilter {
    library: ID @hub__owner
    shelf: ID @hub__owner
  }
  type Library @join__type(graph: A, key: "sign") {
    sign: ID!
    name: String!
  }
  type Book @join__type(graph: A, key: "id") {
    id: ID!
    library: ID!
    code: ID!
  }
  type Genre @join__type(graph: A, key: "code") @hub__merge(rule: KEY, fields: "code") {
    code: ID!
  }
  type BookLoan {
    id: ID!
  }
  type Notice {
    id: ID!
  }
`);

const typeOf = (name: string) => {
  const type = model.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`Expected an object type, got ${name}.`);
  return type;
};

describe('A hub knows by the schema alone', () => {
  it.each([
    ['library', 'sign', [{ path: [], isId: false }]],
    ['books', 'libraries', [{ path: [], isId: false }]],
    [
      'books',
      'filter',
      [
        { path: ['library'], isId: false },
        { path: ['shelf'], isId: true },
      ],
    ],
    ['book', 'id', [{ path: [], isId: true }]],
    ['genre', 'code', []],
  ])('where owners stand in %s(%s:)', (field, argument, places) => {
    expect(model.ownerPlaces(typeOf('Query'), field, argument)).toEqual(places);
  });

  it.each([
    ['Library', 'sign', 'CODE'],
    ['Library', 'name', undefined],
    ['Book', 'library', 'CODE'],
    ['Book', 'id', 'ID'],
    ['Book', 'code', undefined],
    ['Genre', 'code', undefined],
  ])('whether %s.%s names its owner', (type, field, ownership) => {
    expect(model.ownership(typeOf(type), field)).toBe(ownership);
  });

  it('how owners are subscribed to, and which ids their events have', () => {
    expect(eventField(model, 'loanEnded')).toEqual({
      name: 'loanEnded',
      kind: 'book-loan',
      ownerArgument: 'libraries',
      query: 'subscription ($codes: [ID!]) { loanEnded(libraries: $codes) { id } }',
    });
    expect(eventField(model, 'noticeGiven')).toMatchObject({
      ownerArgument: undefined,
      query: 'subscription { noticeGiven { id } }',
    });
  });

  it.each([
    ['those that are named', { libraries: ['b'] }, ['b']],
    ['all where none is named', {}, ['a', 'b']],
    ['all where null is given', { libraries: null }, ['a', 'b']],
  ])('whose events are wanted: %s', (_, args, owners) => {
    const request = { field: 'loanEnded', args, after: null, requestId: 'x', signal: new AbortController().signal };
    expect([...subscribedOwners(eventField(model, 'loanEnded'), request, new Set(['a', 'b']))]).toEqual(owners);
  });
});
