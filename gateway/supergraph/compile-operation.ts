import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../../schema/errors/catalogue.js';
import type { Step } from './execution/compile-plan.js';
import { Projection } from './execution/project-result.js';
import { conditionVariables, DecidedOperation, directivesOf } from './operation/decided-operation.js';
import { normalize } from './operation/normalize.js';
import type { Plans } from './planning/plan-cache.js';
import type { SupergraphSchemas } from './schema/supergraph-schema.js';

/** All that answering an operation needs besides its variables' values. */
export interface CompiledOperation<C> {
  /** Runs the plan; undefined when no subgraph has to be asked. */
  readonly step: Step<C> | undefined;
  readonly projection: Projection;
  /** The part of the operation that asks about the schema. */
  readonly introspection: DocumentNode | undefined;
}

type MaybePromise<T> = T | Promise<T>;

/** Compiles each operation once per outcome of its conditions. */
export class OperationCompiler<C> {
  readonly #prepared = new WeakMap<OperationDefinitionNode, PreparedOperation<C>>();

  constructor(
    private readonly schemas: SupergraphSchemas,
    private readonly plans: Plans<C>,
    private readonly maxSelections: number,
    private readonly callerDirectives: ReadonlySet<string>,
  ) {}

  /** Rejects with a HubError that is meant for the client. */
  compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): MaybePromise<CompiledOperation<C>> {
    let prepared = this.#prepared.get(operation);
    if (!prepared) {
      prepared = new PreparedOperation(document, operation);
      this.#prepared.set(operation, prepared);
    }
    const { conditions, defaults, compiled } = prepared;
    const isTrue = (name: string) => (Object.hasOwn(variables, name) ? variables[name] === true : defaults.has(name));
    let outcome = '';
    for (const name of conditions) outcome += isTrue(name) ? '1' : '0';
    const existing = compiled.get(outcome);
    if (existing) return existing;
    const compiling = this.#compile(document, operation, isTrue);
    compiled.set(outcome, compiling);
    compiling.then(
      (operationCode) => compiled.set(outcome, operationCode),
      // Failures are remembered with the plans, for as long as they last.
      () => compiled.delete(outcome),
    );
    return compiling;
  }

  /** Plans what a client may ask later. Rejects when the text is not valid or has no plan. */
  async planAhead(text: string): Promise<void> {
    const document = parse(text, { noLocation: true });
    const [error] = validate(this.schemas.publicSchema, document);
    if (error) throw error;
    // Every outcome of a few conditions; of many, those that occur are planned when they do.
    const conditions = conditionVariables(document);
    const outcomes = conditions.length <= 4 ? 2 ** conditions.length : 1;
    for (const operation of document.definitions) {
      if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
      for (let bits = 0; bits < outcomes; bits++) {
        const variables = Object.fromEntries(conditions.map((name, at) => [name, Boolean(bits & (1 << at))]));
        await this.compile(document, operation, variables);
      }
    }
  }

  async #compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    isTrue: (name: string) => boolean,
  ): Promise<CompiledOperation<C>> {
    if (operation.operation === 'subscription') {
      throw new HubError('OPERATION_INVALID', { reason: 'NO_SUBSCRIPTIONS' });
    }
    // No plan can carry one to a subgraph, and without it the subgraph would answer something else.
    const foreign = directivesOf(document).find((name) => !this.callerDirectives.has(name));
    if (foreign) {
      throw new HubError('OPERATION_INVALID', { reason: 'DIRECTIVE', got: `@${foreign}` });
    }
    const { publicSchema, fieldNames, interfaceObjects } = this.schemas;
    const decided = new DecidedOperation(publicSchema, document, operation, isTrue, fieldNames);
    const { text, introspection } = normalize(decided, interfaceObjects, this.maxSelections);
    return {
      step: text === undefined ? undefined : await this.plans.get(text),
      projection: new Projection(decided),
      introspection: introspection.length ? introspectionDocument(decided, introspection) : undefined,
    };
  }
}

/** An operation as written, with a compiled form for each outcome of its conditions that has occurred. */
class PreparedOperation<C> {
  /** The variables that decide them. */
  readonly conditions: readonly string[];
  /** Those that are true when the client leaves them out. */
  readonly defaults: ReadonlySet<string>;
  readonly compiled = new LRUCache<string, MaybePromise<CompiledOperation<C>>>({ max: 64 });

  constructor(document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode) {
    this.conditions = conditionVariables(document);
    this.defaults = new Set(
      variableDefinitions.flatMap(({ variable, defaultValue }) =>
        defaultValue?.kind === Kind.BOOLEAN && defaultValue.value ? [variable.name.value] : [],
      ),
    );
  }
}

function introspectionDocument(
  { operation, fragments }: DecidedOperation,
  selections: readonly FieldNode[],
): DocumentNode {
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments.values()] };
}
