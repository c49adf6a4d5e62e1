import { type GraphQLField, type GraphQLSchema, isNonNullType, isObjectType } from 'graphql';

/**
 * Lets null be the same as no value where an argument has a default. GraphQL tells the two apart, but clients with one
 * operation for all their pages send null for what they do not care about.
 */
export function nullIsDefault(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) takeNull(field);
  }
  return schema;
}

function takeNull(field: GraphQLField<unknown, unknown>): void {
  const usual = field.args.filter(({ type, defaultValue }) => !isNonNullType(type) && defaultValue != null);
  const { resolve } = field;
  if (usual.length === 0 || !resolve) return;
  field.resolve = (source, args, context, info) => {
    const nulls = usual.filter(({ name }) => args[name] === null);
    const defaults = Object.fromEntries(nulls.map(({ name, defaultValue }) => [name, defaultValue]));
    return resolve(source, { ...args, ...defaults }, context, info);
  };
}
