import { type CallPlan, callsOf, type FieldRoute } from '../plan/index.js';
import type { FanOut } from './fan-out.js';
import { hasData, type OwnerResult } from './owner-result.js';
import { withoutRefused } from './refetch-refused.js';

/** A plan carried out: its routes name the owners who were asked in the end. */
export interface FetchedPlan {
  readonly plan: CallPlan;
  readonly results: readonly OwnerResult[];
}

/** Fetches what a plan says; where a pure field got no response, from the next owner. */
export async function fetchPlan(fanOut: Pick<FanOut, 'fetch' | 'leftMs'>, plan: CallPlan): Promise<FetchedPlan> {
  const { operation, routes, calls } = plan;
  let results: OwnerResult[] = [];
  // An owner that hangs must leave time for what comes after: another owner, or a lookup.
  const isLast = !operation.hasLookups && !routes.every(({ others }) => others.length > 0);
  const share = isLast ? 1 : 1 / 2;
  for (const step of stepsOf(plan)) {
    results.push(...(await fanOut.fetch(calls ?? callsOf(plan, step, fanOut.leftMs * share), share)));
  }
  if (operation.node.operation === 'query') {
    const { rests, refusals } = withoutRefused(results, plan, fanOut.leftMs * share);
    results = [
      ...results.filter((result) => !refusals.has(result)),
      ...refusals.values(),
      ...(await fanOut.fetch(rests, share)),
    ];
  }
  const settled: FieldRoute[] = [];
  const next: FieldRoute[] = [];
  for (const route of routes) {
    const isLost =
      route.others.length > 0 && results.every((result) => !hasData(result) || !result.routes.includes(route));
    if (isLost) next.push({ ...route, owners: route.others.slice(0, 1), others: route.others.slice(1) });
    else settled.push(route);
  }
  if (next.length === 0) return { plan, results };
  const again = await fetchPlan(fanOut, { ...plan, routes: next, calls: undefined });
  // Who was asked in vain for pure fields alone is not missing from the response.
  const responsive = results.filter(
    (result) => hasData(result) || result.routes.some((route) => settled.includes(route)),
  );
  const byRoot = new Map([...settled, ...again.plan.routes].map((route) => [route.root, route]));
  return {
    plan: { ...plan, routes: routes.map((route) => byRoot.get(route.root) ?? route) },
    results: [...responsive, ...again.results],
  };
}

/** Mutations run one after the other, as GraphQL has it; all of a query is fetched at once. */
function stepsOf({ operation, routes }: CallPlan): FieldRoute[][] {
  if (operation.node.operation !== 'mutation') return [[...routes]];
  const steps: FieldRoute[][] = [];
  let owner: FieldRoute['owners'][number] | undefined;
  for (const route of routes) {
    if (route.refusal) continue;
    const [target] = route.owners;
    const last = steps.at(-1);
    if (last && target === owner) last.push(route);
    else steps.push([route]);
    owner = target;
  }
  return steps;
}
