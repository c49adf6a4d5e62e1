import {
  type ASTNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  visit,
} from 'graphql';

/** Directives that mean something to a client; all others speak to the machinery of the graph. */
const publicDirectives = new Set(['deprecated', 'specifiedBy', 'oneOf']);

const executable = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
]);

/** A supergraph as its clients see it: nothing inaccessible, nothing of federation, no merge rules. */
export function publicDocument(supergraph: DocumentNode): DocumentNode {
  const hidden = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (isTypeDefinition(definition) && (definition.name.value.includes('__') || isInaccessible(definition))) {
      hidden.add(definition.name.value);
    }
  }
  const orphans = typesOfDirectivesAlone(supergraph);
  return visit(supergraph, {
    enter(node) {
      if (isInaccessible(node)) return null;
      if (isTypeDefinition(node) && (hidden.has(node.name.value) || orphans.has(node.name.value))) return null;
      if (node.kind === Kind.DIRECTIVE_DEFINITION && !isPublic(node)) return null;
      if (node.kind === Kind.DIRECTIVE && !publicDirectives.has(node.name.value)) return null;
      // Left in a list of union members or interfaces.
      if (node.kind === Kind.NAMED_TYPE && hidden.has(node.name.value)) return null;
      return undefined;
    },
  });
}

function isTypeDefinition(node: ASTNode): node is DefinitionNode & { name: { value: string } } {
  return node.kind.endsWith('TypeDefinition') && 'name' in node;
}

function isInaccessible(node: ASTNode): boolean {
  const directives = 'directives' in node ? ((node.directives ?? []) as readonly DirectiveNode[]) : [];
  return directives.some(({ name }) => name.value === 'inaccessible');
}

function isPublic(definition: DirectiveDefinitionNode): boolean {
  return (
    !definition.name.value.includes('__') && definition.locations.some((location) => executable.has(location.value))
  );
}

/** Types such as the list of merge rules, which only the directives that are left out mention. */
function typesOfDirectivesAlone(supergraph: DocumentNode): Set<string> {
  const internal = new Set<string>();
  const used = new Set<string>();
  for (const definition of supergraph.definitions) {
    const names = definition.kind === Kind.DIRECTIVE_DEFINITION && !isPublic(definition) ? internal : used;
    visit(definition, { NamedType: (type) => void names.add(type.name.value) });
  }
  return new Set([...internal].filter((name) => !used.has(name)));
}
