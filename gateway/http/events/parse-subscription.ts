import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentOf, rootTypeOf } from '../../../schema/contract/valid-documents.js';
import { HubError } from '../../../schema/errors/catalogue.js';

/** A subscription, and the query that answers each of its events: what was selected, of the thing that is new. */
export interface Subscription {
  readonly field: string;
  /** Its name in the client's answer. */
  readonly key: string;
  readonly node: FieldNode;
  readonly query: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The variable of the query that takes the thing's id. */
  readonly variable: string;
}

/**
 * Writes a valid subscription as a query for one thing by its id. Thereby every field works in an event as it does in
 * any answer: it is planned, merged, guarded and limited by the same code.
 */
export function readSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Subscription {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const [first, ...others] = rootFields(operation.selectionSet, fragments);
  if (!first) throw new HubError('OPERATION_INVALID', { reason: 'NO_SUBSCRIPTIONS' });
  const field = first.name.value;
  const root = schema.getSubscriptionType();
  const type = root?.getFields()[field];
  if (!type) throw new HubError('OPERATION_INVALID', { reason: 'SUBSCRIPTION_FIELD', got: field });
  const selections = [first, ...others].flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const ownVariables = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  let variable = 'event';
  while (ownVariables.has(variable)) variable += '_';

  const query: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...(operation.variableDefinitions ?? []), idVariable(variable)],
    selectionSet: set([nodeField(first, variable, String(type.type).replace('!', ''), selections)]),
  };
  // What only the subscription's root uses is no part of the query.
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.typeCondition.name.value !== root?.name,
  );
  return {
    field,
    key: (first.alias ?? first.name).value,
    node: first,
    query: { kind: Kind.DOCUMENT, definitions: [query, ...definitions] },
    operation: query,
    variable,
  };
}

export function subscriptionArguments(
  schema: GraphQLSchema,
  { field, node }: Subscription,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const definition = rootTypeOf(schema, OperationTypeNode.SUBSCRIPTION).getFields()[field];
  return definition ? getArgumentValues(definition, node, variables) : {};
}

/** The places of the one root field: validation has seen that there is one. */
function rootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.directives?.length) {
      throw new HubError('OPERATION_INVALID', { reason: 'SUBSCRIPTION_DIRECTIVE' }, { nodes: selection });
    }
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = fragmentOf(selection, fragments);
    return rootFields(inner.selectionSet, fragments);
  });
}

function nodeField(
  { alias, name }: FieldNode,
  variable: string,
  type: string,
  selections: readonly SelectionNode[],
): FieldNode {
  const id = { kind: Kind.VARIABLE as const, name: named(variable) };
  const typed: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: named(type) },
    selectionSet: set(selections),
  };
  return {
    kind: Kind.FIELD,
    alias: alias ?? name,
    name: named('node'),
    arguments: [{ kind: Kind.ARGUMENT, name: named('id'), value: id }],
    selectionSet: set([typed]),
  };
}

function idVariable(variable: string) {
  const id = { kind: Kind.NAMED_TYPE as const, name: named('ID') };
  return {
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: { kind: Kind.VARIABLE as const, name: named(variable) },
    type: { kind: Kind.NON_NULL_TYPE as const, type: id },
  };
}

function set(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function named(value: string) {
  return { kind: Kind.NAME as const, value };
}
