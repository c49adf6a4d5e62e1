import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { readSupergraph } from '../../gateway/supergraph/schema/supergraph-schema.js';
import { assumedSizeOf, lengthOf } from '../../schema/contract/lengths.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';

const supergraph = await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8');
const types = Object.values(readSupergraph(supergraph).publicSchema.getTypeMap()).filter(
  ({ name }) => !name.startsWith('__'),
);
const fields = types
  .filter(isObjectType)
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));

describe('What an operation may bring is known before it is carried out', () => {
  it.each(fields.filter(isListOfThings).map(({ type, field }) => [`${type.name}.${field.name}`, field] as const))(
    '%s has `first`, or says how many it usually holds (@Holds)',
    (_, field) => {
      const hasFirst = field.args.some(({ name }) => name === 'first');
      expect(hasFirst || assumedSizeOf(field.astNode)).toBeTruthy();
    },
  );
});

describe('What may be given is bounded', () => {
  const inputs = [
    ...fields.flatMap(({ type, field }) =>
      field.args.map((arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg] as const),
    ),
    ...types
      .filter(isInputObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
      ),
  ];

  it.each(inputs.filter(([, { type }]) => isText(type)))('%s says how long it may be (@MaxLength)', (_, input) => {
    const { max } = lengthOf(input.astNode) ?? {};
    expect(max).toBeGreaterThan(0);
    expect(input.description).toContain(`${max} characters`);
  });

  it.each(inputs.filter(([, { type }]) => isListType(getNullableType(type))))(
    '%s says how many there may be',
    (_, input: GraphQLArgument | GraphQLInputField) => {
      const { items } = lengthOf(input.astNode) ?? {};
      expect(items).toBeGreaterThan(0);
      expect(input.description).toContain(`At most ${items} values`);
    },
  );
});

/** But those of a connection, which the connection's own `first` counts. */
function isListOfThings({ type, field }: { type: GraphQLObjectType; field: GraphQLField<unknown, unknown> }): boolean {
  const isOfPage = type.name.endsWith('Connection') && (field.name === 'edges' || field.name === 'nodes');
  return !isOfPage && hasList(field.type) && isCompositeType(getNamedType(field.type));
}

function hasList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

function isText(type: GraphQLInputType): boolean {
  return ['ID', 'String'].includes(getNamedType(type).name);
}
