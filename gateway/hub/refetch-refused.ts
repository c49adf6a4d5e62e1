import { isNonNullType } from 'graphql';
import { callTo, type Operation, type OwnerCall, type Route } from './plan/index.js';
import type { Heard } from './upstream/index.js';

interface Rest {
  /** What those owners are asked once more that refused a part of it. */
  readonly rests: readonly OwnerCall[];
  /** Their answers, as of what they refused alone. */
  readonly refused: ReadonlyMap<Heard, Heard>;
}

/**
 * An owner that refuses a field which is never null gives nothing of the others: it is asked for those once more. Not so
 * where nobody answered the field, because then there is no answer to complete.
 */
export function withoutRefused(
  heard: readonly Heard[],
  operation: Operation,
  variables: Readonly<Record<string, unknown>>,
  leftMs: number,
): Rest {
  const rests: OwnerCall[] = [];
  const refused = new Map<Heard, Heard>();
  const answered = new Set<Route>();
  const partly: { one: Heard; fields: Route[]; rest: Route[] }[] = [];
  for (const one of heard) {
    const answer = one.kept ? undefined : one.read();
    if (!answer || answer.data) for (const route of one.routes) answered.add(route);
    else if (answer.failure?.refusal && one.routes.length > 1) {
      const keys = new Set(answer.errors.map(rootOf));
      const fields = one.routes.filter(({ plan }) => keys.has(plan.alias));
      const rest = one.routes.filter((route) => !fields.includes(route));
      if (fields.length > 0 && rest.length > 0) partly.push({ one, fields, rest });
    }
  }
  for (const { one, fields, rest } of partly) {
    if (fields.some((route) => isNonNullType(route.plan.type) && !answered.has(route))) continue;
    refused.set(one, { ...one, routes: fields, read: () => ({ ...one.read(), routes: fields }) });
    rests.push(callTo(one.owner, rest, operation, variables, leftMs));
  }
  return { rests, refused };
}

function rootOf(error: unknown): unknown {
  const { path } = (error ?? {}) as { path?: unknown };
  return Array.isArray(path) ? path[0] : undefined;
}
