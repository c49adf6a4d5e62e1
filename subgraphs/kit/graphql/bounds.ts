import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  parseConstValue,
} from 'graphql';
import { Directive } from 'type-graphql';
import { type Length, lengthOf } from '../../../schema/contract/lengths.js';
import { largestPage } from '../../../schema/contract/pages.js';

/**
 * On a list of things without `first`: how many it usually holds at most. By it every server on the way counts what an
 * operation may bring, before it is carried out; lists within lists multiply.
 */
export function ListSize(size: number): MethodDecorator & PropertyDecorator {
  return Directive(`@listSize(assumedSize: ${size})`);
}

/** On a text argument or a list of them: how long each text may be, and how many there may be. Ids need it not. */
export function MaxLength(max: number, items?: number): MethodDecorator & PropertyDecorator & ParameterDecorator {
  return Directive(`@hub__length(max: ${max}${items === undefined ? '' : `, items: ${items}`})`);
}

/** Of what a filter looks for. The full official names of institutions have up to some 250. */
export const longestFilterText = 300;

/**
 * Completes what the schema says of lengths: every id and every list has one, and descriptions say all of them. Lists
 * with `first` name it as what their size depends on, for routers that know federation's cost specification.
 */
export function declareBounds(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) declareLength(field);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const argument of field.args) declareLength(argument);
      if (field.args.some(({ name }) => name === 'first')) {
        const slices = field.args.map(({ name }) => name).filter((name) => name === 'first' || name === 'last');
        const isConnection = !isListType(getNullableType(field.type));
        declare(field, Kind.FIELD_DEFINITION, 'listSize', {
          slicingArguments: slices,
          ...(isConnection && { sizedFields: ['edges', 'nodes'] }),
          requireOneSlicingArgument: false,
        });
      }
    }
  }
  return schema;
}

/** An id is an owner, a kind and a name within it; see schema/contract/id.ts. */
const longestId = 300;
const mostValues = 100;

function declareLength(input: GraphQLArgument | GraphQLInputField): void {
  const isId = getNamedType(input.type).name === 'ID';
  const isList = isListType(getNullableType(input.type));
  const given = lengthOf(input.astNode);
  const usual: Length = {
    ...(isId && { max: longestId }),
    ...(isList && { items: isId ? largestPage : mostValues }),
  };
  const { max = usual.max, items = usual.items } = given ?? {};
  if (max === undefined && items === undefined) return;
  const length = { ...(max !== undefined && { max }), ...(items !== undefined && { items }) };
  declare(input, Kind.INPUT_VALUE_DEFINITION, 'hub__length', length);
  input.description = [input.description, sentence(length)].filter(Boolean).join(' ');
}

function sentence({ max, items }: Length): string {
  if (max === undefined) return `At most ${items} values.`;
  return items === undefined ? `At most ${max} characters.` : `At most ${items} values of ${max} characters each.`;
}

type Declared = { name: string; type: unknown; astNode?: unknown };

/** Adds the directive, or replaces it, where type-graphql itself would put it. */
function declare(element: Declared, kind: Kind, name: string, values: object): void {
  const { directives = [], ...rest } = (element.astNode ?? {
    kind,
    name: nameNode(element.name),
    type: { kind: Kind.NAMED_TYPE, name: nameNode(String(element.type)) },
  }) as { directives?: { name: { value: string } }[] };
  const directive = {
    kind: Kind.DIRECTIVE,
    name: nameNode(name),
    arguments: Object.entries(values).map(([key, value]) => ({
      kind: Kind.ARGUMENT,
      name: nameNode(key),
      value: parseConstValue(JSON.stringify(value), { noLocation: true }),
    })),
  };
  element.astNode = { ...rest, directives: [...directives.filter((other) => other.name.value !== name), directive] };
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value };
}
