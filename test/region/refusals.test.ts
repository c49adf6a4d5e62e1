import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sentenceOf } from '../../schema/errors/catalogue.js';
import { ask, owners } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { staffToken } from '../tokens.js';

let region: Region;
let staff: string;
let kizel: string;
const measure = 'kizel:measure:order-76-2021-06-30/1/';
beforeAll(async () => {
  region = await startRegion(owners.filter(({ code }) => code === 'kizel' || code === 'krasnodar'));
  staff = await staffToken('kizel');
  kizel = `${region.instances.get('kizel')!.server.url}/graphql`;
});
afterAll(async () => region?.[Symbol.asyncDispose]());

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
  data: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  errors?: any[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  extensions?: any;
}

async function askIn(language: string, url: string, query: string, variables?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'accept-language': language, authorization: `Bearer ${staff}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** What a client is told, but for the owner that refused, which an instance need not name. */
const told = ({ status, data, errors = [] }: Answer) => ({
  status,
  data,
  errors: errors.map(({ message, path, locations, extensions: { code, reason, parameters } }) => ({
    ...{ message, path, locations, code, reason, parameters },
  })),
});

const report = (input: string) => `mutation { r: reportProgress(input: { ${input} }) { id } }`;
const publish = (input: string) =>
  `mutation { p: publishTable(input: { municipality: "kizel", kind: INSTITUTIONS, ${input} }) { created } }`;
const unknown = `${measure}none`;

/** At the hub only kizel is meant, so that both have the same to say. */
const refused: [title: string, query: string, reason: string, variables?: object][] = [
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

describe.each(['en', 'ru'])('In the language «%s»', (language) => {
  it.each(refused)('the hub refuses as the instance does: %s', async (_, ...[query, reason, variables]) => {
    const [hub, instance] = await Promise.all([region.url, kizel].map((url) => askIn(language, url, query, variables)));
    expect(instance!.errors).toBeDefined();
    expect(told(hub!)).toEqual(told(instance!));
    for (const { message, extensions } of hub!.errors!) {
      expect(message).toMatch(language === 'ru' ? /^[А-ЯЁ]/ : /^[A-Z]/);
      if (extensions.reason) expect(message).toBe(sentenceOf(extensions, language as 'ru'));
      expect(String(extensions.reason ?? (reason === 'undefined' ? undefined : extensions.code))).toMatch(
        new RegExp(`^(${reason})$`),
      );
    }
  });
});

describe('A mutation of several fields', () => {
  const both = (first: string, second: string) => `mutation { a: ${first} b: ${second} }`;
  const reported = (local: string) =>
    `reportProgress(input: { measure: "${measure}${local}", status: IN_PROGRESS }) { id progress { status } }`;
  const impossible = (local: string) => `confirmDeadline(measure: "${measure}${local}", candidate: 99) { id }`;
  const reports = async (local: string) => {
    const query = `{ node(id: "${measure}${local}") { ... on Measure { progress { status } } } }`;
    return (await ask(kizel, query, {}, staff)).data.node.progress.length;
  };

  describe.each([
    ['hub', () => region.url],
    ['instance', () => kizel],
  ])('at the %s', (_, url) => {
    it.each([
      ['the second', (local: string) => both(reported(local), impossible(local)), 'a', 'b'],
      ['the first', (local: string) => both(impossible(local), reported(local)), 'b', 'a'],
    ])('tells what was carried out where %s is refused', async (_title, mutation, done, not) => {
      const before = await reports('2.1');
      const { status, data, errors, extensions } = await ask(url(), mutation('2.1'), {}, staff);
      expect(await reports('2.1')).toBe(before + 1);
      expect([status, data[not], data[done].id]).toEqual([200, null, `${measure}2.1`]);
      expect(errors!.map(({ path, extensions: { code } }) => [path, code])).toEqual([[[not], 'BAD_ARGUMENT']]);
      expect(extensions.coverage.status).toBe('COMPLETE');
    });

    it('is refused as a whole where nothing of it was carried out', async () => {
      const { status, data, errors } = await ask(url(), both(impossible('2.1'), impossible('1.1')), {}, staff);
      expect([status, data ?? null, errors!.map(({ path }) => path)]).toEqual([400, null, [['a'], ['b']]]);
    });

    it('says of a field that its caller may not what became of it, and of the other one too', async () => {
      const foreign = 'confirmDeadline(measure: "krasnodar:measure:x", candidate: 0) { id }';
      const { status, data, errors } = await ask(url(), both(reported('2.3'), foreign), {}, staff);
      expect([status, data.a.id, data.b]).toEqual([200, `${measure}2.3`, null]);
      expect(errors!.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['b'], 'FORBIDDEN']]);
    });
  });

  it('tells what is not known beside what was carried out', async () => {
    region.lines.get('krasnodar')!.state = 'deaf';
    const foreign = 'confirmDeadline(measure: "krasnodar:measure:x", candidate: 0) { id }';
    const { status, data, errors, extensions } = await ask(region.url, both(reported('2.3'), foreign), {}, staff);
    region.lines.get('krasnodar')!.state = 'up';
    expect([status, data.a.id, data.b]).toEqual([200, `${measure}2.3`, null]);
    expect(errors!.map(({ path, extensions: { code } }) => [path, code])).toEqual([[['b'], 'OUTCOME_UNKNOWN']]);
    expect(extensions.coverage.status).toBe('PARTIAL');
  });
});

describe('At the hub', () => {
  it('an id among codes is refused, alone or beside a code', async () => {
    for (const codes of ['["kizel:act:x"]', '["kizel:act:x", "krasnodar"]']) {
      const { status, data, errors } = await ask(region.url, `{ measures(municipalities: ${codes}) { totalCount } }`);
      expect([status, data, errors!.map(({ extensions: { code }, path }) => [code, path])]).toEqual([
        400,
        null,
        [['UNKNOWN_MUNICIPALITY', ['measures']]],
      ]);
    }
  });

  it('what all owners refuse of one field is told once, and the others are whole', async () => {
    const { status, data, errors } = await ask(
      region.url,
      '{ x: legalAct(id: ":measure:1") { id } qualityAreas { code } }',
    );
    expect([status, data.x, data.qualityAreas.length]).toEqual([200, null, 9]);
    expect(errors).toMatchObject([{ path: ['x'], extensions: { code: 'BAD_ID', reason: 'KIND' } }]);
    expect(errors![0]!.extensions.municipality).toBeUndefined();
  });
});
