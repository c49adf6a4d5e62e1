import { type GraphQLNamedType, getNamedType, isObjectType } from 'graphql';

/**
 * How a schema refers to owners by their codes: by the name of the entity that an owner itself is, and by that of its
 * key. With `type Municipality @key(fields: "code")` these are `municipality`, `code` and their plurals.
 */
export interface OwnerNames {
  /** The field's or argument's value is an owner's code, or a list of them. */
  isOwnerField(name: string, type: GraphQLNamedType): boolean;
  isCodeArgument(name: string): boolean;
}

/** `isOwned` says that entities of the type have one owner, whom their key names. */
export function ownerNames(
  types: readonly GraphQLNamedType[],
  keyOf: (type: GraphQLNamedType) => readonly string[],
  isOwned: (type: GraphQLNamedType) => boolean,
): OwnerNames {
  const entities = new Set<string>();
  const keys = new Set<string>();
  for (const type of types) {
    const [key, ...others] = keyOf(type);
    if (!isObjectType(type) || !isOwned(type) || key === undefined || others.length > 0 || key === 'id') continue;
    entities.add(type.name.charAt(0).toLowerCase() + type.name.slice(1));
    keys.add(key);
  }
  const names = [...entities, ...keys];
  const codeArguments = new Set([...names, ...names.map(plural)]);
  return {
    isOwnerField: (name, type) => entities.has(name) && getNamedType(type).name === 'ID',
    isCodeArgument: (name) => codeArguments.has(name),
  };
}

function plural(name: string): string {
  return name.replace(/y$/, 'ie').concat('s');
}
