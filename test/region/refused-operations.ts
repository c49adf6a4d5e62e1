export const measure = 'kizel:measure:order-76-2021-06-30/1/';

const report = (input: string) => `mutation { r: reportProgress(input: { ${input} }) { id } }`;
const publish = (input: string) =>
  `mutation { p: publishTable(input: { municipality: "kizel", kind: INSTITUTIONS, ${input} }) { created } }`;
const unknown = `${measure}none`;

/** At the hub only kizel is meant, so that both have the same to say. */
export const refused: [title: string, query: string, reason: string, variables?: object][] = [
  ['an id that is none', '{ qualityAreas { code } x: legalAct(id: "zz") { id } }', 'UNREADABLE'],
  ['an id of another kind', '{ x: legalAct(id: "kizel:measure:1") { id } scales { code } }', 'KIND'],
  [
    'an id of another kind, in a variable',
    'query($i: ID!) { x: framework(id: $i) { id } }',
    'KIND',
    { i: 'kizel:act:1' },
  ],
  [
    'a page of none',
    '{ a: measures(first: 1, municipalities: ["kizel"]) { totalCount } b: institutions(first: 0) { totalCount } }',
    'SIZE',
  ],
  [
    'a page of none, of the same part of the graph',
    '{ a: measures(first: 1) { totalCount } b: measures(first: 0) { totalCount } }',
    'SIZE',
  ],
  ['a page over the limit', '{ indicators(first: 501) { totalCount } }', 'SIZE'],
  ['a last page over the limit', '{ measures(last: 501) { totalCount } }', 'SIZE'],
  ['a page below nothing', 'query($n: Int) { measures(first: $n) { totalCount } }', 'SIZE', { n: -7 }],
  ['both directions', '{ measures(last: 5, after: "x") { totalCount } }', 'PAGE_DIRECTION'],
  ['a cursor that is none', '{ organizations(after: "garbage") { totalCount } }', 'UNREADABLE'],
  ['a cursor of Russian letters', '{ m: measures(after: "курсор") { totalCount } }', 'UNREADABLE'],
  [
    'a page below the root',
    '{ m: municipality(code: "kizel") { name measures(first: 0) { totalCount } } scales { code } }',
    'SIZE',
  ],
  ['a page below a list', '{ municipalities(codes: ["kizel"]) { code m: measures(first: 0) { totalCount } } }', 'SIZE'],
  ['a cursor below the root', '{ municipality(code: "kizel") { legalActs(after: "?") { totalCount } } }', 'UNREADABLE'],
  [
    'states without a day',
    '{ measures(municipalities: ["kizel"], filter: { states: [OVERDUE] }) { totalCount } }',
    'AS_OF',
  ],
  [
    'a period that ends before it begins',
    '{ measures(municipalities: ["kizel"], filter: { activeWithin: { start: "2024-02-01", end: "2024-01-01" } }) { totalCount } }',
    'PERIOD',
  ],
  ['a day to come', report(`measure: "${measure}1.1", status: DONE, doneAt: "2999-01-01"`), 'FUTURE'],
  [
    'a day with what is withdrawn',
    report(`measure: "${measure}1.1", status: WITHDRAWN, doneAt: "2024-01-01"`),
    'NOT_WITH',
  ],
  ['nothing to withdraw', report(`measure: "${measure}1.1", status: WITHDRAWN`), 'NOTHING_TO_WITHDRAW'],
  ['a measure that is not there', report(`measure: "${unknown}", status: DONE`), 'NOT_THERE'],
  [
    'an occurrence that is none',
    report(`measure: "${measure}1.1", status: DONE, occurrence: { start: "1999-01-01", end: "1999-01-02" }`),
    'OCCURRENCE|NO_OCCURRENCE',
  ],
  [
    'evidence that a page could run',
    report(`measure: "${measure}1.1", status: DONE, evidence: " javascript:alert(1) "`),
    'WEB_ADDRESS',
  ],
  [
    'evidence that is too long',
    'mutation($e: String) { reportProgress(input: { measure: "kizel:measure:1", status: DONE, evidence: $e }) { id } }',
    'TOO_LONG',
    { e: 'x'.repeat(2001) },
  ],
  ['a measure of others', report('measure: "krasnodar:measure:1", status: DONE'), 'FORBIDDEN|CODE'],
  [
    'a candidate that is none',
    `mutation { confirmDeadline(measure: "${measure}1.1", candidate: 9) { id } }`,
    'CANDIDATE|NO_CANDIDATES',
  ],
  [
    'a deficit that is none',
    `mutation { linkMeasureToDeficits(measure: "${measure}1.1", deficits: ["kizel:act:1"]) { id } }`,
    'KIND',
  ],
  [
    'a deficit that is not there',
    `mutation { linkMeasureToDeficits(measure: "${measure}1.1", deficits: ["kizel:deficit:none"]) { id } }`,
    'NOT_THERE',
  ],
  [
    'a plan of which nothing is said',
    'mutation { reportInstitutionPlan(input: { institution: "kizel:institution:1" }) { id } }',
    'NONE_GIVEN|NOT_THERE',
  ],
  ['a file in a folder', publish('filename: "a/b.csv", contentBase64: ""'), 'FILENAME'],
  ['a file that is not in base64', publish('filename: "b.csv", contentBase64: "Щ"'), 'BASE64'],
  [
    'a key that is too short',
    publish('filename: "b.csv", contentBase64: "", idempotencyKey: "short"'),
    'IDEMPOTENCY_KEY',
  ],
  [
    'a reason of blanks',
    'mutation { w: withdrawPublication(id: "kizel:publication:1", reason: "  ") { id } }',
    'LENGTH',
  ],
  [
    'a publication that is none',
    'mutation { w: withdrawPublication(id: "kizel:publication:none", reason: "x") { id } }',
    'NO_PUBLICATION',
  ],
  ['a date that is none', '{ measures(asOf: "2024-02-30", first: 1) { totalCount } }', 'VALUE'],
  [
    'a date that is none, in a variable',
    'query($d: Date!) { compliance(groupBy: [], asOf: $d) { count } }',
    'VALUE',
    { d: '30.02.2024' },
  ],
  ['a field that is not there', '{ nope }', 'undefined'],
  ['text that is no GraphQL', '{ nope', 'undefined'],
  ['one field too often', `{ scales { ${'code '.repeat(51)} } }`, 'PLACES'],
];
