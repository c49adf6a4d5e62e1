import { type Code, exportedNames, type Node, nodesIn, type Of } from './code.js';
import { applyEdits, type Edit } from './edits.js';

/** The module with every name changed that nobody outside it can see: variables, parameters, own functions, imports. */
export function renameLocals(code: Code): string {
  const exported = new Set(exportedNames(code.program));
  const locals = new Set(
    nodesIn(code.program)
      .flatMap(boundBy)
      .filter((name) => !exported.has(name)),
  );
  // By where they stand: what is imported or put into an object under its own name stands in the tree twice.
  const names = new Map<number, Edit>();
  for (const node of nodesIn(code.program)) {
    if (node.type !== 'Identifier' || !locals.has(node.name)) continue;
    const text = nameInPlace(node, code);
    if (text !== undefined) names.set(node.start, { start: node.start, end: node.end, text });
  }
  return applyEdits(code.text, [...names.values()]);
}

type Identifier = Of<'Identifier'>;

function nameInPlace(node: Identifier, code: Code): string | undefined {
  const above = code.parentOf(node);
  const fresh = `${node.name}Renamed`;
  switch (above?.type) {
    case 'MemberExpression':
      return above.property === node && !above.computed ? undefined : fresh;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return above.key === node && !above.computed ? undefined : fresh;
    case 'ImportSpecifier':
      return above.imported.start === above.local.start
        ? `${node.name} as ${fresh}`
        : above.local === node
          ? fresh
          : undefined;
    case 'ExportSpecifier':
      return undefined;
    case 'Property':
      if (above.shorthand) return `${node.name}: ${fresh}`;
      return above.key === node && !above.computed ? undefined : fresh;
    case 'AssignmentPattern': {
      const property = code.parentOf(above);
      const isShort = property?.type === 'Property' && property.shorthand && above.left === node;
      return isShort ? `${node.name}: ${fresh}` : fresh;
    }
    default:
      return fresh;
  }
}

/** The names that this node declares. */
function boundBy(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(namesIn)];
    case 'ClassDeclaration':
      return node.id ? [node.id.name] : [];
    case 'CatchClause':
      return node.param ? namesIn(node.param) : [];
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local.name];
    default:
      return [];
  }
}

function namesIn(node: Node): string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ObjectPattern':
      return node.properties.flatMap((property) => namesIn(property.type === 'Property' ? property.value : property));
    case 'ArrayPattern':
      return node.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'AssignmentPattern':
      return namesIn(node.left);
    case 'RestElement':
      return namesIn(node.argument);
    default:
      return [];
  }
}
