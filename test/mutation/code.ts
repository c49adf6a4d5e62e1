import { type Node, type Program, parseSync } from 'oxc-parser';

export type { Node };

/** The nodes of a type. */
export type Of<Type extends Node['type'], N = Node> = N extends { type: infer T }
  ? Type extends T
    ? N
    : never
  : never;

/** A compiled module as its text and its syntax. */
export class Code {
  readonly program: Program;
  private readonly parents = new Map<Node, Node>();
  /** Names of this module by what the modules that they come from call them. */
  private readonly imported = new Map<string, string>();

  constructor(readonly text: string) {
    const { program, errors } = parseSync('module.js', text, { preserveParens: false });
    if (errors[0]) throw new SyntaxError(`${errors[0].message}\n${errors[0].codeframe}`);
    this.program = program;
    for (const node of nodesIn(this.program)) {
      for (const child of childrenOf(node)) this.parents.set(child, node);
      if (node.type === 'ImportSpecifier') this.imported.set(node.local.name, nameOf(node.imported));
    }
  }

  textOf({ start, end }: Node): string {
    return this.text.slice(start, end);
  }

  lineOf({ start }: Node): number {
    return this.text.slice(0, start).split('\n').length;
  }

  parentOf(node: Node): Node | undefined {
    return this.parents.get(node);
  }

  /** What a name of this module is called where it comes from. */
  originalName(name: string): string {
    return this.imported.get(name) ?? name;
  }

  /** What is exported under this name, or a method of it, with all of the module's own that it uses. */
  partsOf(name: string, method?: string): Node[] {
    const declared = declarations(this.program);
    const whole = declared.get(name);
    if (!whole) return [];
    const first = method === undefined ? whole : methodOf(whole, method);
    if (!first) return [];
    const exported = new Set(exportedNames(this.program));
    const parts = new Set<Node>([first]);
    for (const part of parts) {
      for (const node of nodesIn(part)) {
        if (node.type !== 'Identifier' || exported.has(node.name)) continue;
        const used = declared.get(node.name);
        if (used && used !== whole) parts.add(used);
      }
    }
    return [...parts];
  }
}

/** The node and all below it, in the order of the text. */
export function nodesIn(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(nodesIn)];
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

/** Of the module's own functions, classes and constants, without the helpers that the compiler adds. */
function declarations({ body }: Program): Map<string, Node> {
  const declared = new Map<string, Node>();
  for (const statement of body) {
    const declaration = 'declaration' in statement ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
      if (declaration.id) declared.set(declaration.id.name, declaration);
    } else if (declaration?.type === 'VariableDeclaration') {
      for (const one of declaration.declarations) if (one.id.type === 'Identifier') declared.set(one.id.name, one);
    }
  }
  for (const name of declared.keys()) if (name.startsWith('__')) declared.delete(name);
  return declared;
}

export function* exportedNames({ body }: Program): Generator<string> {
  for (const statement of body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const { exported } of statement.specifiers) yield nameOf(exported);
    const { declaration } = statement;
    if (declaration?.type === 'VariableDeclaration') {
      for (const { id } of declaration.declarations) if (id.type === 'Identifier') yield id.name;
    } else if (declaration && 'id' in declaration && declaration.id) yield nameOf(declaration.id);
  }
}

function methodOf(declared: Node, method: string): Node | undefined {
  if (declared.type !== 'ClassDeclaration') return undefined;
  return declared.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.key.type === 'Identifier' && member.key.name === method,
  );
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return node.name ?? String(node.value);
}
