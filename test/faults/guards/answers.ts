import { isUtf8 } from 'node:buffer';
import { readTag } from '../../../gateway/http/server/etags.js';
import { buildResponse } from '../../../gateway/hub/merge/build-response.js';
import { movedErrors } from '../../../gateway/hub/merge/error-paths.js';
import { inVocabulary } from '../../../gateway/hub/merge/error-vocabulary.js';
import { mustBeComplete } from '../../../gateway/hub/plan/request-options.js';
import { checkOf } from '../../../gateway/hub/plan/response-validator.js';
import { sourcesOf } from '../../../gateway/hub/upstream/coverage.js';
import { fetchResponse } from '../../../gateway/hub/upstream/fetch-response.js';
import { httpExchange } from '../../../gateway/hub/upstream/http-exchange.js';
import { sameValue } from '../../../gateway/hub/values.js';
import { calls, left, not, right, says, test, then, uses, walksKeys } from '../../mutation/features.js';
import { becomes } from '../../mutation/function-operators.js';
import { dropLink, keepLeft, keepRight, neverHolds, rewrite } from '../../mutation/operators.js';
import { callsOf, conditionals, functions, ifs, operations } from '../../mutation/places.js';
import { hasty, query } from '../hub.js';
import { altered, begin, flood, reply, reset } from '../misbehave.js';
import type { Guard } from './guard.js';
import { before, isWithoutB, missesB } from './trials.js';

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
    without: { in: httpExchange, change: keepRight(operations('||', left(says('content-type')))) },
    trial: missesB('OWNER_INVALID', [reply({ headers: { 'content-type': 'text/html' } })]),
  },
  {
    fault: 'no-graphql',
    guard: 'an answer is not compressed unasked',
    without: { in: httpExchange, change: keepLeft(operations('||', right(says('content-encoding')))) },
    trial: missesB('OWNER_INVALID', [reply({ headers: { 'content-encoding': 'gzip' } })]),
  },
  {
    fault: 'no-graphql',
    guard: 'an answer is UTF-8',
    without: { in: httpExchange, change: neverHolds(ifs(test(calls(isUtf8)))) },
    trial: missesB('OWNER_INVALID', [reply({ body: broken })]),
  },
  {
    fault: 'partial-answer',
    guard: 'of an error nothing remains that the hub does not know',
    without: { in: movedErrors, change: keepLeft(operations('&&', calls(inVocabulary))) },
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
    without: {
      in: httpExchange,
      change: neverHolds(ifs(then(says('OWNER_TOO_LARGE')), not(test(says('content-length'))))),
    },
    trial: missesB('OWNER_TOO_LARGE', [begin(), flood(Buffer.alloc(10_000, ' '))], hasty, {
      maxResponseBytes: 100_000,
    }),
  },
  {
    fault: 'extreme-json',
    guard: 'a whole number is one that can be held exactly',
    without: {
      in: checkOf,
      change: rewrite(operations('===', uses('|')), (text, { left: value }) => `typeof ${text(value)} === 'number'`),
    },
    trial: missesB('OWNER_INVALID', replaced('"totalCount":4', '"totalCount":9007199254740993')),
  },
  {
    fault: 'prototype-keys',
    guard: 'keys that were not asked are dropped',
    without: { in: checkOf, change: becomes(functions(walksKeys), () => true) },
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = altered((answer) => answer.replaceAll('{"id"', '{"constructor":"SECRET","__proto__":{"x":1},"id"'));
      return !(await put(query)).text.includes('SECRET');
    }),
  },
  {
    fault: 'redirects',
    guard: 'a redirect is no answer',
    without: { in: httpExchange, change: neverHolds(ifs(test(says(300)))) },
    trial: missesB('OWNER_INVALID', [reply({ status: 307, headers: { location: 'http://169.254.169.254/' } })]),
  },
  {
    fault: 'schema-drift',
    guard: 'a value is of its type',
    without: { in: checkOf, change: rewrite(conditionals(test(says('__typename'))), () => '(() => true)') },
    trial: missesB('OWNER_INVALID', replaced('"Мера 2"', '2')),
  },
  {
    fault: 'foreign-rows',
    guard: 'an id is one of the owner’s own',
    without: { in: checkOf, change: neverHolds(ifs(then(says('OWNERSHIP_VIOLATION')))) },
    trial: missesB('OWNERSHIP_VIOLATION', replaced('"b:measure:1"', '"a:measure:9"')),
  },
  {
    fault: 'foreign-rows',
    guard: 'an owner speaks for itself in its coverage',
    without: { in: sourcesOf, change: dropLink(callsOf('filter', calls('has'))) },
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = replaced('"sources":[', '"sources":[{"municipality":"a","state":"TIMEOUT","version":9},');
      return (await put(query)).extensions.coverage.sources.every(({ version }: { version: number }) => version === 7);
    }),
  },
  {
    fault: 'replayed',
    guard: 'an answer is to the request that was sent',
    without: { in: httpExchange, change: becomes(functions(says('x-request-id')), () => true) },
    trial: missesB('OWNER_INVALID', [reply({ headers: { 'x-request-id': 'an-earlier-one' } })]),
  },
  {
    fault: 'replayed',
    guard: 'what is not modified is what was asked for',
    without: { in: httpExchange, change: neverHolds(ifs(test(calls(readTag)))) },
    trial: missesB('OWNER_INVALID', [reply({ status: 304, headers: { etag }, body: '' })]),
  },
  {
    fault: 'replayed',
    guard: 'the same tag means the same data',
    without: { in: fetchResponse, change: neverHolds(ifs(test(calls(sameValue)))) },
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
    without: { in: buildResponse, change: neverHolds(ifs(test(calls('every')))) },
    trial: before(async ({ ask: put, owners }) => {
      for (const owner of Object.values(owners)) owner.script = [reset];
      const { status, data, errors } = await put(query);
      return status === 502 && data === null && errors![0].extensions.code === 'ALL_OWNERS_FAILED';
    }),
  },
  {
    fault: 'all-down',
    guard: 'what must be complete is, or is not given',
    without: { in: buildResponse, change: neverHolds(ifs(test(calls(mustBeComplete)))) },
    trial: before(async ({ ask: put, owners }) => {
      owners.b.script = [reset];
      return (await put(`query @complete ${query}`)).data === null;
    }),
  },
];
