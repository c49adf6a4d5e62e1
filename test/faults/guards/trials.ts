import dns from 'node:dns';
import { createHub } from '../../../gateway/hub/hub.js';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import type { Named } from '../../mutation/features.js';
import { type Answer, query, type StartOptions, startHub, type TestHub } from '../hub.js';
import type { Script } from '../misbehave.js';
import { until } from '../open-handles.js';

/** What the product exports, with its guards or without one of them. */
export type Load = <T extends Named>(exported: T) => Promise<T>;
/**
 * Makes the fault, and says whether what came of it was right. `waitMs` is how long it waits for what should come at once:
 * with the guard that costs nothing, so there it is long, and a slow machine proves nothing.
 */
export type Trial = (load: Load, waitMs: number) => Promise<boolean>;

/** That nothing was tried, so that it ended in no way. */
export class Unfit extends Error {}

export const rename = 'mutation { rename(input: { municipality: "b", measure: "b:measure:1", title: "x" }) { id } }';

/** What a hub makes of it, which has been asked before, so that there are connections that are kept. */
export function before(judge: (hub: TestHub, waitMs: number) => Promise<boolean>, options?: StartOptions): Trial {
  return async (load, waitMs) => {
    const create = await load(createHub);
    await using hub = await startHub({ ...options, create, deadlineMs: 3000 });
    if (!isWhole(await hub.ask(query))) throw new Unfit('It does not answer even without a fault.');
    for (const { calls } of Object.values(hub.owners)) calls.length = 0;
    hub.logged.length = 0;
    return await judge(hub, waitMs);
  };
}

/** B does this, is named with this code, and nothing stays open. */
export function missesB(code: ErrorCode, script: Script, asked = query, options?: StartOptions): Trial {
  return before(async (hub, waitMs) => {
    hub.owners.b.script = script;
    return isWithoutB(await soon(hub.ask(asked), waitMs), code) && (await isCalm(hub, waitMs));
  }, options);
}

export function isWithoutB(answer: Answer | undefined, code: ErrorCode): boolean {
  if (answer?.data?.measures?.totalCount !== 8) return false;
  const named = answer.errors!.map(({ extensions }) => `${extensions.municipality} ${extensions.code}`).join();
  return named === `b ${code}` && answer.extensions.coverage.status === 'PARTIAL';
}

export function isWhole(answer: Answer | undefined): boolean {
  return answer?.data?.measures?.totalCount === 12 && !answer.errors && answer.extensions.coverage.answered === 3;
}

export async function isCalm({ owners }: TestHub, waitMs: number): Promise<boolean> {
  const isIdle = () => Object.values(owners).every(({ busy }) => busy === 0);
  await until(isIdle, waitMs);
  return isIdle();
}

/** Asks, and goes away once all owners have the question. */
export async function askAndLeave({ url, owners }: TestHub): Promise<void> {
  const leaving = new AbortController();
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const asked = fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }), signal: leaving.signal });
  await until(() => Object.values(owners).every(({ busy }) => busy === 1));
  leaving.abort();
  await asked.catch(() => {});
}

/** Undefined where it does not come soon. */
export function soon<T>(promise: Promise<T>, withinMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), withinMs);
  });
  return Promise.race([promise.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}

/** While it works, this name leads to where it says at that moment. */
export async function withName<T>(name: string, address: () => string, work: () => Promise<T>): Promise<T> {
  const real = dns.lookup;
  const lookup = (asked: string, options: object, done: (...result: unknown[]) => void) =>
    asked === name
      ? process.nextTick(done, null, [{ address: address(), family: 4 }])
      : real(asked, options, done as never);
  dns.lookup = lookup as never;
  try {
    return await work();
  } finally {
    dns.lookup = real;
  }
}
