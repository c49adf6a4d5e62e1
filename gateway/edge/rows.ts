import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { assumedSizeOf } from '../../schema/lengths.js';
import { atMost, type Limits } from './limits.js';

type Variables = Readonly<Record<string, unknown>>;

/** Rows in one page, at most. Other sizes are refused where the page is made. */
const largestPage = 500;

/**
 * Refuses a valid operation that may bring too many rows, before it is carried out: a page has those that `first` and
 * `last` ask for, any other list of things those that the schema assumes (`@listSize`), or one where it says nothing.
 * Lists within lists multiply, lists beside each other add up.
 */
export function rowsCheck(schema: GraphQLSchema, { rows: limit }: Limits) {
  const known = new WeakMap<OperationDefinitionNode, Rows[]>();
  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): void => {
    let rows = known.get(operation);
    if (!rows) {
      rows = rowsOf(schema, document, operation);
      known.set(operation, rows);
    }
    atMost(limit, countRows(rows, variables), 'rows');
  };
}

/** A list of things, and those below it; fields in between do not matter. */
interface Rows {
  /** How many it has, as far as the operation and its variables say. */
  size: (variables: Variables) => number;
  below: Rows[];
}

function rowsOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Rows[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return inSet(operation.selectionSet, schema.getRootType(operation.operation)!);

  function inSet(set: SelectionSetNode, parent: GraphQLCompositeType): Rows[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return inField(selection, parent);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
      return isCompositeType(type) ? inSet(fragment.selectionSet, type) : [];
    });
  }

  function inField(node: FieldNode, parent: GraphQLCompositeType): Rows[] {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return [];
    const below = inSet(node.selectionSet, type);
    const size = sizeOf(field!, node);
    return size ? [{ size, below }] : below;
  }
}

/** How long the list is that the field brings; undefined for what is no list, or one that its parent's page has counted. */
function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Rows['size'] | undefined {
  const given = (names: readonly string[]): ValueNode[] =>
    names.flatMap((argument) => node.arguments?.find(({ name }) => name.value === argument)?.value ?? []);
  const first = field.args.find(({ name }) => name === 'first');
  if (first) return pageSize(given(['last', 'first']), Number(first.defaultValue ?? largestPage));
  // How a router asks a subgraph: for each thing that it has a key of.
  if (field.name === '_entities') return listLength(given(['representations']));
  const assumed = isListType(getNullableType(field.type)) ? assumedSizeOf(field.astNode) : undefined;
  return assumed === undefined ? undefined : () => assumed;
}

function pageSize(given: readonly ValueNode[], usual: number): Rows['size'] {
  return (variables) => {
    const sizes = given.map((value) => Number(valueFromASTUntyped(value, variables))).filter(Boolean);
    const wanted = sizes.length > 0 ? Math.max(...sizes) : usual;
    return Math.min(Math.max(wanted, 1), largestPage);
  };
}

function listLength([given]: readonly ValueNode[]): Rows['size'] {
  return (variables) => {
    const value = given && valueFromASTUntyped(given, variables);
    return Array.isArray(value) ? value.length : 1;
  };
}

function countRows(rows: readonly Rows[], variables: Variables): number {
  let count = 0;
  for (const { size, below } of rows) count += size(variables) * (1 + countRows(below, variables));
  return count;
}
