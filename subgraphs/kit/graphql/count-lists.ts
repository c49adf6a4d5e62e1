import {
  defaultFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Context } from './context.js';

/** Counts the things in every list as soon as it is there, before anything is resolved of them. */
export function countLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source, args, context: Context, info) => {
        const list: unknown = resolve(source, args, context, info);
        if (!(list instanceof Promise)) return counted(list, context);
        // Lists that are loaded together are all counted before anything of the first of them is resolved.
        return list.then((items) => counted(items, context)).then((items) => counted(items, context, 0));
      };
    }
  }
  return schema;
}

function counted(list: unknown, { objects }: Context, times = 1): unknown {
  if (Array.isArray(list)) objects.take(times * list.length);
  return list;
}
