import {
  type FieldNode,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  parseType,
  type VariableNode,
} from 'graphql';
import { isJsonObject, put } from '../values.js';
import type { CallPlan } from './call-plan.js';
import type { Lookup, SharedEntity } from './field-plan.js';
import type { HubSchema } from './merge-schema.js';
import { compile, type Operation, type RootField, variablePrefix } from './operation.js';
import { argumentDefinition } from './schema-fields.js';

/** What is asked of all owners in a lookup, one root field for each shared entity. */
export interface LookupStep {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The objects that each root field completes, by its key. */
  readonly targets: ReadonlyMap<string, readonly SharedEntity[]>;
}

/** Shared entities in one operation at most: owners limit the root fields of what they are asked. */
const maximumThings = 20;

/** One shared entity, in each place where it stands. */
type EntityGroup = [SharedEntity, ...SharedEntity[]];

/** Asks for each shared entity once, in however many places it stands. */
export function lookupSteps(
  model: HubSchema,
  { operation, variables }: Pick<CallPlan, 'operation' | 'variables'>,
  entities: readonly SharedEntity[],
): LookupStep[] {
  const groups = new Map<string, EntityGroup>();
  for (const entity of entities) {
    const group = `${entity.lookup.index} ${entity.key}`;
    const same = groups.get(group);
    if (same) same.push(entity);
    else groups.set(group, [entity]);
  }
  const things = [...groups.values()].sort(([a], [b]) => a.lookup.index - b.lookup.index);
  const steps: LookupStep[] = [];
  for (let from = 0; from < things.length; from += maximumThings) {
    steps.push(stepOf(model, operation, variables, things.slice(from, from + maximumThings)));
  }
  return steps;
}

function stepOf(
  model: HubSchema,
  first: Operation,
  variables: Readonly<Record<string, unknown>>,
  things: readonly EntityGroup[],
): LookupStep {
  const lookups = things.map(([entity]) => entity.lookup);
  const shape = lookups.map(({ index }) => index).join();
  const operation = first.lookups.get(shape) ?? compileLookups(model, first, variables, lookups);
  first.lookups.set(shape, operation);
  const keys = things.map(([entity], index) => [keyVariable(first, index), entity.key] as const);
  return {
    operation,
    variables: { ...variables, ...Object.fromEntries(keys) },
    targets: new Map(things.map((group, index) => [rootKey(index), group])),
  };
}

/**
 * Puts what the lookup found where the shared entities stand. Returns those that nobody knows, although an owner has
 * just named them. Where an owner was lost between the steps it may be the one that does: then there is `nothing` to add.
 */
export function completeEntities(
  { operation, targets }: LookupStep,
  merged: Readonly<Record<string, unknown>>,
  nothing?: (root: RootField) => unknown,
): SharedEntity[] {
  return [...targets].flatMap(([key, group]) => {
    const root = operation.roots.find((candidate) => candidate.key === key);
    const entity = merged[key] ?? (root && nothing?.(root));
    if (!isJsonObject(entity)) return group;
    for (const { lookup, target } of group) for (const field of lookup.fields.keys()) put(target, field, entity[field]);
    return [];
  });
}

function compileLookups(
  model: HubSchema,
  first: Operation,
  variables: Readonly<Record<string, unknown>>,
  lookups: readonly Lookup[],
): Operation {
  const query = model.schema.getQueryType();
  if (!query) throw new Error('Expected the schema to have a query.');
  const node: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    directives: first.node.directives,
    variableDefinitions: [
      ...(first.node.variableDefinitions ?? []),
      ...lookups.map(({ root, argument }, index) => ({
        kind: Kind.VARIABLE_DEFINITION as const,
        variable: variable(keyVariable(first, index)),
        type: parseType(String(argumentDefinition(query, root, argument).type)),
      })),
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: lookups.map((lookup, index) => lookupField(lookup, rootKey(index), keyVariable(first, index))),
    },
  };
  const fragments = first.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return compile(model, { kind: Kind.DOCUMENT, definitions: [node, ...fragments] }, node, variables, true);
}

function lookupField({ root, argument, fields }: Lookup, key: string, value: string): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: name(key),
    name: name(root),
    arguments: [{ kind: Kind.ARGUMENT, name: name(argument), value: variable(value) }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...fields.values()].flat() },
  };
}

function rootKey(index: number): string {
  return `thing${index}`;
}

function keyVariable({ node }: Operation, index: number): string {
  return `${variablePrefix(node)}k${index}`;
}

function variable(value: string): VariableNode {
  return { kind: Kind.VARIABLE, name: name(value) };
}

function name(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
