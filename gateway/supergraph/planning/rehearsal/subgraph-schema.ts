import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
} from 'graphql';
import { rootTypeOf } from '../../../../schema/contract/valid-documents.js';
import type { JoinedType, Joins } from '../../schema/joins.js';

/** The schema of one subgraph, as far as it can be told from the supergraph: good for checking what it is asked. */
export function rehearsalSchema(joins: Joins, graph: string, supergraph: DocumentNode): GraphQLSchema {
  const types = [...(joins.graphs.get(graph)?.values() ?? [])];
  const shared = supergraph.definitions.filter(
    ({ kind }) =>
      kind === Kind.SCALAR_TYPE_DEFINITION ||
      kind === Kind.ENUM_TYPE_DEFINITION ||
      kind === Kind.INPUT_OBJECT_TYPE_DEFINITION,
  );
  const own = types.flatMap((type) => definitionOf(joins, graph, type) ?? []);
  const entities = types
    .filter(({ kind, keys }) => keys.length > 0 && kind !== 'union')
    .flatMap(({ name }) => joins.localTypes(graph, name));
  const definitions = [...shared, ...own, ...entitiesField(joins, new Set(entities), types)];
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValid: true, assumeValidSDL: true });
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const namedType = (value: string) => ({ kind: Kind.NAMED_TYPE, name: name(value) }) as const;

function definitionOf(joins: Joins, graph: string, type: JoinedType): DefinitionNode | undefined {
  const fields = Array.from(type.fields.values(), (field) => ({
    ...field.definition,
    type: field.type,
    directives: [],
  }));
  const interfaces = type.interfaces.filter((each) => joins.type(graph, each)?.kind === 'interface').map(namedType);
  const common = { name: name(type.name), fields, interfaces };
  if (type.kind === 'object') return { kind: Kind.OBJECT_TYPE_DEFINITION, ...common };
  if (type.kind === 'interface') return { kind: Kind.INTERFACE_TYPE_DEFINITION, ...common };
  const types = joins.localTypes(graph, type.name).map(namedType);
  return { kind: Kind.UNION_TYPE_DEFINITION, name: name(type.name), types };
}

function entitiesField(
  joins: Joins,
  entities: ReadonlySet<string>,
  types: readonly JoinedType[],
): readonly DefinitionNode[] {
  const query = rootTypeOf(joins.schema, OperationTypeNode.QUERY).name;
  const roots = types.some((type) => type.name === query) ? '' : `type ${query} { __none: Int }`;
  if (entities.size === 0) return roots ? parse(roots).definitions : [];
  const field = `_entities(representations: [_Any!]!): [_Entity]!`;
  return parse(`scalar _Any union _Entity = ${[...entities].join(' | ')} ${roots} extend type ${query} { ${field} }`)
    .definitions;
}
