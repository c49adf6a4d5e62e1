import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql';
import { argumentsOf } from './directives.js';
import { type FieldNames, readFieldNames } from './field-names.js';
import { Joins } from './joins.js';
import { type Links, readLinks } from './links.js';

/** What a supergraph says: the schema that clients see, the types that plans name, and where the subgraphs are. */
export interface SupergraphSchemas {
  /** Without inaccessible elements and without the machinery of federation. */
  readonly publicSchema: GraphQLSchema;
  readonly types: TypeTests;
  readonly fieldNames: FieldNames;
  readonly joins: Joins;
  readonly document: DocumentNode;
  /** Interfaces that some subgraph knows as an object (@interfaceObject). */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Name of each subgraph to its URL. */
  readonly services: ReadonlyMap<string, string>;
}

export function readSupergraph(sdl: string): SupergraphSchemas {
  const document = parse(sdl, { noLocation: true });
  const services = readServices(document);
  if (services.size === 0) {
    throw new Error('A supergraph is expected: the enum join__Graph names no subgraph in this schema.');
  }
  const publicSchema = build(publicDocument(document, readLinks(document)));
  // The planner aborts its process on such a schema instead of complaining.
  if (!publicSchema.getQueryType())
    throw new Error('A supergraph is expected to have a type Query, this one has none.');
  const fullSchema = build(document);
  return {
    publicSchema,
    types: new TypeTests(fullSchema),
    fieldNames: readFieldNames(fullSchema),
    joins: new Joins(document, fullSchema, publicSchema),
    document,
    interfaceObjects: readInterfaceObjects(document),
    services,
  };
}

/** Type tests over the whole supergraph: plans also name inaccessible types. */
export class TypeTests {
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Is `typename` the type of the condition, or one of its implementations or members? */
  fits(typename: string, condition: string): boolean {
    if (typename === condition) return true;
    const wide = this.#schema.getType(condition);
    const narrow = this.#schema.getType(typename);
    return (
      isAbstractType(wide) && (isObjectType(narrow) || isInterfaceType(narrow)) && this.#schema.isSubType(wide, narrow)
    );
  }

  has(typename: string): boolean {
    return this.#schema.getType(typename) !== undefined;
  }
}

const build = (document: DocumentNode) => buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });

function readServices(document: DocumentNode): Map<string, string> {
  const services = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find(({ name }) => name.value === 'join__graph');
      if (!graph) continue;
      const { name, url } = argumentsOf(graph);
      services.set(String(name), String(url ?? ''));
    }
  }
  return services;
}

function readInterfaceObjects(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const uses = definition.directives?.filter(({ name }) => name.value === 'join__type') ?? [];
    if (uses.some((use) => argumentsOf(use).isInterfaceObject === true)) names.add(definition.name.value);
  }
  return names;
}

function publicDocument(document: DocumentNode, machinery: Links): DocumentNode {
  const isHidden = (node: { directives?: readonly ConstDirectiveNode[] }) =>
    node.directives?.some(({ name }) => machinery.inaccessible.has(name.value));
  const removed = new Set<string>();
  const definitions = document.definitions.filter((definition) => {
    const hidden =
      definition.kind === Kind.DIRECTIVE_DEFINITION
        ? machinery.owns(`@${definition.name.value}`)
        : isNamed(definition) && (machinery.owns(definition.name.value) || isHidden(definition));
    if (hidden && isNamed(definition)) removed.add(definition.name.value);
    return !hidden;
  });
  const dropHidden = (node: { directives?: readonly ConstDirectiveNode[] }) => (isHidden(node) ? null : undefined);
  return visit(
    { ...document, definitions },
    {
      FieldDefinition: dropHidden,
      InputValueDefinition: dropHidden,
      EnumValueDefinition: dropHidden,
      Directive(node) {
        // What lists hold stays, under its usual name: limits count by it.
        if (node.name.value === machinery.listSize) return { ...node, name: { ...node.name, value: 'listSize' } };
        return machinery.owns(`@${node.name.value}`) ? null : undefined;
      },
      // Reached only as an implemented interface or a union's member: nothing accessible has a removed type.
      NamedType: ({ name }) => (removed.has(name.value) ? null : undefined),
    },
  );
}

function isNamed(definition: DefinitionNode): definition is DefinitionNode & {
  name: { value: string };
  directives?: readonly ConstDirectiveNode[];
} {
  return 'name' in definition && definition.name !== undefined;
}
