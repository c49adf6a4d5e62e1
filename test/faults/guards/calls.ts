import { Pool } from 'undici';
import { CircuitBreaker } from '../../../gateway/hub/upstream/circuit-breaker.js';
import { RequestDeadline } from '../../../gateway/hub/upstream/deadline.js';
import { FanOut } from '../../../gateway/hub/upstream/fan-out.js';
import { fetchAnyVersion } from '../../../gateway/hub/upstream/fetch-any-version.js';
import { fetchResponse } from '../../../gateway/hub/upstream/fetch-response.js';
import { httpExchange } from '../../../gateway/hub/upstream/http-exchange.js';
import { OwnerClient } from '../../../gateway/hub/upstream/owner-client.js';
import { RetryBudget } from '../../../gateway/hub/upstream/retry-budget.js';
import { calls, left, not, reads, says, test, then, uses } from '../../mutation/features.js';
import { becomes, callsResult, copyOf, oneByOne } from '../../mutation/function-operators.js';
import { method } from '../../mutation/mutate.js';
import { alwaysHolds, drop, keepRight, neverHolds, rewrite } from '../../mutation/operators.js';
import {
  assignments,
  bareCalls,
  callsOf,
  conditionals,
  ifs,
  itself,
  operations,
  valuesOf,
} from '../../mutation/places.js';
import { hasty, query } from '../hub.js';
import { begin, closeWhenReused, drip, end, never, reply, reset, type Script, send } from '../misbehave.js';
import { until } from '../open-handles.js';
import type { Guard } from './guard.js';
import { askAndLeave, before, isCalm, isWhole, isWithoutB, missesB, rename, soon, withName } from './trials.js';

const announced = begin({ 'content-length': '100000' });
const away = (retryAfter?: string): Script => [
  reply({ status: 503, headers: { 'content-type': 'text/html', 'retry-after': retryAfter }, body: '' }),
];
const foreign = '{"data":{"rename":{"id":"a:measure:1"}}}';

/** What of a change comes to its client, and how often it reached its owner. */
const renames = (script: Script) =>
  before(async (hub, waitMs) => {
    hub.owners.b.script = script;
    const answer = await soon(hub.ask(rename), waitMs);
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
    without: { in: httpExchange, change: becomes(valuesOf('onResponseError'), () => {}) },
    trial: before(async ({ ask: put, owners: { b } }, waitMs) => {
      await b.stop();
      return isWithoutB(await soon(put(query), waitMs), 'OWNER_UNREACHABLE');
    }),
  },
  {
    fault: 'moved-away',
    guard: 'a new connection asks anew where the name leads',
    without: {
      in: OwnerClient,
      change: rewrite(
        callsOf(Pool),
        (text, { arguments: [origin, options] }) =>
          `new Pool('http://127.0.0.1:' + new URL(${text(origin!)}).port, ${text(options!)})`,
      ),
    },
    trial: (load, waitMs) => {
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
        () => moved(load, waitMs),
      );
    },
  },
  {
    fault: 'half-open',
    guard: 'a call ends by the deadline',
    without: { in: httpExchange, change: rewrite(callsOf('onEnd'), () => '(() => {})') },
    trial: missesB('OWNER_TIMEOUT', [never], hasty),
  },
  {
    fault: 'half-open',
    guard: 'a call that is given up closes its connection',
    without: { in: httpExchange, change: drop(callsOf('abort', not(says('OWNER_TIMEOUT')))) },
    trial: missesB('OWNER_TIMEOUT', [never], hasty),
  },
  {
    fault: 'stalled-body',
    guard: 'the deadline covers the body',
    without: { in: httpExchange, change: callsResult(callsOf('onEnd'), valuesOf('onResponseStart')) },
    trial: missesB('OWNER_TIMEOUT', [announced, send('{"data":'), never], hasty),
  },
  {
    fault: 'byte-by-byte',
    guard: 'a byte does not satisfy the deadline',
    without: { in: httpExchange, change: callsResult(callsOf('onEnd'), valuesOf('onResponseData')) },
    trial: missesB('OWNER_TIMEOUT', [begin(), send('{"data":'), drip(20)], hasty),
  },
  {
    fault: 'cut-off',
    guard: 'nothing of what breaks off is read',
    without: { in: httpExchange, change: copyOf(valuesOf('onResponseEnd'), valuesOf('onResponseError')) },
    trial: missesB('OWNER_INVALID', [announced, send((answer) => answer), end]),
  },
  {
    fault: 'cut-off',
    guard: 'who closes what it kept alive is asked over new connections',
    without: { in: method(RetryBudget, 'isLow'), change: becomes(itself, () => false) },
    trial: before(async ({ ask: put, owners: { b } }) => {
      b.script = closeWhenReused();
      for (let n = 0; n < 40; n++) if (!isWhole(await put(query))) return false;
      return true;
    }),
  },
  {
    fault: 'slow',
    guard: 'all owners are asked at the same moment',
    without: { in: FanOut, change: oneByOne(callsOf('all', calls(fetchAnyVersion))) },
    trial: before(async (hub, waitMs) => {
      const owners = Object.values(hub.owners);
      for (const owner of owners) owner.script = [never];
      const answer = hub.ask(hasty);
      await until(() => owners.every(({ busy }) => busy === 1), 250);
      const areAsked = owners.every(({ busy }) => busy === 1);
      await soon(answer, waitMs);
      return areAsked;
    }),
  },
  {
    fault: 'flapping',
    guard: 'who does not answer several times in a row is left alone',
    without: { in: method(CircuitBreaker, 'admits'), change: alwaysHolds(ifs(then(says(true)))) },
    trial: callsBy(6, (calls) => calls === 3, away(), 3),
  },
  {
    fault: 'flapping',
    guard: 'one call at a time tries whether it is back',
    without: { in: method(CircuitBreaker, 'admits'), change: drop(bareCalls()) },
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
    without: { in: method(CircuitBreaker, 'recordSuccess'), change: drop(assignments(says(0))) },
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
    without: { in: method(RequestDeadline, 'constructor'), change: drop(callsOf('addEventListener')) },
    trial: before(async (hub, waitMs) => {
      for (const owner of Object.values(hub.owners)) owner.script = [never];
      await askAndLeave(hub);
      return isCalm(hub, waitMs);
    }),
  },
  {
    fault: 'client-gone',
    guard: 'a client that goes away says nothing against owners',
    without: { in: OwnerClient, change: keepRight(operations('&&', left(reads('isAbandoned')))) },
    trial: before(
      async (hub, waitMs) => {
        const owners = Object.values(hub.owners);
        for (const owner of owners) owner.script = [never];
        await askAndLeave(hub);
        await isCalm(hub, waitMs);
        for (const owner of owners) owner.script = undefined;
        return isWhole(await hub.ask(query));
      },
      { breaker: { misses: 1, probeMs: 60_000 } },
    ),
  },
  {
    fault: 'overloaded',
    guard: 'nobody is waited for longer than half of the time',
    without: {
      in: OwnerClient,
      change: rewrite(operations('>', uses('/')), (text, { left: ms }) => `${text(ms)} === Number.POSITIVE_INFINITY`),
    },
    trial: missesB('OWNER_UNREACHABLE', away('60')),
  },
  {
    fault: 'overloaded',
    guard: 'retries have a budget',
    without: { in: method(RetryBudget, 'take'), change: neverHolds(ifs()) },
    trial: callsBy(15, (calls) => calls <= 15 + 11, away('0'), Number.POSITIVE_INFINITY),
  },
  {
    fault: 'unknown-outcome',
    guard: 'a change is never sent twice',
    without: { in: OwnerClient, change: neverHolds(ifs(test(reads('isMutation')))) },
    trial: renames([reset]),
  },
  {
    fault: 'unknown-outcome',
    guard: 'a change that was sent and not answered has an unknown outcome',
    without: { in: OwnerClient, change: neverHolds(conditionals(then(says('OUTCOME_UNKNOWN')))) },
    trial: renames([end]),
  },
  {
    fault: 'unknown-outcome',
    guard: 'a change whose answer cannot be used has an unknown outcome',
    without: { in: fetchResponse, change: neverHolds(ifs(then(says('OUTCOME_UNKNOWN')))) },
    trial: renames([reply({ body: foreign })]),
  },
];
