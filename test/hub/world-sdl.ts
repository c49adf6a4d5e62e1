import { directiveDefinitions, operationDirectives } from '../../schema/directives.js';

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
    municipalities(codes: [ID!] @owner): [Municipality!]!
    municipality(code: ID! @owner): Municipality
    measures(
      municipalities: [ID!] @owner
      filter: MeasureFilter
      orderBy: MeasureOrder = TITLE
      first: Int = 3
      after: String
      last: Int
      before: String
    ): MeasureConnection!
    measure(id: ID! @owner): Measure
    areas: [Area!]!
    areasOf(municipalities: [ID!] @owner): [Area!]!
    area(code: AreaCode!): Area
    summary(municipalities: [ID!] @owner, groupBy: [Dimension!]!): [SummaryRow!]!
    act(id: ID! @owner): Act
    acts(municipalities: [ID!] @owner): [Act!]!
    actPages(first: Int = 3, after: String, last: Int, before: String): ActConnection!
    node(id: ID! @owner): Node
    subjects(municipalities: [ID!] @owner): [Node!]!
    totals(municipalities: [ID!] @owner): Totals!
    motto: String
    readDate(text: String!): Reading! @merge(rule: ANY)
    coverage: Coverage! @merge(rule: HUB)
    secret: Int @inaccessible
  }
  type Mutation {
    rename(input: RenameInput!): Measure!
  }
  input RenameInput {
    municipality: ID! @owner
    measure: ID! @owner
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
  type Area @join__type(graph: A, key: "code") @merge(rule: KEY, fields: "code", lookup: "area") {
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
  type Act implements Node @join__type(graph: A, key: "id") @merge(rule: KEY, fields: "id", lookup: "act") {
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
  type SummaryRow @merge(rule: KEY, fields: "municipality area month") {
    municipality: ID
    area: AreaCode
    month: Int
    count: Int! @merge(rule: SUM)
    sum: Float! @merge(rule: SUM)
    mean: Float @merge(rule: MEAN, fields: "sum count")
    least: Float @merge(rule: MIN)
    spread: String @merge(rule: SKETCH)
    quantiles(of: [Float!]!): [Float!] @merge(rule: QUANTILES, fields: "spread")
    last: Date @merge(rule: MAX)
  }
  enum Dimension {
    MUNICIPALITY
    AREA
    MONTH
  }
  type Totals {
    count: Int! @merge(rule: SUM)
    sum: Float! @merge(rule: SUM)
    mean: Float @merge(rule: MEAN, fields: "sum count")
    titles: [String!]! @merge(rule: CONCAT)
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
