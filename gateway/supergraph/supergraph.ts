import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ObjectBudget } from '../../schema/contract/object-budget.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { asError } from '../../schema/errors/unknown-error.js';
import { type CompiledOperation, OperationCompiler } from './compile-operation.js';
import { clientErrors } from './execution/client-errors.js';
import type { CallSubgraph, PlanRun } from './execution/compile-plan.js';
import { SubgraphErrors } from './execution/subgraph-errors.js';
import { type PlanFailureLog, Plans } from './planning/plan-cache.js';
import { type OperationPlanner, Planner, type PlannerOptions, plannerDefaults } from './planning/planner.js';
import { readSupergraph } from './schema/supergraph-schema.js';

export type { CallSubgraph, SubgraphRequest, SubgraphResponse } from './execution/compile-plan.js';

export interface SupergraphOptions extends PlannerOptions {
  /** In place of the native planner, whose process is then not started. */
  planner?: OperationPlanner;
  /** Texts of operations to plan while loading. Loading fails when one is not valid or cannot be planned. */
  knownOperations?: readonly string[];
  /** Selections that one operation may have once its fragments are written out. */
  maxSelections?: number;
  /** Directives of operations that the caller itself carries out; all others are refused. @default none */
  callerDirectives?: readonly string[];
  /** @default not told to anybody */
  onPlanFailure?: PlanFailureLog;
}

/** What holds where `SupergraphOptions` say nothing. */
export const supergraphDefaults = { ...plannerDefaults, maxSelections: 10_000 } as const;

export interface SupergraphOperation<C> {
  /** Parsed and valid against `schema`. What is compiled hangs on the operation's node, so hand in the same again. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them, already checked; defaults are applied here. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where something else counts as well; @default one of the operation's own */
  readonly objects?: ObjectBudget;
  /** Handed to every call of a subgraph. */
  readonly context: C;
  readonly signal: AbortSignal;
}

/** A Federation 2 supergraph: plans operations over its subgraphs and executes the plans. */
export class Supergraph<C> {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly #planner: OperationPlanner;
  readonly #compiler: OperationCompiler<C>;

  private constructor(supergraphSdl: string, call: CallSubgraph<C>, options: SupergraphOptions) {
    const schemas = readSupergraph(supergraphSdl);
    this.schema = schemas.publicSchema;
    this.#planner = options.planner ?? new Planner(supergraphSdl, options);
    const plans = new Plans(this.#planner, schemas, call, options.onPlanFailure);
    this.#compiler = new OperationCompiler(
      schemas,
      plans,
      options.maxSelections ?? supergraphDefaults.maxSelections,
      new Set(options.callerDirectives),
    );
  }

  /** Reads a composed supergraph and starts its planner. Rejects when the supergraph or a known operation is faulty. */
  static async load<C>(
    supergraphSdl: string,
    call: CallSubgraph<C>,
    options: SupergraphOptions = {},
  ): Promise<Supergraph<C>> {
    const supergraph = new Supergraph(supergraphSdl, call, options);
    try {
      await supergraph.#planner.plan('{__typename}');
      await Promise.all((options.knownOperations ?? []).map((text) => supergraph.#compiler.planAhead(text)));
    } catch (error) {
      await supergraph.close();
      throw error;
    }
    return supergraph;
  }

  /** Answers a query or a mutation; errors are in the result. */
  async execute({
    document,
    operation,
    variables,
    context,
    signal,
    objects = new ObjectBudget(),
  }: SupergraphOperation<C>): Promise<ExecutionResult> {
    let compiled: CompiledOperation<C>;
    try {
      compiled = await this.#compiler.compile(document, operation, variables);
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : internal(asError(error))] };
    }
    const { step, introspection, projection } = compiled;
    const run: PlanRun<C> = {
      data: {},
      errors: new SubgraphErrors(),
      unresolved: new Set(),
      objects,
      variables,
      context,
      signal,
    };
    if (step) await step(run);
    const tooMany = (error: HubError) => ({
      errors: [operation.operation === 'mutation' ? new HubError('OUTCOME_UNKNOWN') : error],
    });
    if (objects.error) return tooMany(objects.error);
    const introspected =
      introspection && executeSync({ schema: this.schema, document: introspection, variableValues: variables }).data;
    try {
      const projected = projection.project(run.data, introspected ?? undefined, run);
      const errors = clientErrors(run, projection, projected);
      const { data } = projected;
      return errors.length > 0 ? { data, errors } : { data };
    } catch (error) {
      if (objects.error) return tooMany(objects.error);
      throw error;
    }
  }

  /** Ends the planner process. Requests under way keep going; new operations can no longer be planned. */
  close(): Promise<void> {
    return this.#planner.close();
  }

  /** Process id of the planner process, while there is one. */
  get plannerPid(): number | undefined {
    return this.#planner.pid;
  }
}

const internal = (originalError: Error) => new HubError('INTERNAL', undefined, { originalError });
