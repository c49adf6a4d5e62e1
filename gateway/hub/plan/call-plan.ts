import type { Page } from './field-plan.js';
import type { Operation } from './operation.js';
import type { Owner, Owners } from './owners.js';
import { readPages } from './request-options.js';
import { callsOf, type FieldRoute, type OwnerCall, routesOf } from './routing.js';

/** The fan-out of one operation: which owners are asked for which of its fields. */
export interface CallPlan {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly pages: readonly Page[];
  readonly routes: readonly FieldRoute[];
  /**
   * Set where they are the same whenever the same is asked: nothing in them depends on which owners are healthy or on
   * how much time is left.
   */
  readonly calls?: readonly OwnerCall[];
}

/** The owners there are, and which of them answered last time. */
export interface Fleet {
  readonly owners: Owners;
  isHealthy(owner: Owner): boolean;
}

/** Decides the fan-out. */
export function planCalls(
  { owners, isHealthy }: Fleet,
  operation: Operation,
  variables: Readonly<Record<string, unknown>>,
): CallPlan {
  const { pages, refusals } = readPages(operation, variables);
  const routes = routesOf(operation, variables, owners, isHealthy, refusals);
  const plan = { operation, variables, pages, routes };
  const isFixed =
    operation.node.operation === 'query' &&
    routes.every(
      ({ owners: targets, others }) =>
        others.length === 0 && targets.every(({ municipalities }) => municipalities.size === 1),
    );
  return isFixed ? { ...plan, calls: callsOf(plan, routes, 0) } : plan;
}
