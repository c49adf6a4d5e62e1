import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogue, type ErrorCode } from '../../schema/errors/catalogue.js';
import { measuresOf } from './sample-world.js';
import { sendJson, startHub, type TestAnswer, type TestHub } from './servers.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ owners: ['a', 'b', 'c'], measures: ['a', 'b', 'c'].flatMap((owner) => measuresOf(owner)) });
});
afterAll(async () => hub?.[Symbol.asyncDispose]());
beforeEach(() => {
  for (const owner of Object.values(hub.owners)) {
    owner.behave = undefined;
    owner.calls.length = 0;
  }
});

type Told = { code: ErrorCode; reason?: string; parameters?: unknown; path?: unknown; message?: string };

/** The owner answers so, whatever it is asked. */
function refuses(code: string, ...errors: Told[]): void {
  hub.owners[code]!.behave = (_, response) =>
    sendJson(
      response,
      {
        data: null,
        errors: errors.map(({ path, message = 'SECRET', ...extensions }) => ({ message, path, extensions })),
      },
      400,
    );
}

const toldBy = ({ errors = [] }: TestAnswer) =>
  errors.map(({ message, path, extensions: { code, municipality } }) => ({
    message: message.replace(`${catalogue[code as ErrorCode].en} `, ''),
    code,
    path: path?.join('.'),
    by: municipality,
  }));
const calls = () =>
  Object.values(hub.owners)
    .map((owner) => owner.calls.length)
    .join(' ');

describe('An argument that is refused before anybody is asked', () => {
  it.each([
    ['an id', 'measure(id: "zz") { id }', 'BAD_ID', 'x', 'Expected «owner:kind:local», got «zz».'],
    [
      'an unknown owner',
      'measure(id: "z:measure:1") { id }',
      'UNKNOWN_MUNICIPALITY',
      'x',
      'Expected one of a, b, c, got «z:measure:1».',
    ],
    [
      'a page below',
      'municipality(code: "a") { measures(first: 0) { totalCount } }',
      'BAD_PAGE_SIZE',
      'x.measures',
      'Expected first from 1 to 500, got «0».',
    ],
    [
      'a cursor below a list',
      'act(id: ":act:1") { areas { measures(after: "?") { totalCount } } }',
      'BAD_CURSOR',
      'x.areas.0.measures',
      'Expected one of its cursors, got «?».',
    ],
  ])('leaves the other fields whole: %s', async (_, field, code, path, message) => {
    const { data, errors, extensions } = await hub.ask(`{ motto x: ${field} act(id: ":act:1") { id } }`);
    expect(data).toEqual({ motto: expect.anything(), x: null, act: { id: ':act:1' } });
    expect(Object.keys(data)).toEqual(['motto', 'x', 'act']);
    expect(toldBy({ errors, extensions })).toEqual([{ message, code, path, by: undefined }]);
    expect(extensions.coverage.status).toBe('COMPLETE');
  });

  it('asks nobody where the field is never null, and names every field that is refused', async () => {
    const answer = await hub.ask(
      '{ a: measures(first: 1) { totalCount } b: measures(first: 0) { totalCount } c: measure(id: "?") { id } }',
    );
    expect(answer.data).toBeNull();
    expect(toldBy(answer).map(({ code, path }) => `${code} ${path}`)).toEqual(['BAD_PAGE_SIZE b', 'BAD_ID c']);
    expect(calls()).toBe('0 0 0');
  });

  it('is told of each field that a fragment brings it to', async () => {
    const answer = await hub.ask(
      '{ p: municipality(code: "a") { ...F } q: municipality(code: "b") { ...F } motto } fragment F on Municipality { measures(first: 999) { totalCount } }',
    );
    expect(answer.data).toMatchObject({ p: null, q: null });
    expect(toldBy(answer).map(({ path }) => path)).toEqual(['p.measures', 'q.measures']);
  });

  it('takes an id for no code, whosever it is', async () => {
    const one = await hub.ask('{ measures(municipalities: ["a:measure:1", "b"]) { totalCount } }');
    expect(toldBy(one)).toEqual([
      {
        message: 'Expected one of a, b, c, got «a:measure:1».',
        code: 'UNKNOWN_MUNICIPALITY',
        path: 'measures',
        by: undefined,
      },
    ]);
    expect(calls()).toBe('0 0 0');
  });
});

describe('What owners refuse', () => {
  const size = { argument: 'first', from: 1, to: 500, got: '7' };

  it('is told once, with place and reason, where all refuse alike', async () => {
    for (const code of 'abc') refuses(code, { code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters: size, path: ['m'] });
    const answer = await hub.ask('{ m: measures(first: 7) { totalCount } }');
    expect(answer.data).toBeNull();
    expect(toldBy(answer)).toEqual([
      { message: 'Expected first from 1 to 500, got «7».', code: 'BAD_PAGE_SIZE', path: 'm', by: undefined },
    ]);
    expect(answer.errors![0].extensions).toEqual({ code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters: size });
    expect(answer.extensions.coverage).toMatchObject({ status: 'EMPTY', asked: 3, answered: 0 });
  });

  it('of one field costs the others nothing: an owner is asked once more for them', async () => {
    const whole = await hub.ask('{ t: totals { count } }');
    hub.owners.b!.behave = async (_, response, answer) => {
      const asksForAll = hub.owners.b!.calls.at(-1)!.query.includes('measures');
      if (!asksForAll) return sendJson(response, await answer());
      sendJson(
        response,
        { data: null, errors: [{ message: 'SECRET', path: ['m'], extensions: { code: 'FORBIDDEN' } }] },
        403,
      );
    };
    const answer = await hub.ask('{ m: measures(first: 9) { nodes { id } } t: totals { count } }');
    expect(answer.data.t).toEqual(whole.data.t);
    expect(answer.data.m.nodes.map(({ id }: { id: string }) => id[0])).not.toContain('b');
    expect(toldBy(answer)).toEqual([{ message: catalogue.FORBIDDEN.en, code: 'FORBIDDEN', path: 'm', by: 'b' }]);
    expect(answer.extensions.coverage).toMatchObject({ status: 'PARTIAL', answered: 2 });
  });

  it('is not asked again where the field has no value anyway', async () => {
    for (const code of 'abc') refuses(code, { code: 'FORBIDDEN', path: ['m'] });
    const answer = await hub.ask('{ m: measures { totalCount } t: totals { count } }');
    expect([answer.data, toldBy(answer).map(({ path }) => path)]).toEqual([null, ['m']]);
    expect(calls()).toBe('3 3 3'.replaceAll('3', '1'));
  });

  it.each<[string, Told]>([
    ['a text of its own', { code: 'BAD_PAGE_SIZE', message: 'Call 8-800, <b>now</b>' }],
    [
      'a value that the client has not sent',
      { code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters: { ...size, got: 'Call 8-800' } },
    ],
    ['a reason of its own', { code: 'BAD_PAGE_SIZE', reason: 'CALL', parameters: size }],
    [
      'a parameter of another type',
      { code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters: { ...size, argument: 'call 8-800' } },
    ],
    [
      'names that are none of the schema',
      { code: 'UNKNOWN_MUNICIPALITY', reason: 'CODE', parameters: { expected: ['Visit', 'evil.example'], got: '7' } },
    ],
    [
      'a name that is none of the schema',
      { code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters: { ...size, argument: 'evil.example' } },
    ],
    ['a very long parameter', { code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters: { ...size, got: '7'.repeat(1e6) } }],
    [
      'a prototype',
      { code: 'BAD_PAGE_SIZE', reason: '__proto__', parameters: JSON.parse('{"__proto__":{"got":"7"}}') },
    ],
  ])('%s is never shown to a client', async (_, told) => {
    for (const code of 'abc') refuses(code, { ...told, path: ['m'] });
    const answer = await hub.ask('{ m: measures(first: 7) { totalCount } }');
    expect(answer.errors).toEqual([{ message: catalogue[told.code].en, path: ['m'], extensions: { code: told.code } }]);
  });

  it('a path that was not asked for is left out', async () => {
    for (const code of 'abc') refuses(code, { code: 'BAD_ID', path: ['SECRET', { a: 1 }] });
    const answer = await hub.ask('{ m: measures { totalCount } }');
    expect(answer.errors).toEqual([{ message: catalogue.BAD_ID.en, extensions: { code: 'BAD_ID' } }]);
  });
});

describe('Of a mutation of several fields', () => {
  const rename = (owner: string) =>
    `rename(input: { municipality: "${owner}", measure: "${owner}:measure:1", title: "x" }) { id }`;

  it('an earlier version that gives no data for what it did is not told as a refusal of it', async () => {
    refuses('a', { code: 'BAD_ARGUMENT', path: ['y'] });
    const answer = await hub.ask(`mutation { x: ${rename('a')} y: ${rename('a')} }`);
    expect(toldBy(answer).map(({ code, path }) => `${code} ${path}`)).toEqual(['OUTCOME_UNKNOWN x', 'BAD_ARGUMENT y']);
  });

  it('each says what became of it where an owner refuses them together', async () => {
    refuses('a', { code: 'UNAUTHENTICATED' });
    const answer = await hub.ask(`mutation { x: ${rename('a')} y: ${rename('a')} }`);
    expect(toldBy(answer).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'UNAUTHENTICATED x',
      'UNAUTHENTICATED y',
    ]);
  });

  it('a single one that is refused as a whole has no place', async () => {
    refuses('a', { code: 'UNAUTHENTICATED' });
    const answer = await hub.ask(`mutation { x: ${rename('a')} }`);
    expect(toldBy(answer).map(({ code, path }) => `${code} ${path}`)).toEqual(['UNAUTHENTICATED undefined']);
  });

  it('what may be done comes first', async () => {
    refuses('a', { code: 'FORBIDDEN', path: ['x'] });
    hub.owners.b!.behave = (_, response) => response.socket!.resetAndDestroy();
    const answer = await hub.ask(`mutation { x: ${rename('a')} y: ${rename('b')} }`);
    expect(toldBy(answer).map(({ code, path }) => `${code} ${path}`)).toEqual(['OUTCOME_UNKNOWN y', 'FORBIDDEN x']);
  });
});
