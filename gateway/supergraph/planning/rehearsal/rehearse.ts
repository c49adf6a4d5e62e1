import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { ObjectBudget } from '../../../../schema/contract/object-budget.js';
import { rootTypeOf } from '../../../../schema/contract/valid-documents.js';
import { compilePlan, type PlanRun, type SubgraphRequest } from '../../execution/compile-plan.js';
import { isObject } from '../../execution/merge-data.js';
import { SubgraphErrors } from '../../execution/subgraph-errors.js';
import type { PlanNode } from '../../operation/query-plan.js';
import { fieldsFor } from '../../schema/field-sets.js';
import type { Joins } from '../../schema/joins.js';
import type { SupergraphSchemas } from '../../schema/supergraph-schema.js';
import { inlined, RehearsedSubgraph } from './subgraph.js';
import { rehearsalSchema } from './subgraph-schema.js';
import { type Thing, World } from './world.js';

/**
 * Tries plans out before they are used: each is run over made-up data, against subgraphs that answer exactly what the
 * supergraph says they can, and has to bring what the whole graph would answer. A plan that asks a subgraph for what
 * it does not resolve, hands on a wrong value or forgets something is seen here, whatever the reason.
 */
export class Rehearsal {
  readonly #subgraphs = new Map<string, RehearsedSubgraph>();
  readonly #services: ReadonlyMap<string, string>;

  constructor(private readonly schemas: Pick<SupergraphSchemas, 'joins' | 'types' | 'document'>) {
    this.#services = new Map(Array.from(schemas.joins.graphs.keys(), (name) => [name, 'http://rehearsal.invalid']));
  }

  /** Rejects with what is wrong with the plan of an operation, whose text is what the planner was given. */
  async check(text: string, plan: PlanNode | null): Promise<void> {
    const document = parse(text, { noLocation: true });
    const [definition] = document.definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) return;
    const variables = Object.fromEntries(
      (definition.variableDefinitions ?? []).map(({ variable: { name } }) => [name.value, `$${name.value}`]),
    );
    const { joins, types } = this.schemas;
    const world = new World(joins);
    const run: PlanRun<undefined> = {
      data: {},
      errors: new SubgraphErrors(),
      unresolved: new Set(),
      objects: new ObjectBudget(Infinity),
      variables,
      context: undefined,
      signal: never,
    };
    const step =
      plan &&
      compilePlan<undefined>(plan, {
        types,
        services: this.#services,
        call: async (request: SubgraphRequest) => this.#subgraph(request.serviceName).answer(world, request),
      });
    await step?.(run);
    const [failure] = run.errors.all;
    if (failure) throw new Error(String(failure.error.originalError?.message ?? failure.error.message));
    const rootType = rootTypeOf(joins.schema, definition.operation).name;
    const comparison = new Comparison(world, joins, variables);
    comparison.object(world.root(rootType), rootType, inlined(document), run.data, '');
  }

  #subgraph(name: string): RehearsedSubgraph {
    let subgraph = this.#subgraphs.get(name);
    if (!subgraph) {
      const { joins, document } = this.schemas;
      subgraph = new RehearsedSubgraph(joins, name, rehearsalSchema(joins, name, document));
      this.#subgraphs.set(name, subgraph);
    }
    return subgraph;
  }
}

const { signal: never } = new AbortController();

/** Compares what a plan has brought with what the operation asks of the whole graph. */
class Comparison {
  constructor(
    private readonly world: World,
    private readonly joins: Joins,
    private readonly variables: Record<string, unknown>,
  ) {}

  object(thing: Thing, type: string, selections: SelectionSetNode, data: unknown, path: string): void {
    if (!isObject(data)) throw new Error(`The plan brings no object at ${path || 'the root'}.`);
    if (this.#needsType(type, selections) && data.__typename !== thing.type) {
      throw new Error(`The plan brings the type ${data.__typename} at ${path}, expected ${thing.type}.`);
    }
    for (const field of fieldsFor(selections, (condition) => this.joins.fits(thing.type, condition))) {
      const name = field.name.value;
      if (name === '__typename') continue;
      const key = field.alias?.value ?? name;
      const place = `${path}.${key}`;
      const { selectionSet } = field;
      if (!selectionSet) {
        const token = this.world.token(thing, field, this.variables);
        if (data[key] !== token)
          throw new Error(`The plan brings ${JSON.stringify(data[key])} at ${place}, expected ${token}.`);
        continue;
      }
      const children = this.world.children(thing, field, this.variables);
      const value = data[key];
      const values: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
      if (value === undefined || values.length !== children.length)
        throw new Error(`The plan brings nothing at ${place}.`);
      const childType = this.#typeOf(thing.type, name);
      children.forEach((child, at) => {
        if (this.#isPublic(child)) this.object(child, childType, selectionSet, values[at], place);
      });
    }
  }

  #typeOf(type: string, field: string): string {
    const parent = this.joins.schema.getType(type);
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const definition = fields[field];
    if (!definition) throw new Error(`Expected ${type}.${field} in the whole graph.`);
    return getNamedType(definition.type).name;
  }

  /** Does the answer depend on which type a thing has? Else the name of its interface will do. */
  #needsType(type: string, { selections }: SelectionSetNode): boolean {
    if (!isAbstractType(this.joins.schema.getType(type))) return false;
    return selections.some(
      (each) => each.kind === Kind.INLINE_FRAGMENT || (each.kind === Kind.FIELD && each.name.value === '__typename'),
    );
  }

  #isPublic({ type }: Thing): boolean {
    return this.joins.publicSchema.getType(type) !== undefined;
  }
}
