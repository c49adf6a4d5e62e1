import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  isAbstractType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  parseType,
  type SelectionSetNode,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { argumentsOf } from './directives.js';
import { fieldsFor, providedOf } from './field-sets.js';

/** A field as one subgraph has it. */
export interface JoinedField {
  readonly type: TypeNode;
  /** The subgraph only refers to it: it cannot answer it unless it provides it somewhere. */
  readonly isExternal: boolean;
  readonly requires: SelectionSetNode | undefined;
  readonly provides: SelectionSetNode | undefined;
  readonly definition: FieldDefinitionNode;
}

export interface JoinedKey {
  readonly fields: SelectionSetNode;
  /** The subgraph finds an entity by it. */
  readonly isResolvable: boolean;
}

/** A type as one subgraph has it. */
export interface JoinedType {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'union';
  /** The subgraph knows the interface as an object: it does not know which type its things have. */
  readonly isInterfaceObject: boolean;
  readonly keys: readonly JoinedKey[];
  readonly interfaces: readonly string[];
  readonly members: readonly string[];
  readonly fields: ReadonlyMap<string, JoinedField>;
}

/** What each subgraph knows, as a supergraph's join directives say: by name of the subgraph, then of the type. */
export class Joins {
  readonly graphs: ReadonlyMap<string, ReadonlyMap<string, JoinedType>>;

  constructor(
    document: DocumentNode,
    /** With what clients may not see. */
    readonly schema: GraphQLSchema,
    readonly publicSchema: GraphQLSchema,
  ) {
    const names = graphNames(document);
    this.graphs = new Map(Array.from(names, ([value, name]) => [name, readGraph(document, value)]));
  }

  type(graph: string, name: string): JoinedType | undefined {
    return this.graphs.get(graph)?.get(name);
  }

  field(graph: string, type: string, field: string): JoinedField | undefined {
    return this.type(graph, type)?.fields.get(field);
  }

  /** The same of a field that the subgraph must have. */
  joinedField(graph: string, type: string, field: string): JoinedField {
    const join = this.field(graph, type, field);
    if (!join) throw new Error(`Expected ${type}.${field} in the subgraph ${graph}.`);
    return join;
  }

  /** The types, as the subgraph names them, of what it may return where it says this type. */
  localTypes(graph: string, name: string): string[] {
    const type = this.type(graph, name);
    if (!type) return [];
    if (type.kind === 'object') return [name];
    if (type.kind === 'union') return type.members.filter((member) => this.type(graph, member));
    return [...(this.graphs.get(graph)?.values() ?? [])].flatMap((each) =>
      each.kind === 'object' && each.interfaces.includes(name) ? [each.name] : [],
    );
  }

  /** The object types of the whole graph that a type stands for. */
  objectTypes(name: string): readonly string[] {
    const type = this.schema.getType(name);
    if (isObjectType(type)) return [name];
    if (!isAbstractType(type)) return [];
    return this.schema.getPossibleTypes(type).map((each) => each.name);
  }

  /** The same, and the interface itself where it stands for nothing but what a subgraph knows as an object. */
  typesBehind(name: string): readonly string[] {
    const types = this.objectTypes(name);
    return types.length > 0 ? types : [name];
  }

  /** Under which name a subgraph would know a thing of this object type: its own or that of an interface it knows as an object. */
  localNames(graph: string, objectType: string): string[] {
    return [objectType, ...this.interfacesOf(objectType)].filter((name) => this.type(graph, name)?.kind === 'object');
  }

  interfacesOf(objectType: string): string[] {
    const type = this.schema.getType(objectType);
    return isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [];
  }

  isRoot(type: string): boolean {
    return type === this.schema.getQueryType()?.name || type === this.schema.getMutationType()?.name;
  }

  /** Does a value of `type` fit a condition, both as in the whole graph? */
  fits(type: string, condition: string): boolean {
    return type === condition || this.objectTypes(condition).includes(type);
  }

  /** Can a thing of this type that a subgraph returns be told from others, so that more of it can be asked elsewhere? */
  isIdentified(graph: string, local: string, provided: readonly SelectionSetNode[]): boolean {
    const { keys = [], fields } = this.type(graph, local) ?? {};
    const isThere = (name: string) =>
      fields?.get(name)?.isExternal === false ||
      providedOf(provided, name, (type) => this.fits(local, type)) !== undefined;
    return (
      keys.length === 0 ||
      keys.some((key) => [...fieldsFor(key.fields, () => true)].every((field) => isThere(field.name.value)))
    );
  }

  isAbstract(type: TypeNode): boolean {
    return isAbstractType(this.schema.getType(namedType(type)));
  }
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

export function isListType(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.LIST_TYPE);
}

function graphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find(({ name }) => name.value === 'join__graph');
      if (graph) names.set(value.name.value, String(argumentsOf(graph).name));
    }
  }
  return names;
}

function readGraph(document: DocumentNode, graph: string): Map<string, JoinedType> {
  const types = new Map<string, JoinedType>();
  const here = (directives: readonly ConstDirectiveNode[] | undefined, name: string) =>
    (directives ?? []).flatMap((each) => {
      const values = each.name.value === name ? argumentsOf(each) : undefined;
      return values?.graph === graph ? [values] : [];
    });
  for (const definition of document.definitions) {
    const isFielded =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isFielded && definition.kind !== Kind.UNION_TYPE_DEFINITION) continue;
    const { directives } = definition;
    const uses = here(directives, 'join__type');
    if (uses.length === 0) continue;
    const name = definition.name.value;
    const isInterfaceObject = uses.some((use) => use.isInterfaceObject === true);
    const fields = new Map<string, JoinedField>();
    for (const field of (isFielded && definition.fields) || []) {
      const join = readField(field, graph);
      if (join) fields.set(field.name.value, join);
    }
    types.set(name, {
      name,
      kind: !isFielded
        ? 'union'
        : definition.kind === Kind.OBJECT_TYPE_DEFINITION || isInterfaceObject
          ? 'object'
          : 'interface',
      isInterfaceObject,
      keys: uses.flatMap(({ key, resolvable }) =>
        typeof key === 'string' ? [{ fields: fieldSet(key), isResolvable: resolvable !== false }] : [],
      ),
      interfaces: here(directives, 'join__implements').map((each) => String(each.interface)),
      members: membersOf(definition, here(directives, 'join__unionMember')),
      fields,
    });
  }
  return types;
}

function membersOf(
  definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode,
  join: readonly Record<string, unknown>[],
): string[] {
  if (join.length > 0) return join.map(({ member }) => String(member));
  const types = definition.kind === Kind.UNION_TYPE_DEFINITION ? (definition.types ?? []) : [];
  return types.map(({ name }) => name.value);
}

function readField(definition: FieldDefinitionNode, graph: string): JoinedField | undefined {
  const all = (definition.directives ?? []).filter(({ name }) => name.value === 'join__field').map(argumentsOf);
  // A field that says nothing of subgraphs stands in every one that has the type.
  const own: Readonly<Record<string, unknown>> | undefined =
    all.length === 0 ? {} : all.find((each) => each.graph === graph);
  if (!own) return undefined;
  const { type, external, usedOverridden, overrideLabel, requires, provides } = own;
  return {
    type: typeof type === 'string' ? parseType(type) : definition.type,
    // An override behind a label stays off.
    isExternal: external === true || usedOverridden === true || typeof overrideLabel === 'string',
    requires: typeof requires === 'string' ? fieldSet(requires) : undefined,
    provides: typeof provides === 'string' ? fieldSet(provides) : undefined,
    definition,
  };
}

export function fieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Expected a set of fields, got ${text}.`);
  return definition.selectionSet;
}
