import { directiveDefinitions, operationDirectives } from '../../schema/contract/directives.js';

/** A small supergraph with every merge rule, as composition would leave it. */
export const worldSdl = /* GraphQL */ `
  schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: "SECURITY") {
    query: Query
    mutation: Mutation
  }
  directive @link(url: String, import: [String], for: String) repeatable on SCHEMA
  directive @join__type(graph: join__Graph!, key: String) repeatable on OBJECT | INTERFACE
  directive @inaccessible on FIELD_DEFINITION | OBJECT
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  enum join__Graph {
    A @join__graph(name: "a", url: "")
  }
  ${directiveDefinitions}
  ${operationDirectives}
  scalar Date

  interface Node {
    id: ID!
  }
  type Query {
    municipalities(codes: [ID!] @hub__owner): [Municipality!]!
    municipality(code: ID! @hub__owner): Municipality
    measures(
      municipalities: [ID!] @hub__owner
      filter: MeasureFilter
      orderBy: MeasureOrder = TITLE
      first: Int = 3
      after: String
      last: Int
      before: String
    ): MeasureConnection!
    measure(id: ID! @hub__owner): Measure
    areas: [Area!]!
    areasOf(municipalities: [ID!] @hub__owner): [Area!]!
    area(code: AreaCode!): Area
    summary(municipalities: [ID!] @hub__owner, groupBy: [Dimension!]!): [SummaryRow!]!
    act(id: ID! @hub__owner): Act
    acts(municipalities: [ID!] @hub__owner): [Act!]!
    actPages(first: Int = 3, after: String, last: Int, before: String): ActConnection!
    node(id: ID! @hub__owner): Node
    subjects(municipalities: [ID!] @hub__owner): [Node!]!
    totals(municipalities: [ID!] @hub__owner): Totals!
    motto: String
    readDate(text: String!): Reading! @hub__merge(rule: ANY)
    coverage: Coverage! @hub__merge(rule: HUB)
    secret: Int @inaccessible
  }
  type Mutation {
    rename(input: RenameInput!): Measure!
  }
  input RenameInput {
    municipality: ID! @hub__owner
    measure: ID! @hub__owner
    title: String!
  }
  type Municipality @join__type(graph: A, key: "code") {
    code: ID!
    name: String!
    note: String
    measures(orderBy: MeasureOrder = TITLE, first: Int = 3, after: String): MeasureConnection!
  }
  type Measure implements Node @join__type(graph: A, key: "id") {
    id: ID!
    municipality: Municipality!
    title: String!
    due: Date
    amount: Float
    areas: [Area!]!
    basis: Act
    tags: [String!]!
    constructor: Int
    broken: String
    brokenHard: String!
  }
  type MeasureConnection {
    edges: [MeasureEdge!]!
    nodes: [Measure!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type MeasureEdge {
    cursor: String!
    node: Measure!
  }
  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
    endCursorNoted: String
    changed: [ID!]!
  }
  type Area @join__type(graph: A, key: "code") @hub__merge(rule: KEY, fields: "code", lookup: "area") {
    code: AreaCode!
    label: String!
    usedBy: [Municipality!]!
    measures(first: Int = 3, after: String): MeasureConnection!
    totals: Totals!
  }
  enum AreaCode {
    PROCESS
    CONTENT
    FAMILY
  }
  type Act implements Node @join__type(graph: A, key: "id") @hub__merge(rule: KEY, fields: "id", lookup: "act") {
    id: ID!
    title: String!
    number: String
    citedBy: [Measure!]!
    areas: [Area!]!
    "Of an owner's own act."
    mainArea: Area
    measures(first: Int = 3, after: String): MeasureConnection!
    period: Period
  }
  type ActConnection {
    edges: [ActEdge!]!
    nodes: [Act!]!
    pageInfo: PageInfo!
  }
  type ActEdge {
    cursor: String!
    node: Act!
  }
  type Period {
    start: Date
    end: Date
  }
  type SummaryRow @hub__merge(rule: KEY, fields: "municipality area month") {
    municipality: ID
    area: AreaCode
    month: Int
    count: Int! @hub__merge(rule: SUM)
    sum: Float! @hub__merge(rule: SUM)
    mean: Float @hub__merge(rule: MEAN, fields: "sum count")
    least: Float @hub__merge(rule: MIN)
    spread: String @hub__merge(rule: SKETCH)
    quantiles(of: [Float!]!): [Float!] @hub__merge(rule: QUANTILES, fields: "spread")
    last: Date @hub__merge(rule: MAX)
  }
  enum Dimension {
    MUNICIPALITY
    AREA
    MONTH
  }
  type Totals {
    count: Int! @hub__merge(rule: SUM)
    sum: Float! @hub__merge(rule: SUM)
    mean: Float @hub__merge(rule: MEAN, fields: "sum count")
    titles: [String!]! @hub__merge(rule: CONCAT)
  }
  type Reading {
    text: String!
    date: Date
  }
  input MeasureFilter {
    area: AreaCode
    titles: [String!]
  }
  enum MeasureOrder {
    TITLE
    DUE_DESC
  }
  type Coverage {
    status: CoverageStatus!
    asked: Int!
    answered: Int!
    sources: [SourceStatus!]!
  }
  enum CoverageStatus {
    COMPLETE
    PARTIAL
    EMPTY
  }
  type SourceStatus {
    municipality: ID!
    state: String!
    asOf: String
    version: Int
    tookMs: Int
    error: String
  }
`;
