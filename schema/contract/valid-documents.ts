import type {
  FragmentDefinitionNode,
  FragmentSpreadNode,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationTypeNode,
} from 'graphql';

/** What a selection that is no field selects from; validation has seen that there is a fragment of that name. */
export function fragmentOf(
  selection: FragmentSpreadNode | InlineFragmentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode | InlineFragmentNode {
  if (!('name' in selection)) return selection;
  const fragment = fragments.get(selection.name.value);
  if (!fragment) throw new Error(`Expected a valid document, got one without the fragment ${selection.name.value}.`);
  return fragment;
}

/** The type from which an operation of this kind selects; validation has seen that the schema has one. */
export function rootTypeOf(schema: GraphQLSchema, kind: OperationTypeNode): GraphQLObjectType {
  const type = schema.getRootType(kind);
  if (!type) throw new Error(`Expected a valid document, got a ${kind} that the schema does not have.`);
  return type;
}
