import { isNonNullType } from 'graphql';
import { type CallPlan, callTo, type FieldRoute, type OwnerCall } from '../plan/index.js';
import { property } from '../values.js';
import { type FetchedResult, isFetched, type OwnerResult } from './owner-result.js';

interface Refetch {
  /** Fetched once more from owners that refused a part of what they were asked: the rest. */
  readonly rests: readonly OwnerCall[];
  /** Their results, as of what they refused alone. */
  readonly refusals: ReadonlyMap<OwnerResult, OwnerResult>;
}

/**
 * An owner that refuses a field which is never null gives nothing of the others: those are fetched once more. Not so
 * where nobody answered the field, because then there is no response to complete.
 */
export function withoutRefused(results: readonly OwnerResult[], plan: CallPlan, leftMs: number): Refetch {
  const rests: OwnerCall[] = [];
  const refusals = new Map<OwnerResult, OwnerResult>();
  const answeredRoutes = new Set<FieldRoute>();
  const partial: { result: FetchedResult; fields: FieldRoute[]; rest: FieldRoute[] }[] = [];
  for (const result of results) {
    if (!isFetched(result) || result.response.data) for (const route of result.routes) answeredRoutes.add(route);
    else if (result.response.failure?.refusal && result.routes.length > 1) {
      const aliases = new Set(result.response.errors.map(rootOf));
      const fields = result.routes.filter((route) => aliases.has(route.plan.alias));
      const rest = result.routes.filter((route) => !fields.includes(route));
      if (fields.length > 0 && rest.length > 0) partial.push({ result, fields, rest });
    }
  }
  for (const { result, fields, rest } of partial) {
    if (fields.some((route) => isNonNullType(route.plan.type) && !answeredRoutes.has(route))) continue;
    refusals.set(result, { ...result, routes: fields, response: { ...result.response, routes: fields } });
    rests.push(callTo(result.owner, rest, plan, leftMs));
  }
  return { rests, refusals };
}

function rootOf(error: unknown): unknown {
  const path = property(error, 'path');
  return Array.isArray(path) ? path[0] : undefined;
}
