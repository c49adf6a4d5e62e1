import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sentenceOf } from '../../schema/errors/catalogue.js';
import { ask, owners } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { staffToken } from '../tokens.js';
import { measure, refused } from './refused-operations.js';

let region: Region;
let staff: string;
let kizel: string;
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

describe('A request that cannot be answered is refused, and nobody is asked', () => {
  const deep = `{ municipalities ${'{ measures { nodes { municipality '.repeat(12)} { code } ${'} } }'.repeat(12)} }`;
  it.each([
    ['an unknown municipality', '{ municipality(code: "atlantis") { name } }', 'UNKNOWN_MUNICIPALITY'],
    [
      'an unknown municipality among known ones',
      '{ measures(municipalities: ["kizel", "atlantis"]) { totalCount } }',
      'UNKNOWN_MUNICIPALITY',
    ],
    ['an id of an unknown owner', '{ legalAct(id: "atlantis:act:1") { title } }', 'UNKNOWN_MUNICIPALITY'],
    ['a malformed id', '{ node(id: "???") { id } }', 'BAD_ID'],
    ['an altered cursor', '{ measures(after: "bm9uc2Vuc2U") { totalCount } }', 'BAD_CURSOR'],
    ['a page of 0', '{ measures(first: 0) { totalCount } }', 'BAD_PAGE_SIZE'],
    ['a page of −1', '{ municipalities { measures(first: -1) { totalCount } } }', 'BAD_PAGE_SIZE'],
    ['a page of 1 000 000', '{ institutions(first: 1000000) { totalCount } }', 'BAD_PAGE_SIZE'],
    ['an unknown field', '{ municipalities { mayor } }', 'OPERATION_INVALID'],
    ['a syntax error', '{ municipalities { code }', 'SYNTAX_ERROR'],
    ['a depth bomb', deep, 'OPERATION_TOO_COMPLEX'],
    [
      'an alias bomb',
      `{ ${Array.from({ length: 300 }, (_, i) => `a${i}: municipalities { code }`).join(' ')} }`,
      'OPERATION_TOO_COMPLEX',
    ],
    ['a body over the limit', `{ municipalities { code } } # ${'x'.repeat(400_000)}`, 'BODY_TOO_LARGE'],
  ])('%s', async (_, operation, code) => {
    region.calls();
    const { status, data, errors } = await ask(region.url, operation);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual([code]);
    // Of a field that may be null, the others would be answered.
    expect(status).toBe(data ? 200 : code === 'BODY_TOO_LARGE' ? 413 : 400);
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|postgres|node_modules|\\n/);
    expect(region.calls()).toEqual({ kizel: 0, krasnodar: 0 });
  });
});

describe('A null of the client', () => {
  it.each([
    ['an argument', 'query($v: Date = "2025-01-01") { measureSummary(groupBy: [STATE], asOf: $v) { count } }'],
    [
      'an argument of each row',
      'query($v: [MeasureDimension!] = []) { measureSummary(groupBy: $v, asOf: "2024-01-01") { count } }',
    ],
    ['an id', 'query($v: ID = "kizel:act:x") { scales { code } legalAct(id: $v) { id } }'],
    ['a condition', 'query($v: Boolean = true) { qualityAreas { code labelRu @include(if: $v) } }'],
    ['a deadline', 'query($v: Int = 5000) @deadline(ms: $v) { scales { code } }'],
    ['what may be stale', 'query($v: Boolean = true) @stale(allow: $v) { scales { code } }'],
  ])('is no fault of an owner: %s', async (_, operation) => {
    region.calls();
    const refused = await ask(region.url, operation, { v: null });
    expect([refused.status, refused.data]).toEqual([400, undefined]);
    expect(refused.errors).toMatchObject([
      { message: expect.stringContaining('$v'), extensions: { code: 'BAD_VARIABLE' } },
    ]);
    expect(region.calls()).toEqual({ kizel: 0, krasnodar: 0 });
    const { errors } = await ask(kizel, operation, { v: null });
    expect(errors).toEqual(refused.errors);
  });
});
