import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import type { MergeRule } from '../../../schema/contract/directives.js';
import { checkingScalars } from '../../../schema/contract/scalars.js';
import { readSupergraph } from '../../supergraph/index.js';
import { ownerNames } from './owner-names.js';

/**
 * What becomes of a field when several owners answer it. JOIN, PASS and ROWS are never written in a schema:
 * JOIN is one object known to several owners; PASS has one owner and is final as it came; ROWS are a page's rows.
 */
export type Rule = MergeRule | 'JOIN' | 'PASS' | 'ROWS';

/** The merge rules and owner arguments of a supergraph, and the schema that its clients see. */
export interface HubSchema {
  readonly schema: GraphQLSchema;
  rule(parent: GraphQLObjectType, field: string): { rule: Rule; operands: string[] };
  /** The fields that identify a thing of this type; empty where nothing does. */
  keyOf(type: GraphQLNamedType): readonly string[];
  /** Several owners may know the same thing of this type. */
  isShared(type: GraphQLNamedType): boolean;
  /** The root field that finds a shared thing by its key. */
  lookupOf(type: GraphQLNamedType): string | undefined;
  /** Every owner may add to this field of a shared thing, so one owner alone cannot answer it. */
  isAddedTo(parent: GraphQLObjectType, field: string): boolean;
  /** The field with the id under which all owners know the thing, where others add to this field of an owner's own thing. */
  sharedBy(parent: GraphQLObjectType, field: string): string | undefined;
  /** Whether a field's value names its owner: a global id, or an owner's code. */
  ownership(parent: GraphQLObjectType, field: string): 'ID' | 'CODE' | undefined;
  /** Where owners stand in an argument: which of its values say whose data is meant. */
  ownerPlaces(parent: GraphQLObjectType, field: string, argument: string): readonly OwnerPlace[];
}

/** A path into an argument's value ([] is the value itself), and whether owners stand there by a global id or by their code. */
export interface OwnerPlace {
  readonly path: readonly string[];
  readonly isId: boolean;
}

export function readSchema(sdl: string): HubSchema {
  const supergraph = parse(sdl, { noLocation: true });
  const schema = checkingScalars(readSupergraph(sdl).publicSchema);
  const marks = readMarks(supergraph);

  const keyOf = (type: GraphQLNamedType): readonly string[] => {
    const mark = marks.types.get(type.name);
    if (mark) return mark.key;
    const entityKey = marks.entityKeys.get(type.name);
    if (entityKey) return entityKey;
    return isNode(type) ? ['id'] : [];
  };
  const isShared = (type: GraphQLNamedType) => marks.types.has(type.name);
  const isOwned = (type: GraphQLNamedType) =>
    keyOf(type).length > 0 && (!isShared(type) || keyOf(type).join() === 'id');
  const hasRules = (type: GraphQLNamedType) =>
    isObjectType(type) && Object.keys(type.getFields()).some((name) => marks.fields.has(`${type.name}.${name}`));

  const derive = (type: GraphQLOutputType): Rule => {
    const named = getNamedType(type);
    if (isLeafType(named)) return 'AGREE';
    if (isList(type)) return isOwned(named) ? 'CONCAT' : isShared(named) ? 'KEY' : 'AGREE';
    if (isConnection(named)) return 'PAGE';
    return keyOf(named).length > 0 || isShared(named) || hasRules(named) ? 'JOIN' : 'AGREE';
  };

  const rule = (parent: GraphQLObjectType, field: string): { rule: Rule; operands: string[] } => {
    if (field === '__typename') return { rule: 'AGREE', operands: [] };
    return (
      marks.fields.get(`${parent.name}.${field}`) ?? { rule: derive(parent.getFields()[field]!.type), operands: [] }
    );
  };

  const names = ownerNames(Object.values(schema.getTypeMap()), keyOf, isOwned);

  return {
    schema,
    keyOf,
    rule,
    isAddedTo(parent, field) {
      const { rule: own } = rule(parent, field);
      // An object with a key of its own is one thing; what others add to it is asked where it stands.
      if (own === 'JOIN') return keyOf(getNamedType(parent.getFields()[field]!.type)).length === 0;
      return own !== 'AGREE' && own !== 'ANY';
    },
    sharedBy: (parent, field) => marks.fields.get(`${parent.name}.${field}`)?.by,
    isShared,
    lookupOf: (type) => marks.types.get(type.name)?.lookup,
    ownership(parent, field) {
      const key = keyOf(parent);
      if (field === 'id' && (key.join() === 'id' || isNode(parent))) return 'ID';
      if (isOwned(parent) && key.join() === field) return 'CODE';
      const type = parent.getFields()[field]?.type;
      return type && names.isOwnerField(field, getNamedType(type)) ? 'CODE' : undefined;
    },
    ownerPlaces(parent, field, argument) {
      const type = parent.getFields()[field]?.args.find(({ name }) => name === argument)?.type;
      const isMarked = marks.ownerArguments.has(`${parent.name}.${field}.${argument}`);
      const paths = isMarked ? [[]] : type ? inputPaths(type, marks.ownerInputs, new Set()) : [];
      return paths.map((path) => ({ path, isId: !names.isCodeArgument(path.at(-1) ?? argument) }));
    },
  };
}

function isNode(type: GraphQLNamedType): boolean {
  const isOfTypes = isObjectType(type) || isInterfaceType(type);
  return type.name === 'Node' || (isOfTypes && type.getInterfaces().some(({ name }) => name === 'Node'));
}

export function isConnection(type: GraphQLNamedType): type is GraphQLObjectType {
  return isObjectType(type) && 'edges' in type.getFields() && 'pageInfo' in type.getFields();
}

export function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

interface Marks {
  types: Map<string, { key: string[]; lookup?: string }>;
  fields: Map<string, { rule: MergeRule; operands: string[]; by?: string }>;
  entityKeys: Map<string, string[]>;
  ownerArguments: Set<string>;
  ownerInputs: Set<string>;
}

function readMarks(supergraph: DocumentNode): Marks {
  const marks: Marks = {
    types: new Map(),
    fields: new Map(),
    entityKeys: new Map(),
    ownerArguments: new Set(),
    ownerInputs: new Set(),
  };
  for (const definition of supergraph.definitions) readDefinition(definition, marks);
  return marks;
}

function readDefinition(definition: DefinitionNode, marks: Marks): void {
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    for (const field of definition.fields ?? []) {
      if (find(field.directives, 'hub__owner')) marks.ownerInputs.add(`${definition.name.value}.${field.name.value}`);
    }
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return;
  const type = definition.name.value;
  const merge = find(definition.directives, 'hub__merge');
  if (merge) marks.types.set(type, { key: words(merge.fields), lookup: merge.lookup as string | undefined });
  // A key of nested fields cannot be compared as it stands; where a type has several, a plain one serves.
  const keys = (definition.directives ?? []).map((directive) => find([directive], 'join__type')?.key);
  const key = keys.find((value): value is string => typeof value === 'string' && !value.includes('{'));
  if (key) marks.entityKeys.set(type, words(key));
  for (const field of definition.fields ?? []) {
    const name = `${type}.${field.name.value}`;
    const rule = find(field.directives, 'hub__merge');
    if (rule) {
      const by = rule.by as string | undefined;
      marks.fields.set(name, { rule: rule.rule as MergeRule, operands: words(rule.fields), by });
    }
    for (const argument of field.arguments ?? []) {
      if (find(argument.directives, 'hub__owner')) marks.ownerArguments.add(`${name}.${argument.name.value}`);
    }
  }
}

function find(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): Record<string, unknown> | undefined {
  const directive = directives?.find((candidate) => candidate.name.value === name);
  if (!directive) return undefined;
  const values = (directive.arguments ?? []) as readonly ArgumentNode[];
  return Object.fromEntries(values.map(({ name: { value: key }, value }) => [key, valueFromASTUntyped(value)]));
}

function words(text: unknown): string[] {
  return typeof text === 'string' ? text.trim().split(/\s+/) : [];
}

function inputPaths(type: GraphQLInputType, owners: Set<string>, above: Set<string>): string[][] {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || above.has(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    owners.has(`${named.name}.${field.name}`)
      ? [[field.name]]
      : inputPaths(field.type, owners, new Set([...above, named.name])).map((path) => [field.name, ...path]),
  );
}
