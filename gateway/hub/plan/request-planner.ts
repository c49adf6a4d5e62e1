import { type OperationRequest, operationDeadline, withDefaults } from '../../http/index.js';
import { type CallPlan, type Fleet, planCalls } from './call-plan.js';
import type { HubSchema } from './merge-schema.js';
import { createCompiler } from './operation.js';

/** All that follows from a request itself. */
export interface RequestPlan {
  readonly plan: CallPlan;
  /** Milliseconds that the whole operation has. */
  readonly deadlineMs: number;
}

/** Plans requests; once for the same one, as long as the HTTP server knows it and who is healthy plays no part. */
export class RequestPlanner {
  readonly #plans = new WeakMap<OperationRequest['variables'], RequestPlan>();
  readonly #compile: ReturnType<typeof createCompiler>;

  constructor(
    private readonly model: HubSchema,
    private readonly fleet: Fleet,
    private readonly deadlines: { readonly usualMs: number; readonly maxMs: number },
  ) {
    this.#compile = createCompiler(model, fleet.owners.owners.length > 1);
  }

  plan({ document, operation: node, variables: clientVariables }: OperationRequest): RequestPlan {
    const cached = this.#plans.get(clientVariables);
    if (cached?.plan.operation.node === node) return cached;
    const variables = withDefaults(node, clientVariables);
    const operation = this.#compile(document, node, variables);
    const { usualMs, maxMs } = this.deadlines;
    // A change has as much time as there is: to give it up early only leaves its outcome unknown.
    const defaultMs = node.operation === 'mutation' ? maxMs : usualMs;
    const deadlineMs = operationDeadline(node, this.model.schema, variables, defaultMs, maxMs);
    const plan = planCalls(this.fleet, operation, variables);
    const requestPlan = { plan, deadlineMs };
    if (plan.calls) this.#plans.set(clientVariables, requestPlan);
    return requestPlan;
  }
}
