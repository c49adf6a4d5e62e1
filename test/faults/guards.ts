import { altered, begin, drip, end, flood, never, reply, reset, type Script, send } from './misbehave.js';
import { until } from './open-handles.js';
import {
  askAndLeave,
  before,
  hasty,
  isCalm,
  isWhole,
  isWithoutB,
  missesB,
  query,
  rename,
  soon,
  type Trial,
  withName,
} from './trials.js';
import {
  clockAhead,
  clockBehind,
  closing,
  conflict,
  databaseFailure,
  lostCommit,
  unwritable,
} from './trials-of-instances.js';

/** What keeps a fault from doing harm: without it, the trial must end wrongly. */
export interface Guard {
  /** The file of the fault. */
  fault: string;
  guard: string;
  /** A compiled module, and what in it is replaced to take the guard away. */
  file: string;
  find: string;
  replace: string;
  trial: Trial;
}

const exchange = 'gateway/hub/exchange.js';
const ask = 'gateway/hub/ask.js';
const verify = 'gateway/hub/verify.js';
const change = 'subgraphs/kit/ledger/change.js';

const announced = begin({ 'content-length': '100000' });
const away = (retryAfter?: string): Script => [
  reply({ status: 503, headers: { 'content-type': 'text/html', 'retry-after': retryAfter }, body: '' }),
];
const foreign = '{"data":{"rename":{"id":"a:measure:1"}}}';
const etag = '"1"';
const replaced = (from: string, to: string) => altered((answer) => answer.replace(from, to));

/** No UTF-8, in a title. */
function broken(answer: string): Buffer {
  const bytes = Buffer.from(answer);
  const at = bytes.indexOf('М');
  return bytes.fill(0xff, at, at + 1);
}

/** What of a change comes to its client, and how often it reached its owner. */
const renames = (script: Script) =>
  before(async (hub) => {
    hub.owners.b.script = script;
    const answer = await soon(hub.ask(rename));
    return answer?.errors?.[0].extensions.code === 'OUTCOME_UNKNOWN' && hub.owners.b.calls.length === 1;
  });

/** How often b is asked by so many questions. */
const callsBy = (questions: number, isRight: (calls: number) => boolean, script: Script, misses: number) =>
  before(
    async ({ ask: put, owners: { b } }) => {
      b.script = script;
      for (let n = 0; n < questions; n++) await put(query);
      return isRight(b.calls.length);
    },
    { breaker: { misses, probeMs: 60_000 } },
  );

export const guards: readonly Guard[] = [
  {
    fault: 'refused',
    guard: 'a connection that fails ends the call',
    file: exchange,
    find: 'onResponseError: (_, error) => settle(outcomeOf(error, status > 0), error.message),',
    replace: 'onResponseError: () => {},',
    trial: before(async ({ ask: put, owners: { b } }) => {
      await b.stop();
      return isWithoutB(await soon(put(hasty)), 'OWNER_UNREACHABLE');
    }),
  },
  {
    fault: 'moved-away',
    guard: 'a new connection asks anew where the name leads',
    file: ask,
    find: 'new Pool(owner.url.origin,',
    replace: "new Pool('http://127.0.0.1:' + owner.url.port,",
    trial: (load) => {
      let address = '127.0.0.1';
      const moved = before(
        async ({ ask: put, owners: { b } }) => {
          await b.stop();
          address = '127.0.0.2';
          await b.start(address);
          return isWhole(await put(query));
        },
        { hostOfB: 'b.example' },
      );
      return withName(
        'b.example',
        () => address,
        () => moved(load),
      );
    },
  },
  {
    fault: 'half-open',
    guard: 'a call ends by the deadline',
    file: exchange,
    find: "const forget = deadline.onEnd(() => fail('OWNER_TIMEOUT', 'no answer by the deadline'));",
    replace: 'const forget = () => {};',
    trial: missesB('OWNER_TIMEOUT', [never], hasty),
  },
  {
    fault: 'half-open',
    guard: 'a call that is given up closes its connection',
    file: exchange,
    find: 'controller?.abort(new Error(code));',
    replace: '',
    trial: missesB('OWNER_TIMEOUT', [never], hasty),
  },
  {
    fault: 'stalled-body',
    guard: 'the deadline covers the body',
    file: exchange,
    find: 'status = code;',
    replace: 'status = code; forget();',
    trial: missesB('OWNER_TIMEOUT', [announced, send('{"data":'), never], hasty),
  },
  {
    fault: 'byte-by-byte',
    guard: 'a byte does not satisfy the deadline',
    file: exchange,
    find: 'bytes += chunk.length;',
    replace: 'bytes += chunk.length; forget();',
    trial: missesB('OWNER_TIMEOUT', [begin(), send('{"data":'), drip(20)], hasty),
  },
  {
    fault: 'cut-off',
    guard: 'nothing of what breaks off is read',
    file: exchange,
    find: 'settle(outcomeOf(error, status > 0), error.message)',
    replace: 'settle(status > 0 ? read(chunks, { status, schema, etag }) : outcomeOf(error, false), error.message)',
    trial: missesB('OWNER_INVALID', [announced, send((answer) => answer), end]),
  },
  {
    fault: 'slow',
    guard: 'all owners are asked at the same moment',
    file: 'gateway/hub/hub.js',
    find: 'await Promise.all(calls.map(',
    replace:
      'await (async (one) => { const all = []; for (const call of calls) all.push(await one(call)); return all; })((',
    trial: before(async (hub) => {
      const owners = Object.values(hub.owners);
      for (const owner of owners) owner.script = [never];
      const answer = hub.ask(hasty);
      await until(() => owners.every(({ busy }) => busy === 1), 250);
      const areAsked = owners.every(({ busy }) => busy === 1);
      await soon(answer);
      return areAsked;
    }),
  },
  {
    fault: 'flapping',
    guard: 'who does not answer several times in a row is left alone',
    file: 'gateway/hub/breaker.js',
    find: 'if (this.#inARow < this.#misses)',
    replace: 'if (true)',
    trial: callsBy(6, (calls) => calls === 3, away(), 3),
  },
  {
    fault: 'flapping',
    guard: 'one call at a time tries whether it is back',
    file: 'gateway/hub/breaker.js',
    find: 'this.#waitForProbe();\n        return true;',
    replace: 'return true;',
    trial: before(
      async ({ ask: put, owners: { b } }) => {
        b.script = away();
        await until(async () => (await put(query)) && b.calls.length > 2);
        await Promise.all([1, 2, 3, 4, 5, 6].map(() => put(query)));
        return b.calls.length < 6;
      },
      { breaker: { misses: 2, probeMs: 600 } },
    ),
  },
  {
    fault: 'flapping',
    guard: 'an answer ends it',
    file: 'gateway/hub/breaker.js',
    find: 'this.#inARow = 0;\n    }',
    replace: '}',
    trial: before(
      async ({ ask: put, owners: { b } }) => {
        for (const script of [away(), undefined, away(), undefined]) {
          b.script = script;
          await put(query);
        }
        return isWhole(await put(query));
      },
      { breaker: { misses: 2, probeMs: 60_000 } },
    ),
  },
  {
    fault: 'client-gone',
    guard: 'calls end with the client',
    file: 'gateway/hub/deadline.js',
    find: "signal.addEventListener('abort', this.end);",
    replace: '',
    trial: before(async (hub) => {
      for (const owner of Object.values(hub.owners)) owner.script = [never];
      await askAndLeave(hub);
      return isCalm(hub);
    }),
  },
  {
    fault: 'client-gone',
    guard: 'a client that goes away says nothing against owners',
    file: ask,
    find: '!deadline.isAbandoned && ',
    replace: '',
    trial: before(
      async (hub) => {
        const owners = Object.values(hub.owners);
        for (const owner of owners) owner.script = [never];
        await askAndLeave(hub);
        await isCalm(hub);
        for (const owner of owners) owner.script = undefined;
        return isWhole(await hub.ask(query));
      },
      { breaker: { misses: 1, probeMs: 60_000 } },
    ),
  },
  {
    fault: 'overloaded',
    guard: 'nobody is waited for longer than half of the time',
    file: ask,
    find: 'retryAfterMs > deadline.leftMs / 2 || ',
    replace: 'retryAfterMs === Number.POSITIVE_INFINITY || ',
    trial: missesB('OWNER_UNREACHABLE', away('60')),
  },
  {
    fault: 'overloaded',
    guard: 'retries have a budget',
    file: 'gateway/hub/retry-budget.js',
    find: 'if (this.#left < 1)',
    replace: 'if (false)',
    trial: callsBy(15, (calls) => calls <= 15 + 11, away('0'), Number.POSITIVE_INFINITY),
  },
  {
    fault: 'unknown-outcome',
    guard: 'a change is never sent twice',
    file: ask,
    find: 'if (call.isMutation)\n            return this.sendAlone(call, deadline);',
    replace: '',
    trial: renames([reset]),
  },
  {
    fault: 'unknown-outcome',
    guard: 'a change that was sent and not answered has an unknown outcome',
    file: ask,
    find: "isOpen ? 'OUTCOME_UNKNOWN' : outcome",
    replace: 'outcome',
    trial: renames([end]),
  },
  {
    fault: 'unknown-outcome',
    guard: 'a change whose answer cannot be used has an unknown outcome',
    file: 'gateway/hub/hear.js',
    find: 'if (isMutation && reply.body?.data && answer.failure)',
    replace: 'if (false)',
    trial: renames([reply({ body: foreign })]),
  },
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
    guard: 'of an error only a code of the catalogue remains',
    file: 'gateway/hub/answer.js',
    find: "isErrorCode(code) ? code : 'INTERNAL'",
    replace: 'code',
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = replaced('{"data"', '{"errors":[{"message":"x","extensions":{"code":"SECRET"}}],"data"');
      const answer = await put(query);
      return answer.data?.measures?.totalCount === 12 && answer.errors?.[0].extensions.code === 'INTERNAL';
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
    file: 'gateway/hub/coverage.js',
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
    file: 'gateway/hub/hear.js',
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
    file: 'gateway/hub/respond.js',
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
    file: 'gateway/hub/respond.js',
    find: 'mustBeComplete(operation)',
    replace: 'false',
    trial: before(async ({ ask: put, owners }) => {
      owners.b.script = [reset];
      return (await put(`query @complete ${query}`)).data === null;
    }),
  },
  {
    fault: 'database-down',
    guard: 'a failure of the database is one of the catalogue',
    file: 'subgraphs/kit/database-error.js',
    find: 'unavailable.test(code)',
    replace: 'false',
    trial: databaseFailure,
  },
  {
    fault: 'database-down',
    guard: 'what the database undid is tried again',
    file: change,
    find: 'const retries = 3;',
    replace: 'const retries = 0;',
    trial: conflict,
  },
  {
    fault: 'database-down',
    guard: 'a commit without word has an unknown outcome',
    file: change,
    find: 'if (isCommitting && isLost(error))',
    replace: 'if (false)',
    trial: lostCommit,
  },
  {
    fault: 'restart',
    guard: 'who closes is not ready',
    file: 'gateway/edge/server.js',
    find: '!closing && isReady(options)',
    replace: 'isReady(options)',
    trial: closing,
  },
  {
    fault: 'wrong-clock',
    guard: 'clocks may differ by a minute',
    file: 'gateway/edge/authenticate.js',
    find: 'const toleranceS = 60;',
    replace: 'const toleranceS = 6000;',
    trial: clockAhead,
  },
  {
    fault: 'wrong-clock',
    guard: 'no change is older than the one before it',
    file: change,
    find: 'greatest(clock_timestamp(), as_of)',
    replace: 'clock_timestamp()',
    trial: clockBehind,
  },
  {
    fault: 'audit-not-writable',
    guard: 'a change is nothing without its line in the log',
    file: change,
    find: "outcome: result.unchanged ? 'UNCHANGED' : 'DONE' });",
    replace: "outcome: result.unchanged ? 'UNCHANGED' : 'DONE' }).catch(() => {});",
    trial: unwritable,
  },
];
