import { hasty, query } from '../hub.js';
import { begin, closeWhenReused, drip, end, never, reply, reset, type Script, send } from '../misbehave.js';
import { until } from '../open-handles.js';
import type { Guard } from './guard.js';
import { askAndLeave, before, isCalm, isWhole, isWithoutB, missesB, rename, soon, withName } from './trials.js';

const exchange = 'gateway/hub/upstream/http-exchange.js';
const ask = 'gateway/hub/upstream/owner-client.js';

const announced = begin({ 'content-length': '100000' });
const away = (retryAfter?: string): Script => [
  reply({ status: 503, headers: { 'content-type': 'text/html', 'retry-after': retryAfter }, body: '' }),
];
const foreign = '{"data":{"rename":{"id":"a:measure:1"}}}';

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

/** Of connections, deadlines, retries and changes. */
export const ofCalls: readonly Guard[] = [
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
    fault: 'cut-off',
    guard: 'who closes what it kept alive is asked over new connections',
    file: 'gateway/hub/upstream/retry-budget.js',
    find: 'return this.#left < this.#most / 2;',
    replace: 'return false;',
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = closeWhenReused();
      for (let n = 0; n < 40; n++) if (!isWhole(await put(query))) return false;
      return true;
    }),
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
    file: 'gateway/hub/upstream/circuit-breaker.js',
    find: 'if (this.#inARow < this.#misses)',
    replace: 'if (true)',
    trial: callsBy(6, (calls) => calls === 3, away(), 3),
  },
  {
    fault: 'flapping',
    guard: 'one call at a time tries whether it is back',
    file: 'gateway/hub/upstream/circuit-breaker.js',
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
    file: 'gateway/hub/upstream/circuit-breaker.js',
    find: 'this.#inARow = 0;',
    replace: '',
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
    file: 'gateway/hub/upstream/deadline.js',
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
    file: 'gateway/hub/upstream/retry-budget.js',
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
    file: 'gateway/hub/upstream/fetch-answer.js',
    find: 'if (isMutation && reply.body?.data && answer.failure)',
    replace: 'if (false)',
    trial: renames([reply({ body: foreign })]),
  },
];
