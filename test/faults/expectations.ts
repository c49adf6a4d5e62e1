import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { catalogue, type ErrorCode } from '../../schema/errors/catalogue.js';
import { answerOf, partOf } from '../hub/world.js';
import { type Answer, hasty, query, type StartOptions, startHub, type TestHub, world } from './hub.js';
import { asOf, type Script } from './misbehave.js';
import { leftOver, openHandles, until } from './open-handles.js';

export { hasty, query };

export type Missing = [title: string, code: ErrorCode, script: Script, more?: Partial<Expected>];

interface Expected {
  query: string;
  /** Requests that reach the faulty owner. @default 1 */
  calls: number;
  /** What coverage gives as the reason, if not the code. */
  reason: ErrorCode;
  /** Within which the answer is there, as slow as machines may be. @default 2000 */
  withinMs: number;
}

/** Makes it, and returns what ends it. */
export type Fault = (hub: TestHub) => Promise<() => Promise<unknown>>;

export interface Region {
  readonly hub: TestHub;
  /** B does this: the others' data is whole, b is named, nothing is left open, and its next good answer is taken. */
  missesB(code: ErrorCode, cause: Script | Fault, more?: Partial<Expected>): Promise<Answer>;
  /** All owners answer, each asked once. */
  isWhole(): Promise<void>;
  /** Nothing that was opened for a question is still open. */
  isCalm(): Promise<void>;
}

/** A hub for the tests of a file, and what every fault must leave: checked after each, and at the end. */
export function region(options?: StartOptions): Region {
  let before: Record<string, number>;
  let hub: TestHub;
  let timers = 0;
  beforeAll(async () => {
    before = openHandles();
    hub = await startHub(options);
    timers = openHandles().Timeout!;
    // From here on there are connections that are kept.
    await isWhole();
  });
  beforeEach(() => forget(hub));
  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]();
    await until(() => leftOver(before).length === 0);
    expect(leftOver(before)).toEqual([]);
  });

  const isCalm = async () => {
    const owners = Object.values(hub.owners);
    const left = () => {
      const open = openHandles().Timeout!;
      // What a file before this one left in the process runs out meanwhile.
      timers = Math.min(timers, open);
      return { busy: owners.map(({ busy }) => busy), timers: open - timers };
    };
    const nothing = { busy: owners.map(() => 0), timers: 0 };
    await until(() => JSON.stringify(left()) === JSON.stringify(nothing));
    expect(left()).toEqual(nothing);
  };
  const isWhole = async () => {
    forget(hub);
    const answer = await hub.ask(query);
    await expectWhole(answer);
    expect(callsOf(hub)).toEqual({ a: 1, b: 1, c: 1 });
  };
  return {
    get hub() {
      return hub;
    },
    isCalm,
    isWhole,
    async missesB(code, cause, { calls = 1, reason = code, withinMs = 2000, ...more } = {}) {
      forget(hub);
      const heal = typeof cause === 'function' ? await cause(hub) : undefined;
      if (typeof cause !== 'function') hub.owners.b.script = cause;
      const start = performance.now();
      const answer = await hub.ask(more.query ?? (code === 'OWNER_TIMEOUT' ? hasty : query));
      expect(performance.now() - start).toBeLessThan(withinMs);
      await expectWithoutB(answer, code, reason);
      expect(callsOf(hub)).toEqual({ a: 1, b: calls, c: 1 });
      expect(hub.logged).toMatchObject([{ requestId: answer.requestId, owner: 'b', code }]);
      await isCalm();
      await heal?.();
      await isWhole();
      return answer;
    },
  };
}

export function callsOf(hub: TestHub): Record<string, number> {
  return Object.fromEntries(Object.values(hub.owners).map(({ code, calls }) => [code, calls.length]));
}

/** As one database with all owners would answer. */
export async function expectWhole({ status, data, errors, extensions }: Answer): Promise<void> {
  expect({ status, data, errors }).toEqual({ status: 200, data: await dataOf('a', 'b', 'c'), errors: undefined });
  expect(extensions.coverage).toEqual({
    status: 'COMPLETE',
    asked: 3,
    answered: 3,
    sources: ['a', 'b', 'c'].map(answered),
  });
}

/** As one database without b would answer, and b named, with nothing of what b wrote. */
export async function expectWithoutB(answer: Answer, code: ErrorCode, reason = code): Promise<void> {
  const { status, data, errors, extensions, text } = answer;
  expect({ status, data, errors }).toEqual({
    status: 200,
    data: await dataOf('a', 'c'),
    errors: [{ message: catalogue[code].en, extensions: { code, municipality: 'b' } }],
  });
  expect(extensions.coverage).toEqual({
    status: 'PARTIAL',
    asked: 3,
    answered: 2,
    sources: [answered('a'), failed('b', code, reason), answered('c')],
  });
  expect(text).not.toMatch(secrets);
}

/** What an owner might write that is nobody's business: tests put the word into what they send. */
export const secrets = /SECRET|127\.0\.0\.1|node_modules|ECONN|UND_ERR/;

export function failed(municipality: string, code: ErrorCode, reason = code): object {
  return { municipality, state: stateOf(code), asOf: null, version: null, tookMs: expect.any(Number), error: reason };
}

function answered(municipality: string): object {
  return { municipality, state: 'ANSWERED', asOf, version: 7, tookMs: expect.any(Number), error: null };
}

function stateOf(code: ErrorCode): string {
  return (
    { OWNER_TIMEOUT: 'TIMEOUT', OWNER_UNREACHABLE: 'UNREACHABLE', OWNER_REFUSED: 'REFUSED' }[code as 'OWNER_TIMEOUT'] ??
    'INVALID'
  );
}

async function dataOf(...codes: string[]): Promise<unknown> {
  const { data } = await answerOf(partOf(world, ...codes), query);
  return JSON.parse(JSON.stringify(data));
}

/** Of what was asked before. */
function forget({ owners, logged }: TestHub): void {
  logged.length = 0;
  for (const owner of Object.values(owners)) {
    owner.calls.length = 0;
    owner.script = undefined;
  }
}
