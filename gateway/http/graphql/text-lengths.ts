import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Length, lengthOf } from '../../../schema/contract/lengths.js';
import { fragmentOf, rootTypeOf } from '../../../schema/contract/valid-documents.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { Because } from '../../../schema/errors/reasons/index.js';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Refuses a valid operation with a text or a list that is longer than the schema declares (`@hub__length`), before it is
 * carried out: what is done with a text takes its time, and anybody can send one.
 */
export function lengthsCheck(schema: GraphQLSchema) {
  const checkOf = checksOf();
  const cache = new WeakMap<OperationDefinitionNode, Given[]>();
  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): void => {
    let all = cache.get(operation);
    if (!all) {
      all = givenIn(schema, document, operation, checkOf);
      cache.set(operation, all);
    }
    for (const { value, check, place, node, path } of all) {
      check(valueFromASTUntyped(value, variables), place, (because) => {
        throw new HubError('BAD_ARGUMENT', because, { nodes: node, path });
      });
    }
  };
}

/** An argument of a field, as written, whose value can be too long. */
interface Given {
  value: ValueNode;
  check: Check;
  place: string;
  node: FieldNode;
  path: readonly string[];
}

type Check = (value: unknown, place: string, refuse: (because: Because<'BAD_ARGUMENT'>) => never) => void;
type CheckOf = (input: GraphQLArgument | GraphQLInputField) => Check | undefined;

function givenIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  checkOf: CheckOf,
): Given[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return inSet(operation.selectionSet, rootTypeOf(schema, operation.operation), []);

  function inSet(selectionSet: SelectionSetNode, parent: GraphQLCompositeType, above: readonly string[]): Given[] {
    return selectionSet.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return inField(selection, parent, above);
      const fragment = fragmentOf(selection, fragments);
      const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
      return isCompositeType(type) ? inSet(fragment.selectionSet, type, above) : [];
    });
  }

  function inField(node: FieldNode, parent: GraphQLCompositeType, above: readonly string[]): Given[] {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!field) return [];
    const path = [...above, (node.alias ?? node.name).value];
    const own = (node.arguments ?? []).flatMap(({ name, value }): Given[] => {
      const argument = field.args.find((each) => each.name === name.value);
      const check = argument && checkOf(argument);
      return check ? [{ value, check, place: name.value, node, path }] : [];
    });
    const type = getNamedType(field.type);
    return node.selectionSet && isCompositeType(type) ? [...own, ...inSet(node.selectionSet, type, path)] : own;
  }
}

/** Each argument and field of an input is looked at once, however often operations give it. */
function checksOf(): CheckOf {
  const cache = new Map<GraphQLArgument | GraphQLInputField, Check | undefined>();

  function checkOf(input: GraphQLArgument | GraphQLInputField): Check | undefined {
    if (cache.has(input)) return cache.get(input);
    // An input that holds itself finds this one.
    cache.set(input, (...given) => check?.(...given));
    const check = checkOfType(input.type, lengthOf(input.astNode) ?? {});
    cache.set(input, check);
    return check;
  }

  function checkOfType(type: GraphQLInputType, length: Length): Check | undefined {
    if (isNonNullType(type)) return checkOfType(type.ofType, length);
    if (isListType(type)) return checkOfList(checkOfType(type.ofType, length), length);
    if (isInputObjectType(type)) {
      const checks = Object.values(type.getFields()).flatMap((field): [string, Check][] => {
        const check = checkOf(field);
        return check ? [[field.name, check]] : [];
      });
      return checks.length > 0 ? checkOfObject(checks) : undefined;
    }
    return length.max === undefined ? undefined : checkOfText(length.max);
  }

  return checkOf;
}

function checkOfText(max: number): Check {
  return (value, place, refuse) => {
    if (typeof value === 'string' && value.length > max) {
      refuse({ reason: 'TOO_LONG', argument: place, limit: max, got: value.length });
    }
  };
}

function checkOfList(check: Check | undefined, { items = Number.POSITIVE_INFINITY }: Length): Check {
  return (value, place, refuse) => {
    // A single value stands for the list of it.
    if (!Array.isArray(value)) return check?.(value, place, refuse);
    if (value.length > items) refuse({ reason: 'TOO_MANY', argument: place, limit: items, got: value.length });
    for (const [index, item] of value.entries()) check?.(item, `${place}[${index}]`, refuse);
  };
}

function checkOfObject(checks: readonly [string, Check][]): Check {
  return (value, place, refuse) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, check] of checks) check((value as Record<string, unknown>)[name], `${place}.${name}`, refuse);
  };
}
