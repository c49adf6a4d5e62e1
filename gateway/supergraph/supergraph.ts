import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../../schema/errors.js';
import { type CallSubgraph, compilePlan, type Run, type Step, type Subgraphs } from './execute.js';
import type { Data } from './merge.js';
import { normalize } from './normalize.js';
import { conditionVariables, DecidedOperation, type FieldNames, readFieldNames } from './operation.js';
import type { ConcretePath } from './paths.js';
import { PlanFailure, Planner, type PlannerOptions } from './planner.js';
import { Projection } from './project.js';
import { readSupergraph } from './schemas.js';
import { SubgraphErrors } from './subgraph-errors.js';

export type { CallSubgraph, SubgraphRequest, SubgraphResponse } from './execute.js';

export interface SupergraphOptions extends PlannerOptions {
  /** Texts of operations to plan while loading. Loading fails when one is not valid or cannot be planned. */
  knownOperations?: readonly string[];
  /** Selections that one operation may have once its fragments are written out. @default 10000 */
  maxSelections?: number;
  /** Plans kept. @default 2000 */
  maxPlans?: number;
  /** Told of every operation that could not be planned: what the planner was given, and what became of it. */
  onPlanFailure?(failure: { operation: string; reason: string }): void;
}

export interface SupergraphOperation<C> {
  /** Parsed and valid against `schema`. Work per operation hangs on its node, so hand in the same one again. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them, already checked; defaults are applied here. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Handed to every call of a subgraph. */
  readonly context: C;
  readonly signal: AbortSignal;
}

/** A Federation 2 supergraph: plans operations over its subgraphs and executes the plans. */
export class Supergraph<C> {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly #subgraphs: Subgraphs<C>;
  readonly #names: FieldNames;
  readonly #interfaceObjects: ReadonlySet<string>;
  readonly #planner: Planner;
  readonly #options: SupergraphOptions;
  readonly #prepared = new WeakMap<OperationDefinitionNode, PreparedOperation<C>>();
  /** By normalised text: one plan serves all operations that differ only in aliases, fragments and layout. */
  readonly #plans: LRUCache<string, { step: Promise<Step<C>> }>;

  private constructor(supergraphSdl: string, call: CallSubgraph<C>, options: SupergraphOptions) {
    const { publicSchema, fullSchema, types, interfaceObjects, services } = readSupergraph(supergraphSdl);
    this.schema = publicSchema;
    this.#subgraphs = { types, services, call };
    this.#names = readFieldNames(fullSchema);
    this.#interfaceObjects = interfaceObjects;
    this.#planner = new Planner(supergraphSdl, options);
    this.#options = options;
    this.#plans = new LRUCache({ max: options.maxPlans ?? 2000 });
  }

  /** Reads a composed supergraph and starts its planner. Rejects when the supergraph or a known operation is faulty. */
  static async load<C>(
    supergraphSdl: string,
    call: CallSubgraph<C>,
    options: SupergraphOptions = {},
  ): Promise<Supergraph<C>> {
    const supergraph = new Supergraph(supergraphSdl, call, options);
    try {
      await supergraph.#planner.start();
      await Promise.all((options.knownOperations ?? []).map((text) => supergraph.#planAhead(text)));
    } catch (error) {
      await supergraph.close();
      throw error;
    }
    return supergraph;
  }

  /** Answers a query or a mutation; errors are in the result. */
  async execute(request: SupergraphOperation<C>): Promise<ExecutionResult> {
    let compiled: CompiledOperation<C>;
    try {
      const found = this.#compiled(request);
      compiled = found instanceof Promise ? await found : found;
    } catch (error) {
      return {
        errors: [
          error instanceof GraphQLError
            ? error
            : new HubError('INTERNAL', undefined, { originalError: error as Error }),
        ],
      };
    }
    const { context, signal, variables } = request;
    const run: Run<C> = { data: {}, errors: new SubgraphErrors(), variables, context, signal };
    if (compiled.step) await compiled.step(run);
    const introspected = compiled.introspection && introspect(this.schema, compiled.introspection, variables);
    const { data, errors: faults } = compiled.projection.project(run.data, introspected);
    const errors = collectErrors(run, data, faults, compiled.projection);
    return errors.length ? { data, errors } : { data };
  }

  /** Ends the planner process. Requests under way keep going; new operations can no longer be planned. */
  close(): Promise<void> {
    return this.#planner.close();
  }

  /** Process id of the planner process, while there is one. */
  get plannerPid(): number | undefined {
    return this.#planner.pid;
  }

  #compiled({ document, operation, variables }: SupergraphOperation<C>): MaybePromise<CompiledOperation<C>> {
    let prepared = this.#prepared.get(operation);
    if (!prepared) {
      prepared = new PreparedOperation(document, operation);
      this.#prepared.set(operation, prepared);
    }
    const { decisions, defaults } = prepared;
    const isTrue = (name: string) => (Object.hasOwn(variables, name) ? variables[name] === true : defaults.has(name));
    let decided = '';
    for (const name of decisions) decided += isTrue(name) ? '1' : '0';
    const known = prepared.compiled.get(decided);
    if (known) return known;
    const compiling = this.#compile(document, operation, isTrue);
    prepared.compiled.set(decided, compiling);
    const { compiled } = prepared;
    compiling.then(
      (done) => compiled.set(decided, done),
      // Failures are remembered by the plan cache, for as long as they last.
      () => compiled.delete(decided),
    );
    return compiling;
  }

  async #compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    isTrue: (name: string) => boolean,
  ): Promise<CompiledOperation<C>> {
    if (operation.operation === 'subscription')
      throw new HubError('OPERATION_INVALID', 'Subscriptions are not served.');
    const decided = new DecidedOperation(this.schema, document, operation, isTrue, this.#names);
    const { text, introspection } = normalize(decided, this.#interfaceObjects, this.#options.maxSelections ?? 10_000);
    return {
      step: text === undefined ? undefined : await this.#plan(text),
      projection: new Projection(decided),
      introspection: introspection.length ? introspectionDocument(document, operation, introspection) : undefined,
    };
  }

  #plan(text: string): Promise<Step<C>> {
    let plan = this.#plans.get(text);
    if (!plan) {
      plan = { step: this.#newPlan(text) };
      this.#plans.set(text, plan);
    }
    return plan.step;
  }

  async #newPlan(text: string): Promise<Step<C>> {
    try {
      const node = await this.#planner.plan(text);
      return node ? compilePlan(node, this.#subgraphs) : () => {};
    } catch (error) {
      const { message: reason } = error as Error;
      this.#options.onPlanFailure?.({ operation: text, reason });
      // The same text would only fail again, at the cost of another planner process.
      const quarantine = error instanceof PlanFailure ? error.quarantine : 0;
      if (quarantine === 0) this.#plans.delete(text);
      else if (quarantine < Infinity) this.#plans.set(text, this.#plans.peek(text)!, { ttl: quarantine });
      throw new HubError('PLAN_FAILED', undefined, { originalError: error as Error });
    }
  }

  async #planAhead(text: string): Promise<void> {
    const document = parse(text, { noLocation: true });
    const [error] = validate(this.schema, document);
    if (error) throw error;
    for (const operation of document.definitions) {
      if (operation.kind !== Kind.OPERATION_DEFINITION || operation.operation === 'subscription') continue;
      // Every combination of a few conditions; of many, those that occur are planned when they do.
      const decisions = conditionVariables(document);
      const combinations = decisions.length <= 4 ? 2 ** decisions.length : 1;
      for (let bits = 0; bits < combinations; bits++) {
        const variables = Object.fromEntries(decisions.map((name, at) => [name, Boolean(bits & (1 << at))]));
        await this.#compiled({ document, operation, variables } as SupergraphOperation<C>);
      }
    }
  }
}

type MaybePromise<T> = T | Promise<T>;

interface CompiledOperation<C> {
  readonly step: Step<C> | undefined;
  readonly projection: Projection;
  readonly introspection: DocumentNode | undefined;
}

/** An operation as written, with a compiled form for each outcome of its conditions that has occurred. */
class PreparedOperation<C> {
  readonly decisions: readonly string[];
  /** Condition variables that are true when the client leaves them out. */
  readonly defaults: ReadonlySet<string>;
  readonly compiled = new LRUCache<string, MaybePromise<CompiledOperation<C>>>({ max: 64 });

  constructor(document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode) {
    this.decisions = conditionVariables(document);
    this.defaults = new Set(
      variableDefinitions.flatMap(({ variable, defaultValue }) =>
        defaultValue?.kind === Kind.BOOLEAN && defaultValue.value ? [variable.name.value] : [],
      ),
    );
  }
}

function introspectionDocument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  selections: readonly FieldNode[],
): DocumentNode {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments] };
}

function introspect(schema: GraphQLSchema, document: DocumentNode, variableValues: Readonly<Data>): Data | undefined {
  return executeSync({ schema, document, variableValues }).data ?? undefined;
}

function collectErrors<C>(
  run: Run<C>,
  data: Data | null,
  faults: readonly HubError[],
  projection: Projection,
): GraphQLError[] {
  const { all } = run.errors;
  if (all.length === 0 && faults.length === 0) return [];
  const errors = all.flatMap(({ error, path }) =>
    path ? projection.clientPaths(path, run.data, data).map((place) => at(error, place)) : [at(error, undefined)],
  );
  for (const fault of faults) {
    // A null that another error explains is its consequence; only one without any explanation is an error by itself.
    if (!errors.some(({ path }) => !path || overlaps(path, fault.path!))) errors.push(fault);
  }
  return errors;
}

function at(error: GraphQLError, path: ConcretePath | undefined): GraphQLError {
  const { message, extensions, originalError } = error;
  return new GraphQLError(message, { path, extensions, originalError });
}

const overlaps = (one: ConcretePath, other: ConcretePath) =>
  one.slice(0, other.length).every((key, index) => key === other[index]);
