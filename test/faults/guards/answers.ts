import { hasty, query } from '../hub.js';
import { altered, begin, flood, reply, reset } from '../misbehave.js';
import type { Guard } from './guard.js';
import { before, isWithoutB, missesB } from './trials.js';

const exchange = 'gateway/hub/upstream/http-exchange.js';
const verify = 'gateway/hub/plan/response-validator.js';

const etag = '"1"';
const replaced = (from: string, to: string) => altered((answer) => answer.replace(from, to));

/** No UTF-8, in a title. */
function broken(answer: string): Buffer {
  const bytes = Buffer.from(answer);
  const at = bytes.indexOf('М');
  return bytes.fill(0xff, at, at + 1);
}

/** Of what owners say. */
export const ofAnswers: readonly Guard[] = [
  {
    fault: 'no-graphql',
    guard: 'an answer is JSON by its type',
    file: exchange,
    find: "!isJson(headers['content-type']) || ",
    replace: '',
    trial: missesB('OWNER_INVALID', [reply({ headers: { 'content-type': 'text/html' } })]),
  },
  {
    fault: 'no-graphql',
    guard: 'an answer is not compressed unasked',
    file: exchange,
    find: "!isPlain(headers['content-encoding'])",
    replace: 'false',
    trial: missesB('OWNER_INVALID', [reply({ headers: { 'content-encoding': 'gzip' } })]),
  },
  {
    fault: 'no-graphql',
    guard: 'an answer is UTF-8',
    file: exchange,
    find: 'if (!isUtf8(bytes))',
    replace: 'if (false)',
    trial: missesB('OWNER_INVALID', [reply({ body: broken })]),
  },
  {
    fault: 'partial-answer',
    guard: 'of an error nothing remains that the hub does not know',
    file: 'gateway/hub/merge/error-paths.js',
    find: 'passed && inVocabulary(passed, vocabulary)',
    replace: 'passed',
    trial: before(async ({ ask: put, owners: { b } }) => {
      const parameters = { argument: 'first', from: 1, to: 500, got: 'SECRET' };
      const extensions = { code: 'BAD_PAGE_SIZE', reason: 'SIZE', parameters };
      b.script = replaced('{"data"', `{"errors":[${JSON.stringify({ message: 'x', extensions })}],"data"`);
      const answer = await put(query);
      return answer.data?.measures?.totalCount === 12 && answer.errors?.[0].extensions.reason === undefined;
    }),
  },
  {
    fault: 'oversize',
    guard: 'bytes are counted as they come',
    file: exchange,
    find: 'if (bytes > maxResponseBytes)',
    replace: 'if (false)',
    trial: missesB('OWNER_TOO_LARGE', [begin(), flood(Buffer.alloc(10_000, ' '))], hasty, {
      maxResponseBytes: 100_000,
    }),
  },
  {
    fault: 'extreme-json',
    guard: 'a whole number is one that can be held exactly',
    file: verify,
    find: 'value === (value | 0)',
    replace: "typeof value === 'number'",
    trial: missesB('OWNER_INVALID', replaced('"totalCount":4', '"totalCount":9007199254740993')),
  },
  {
    fault: 'prototype-keys',
    guard: 'keys that were not asked are dropped',
    file: verify,
    find: 'hasKeys(value, fields.length)',
    replace: 'true',
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = altered((answer) => answer.replaceAll('{"id"', '{"constructor":"SECRET","__proto__":{"x":1},"id"'));
      return !(await put(query)).text.includes('SECRET');
    }),
  },
  {
    fault: 'redirects',
    guard: 'a redirect is no answer',
    file: exchange,
    find: 'code >= 300 && code < 400',
    replace: 'false',
    trial: missesB('OWNER_INVALID', [reply({ status: 307, headers: { location: 'http://169.254.169.254/' } })]),
  },
  {
    fault: 'schema-drift',
    guard: 'a value is of its type',
    file: verify,
    find: 'if (!isValid(value))',
    replace: 'if (false)',
    trial: missesB('OWNER_INVALID', replaced('"Мера 2"', '2')),
  },
  {
    fault: 'foreign-rows',
    guard: 'an id is one of the owner’s own',
    file: verify,
    find: 'if (!codes.has(value.slice(0, colon)))',
    replace: 'if (false)',
    trial: missesB('OWNERSHIP_VIOLATION', replaced('"b:measure:1"', '"a:measure:9"')),
  },
  {
    fault: 'foreign-rows',
    guard: 'an owner speaks for itself in its coverage',
    file: 'gateway/hub/upstream/coverage.js',
    find: '.filter(({ municipality }) => municipalities.has(municipality))',
    replace: '',
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = replaced('"sources":[', '"sources":[{"municipality":"a","state":"TIMEOUT","version":9},');
      return (await put(query)).extensions.coverage.sources.every(({ version }: { version: number }) => version === 7);
    }),
  },
  {
    fault: 'replayed',
    guard: 'an answer is to the request that was sent',
    file: exchange,
    find: "return id === undefined || id === headers['x-request-id'];",
    replace: 'return true;',
    trial: missesB('OWNER_INVALID', [reply({ headers: { 'x-request-id': 'an-earlier-one' } })]),
  },
  {
    fault: 'replayed',
    guard: 'what is not modified is what was asked for',
    file: exchange,
    find: 'if (call.etag === undefined || readTag(headers.etag) !== readTag(call.etag))',
    replace: 'if (false)',
    trial: missesB('OWNER_INVALID', [reply({ status: 304, headers: { etag }, body: '' })]),
  },
  {
    fault: 'replayed',
    guard: 'the same tag means the same data',
    file: 'gateway/hub/upstream/fetch-answer.js',
    find: 'if (isSame && ',
    replace: 'if (false && ',
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = [reply({ headers: { etag } })];
      await put(query);
      b.script = [reply({ headers: { etag }, body: (answer) => answer.replace('Мера 1', 'SECRET') })];
      return isWithoutB(await put(query), 'OWNER_INVALID');
    }),
  },
  {
    fault: 'all-down',
    guard: 'no owner, no data',
    file: 'gateway/hub/merge/build-response.js',
    find: 'answers.every(({ failure }) => failure)',
    replace: 'false',
    trial: before(async ({ ask: put, owners }) => {
      for (const owner of Object.values(owners)) owner.script = [reset];
      const { status, data, errors } = await put(query);
      return status === 502 && data === null && errors![0].extensions.code === 'ALL_OWNERS_FAILED';
    }),
  },
  {
    fault: 'all-down',
    guard: 'what must be complete is, or is not given',
    file: 'gateway/hub/merge/build-response.js',
    find: 'mustBeComplete(operation)',
    replace: 'false',
    trial: before(async ({ ask: put, owners }) => {
      owners.b.script = [reset];
      return (await put(`query @complete ${query}`)).data === null;
    }),
  },
];
