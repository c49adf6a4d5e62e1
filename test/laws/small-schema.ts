import { directiveDefinitions } from '../../schema/contract/directives.js';

/** One field for each merge rule. */
export const smallSdl = /* GraphQL */ `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") {
    query: Query
  }
  directive @link(url: String, import: [String], for: String) repeatable on SCHEMA
  directive @join__type(graph: join__Graph!, key: String) repeatable on OBJECT | INTERFACE
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  enum join__Graph {
    A @join__graph(name: "a", url: "")
  }
  ${directiveDefinitions}
  type Query {
    sum: Float @hub__merge(rule: SUM)
    min: String @hub__merge(rule: MIN)
    max: Float @hub__merge(rule: MAX)
    sketch: String @hub__merge(rule: SKETCH)
    agree: [String!]
    any: String @hub__merge(rule: ANY)
    words: [String!] @hub__merge(rule: CONCAT)
    things: [Thing!]
    acts: [Act!]
    rows: [Row!]
    totals: Totals
    page(first: Int = 50, after: String, last: Int, before: String): ThingConnection
    acted: Act
  }
  type Thing @join__type(graph: A, key: "id") {
    id: ID!
    name: String
  }
  type ThingConnection {
    edges: [ThingEdge!]!
    nodes: [Thing!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type ThingEdge {
    cursor: String!
    node: Thing!
  }
  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type Act @join__type(graph: A, key: "id") @hub__merge(rule: KEY, fields: "id", lookup: "acted") {
    id: ID!
    title: String @hub__merge(rule: MIN)
    things: [Thing!]!
  }
  type Row @hub__merge(rule: KEY, fields: "code kind year") {
    code: ID
    kind: Kind
    year: Int
    count: Int! @hub__merge(rule: SUM)
    sum: Float! @hub__merge(rule: SUM)
    mean: Float @hub__merge(rule: MEAN, fields: "sum count")
    spread: String @hub__merge(rule: SKETCH)
    quantiles(of: [Float!]!): [Float!] @hub__merge(rule: QUANTILES, fields: "spread")
    label: String
  }
  enum Kind {
    SECOND
    FIRST
  }
  type Totals {
    count: Int! @hub__merge(rule: SUM)
    sum: Float! @hub__merge(rule: SUM)
    mean: Float @hub__merge(rule: MEAN, fields: "sum count")
  }
`;
