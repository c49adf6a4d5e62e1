import {
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
import { type MergeRule, mergeRules } from '../../../schema/contract/directives.js';
import { checkingScalars } from '../../../schema/contract/scalars.js';
import { readSupergraph } from '../../supergraph/index.js';
import { ownerNames } from './owner-names.js';
import { fieldDefinition } from './schema-fields.js';

/**
 * What becomes of a field when several owners answer it. JOIN, PASS and ROWS are never written in a schema:
 * JOIN is one object known to several owners; PASS has one owner and is final as it came; ROWS are a page's rows.
 */
export type FieldRule = MergeRule | 'JOIN' | 'PASS' | 'ROWS';

/** The merge rules and owner arguments of a supergraph, and the schema that its clients see. */
export interface HubSchema {
  readonly schema: GraphQLSchema;
  rule(parent: GraphQLObjectType, field: string): { rule: FieldRule; operands: string[] };
  /** The fields that identify an entity of this type; empty where nothing does. */
  keyOf(type: GraphQLNamedType): readonly string[];
  /** Several owners may know the same entity of this type. */
  isShared(type: GraphQLNamedType): boolean;
  /** The root field that finds a shared entity by its key. */
  lookupOf(type: GraphQLNamedType): string | undefined;
  /** Every owner may add to this field of a shared entity, so one owner alone cannot answer it. */
  isAddedTo(parent: GraphQLObjectType, field: string): boolean;
  /** The field with the id under which all owners know the entity, where others add to this field of an owner's own. */
  sharedBy(parent: GraphQLObjectType, field: string): string | undefined;
  /** Whether a field's value names its owner: a global id, or an owner's code. */
  ownership(parent: GraphQLObjectType, field: string): 'ID' | 'CODE' | undefined;
  /** Where owners stand in an argument: which of its values name whose data is asked for. */
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

  const derive = (type: GraphQLOutputType): FieldRule => {
    const valueType = getNamedType(type);
    if (isLeafType(valueType)) return 'AGREE';
    if (isList(type)) return isOwned(valueType) ? 'CONCAT' : isShared(valueType) ? 'KEY' : 'AGREE';
    if (isConnection(valueType)) return 'PAGE';
    return keyOf(valueType).length > 0 || isShared(valueType) || hasRules(valueType) ? 'JOIN' : 'AGREE';
  };

  const rule = (parent: GraphQLObjectType, field: string): { rule: FieldRule; operands: string[] } => {
    if (field === '__typename') return { rule: 'AGREE', operands: [] };
    return (
      marks.fields.get(`${parent.name}.${field}`) ?? { rule: derive(fieldDefinition(parent, field).type), operands: [] }
    );
  };

  const names = ownerNames(Object.values(schema.getTypeMap()), keyOf, isOwned);

  return {
    schema,
    keyOf,
    rule,
    isAddedTo(parent, field) {
      const { rule: own } = rule(parent, field);
      // An object with a key of its own is one entity; what others add to it is asked where it stands.
      if (own === 'JOIN') return keyOf(getNamedType(fieldDefinition(parent, field).type)).length === 0;
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
  if (merge) marks.types.set(type, { key: words(merge.fields), lookup: textIn(merge.lookup) });
  // A key of nested fields cannot be compared as it stands; where a type has several, a plain one serves.
  const keys = (definition.directives ?? []).map((directive) => find([directive], 'join__type')?.key);
  const key = keys.find((value): value is string => typeof value === 'string' && !value.includes('{'));
  if (key) marks.entityKeys.set(type, words(key));
  for (const field of definition.fields ?? []) {
    const name = `${type}.${field.name.value}`;
    const rule = find(field.directives, 'hub__merge');
    if (rule) {
      marks.fields.set(name, { rule: mergeRuleIn(rule.rule), operands: words(rule.fields), by: textIn(rule.by) });
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
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name: { value: key }, value }) => [key, valueFromASTUntyped(value)]),
  );
}

function mergeRuleIn(value: unknown): MergeRule {
  const rule = mergeRules.find((name) => name === value);
  if (!rule) throw new Error(`Expected a merge rule, got ${String(value)}.`);
  return rule;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function words(text: unknown): string[] {
  return typeof text === 'string' ? text.trim().split(/\s+/) : [];
}

function inputPaths(type: GraphQLInputType, owners: Set<string>, above: Set<string>): string[][] {
  const input = getNamedType(type);
  if (!isInputObjectType(input) || above.has(input.name)) return [];
  return Object.values(input.getFields()).flatMap((field) =>
    owners.has(`${input.name}.${field.name}`)
      ? [[field.name]]
      : inputPaths(field.type, owners, new Set([...above, input.name])).map((path) => [field.name, ...path]),
  );
}
