import {
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

/** What the names of fields promise, over the whole schema. */
export interface FieldNames {
  /** May stand as their own response key: no field of that name takes arguments, and no object inherits the name. */
  readonly plain: ReadonlySet<string>;
  /** Also stand for one and the same type, a scalar or an enum. */
  readonly uniform: ReadonlySet<string>;
}

export function readFieldNames(schema: GraphQLSchema): FieldNames {
  const types = new Map<string, Set<string>>();
  const excluded = new Set<string>();
  const composite = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      types.set(field.name, (types.get(field.name) ?? new Set()).add(String(field.type)));
      if (field.args.length > 0 || field.name in Object.prototype) excluded.add(field.name);
      if (isCompositeType(getNamedType(field.type))) composite.add(field.name);
    }
  }
  const plain = [...types.keys()].filter((name) => !excluded.has(name));
  const uniform = plain.filter((name) => types.get(name)?.size === 1 && !composite.has(name));
  return { plain: new Set(plain), uniform: new Set(uniform) };
}
