import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { atMost, type Limits } from './limits.js';

type Variables = Readonly<Record<string, unknown>>;

/** Rows in one page, at most. Other sizes are refused where the page is made. */
const largestPage = 500;

/**
 * Refuses a valid operation that may bring too many rows, as far as `first` and `last` say: pages within pages
 * multiply, pages beside each other add up. Lists without `first` count as one, because the edge cannot know how long they are.
 */
export function rowsCheck(schema: GraphQLSchema, { rows: limit }: Limits) {
  const known = new WeakMap<OperationDefinitionNode, Page[]>();
  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): void => {
    let pages = known.get(operation);
    if (!pages) {
      pages = pagesOf(schema, document, operation);
      known.set(operation, pages);
    }
    atMost(limit, countRows(pages, variables), 'ROWS');
  };
}

/** A field that takes `first`, and those below it; fields in between do not matter. */
interface Page {
  /** Values of `first` and `last`, as written. */
  given: readonly ValueNode[];
  /** Where neither has a value. */
  usual: number;
  below: Page[];
}

function pagesOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Page[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return inSet(operation.selectionSet, schema.getRootType(operation.operation)!);

  function inSet(set: SelectionSetNode, parent: GraphQLCompositeType): Page[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return inField(selection, parent);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
      return isCompositeType(type) ? inSet(fragment.selectionSet, type) : [];
    });
  }

  function inField(node: FieldNode, parent: GraphQLCompositeType): Page[] {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    const below = node.selectionSet && isCompositeType(type) ? inSet(node.selectionSet, type) : [];
    const first = field?.args.find(({ name }) => name === 'first');
    if (!first) return below;
    const given = ['last', 'first'].flatMap(
      (argument) => node.arguments?.find(({ name }) => name.value === argument)?.value ?? [],
    );
    return [{ given, usual: Number(first.defaultValue ?? largestPage), below }];
  }
}

function countRows(pages: readonly Page[], variables: Variables): number {
  let rows = 0;
  for (const { given, usual, below } of pages) {
    const sizes = given.map((value) => Number(valueFromASTUntyped(value, variables))).filter(Boolean);
    const wanted = sizes.length > 0 ? Math.max(...sizes) : usual;
    rows += Math.min(Math.max(wanted, 1), largestPage) * (1 + countRows(below, variables));
  }
  return rows;
}
