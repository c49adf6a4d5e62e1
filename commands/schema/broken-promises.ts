import {
  astFromValue,
  buildSchema,
  DirectiveLocation,
  findBreakingChanges,
  type GraphQLArgument,
  type GraphQLInputField,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  print,
} from 'graphql';

/**
 * What clients of the promised schema would miss in the current one, a sentence each; none when every operation that
 * was valid stays valid and means the same. `schema/promised.graphql` is what the last release promised.
 */
export function brokenPromises(promise: string, current: string): string[] {
  const [before, after] = [forClients(promise), forClients(current)];
  return [...findBreakingChanges(before, after).map(({ description }) => description), ...otherMeanings(before, after)];
}

/**
 * What the current schema offers beyond the promised one, as schema coordinates (`Query.acts`, `Query.acts(first:)`,
 * `@stale`), sorted. Of a new type only its name: all of it is new.
 */
export function additions(promise: string, current: string): string[] {
  const before = coordinates(forClients(promise));
  const isOfNewOne = (parent: string | undefined) => parent !== undefined && !before.has(parent);
  return [...coordinates(forClients(current))]
    .filter(([coordinate, parent]) => !before.has(coordinate) && !isOfNewOne(parent))
    .map(([coordinate]) => coordinate)
    .sort();
}

/** Without the directives that only a schema can hold: no operation can have used one. */
function forClients(sdl: string): GraphQLSchema {
  const config = buildSchema(sdl).toConfig();
  const directives = config.directives.filter(({ locations }) => locations.some((each) => executable.has(each)));
  return new GraphQLSchema({ ...config, directives });
}

const executable = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/**
 * What graphql-js does not count as breaking: an operation that leaves a value out means something else when the
 * default is another, and arguments of directives may change their type unseen.
 */
function otherMeanings(before: GraphQLSchema, after: GraphQLSchema): string[] {
  const inputs = inputsOf(after);
  return [...inputsOf(before)].flatMap(([coordinate, old]) => {
    const input = inputs.get(coordinate);
    if (!input) return [];
    const [was, is] = [defaultOf(old), defaultOf(input)];
    const type = String(input.type);
    const isOtherType = coordinate.startsWith('@') && ![type, `${type}!`].includes(String(old.type));
    return [
      ...(was === is ? [] : [`${coordinate} has changed defaultValue from ${was} to ${is}.`]),
      ...(isOtherType ? [`${coordinate} has changed type from ${old.type} to ${type}.`] : []),
    ];
  });
}

function defaultOf({ defaultValue, type }: GraphQLArgument | GraphQLInputField): string {
  const node = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return node ? print(node) : 'none';
}

/** Whatever a client may leave out or give, by coordinate. */
function inputsOf(schema: GraphQLSchema): Map<string, GraphQLArgument | GraphQLInputField> {
  const types = Object.values(schema.getTypeMap());
  return new Map<string, GraphQLArgument | GraphQLInputField>([
    ...schema.getDirectives().flatMap(({ name, args }) => args.map((arg) => [`@${name}(${arg.name}:)`, arg] as const)),
    ...types.flatMap((type) =>
      isInputObjectType(type)
        ? Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const)
        : isObjectType(type) || isInterfaceType(type)
          ? Object.values(type.getFields()).flatMap((field) =>
              field.args.map((arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg] as const),
            )
          : [],
    ),
  ]);
}

/** Every coordinate of the schema with the one that it is part of. */
function coordinates(schema: GraphQLSchema): Map<string, string | undefined> {
  const all = new Map<string, string | undefined>();
  for (const { name } of schema.getDirectives()) all.set(`@${name}`, undefined);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    all.set(type.name, undefined);
    const parts = isEnumType(type) ? type.getValues() : isUnionType(type) ? type.getTypes() : fieldsOf(type);
    for (const part of parts) all.set(`${type.name}.${part.name}`, type.name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { name } of type.getInterfaces()) all.set(`${type.name} implements ${name}`, type.name);
  }
  for (const coordinate of inputsOf(schema).keys()) {
    if (!all.has(coordinate)) all.set(coordinate, coordinate.slice(0, coordinate.indexOf('(')));
  }
  return all;
}

function fieldsOf(type: unknown): { name: string }[] {
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
}
