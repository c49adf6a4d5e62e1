import type { FieldNode, GraphQLArgument, GraphQLField, GraphQLObjectType } from 'graphql';

/** The same field of one selection, wherever it is written: fragments may repeat it. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/** The field of a valid operation; anything else is a fault of ours. */
export function fieldDefinition(parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const field = parent.getFields()[name];
  if (!field) throw new Error(`Expected the schema to have ${parent.name}.${name}.`);
  return field;
}

export function argumentDefinition(parent: GraphQLObjectType, name: string, argument: string): GraphQLArgument {
  const definition = fieldDefinition(parent, name).args.find((candidate) => candidate.name === argument);
  if (!definition) throw new Error(`Expected the schema to have ${parent.name}.${name}(${argument}:).`);
  return definition;
}
