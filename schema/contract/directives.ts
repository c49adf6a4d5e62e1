/**
 * What every subgraph declares besides its own types. The merge rules are composed into the supergraph
 * (`@composeDirective`), so that the hub reads from the schema alone how the owners' answers become one. Their names
 * carry the specification's: some routers have a directive `@merge` of their own.
 */

export const hubSpec = 'https://preschool-quality-hub.example/hub/v1.0';

export const mergeRules = [
  'CONCAT',
  'PAGE',
  'KEY',
  'SUM',
  'MIN',
  'MAX',
  'MEAN',
  'SKETCH',
  'QUANTILES',
  'AGREE',
  'ANY',
  'HUB',
] as const;
export type MergeRule = (typeof mergeRules)[number];

export const directiveDefinitions = /* GraphQL */ `
  """
  How the answers of several owners become one. Most rules follow from the type and need not be written:
  a connection is PAGE; a list of entities is CONCAT in the order of owners; a single object is joined by its key;
  everything else must AGREE.
  """
  directive @hub__merge(
    "What becomes of the answers."
    rule: MergeRule!
    "KEY on a type: the fields that identify a shared thing or an aggregate row. MEAN: the sum and the count, as «sum count». QUANTILES: the sketch."
    fields: String
    "KEY on a type: the root field that finds a shared thing by its key, where other owners may know more of it."
    lookup: String
    """
    On a list of things, of a type with a lookup: the field with the id under which all owners know the thing. So what
    others add to it is asked by that id also where the thing itself belongs to one owner.
    """
    by: String
  ) on FIELD_DEFINITION | OBJECT

  "The argument says whose data is meant: an owner's code, codes, or a global id. Owners not meant are not asked."
  directive @hub__owner on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION

  "How much may be given in the argument. More is refused: BAD_ARGUMENT."
  directive @hub__length(
    "Characters of each text, as UTF-16 units."
    max: Int
    "Values of the list."
    items: Int
  ) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION

  enum MergeRule {
    "Lists one after another, in the order of the owners' codes; bare values in the order of code points."
    CONCAT
    "Pages of one total order, merged by their cursors; totals add up."
    PAGE
    "Outer join by key, then field by field; rows in the order of the key."
    KEY
    "Sum, exact in decimals."
    SUM
    "The least value; null where there is none."
    MIN
    "The greatest value; null where there is none."
    MAX
    "Sum divided by count, both merged first."
    MEAN
    "How many values lie in which span (DDSketch): counts add up span by span."
    SKETCH
    "Read from the sketch of all values, which is merged first, at the parts that the argument «of» names."
    QUANTILES
    "All owners say the same; a disagreement is an error, never an average."
    AGREE
    "A pure function: one owner that answers is enough."
    ANY
    "Filled in by the hub itself."
    HUB
  }
`;

/** Directives on operations. Every subgraph declares them, because composition keeps only what all declare. */
export const operationDirectives = /* GraphQL */ `
  "Refuse a partial answer: error INCOMPLETE and no data when an owner is missing."
  directive @complete on QUERY | MUTATION

  "Deadline of the whole operation in milliseconds, 1 to the server's own limit."
  directive @deadline(
    "Milliseconds."
    ms: Int!
  ) on QUERY

  "May the last known answer of an owner that cannot be reached stand in for it, marked STALE in the coverage with its date?"
  directive @stale(
    "True: it may."
    allow: Boolean!
  ) on QUERY
`;

/** Their names: what the server that a client asks carries out itself. */
export const operationDirectiveNames = Array.from(
  operationDirectives.matchAll(/directive @(\w+)/g),
  ([, name = '']) => name,
);
