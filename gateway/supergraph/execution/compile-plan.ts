import type { ObjectBudget } from '../../../schema/contract/object-budget.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { BatchFetchNode, FetchNode, FlattenNode, PlanNode } from '../operation/query-plan.js';
import type { TypeTests } from '../schema/supergraph-schema.js';
import { type ConcretePath, DataPath } from './data-path.js';
import { EntityField, Pool } from './entities.js';
import { clone, type Data, isObject, merge } from './merge-data.js';
import { compileRewrites } from './rewrites.js';
import type { Locate, SubgraphErrors } from './subgraph-errors.js';

export interface SubgraphRequest {
  serviceName: string;
  url: string;
  /** The same string object each time the plan runs, so that a parsed document can be found by it. */
  operation: string;
  operationKind: 'query' | 'mutation' | 'subscription';
  variables: Record<string, unknown>;
}

export interface SubgraphResponse {
  data?: Record<string, unknown> | null;
  errors?: readonly unknown[];
  extensions?: Record<string, unknown>;
}

/** Asks one subgraph. What it resolves to becomes the executor's: it is merged into, not copied. */
export type CallSubgraph<C> = (request: SubgraphRequest, context: C, signal: AbortSignal) => Promise<SubgraphResponse>;

/** One request on its way through a plan. */
export interface PlanRun<C> {
  /** Everything fetched so far, in the planner's keys. */
  data: Data;
  readonly errors: SubgraphErrors;
  /** Objects of which a subgraph has said that it knows none such: what is missing of them is no fault. */
  readonly unresolved: Set<Data>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: C;
  readonly signal: AbortSignal;
  readonly objects: ObjectBudget;
}

export type Step<C> = (run: PlanRun<C>) => Promise<void> | void;

export interface Subgraphs<C> {
  readonly types: TypeTests;
  readonly services: ReadonlyMap<string, string>;
  readonly call: CallSubgraph<C>;
}

/** Turns a plan into a function that runs it; all that does not depend on the request is done here. */
export function compilePlan<C>(node: PlanNode, subgraphs: Subgraphs<C>): Step<C> {
  switch (node.kind) {
    case 'Sequence':
      return inOrder(node.nodes.map((each) => compilePlan(each, subgraphs)));
    case 'Parallel': {
      // The planner lets the reads that belong to one mutation run beside the next mutation. They come first here.
      const reads = node.nodes.filter((each) => !mutates(each)).map((each) => compilePlan(each, subgraphs));
      const writes = node.nodes.filter(mutates).map((each) => compilePlan(each, subgraphs));
      return inOrder([atOnce(reads), ...writes]);
    }
    case 'Condition': {
      const { condition, ifClause, elseClause } = node;
      const whenTrue = ifClause ? compilePlan(ifClause, subgraphs) : nothing;
      const whenFalse = elseClause ? compilePlan(elseClause, subgraphs) : nothing;
      return (run) => (run.variables[condition] === true ? whenTrue : whenFalse)(run);
    }
    case 'Flatten':
      return compileFlatten(node, subgraphs);
    case 'BatchFetch': {
      const fields = node.entityBatch.aliases.map((alias) => new EntityField(alias, subgraphs.types));
      return compileEntityFetch(node, fields, subgraphs);
    }
    case 'Fetch':
      return compileRootFetch(node, subgraphs);
    default:
      throw new Error(`A plan node of a known kind is expected, this one is ${(node as { kind: string }).kind}.`);
  }
}

const nothing = () => {};

function inOrder<C>(steps: readonly Step<C>[]): Step<C> {
  const [only, ...others] = steps;
  if (only && others.length === 0) return only;
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

/** Each step reads the data before any of them has changed it: a step does so before it first waits. */
function atOnce<C>(steps: readonly Step<C>[]): Step<C> {
  if (steps.length <= 1) return steps[0] ?? nothing;
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

function mutates(node: PlanNode): boolean {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return node.nodes.some(mutates);
  if (node.kind === 'Condition') return [node.ifClause, node.elseClause].some((each) => each && mutates(each));
  if (node.kind === 'Flatten') return mutates(node.node);
  return node.operationKind === 'mutation';
}

function compileRootFetch<C>(node: FetchNode, subgraphs: Subgraphs<C>): Step<C> {
  const ask = compileAsk(node, subgraphs);
  const rewrite = compileRewrites(node.outputRewrites, subgraphs.types);
  const locate: Locate = (path) => [path];
  return (run) =>
    ask(run, undefined, [], locate, (data) => {
      rewrite?.(data);
      merge(run.data, data);
    });
}

function compileFlatten<C>({ path, node }: FlattenNode, subgraphs: Subgraphs<C>): Step<C> {
  if (node.kind !== 'Fetch') throw new Error(`A plan is expected to flatten a Fetch, not a ${node.kind}.`);
  if (!node.requires) return compileReentry(node, new DataPath(path, subgraphs.types), subgraphs);
  const { requires, inputRewrites, outputRewrites } = node;
  const field = { alias: '_entities', representationsVariableName: 'representations', paths: [path] };
  const entities = new EntityField({ ...field, requires, inputRewrites, outputRewrites }, subgraphs.types);
  return compileEntityFetch(node, [entities], subgraphs);
}

/** A field below the root gave back the root type: its fields are fetched once and belong to every object there. */
function compileReentry<C>(node: FetchNode, path: DataPath, subgraphs: Subgraphs<C>): Step<C> {
  const ask = compileAsk(node, subgraphs);
  const rewrite = compileRewrites(node.outputRewrites, subgraphs.types);
  return (run) => {
    const targets: Data[] = [];
    path.visit(run.data, (object) => targets.push(object));
    if (targets.length === 0) return;
    const locate: Locate = (rest = []) => [...path.locate(run.data).values()].map((place) => [...place, ...rest]);
    return ask(run, undefined, path.stem, locate, (data) => {
      rewrite?.(data);
      const copies = targets.map((target, index) => [target, index === 0 ? data : clone(data, run.objects)] as const);
      for (const [target, copy] of copies) merge(target, copy);
    });
  };
}

function compileEntityFetch<C>(
  node: FetchNode | BatchFetchNode,
  fields: readonly EntityField[],
  subgraphs: Subgraphs<C>,
): Step<C> {
  const ask = compileAsk(node, subgraphs);
  const place = (fields.length === 1 && fields[0]?.paths[0]?.stem) || [];
  return (run) => {
    const pools = new Map<string, Pool>();
    const targets = fields.map((field) => {
      const pool = pools.get(field.variable) ?? new Pool();
      pools.set(field.variable, pool);
      return field.collect(run.data, pool);
    });
    const variables: Record<string, unknown> = {};
    let count = 0;
    for (const [name, { representations }] of pools) {
      variables[name] = representations;
      count += representations.length;
    }
    if (count === 0) return;
    const located = new Map<EntityField, Map<Data, ConcretePath>>();
    const locate: Locate = (path) => {
      const [alias, index, ...rest] = path ?? [];
      const at = fields.findIndex((field) => field.alias === alias);
      const field = fields[at];
      if (!field || typeof index !== 'number') return [place];
      const starts = located.get(field) ?? field.locate(run.data);
      located.set(field, starts);
      return (targets[at]?.of(index) ?? []).flatMap((object) => {
        const start = starts.get(object);
        return start ? [[...start, ...rest]] : [];
      });
    };
    return ask(run, variables, place, locate, (data) => {
      for (const [at, target] of targets.entries()) {
        const field = fields[at];
        if (!field) continue;
        const entities = data[field.alias];
        const expected = target.pool.representations.length;
        if (!Array.isArray(entities) || entities.length !== expected) {
          throw new HubError('SUBGRAPH_INVALID', { reason: 'ENTITIES', expected });
        }
        field.deliver(entities, target, run);
      }
    });
  };
}

type Ask<C> = (
  run: PlanRun<C>,
  representations: Record<string, unknown> | undefined,
  place: ConcretePath,
  locate: Locate,
  receive: (data: Data) => void,
) => Promise<void>;

/** One call of a subgraph. A failure is recorded and the plan goes on: what depends on it finds nothing to ask for. */
function compileAsk<C>(node: FetchNode | BatchFetchNode, { services, call }: Subgraphs<C>): Ask<C> {
  const { serviceName, operation, operationKind = 'query' } = node;
  const url = services.get(serviceName);
  if (url === undefined) throw new Error(`A subgraph of the supergraph is expected, ${serviceName} is none.`);
  const usages = node.variableUsages ?? [];
  return async (run, representations, place, locate, receive) => {
    const variables: Record<string, unknown> = representations ?? {};
    for (const name of usages) if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
    try {
      if (run.signal.aborted) throw new HubError('SUBGRAPH_TIMEOUT');
      if (run.objects.error) return;
      const request: SubgraphRequest = { serviceName, url, operation, operationKind, variables };
      const response: unknown = await call(request, run.context, run.signal);
      if (!isObject(response)) throw new HubError('SUBGRAPH_INVALID', { reason: 'NO_OBJECT' });
      const { data, errors } = response;
      const hasErrors = Array.isArray(errors) && errors.length > 0;
      if (isObject(data)) receive(data);
      else if (data != null || !hasErrors) throw new HubError('SUBGRAPH_INVALID', { reason: 'NO_DATA' });
      if (hasErrors && !isObject(data) && !representations && place.length === 0) run.errors.isRootLost = true;
      if (hasErrors) run.errors.report(errors, locate);
    } catch (cause) {
      run.errors.fail(serviceName, cause instanceof RangeError ? new HubError('SUBGRAPH_INVALID') : cause, place);
    }
  };
}
