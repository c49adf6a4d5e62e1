/** Operations whose answer through the hub must be that of one database with all owners' rows. */
export const operations: [title: string, query: string, variables?: Record<string, unknown>][] = [
  ['a list of all owners’ things', '{ municipalities { code name note } }'],
  ['a list without its key selected', '{ municipalities { n: name } }'],
  ['a list of some owners, given as literals', '{ municipalities(codes: ["b", "a"]) { code } }'],
  [
    'a list of some owners, given as a variable',
    'query ($c: [ID!]) { municipalities(codes: $c) { code } }',
    { c: ['c', 'a'] },
  ],
  [
    'a list of nobody',
    '{ municipalities(codes: []) { code } measures(municipalities: []) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }',
  ],
  ['what there is of nobody', '{ areasOf(municipalities: []) { code usedBy { code } totals { count } } }'],
  ['an absent variable means all', 'query ($c: [ID!]) { municipalities(codes: $c) { code } }'],
  ['a page of nodes', '{ measures { nodes { id title } } }'],
  [
    'a page for whose arguments null is given',
    'query ($n: Int, $c: String) { measures(first: null, after: $c) { nodes { id } } x: measures(first: $n, last: $n, before: null) { nodes { id } } areas { measures(first: $n) { nodes { id } } } }',
    { n: null, c: null },
  ],
  [
    'a page of edges',
    '{ measures(first: 4) { edges { cursor node { id title due amount } } pageInfo { hasNextPage endCursor } totalCount } }',
  ],
  [
    'nodes and edges side by side, under aliases',
    '{ m: measures(first: 5) { a: nodes { t: title } b: nodes { title: id } e: edges { c: cursor n: node { title: due } } p: pageInfo { more: hasNextPage } n: totalCount } }',
  ],
  ['only the count', '{ measures { totalCount } }'],
  ['only whether more follows', '{ measures(first: 2) { pageInfo { hasNextPage } } }'],
  [
    'the other order',
    '{ measures(orderBy: DUE_DESC, first: 7) { nodes { id due } pageInfo { hasNextPage endCursor } } }',
  ],
  ['a filter', '{ measures(filter: { area: PROCESS }, first: 50) { nodes { id } totalCount } }'],
  [
    'pages of one owner',
    '{ measures(municipalities: ["a"], first: 2) { nodes { id title } pageInfo { hasNextPage endCursor } totalCount } }',
  ],
  [
    'several root fields with owners of their own',
    '{ x: measures(municipalities: ["a"]) { nodes { id } } y: measures(municipalities: ["b", "c"]) { nodes { id } } municipality(code: "c") { name } }',
  ],
  [
    'nested pages of one owner',
    '{ municipalities { code measures(first: 2) { nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } } }',
  ],
  ['a thing by id', '{ measure(id: "a:measure:1") { id title municipality { code } basis { id title } } }'],
  ['a thing that does not exist', '{ measure(id: "a:measure:999") { id } }'],
  ['a node by id', '{ node(id: "b:measure:1") { id ... on Measure { title areas { code label } } } }'],
  ['rows by key', '{ areas { code label } }'],
  ['rows by key without the key', '{ areas { label usedBy { name } } }'],
  [
    'pages and totals of a shared thing',
    '{ areas { code usedBy { code } measures(first: 2) { nodes { id } totalCount pageInfo { hasNextPage } } totals { count sum mean titles } } }',
  ],
  [
    'a shared thing by its key',
    '{ area(code: CONTENT) { label measures(first: 4) { nodes { title id } } totals { mean } } }',
  ],
  [
    'a shared act by its id',
    '{ act(id: ":act:1") { id title citedBy { id title } measures(first: 2) { totalCount nodes { id } } period { start end } } }',
  ],
  ['a shared act as a node', '{ node(id: ":act:1") { __typename id ... on Act { title citedBy { id } } } }'],
  ['acts of all, the shared ones once', '{ acts { id title citedBy { id } } }'],
  ['acts without their ids', '{ acts { title } }'],
  [
    'shared things below things of one owner among those of all',
    '{ acts { areas { code usedBy { code } } mainArea { usedBy { code } } } }',
  ],
  ['things of different types', '{ subjects { __typename id ... on Measure { title due } } }'],
  ['an aggregate over all', '{ summary(groupBy: []) { count sum mean least last } }'],
  ['an aggregate by area', '{ summary(groupBy: [AREA]) { area count sum mean } }'],
  [
    'an aggregate by owner and month',
    '{ summary(groupBy: [MUNICIPALITY, MONTH]) { municipality month count sum least last } }',
  ],
  [
    'quantiles of all, and of each month',
    'query ($of: [Float!]!, $one: Float! = 0.9) { summary(groupBy: []) { spread quantiles(of: $of) high: quantiles(of: [1, 0]) } months: summary(groupBy: [MONTH]) { last: quantiles(of: 1) nine: quantiles(of: [$one]) } }',
    { of: [0, 0.25, 0.5, 1] },
  ],
  ['only the mean', '{ summary(groupBy: [AREA, MONTH]) { average: mean } }'],
  ['a single joined object', '{ totals { count sum mean titles } }'],
  ['a value that all agree on', '{ motto }'],
  ['a pure function', '{ readDate(text: "by 2024-05-01") { text date } }'],
  [
    'a pure function beside data',
    'query ($t: String!) { r: readDate(text: $t) { date } measures { totalCount } }',
    { t: 'no date' },
  ],
  [
    'introspection beside data',
    '{ __typename __type(name: "Period") { name fields { name } } measures { totalCount __typename } }',
  ],
  ['introspection alone', '{ __schema { queryType { name } directives { name } } }'],
  [
    'conditions',
    'query ($yes: Boolean!, $no: Boolean = false) { measures { nodes { id title @include(if: $no) due @skip(if: $yes) } totalCount @include(if: $yes) } }',
    { yes: true },
  ],
  [
    'fragments',
    'query { ...Q } fragment Q on Query { measures { ...C } } fragment C on MeasureConnection { nodes { ...M } nodes { due } } fragment M on Measure { id ... on Node { id } title }',
  ],
  [
    'types everywhere',
    '{ __typename measures(first: 1) { __typename edges { __typename node { __typename } } pageInfo { __typename } } areas { __typename code } acts { __typename } summary(groupBy: []) { __typename } }',
  ],
  [
    'aliases that look like ours or like an object’s own',
    '{ measures { _h: nodes { _h_id: title __x: id constructor toString: title } } municipalities { _h0: name _h_code: note valueOf: code } }',
  ],
  [
    'pages of shared and owned things, the shared ones once',
    '{ actPages(first: 4) { nodes { id title citedBy { id } } edges { cursor node { title } } pageInfo { hasNextPage endCursor } } }',
  ],
  [
    'shared things that some owners list below a shared thing, but others know as well',
    '{ act(id: ":act:2") { areas { code usedBy { code } totals { count } } } actPages { nodes { areas { usedBy { code } } } } }',
  ],
  [
    'an alias that is no key of an object',
    '{ municipalities { __proto__: name code } measure(id: "a:measure:1") { __proto__: areas { __proto__: totals { constructor: count } } } }',
  ],
  [
    'a variable with a default',
    'query ($n: Int = 2, $o: MeasureOrder) { measures(first: $n, orderBy: $o) { nodes { id } } }',
  ],
  [
    'an owner in several arguments',
    'query ($a: ID = "a") { measure(id: "a:measure:2") { id } municipality(code: $a) { code } }',
  ],
  [
    'shared things below owned ones',
    '{ measures(first: 4) { nodes { id areas { code measures(first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } label } } } }',
  ],
  [
    'shared things of one owner’s thing, under aliases',
    '{ measure(id: "a:measure:1") { s: areas { m: measures(first: 2) { n: nodes { id } } l: label usedBy { code } t: totals { mean titles } } } }',
  ],
  [
    'a shared act below an owned measure',
    '{ measures(first: 9) { edges { node { id basis { citedBy { id title } id title } } } } }',
  ],
  [
    'shared things of some owners',
    '{ acts(municipalities: ["a", "b"]) { title citedBy { id } measures(first: 1) { totalCount } } }',
  ],
  [
    'shared things below what others add to a shared thing',
    '{ measure(id: "a:measure:1") { areas { measures(first: 2) { nodes { areas { totals { count } measures(first: 1) { nodes { basis { citedBy { id } } } } } } } } } }',
  ],
  [
    'shared things in several places, with variables',
    'query ($n: Int!, $with: Boolean!) { measures { nodes { areas { ...A } basis { ...B } } edges { node { areas { totals { sum } } } } } act(id: ":act:2") { citedBy { areas { ...A } } } } fragment A on Area { measures(first: $n) { totalCount } usedBy @include(if: $with) { code } } fragment B on Act { citedBy { id } number }',
    { n: 2, with: true },
  ],
  [
    'a shared node below an owned thing',
    '{ subjects { ... on Measure { areas { usedBy { name } } basis { measures { totalCount } } } } }',
  ],
];
