import { LRUCache } from 'lru-cache';
import { HubError } from '../../../schema/errors/catalogue.js';
import { asError, messageOf } from '../../../schema/errors/unknown-error.js';
import { type CallSubgraph, compilePlan, type Step, type Subgraphs } from '../execution/compile-plan.js';
import type { PlanNode } from '../operation/query-plan.js';
import type { SupergraphSchemas } from '../schema/supergraph-schema.js';
import { type OperationPlanner, PlanFailure } from './planner.js';
import { Rehearsal } from './rehearsal/rehearse.js';
import { searchPlan } from './search/search.js';

/** Told of an operation that could not be planned: what the planner was given, and what became of it. */
export type PlanFailureLog = (failure: { operation: string; reason: string }) => void;

/**
 * Plans by normalised text, ready to run: one serves all operations that differ only in aliases, fragments and layout.
 * What cannot be planned is remembered too, because another try would cost another planner process.
 */
export class Plans<C> {
  readonly #subgraphs: Subgraphs<C>;
  readonly #rehearsal: Rehearsal;
  readonly #cache = new LRUCache<string, { step: Promise<Step<C>> }>({
    maxSize: 4_000_000,
    sizeCalculation: (_, text) => text.length + 1000,
  });

  constructor(
    private readonly planner: OperationPlanner,
    private readonly schemas: SupergraphSchemas,
    call: CallSubgraph<C>,
    private readonly log: PlanFailureLog | undefined,
  ) {
    this.#subgraphs = { ...schemas, call };
    this.#rehearsal = new Rehearsal(schemas);
  }

  /** Rejects with PLAN_FAILED. */
  get(text: string): Promise<Step<C>> {
    let plan = this.#cache.get(text);
    if (!plan) {
      plan = { step: this.#plan(text) };
      this.#cache.set(text, plan);
    }
    return plan.step;
  }

  /** The planner's plan if it is right, else our own if that is. */
  async #find(text: string): Promise<PlanNode | null> {
    try {
      const node = await this.planner.plan(text);
      await this.#rehearsal.check(text, node);
      return node;
    } catch (error) {
      try {
        const node = searchPlan(text, this.schemas.joins);
        await this.#rehearsal.check(text, node);
        return node;
      } catch (second) {
        const first = asError(error);
        first.message += `; ${messageOf(second)}`;
        throw first;
      }
    }
  }

  async #plan(text: string): Promise<Step<C>> {
    try {
      const node = await this.#find(text);
      return node ? compilePlan(node, this.#subgraphs) : () => {};
    } catch (error) {
      const reason = messageOf(error);
      this.log?.({ operation: text, reason });
      const quarantine = error instanceof PlanFailure ? error.quarantine : Infinity;
      const plan = this.#cache.peek(text);
      if (quarantine === 0) this.#cache.delete(text);
      else if (plan && quarantine < Infinity) this.#cache.set(text, plan, { ttl: quarantine });
      throw new HubError('PLAN_FAILED', undefined, { originalError: asError(error) });
    }
  }
}
