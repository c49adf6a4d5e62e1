import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  isNonNullType,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AskedScope, FieldPlan, OwnerSlot, PageArguments } from './field-plan.js';
import type { FieldRule, HubSchema } from './merge-schema.js';
import { Compiler, reservedPrefix } from './operation-compiler.js';
import { type OwnerQuery, printOwnerQuery } from './owner-query.js';
import { argumentDefinition, type FieldNodes } from './schema-fields.js';

/** A field of Query or Mutation. Its plan depends on whether one owner is asked or several. */
export interface RootField {
  readonly key: string;
  readonly rule: FieldRule;
  readonly slots: readonly OwnerSlot[];
  readonly single: FieldPlan;
  /** As several owners answer it: all there are, or some. Made when first needed. */
  joined(scope: 'SOME' | 'ALL'): FieldPlan;
}

/** A root field that the hub answers itself. */
export interface LocalField {
  readonly key: string;
  readonly nodes: FieldNodes;
}

/** An operation with its conditions decided: all that does not depend on other variables is done once. */
export interface Operation {
  readonly node: OperationDefinitionNode;
  readonly document: DocumentNode;
  /** All root fields' names in the client's response, in its order. */
  readonly keys: readonly string[];
  readonly roots: readonly RootField[];
  readonly local: readonly LocalField[];
  readonly pages: readonly PageArguments[];
  /** Are there more owners than one? */
  readonly hasOthers: boolean;
  /** May a lookup follow? */
  readonly hasLookups: boolean;
  /** The second steps that it leads to, compiled; by what they ask. */
  readonly lookups: LRUCache<string, Operation>;
  /** The variable that tells a hub below by when to answer. */
  readonly deadline: string;
  /** What an owner is asked, an instance or a hub; of fields that are not those of the operation itself, it is not cached. */
  query(fields: readonly FieldPlan[], isHub: boolean, keep?: boolean): OwnerQuery;
}

type Variables = Readonly<Record<string, unknown>>;

/** Compiles each operation once; a document takes its compiled operations with it when it is forgotten. */
export function createCompiler(model: HubSchema, hasOthers: boolean) {
  const documents = new WeakMap<
    OperationDefinitionNode,
    { conditions: string[]; variants: LRUCache<string, Operation> }
  >();

  return (document: DocumentNode, node: OperationDefinitionNode, variables: Variables): Operation => {
    let entry = documents.get(node);
    if (!entry) {
      entry = { conditions: conditionVariables(document), variants: new LRUCache({ max: 16 }) };
      documents.set(node, entry);
    }
    const variant = JSON.stringify(entry.conditions.map((name) => variables[name]));
    const operation = entry.variants.get(variant) ?? compile(model, document, node, variables, hasOthers);
    entry.variants.set(variant, operation);
    return operation;
  };
}

/** What variables of ours begin with, and none of the client's, who may be a hub as well. */
export function variablePrefix({ variableDefinitions = [] }: OperationDefinitionNode): string {
  let prefix = reservedPrefix;
  while (variableDefinitions.some(({ variable }) => variable.name.value.startsWith(prefix))) prefix += 'h';
  return prefix;
}

export function compile(
  model: HubSchema,
  document: DocumentNode,
  node: OperationDefinitionNode,
  variables: Variables,
  hasOthers: boolean,
): Operation {
  const type = model.schema.getRootType(node.operation);
  if (!type) throw new Error(`Expected the schema to have a ${node.operation}.`);
  const compiler = new Compiler(model, document, variables, hasOthers);
  const slots = new Map<ArgumentNode, OwnerSlot>();
  const prefix = variablePrefix(node);
  const fields = [...compiler.collector.collect(type, [node.selectionSet])].map(([key, nodes]) => ({ key, nodes }));
  const isLocal = ({ nodes: [first] }: LocalField) => {
    const name = first.name.value;
    return name.startsWith('__') || model.rule(type, name).rule === 'HUB';
  };
  const rootField = ({ key, nodes }: LocalField): RootField => {
    const plans = new Map<AskedScope, FieldPlan>();
    return {
      key,
      rule: model.rule(type, nodes[0].name.value).rule,
      slots: ownerSlots(model, type, nodes[0], slots, prefix),
      single: compiler.field(type, key, nodes, 'ONE'),
      joined(scope) {
        const plan = plans.get(scope) ?? compiler.field(type, key, nodes, scope);
        plans.set(scope, plan);
        return plan;
      },
    };
  };
  const roots = fields.filter((field) => !isLocal(field)).map(rootField);
  const queries = new LRUCache<string, OwnerQuery>({ max: 64 });
  const shapes = new Map<FieldPlan, number>();
  const shapeOf = (field: FieldPlan) => {
    const shape = shapes.get(field) ?? shapes.size;
    shapes.set(field, shape);
    return shape;
  };
  return {
    hasOthers,
    hasLookups: compiler.lookups.length > 0,
    lookups: new LRUCache({ max: 16 }),
    node,
    document,
    keys: fields.map(({ key }) => key),
    roots,
    local: fields.filter(isLocal),
    pages: compiler.pages.all,
    deadline: `${prefix}d`,
    query(fieldPlans, isHub, keep = true) {
      const print = () => {
        const tellsDeadline = isHub && node.operation === 'query' && model.schema.getDirective('deadline');
        return printOwnerQuery(node, fieldPlans, slots, tellsDeadline ? `${prefix}d` : null);
      };
      if (!keep) return print();
      const shape = `${fieldPlans.map((field) => shapeOf(field)).join()} ${isHub}`;
      const query = queries.get(shape) ?? print();
      queries.set(shape, query);
      return query;
    },
  };
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return;
      visit(directive, { Variable: ({ name }) => void names.add(name.value) });
    },
  });
  return [...names];
}

function ownerSlots(
  model: HubSchema,
  parent: GraphQLObjectType,
  node: FieldNode,
  slots: Map<ArgumentNode, OwnerSlot>,
  prefix: string,
): OwnerSlot[] {
  return (node.arguments ?? []).flatMap((argument) => {
    const name = argument.name.value;
    const places = model.ownerPlaces(parent, node.name.value, name);
    if (places.length === 0) return [];
    const existing = slots.get(argument);
    if (existing) return [existing];
    const { type, defaultValue } = argumentDefinition(parent, node.name.value, name);
    // A default lets an absent variable stand where null may not.
    const text = String(isNonNullType(type) && defaultValue !== undefined ? type.ofType : type);
    const slot = { variable: `${prefix}o${slots.size}`, type: text, value: argument.value, places };
    slots.set(argument, slot);
    return [slot];
  });
}
