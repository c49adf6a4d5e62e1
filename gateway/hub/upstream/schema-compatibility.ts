import {
  buildSchema,
  coerceInputValue,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** The schema of an owner of another version, as it differs from ours. */
export interface OwnerSchema {
  readonly fingerprint: string;
  readonly schema: GraphQLSchema;
  /** Why it cannot be asked at all, a sentence for each place; what it merely lacks is not among them. */
  readonly contradictions: readonly string[];
}

/** Reads what an owner says of its schema; throws where that is none. */
export function readOwnerSchema(ours: GraphQLSchema, sdl: string, fingerprint: string): OwnerSchema {
  const schema = buildSchema(sdl, { assumeValidSDL: true });
  return { fingerprint, schema, contradictions: contradictionsOf(ours, schema) };
}

/** Whether an owner takes this value where its schema has this type. */
export function takes(value: unknown, type: GraphQLInputType): boolean {
  let isTaken = true;
  coerceInputValue(value, type, () => {
    isTaken = false;
  });
  return isTaken;
}

/** Where one of both would take the other's values for something else. */
function contradictionsOf(ours: GraphQLSchema, theirs: GraphQLSchema): string[] {
  return Object.values(ours.getTypeMap()).flatMap((type) => {
    const other = theirs.getType(type.name);
    if (!other || type.name.startsWith('__')) return [];
    if (other.constructor !== type.constructor)
      return [`Expected ${type.name} to be the same kind of type here and there.`];
    return contradictionsIn(type, other);
  });
}

function contradictionsIn(type: GraphQLNamedType, other: GraphQLNamedType): string[] {
  if ((isObjectType(type) && isObjectType(other)) || (isInterfaceType(type) && isInterfaceType(other))) {
    const theirs = other.getFields();
    return Object.values(type.getFields()).flatMap((field) => {
      const place = `${type.name}.${field.name}`;
      const same = theirs[field.name];
      return same ? [...compare(place, field.type, same.type), ...ofArguments(place, field, same)] : [];
    });
  }
  if (isInputObjectType(type) && isInputObjectType(other)) {
    const mine = type.getFields();
    return Object.values(other.getFields()).flatMap((field) => {
      const place = `${type.name}.${field.name}`;
      const same = mine[field.name];
      if (same) return compare(place, same.type, field.type);
      return isRequiredInputField(field) ? [`Expected nothing required that is unknown here, got ${place}.`] : [];
    });
  }
  return [];
}

function ofArguments(
  place: string,
  { args }: GraphQLField<unknown, unknown>,
  other: GraphQLField<unknown, unknown>,
): string[] {
  return other.args.flatMap((argument) => {
    const same = args.find(({ name }) => name === argument.name);
    const at = `${place}(${argument.name}:)`;
    if (same) return compare(at, same.type, argument.type);
    return isRequiredArgument(argument) ? [`Expected nothing required that is unknown here, got ${at}.`] : [];
  });
}

/** What may be null here and not there the values themselves show. */
function compare(
  place: string,
  ours: GraphQLInputType | GraphQLOutputType,
  theirs: GraphQLInputType | GraphQLOutputType,
): string[] {
  const isSame = shapeOf(ours) === shapeOf(theirs);
  return isSame ? [] : [`Expected ${place} to be ${ours}, got ${theirs}.`];
}

function shapeOf(type: GraphQLType): string {
  if (isNonNullType(type)) return shapeOf(type.ofType);
  return isListType(type) ? `[${shapeOf(type.ofType)}]` : getNamedType(type).name;
}
