import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { fragmentOf, rootTypeOf } from '../../../schema/contract/valid-documents.js';
import { HubError } from '../../../schema/errors/catalogue.js';

type Variables = Readonly<Record<string, unknown>>;

/** Where a variable that may be null stands for what may not: GraphQL lets it, as long as one of the two has a default. */
interface Place {
  readonly variable: string;
  /** As «asOf», «@skip's if» or «filter's items». */
  readonly argument: string;
  /** As «Date!». */
  readonly type: string;
  readonly node: ValueNode;
  /** The conditions under which it is asked for at all. */
  readonly conditions: readonly DirectiveNode[];
}

/**
 * Finds what a client's null would break, which no rule of validation can see and no type of a variable forbids: each
 * error names the variable and the argument. Without it the null would be told as a fault of whoever meets it first.
 */
export function nullArguments(schema: GraphQLSchema) {
  const cache = new WeakMap<OperationDefinitionNode, readonly Place[]>();
  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): HubError[] => {
    if (!operation.variableDefinitions?.some(({ variable }) => variables[variable.name.value] === null)) return [];
    const places = cache.get(operation) ?? placesOf(schema, document, operation);
    cache.set(operation, places);
    return places
      .filter(({ variable, conditions }) => variables[variable] === null && areMet(conditions, variables))
      .slice(0, 10)
      .map(({ variable, argument, type, node }) => {
        const because = { reason: 'NULL' as const, variable, argument, type };
        return new HubError('BAD_VARIABLE', because, { nodes: node });
      });
  };
}

function placesOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Place[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const places: Place[] = [];
  inDirectives(operation.directives, []);
  inSet(operation.selectionSet, rootTypeOf(schema, operation.operation), []);
  return places;

  function inSet(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    above: readonly DirectiveNode[],
  ): void {
    for (const selection of selections) {
      inDirectives(selection.directives, above);
      const conditions = [...above, ...conditionsOf(selection)];
      if (selection.kind === Kind.FIELD) inField(selection, parent, conditions);
      else {
        const fragment = fragmentOf(selection, fragments);
        if (selection.kind === Kind.FRAGMENT_SPREAD) inDirectives(fragment.directives, conditions);
        const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (isCompositeType(type)) inSet(fragment.selectionSet, type, conditions);
      }
    }
  }

  function inField(node: FieldNode, parent: GraphQLCompositeType, conditions: readonly DirectiveNode[]): void {
    const name = node.name.value;
    const field = name === TypeMetaFieldDef.name ? TypeMetaFieldDef : 'getFields' in parent && parent.getFields()[name];
    if (!field) return;
    inArguments(node.arguments, field.args, conditions);
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type)) inSet(node.selectionSet, type, conditions);
  }

  function inDirectives(directives: readonly DirectiveNode[] = [], conditions: readonly DirectiveNode[]): void {
    for (const { name, arguments: given } of directives) {
      inArguments(given, schema.getDirective(name.value)?.args ?? [], conditions, `@${name.value}`);
    }
  }

  function inArguments(
    nodes: readonly ArgumentNode[] = [],
    args: readonly GraphQLArgument[],
    conditions: readonly DirectiveNode[],
    of = '',
  ): void {
    for (const { name, value } of nodes) {
      const argument = args.find((each) => each.name === name.value);
      if (argument) inValue(value, argument.type, `${of ? `${of}'s ` : ''}${name.value}`, conditions);
    }
  }

  function inValue(node: ValueNode, type: GraphQLInputType, name: string, conditions: readonly DirectiveNode[]): void {
    if (node.kind === Kind.VARIABLE) {
      if (!isNonNullType(type)) return;
      places.push({ variable: node.name.value, argument: name, type: String(type), node, conditions });
      return;
    }
    const inner = isNonNullType(type) ? type.ofType : type;
    if (node.kind === Kind.LIST) {
      for (const item of node.values) if (isListType(inner)) inValue(item, inner.ofType, `${name}[]`, conditions);
    } else if (node.kind === Kind.OBJECT && isInputObjectType(inner)) {
      for (const { name: key, value } of node.fields) {
        const field = inner.getFields()[key.value];
        if (field) inValue(value, field.type, `${name}.${key.value}`, conditions);
      }
    } else if (isListType(inner)) inValue(node, inner.ofType, name, conditions);
  }
}

function conditionsOf({ directives = [] }: SelectionNode): DirectiveNode[] {
  return directives.filter(({ name }) => name.value === 'skip' || name.value === 'include');
}

/** A condition that is null itself is refused by itself. */
function areMet(conditions: readonly DirectiveNode[], variables: Variables): boolean {
  return conditions.every(({ name, arguments: given = [] }) => {
    const value = given[0]?.value;
    const holds =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return holds !== (name.value === 'skip');
  });
}
