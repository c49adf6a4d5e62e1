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
import { assumedSizeOf } from '../../../schema/contract/lengths.js';
import { largestPage } from '../../../schema/contract/pages.js';
import { fragmentOf, rootTypeOf } from '../../../schema/contract/valid-documents.js';
import { atMost, type Limits } from './limits.js';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Refuses a valid operation that may bring too many rows, or too many values in them, before it is carried out: a page
 * has the rows that `first` and `last` ask for, any other list of things those that the schema assumes (`@listSize`), or
 * one where it says nothing. Lists within lists multiply, lists beside each other add up.
 */
export function rowsCheck(schema: GraphQLSchema, { rows, values }: Limits) {
  const cache = new WeakMap<OperationDefinitionNode, Part>();
  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): void => {
    let whole = cache.get(operation);
    if (!whole) {
      whole = wholeOf(schema, document, operation);
      cache.set(operation, whole);
    }
    atMost(rows, countRows(whole, variables), 'ROWS');
    atMost(values, countValues(whole, variables), 'ROW_VALUES');
  };
}

/** What is selected of one thing; objects in between do not matter. */
interface Part {
  /** Fields of it and of single things below it. */
  fields: number;
  lists: List[];
}

interface List extends Part {
  /** How many things it has, as far as the operation and its variables say. */
  size: (variables: Variables) => number;
}

function wholeOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Part {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const whole: Part = { fields: 0, lists: [] };
  addSet(operation.selectionSet, rootTypeOf(schema, operation.operation), whole);
  return whole;

  function addSet(selectionSet: SelectionSetNode, parent: GraphQLCompositeType, to: Part): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        addField(selection, parent, to);
        continue;
      }
      const fragment = fragmentOf(selection, fragments);
      const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
      if (isCompositeType(type)) addSet(fragment.selectionSet, type, to);
    }
  }

  function addField(node: FieldNode, parent: GraphQLCompositeType, to: Part): void {
    to.fields++;
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(type)) return;
    const size = sizeOf(field, node);
    const list = size && { fields: 0, lists: [], size };
    if (list) to.lists.push(list);
    addSet(node.selectionSet, type, list ?? to);
  }
}

/** How long the list is that the field brings; undefined for what is no list, or one that its parent's page has counted. */
function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode): List['size'] | undefined {
  const valuesOf = (names: readonly string[]): ValueNode[] =>
    names.flatMap((argument) => node.arguments?.find(({ name }) => name.value === argument)?.value ?? []);
  const first = field.args.find(({ name }) => name === 'first');
  if (first) return pageSize(valuesOf(['last', 'first']), Number(first.defaultValue ?? largestPage));
  // How a router asks a subgraph: for each thing that it has a key of.
  if (field.name === '_entities') return listLength(valuesOf(['representations']));
  const assumed = isListType(getNullableType(field.type)) ? assumedSizeOf(field.astNode) : undefined;
  return assumed === undefined ? undefined : () => assumed;
}

function pageSize(sizeValues: readonly ValueNode[], usual: number): List['size'] {
  return (variables) => {
    const sizes = sizeValues.map((value) => Number(valueFromASTUntyped(value, variables))).filter(Boolean);
    const largest = sizes.length > 0 ? Math.max(...sizes) : usual;
    return Math.min(Math.max(largest, 1), largestPage);
  };
}

function listLength([listValue]: readonly ValueNode[]): List['size'] {
  return (variables) => {
    const value = listValue && valueFromASTUntyped(listValue, variables);
    return Array.isArray(value) ? value.length : 1;
  };
}

function countRows({ lists }: Part, variables: Variables): number {
  let rows = 0;
  for (const list of lists) rows += list.size(variables) * (1 + countRows(list, variables));
  return rows;
}

function countValues({ fields, lists }: Part, variables: Variables): number {
  let values = fields;
  for (const list of lists) values += list.size(variables) * countValues(list, variables);
  return values;
}
