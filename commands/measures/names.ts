import path from 'node:path';
import { type Node, Visitor } from 'oxc-parser';
import { roomOf } from './boundaries.js';
import { lineOf, type SourceFile } from './source-file.js';

/**
 * Exported names that several files of the product declare, as «Owner: a.ts, b.ts», but for those excused. What a subgraph
 * declares of entities of others (`entity-references.ts`) is in Federation the same type.
 */
export function namesWithTwoMeanings(sources: readonly SourceFile[], excused: ReadonlySet<string>): string[] {
  const own = sources.filter((source) => path.basename(source.path) !== 'entity-references.ts');
  const files = grouped(own.flatMap((source) => source.exports.map((name) => [name, source.path] as const)));
  return [...files]
    .filter(([name, { length }]) => length > 1 && !excused.has(name))
    .map(([name, paths]) => `${name}: ${paths.join(', ')}`);
}

/**
 * Files of one name in one layer, doors excepted: in an editor's list they look alike. A layer is a folder of a room, as
 * «model» or «resolvers» of a domain, with all below it.
 */
export function filesOfOneName(sources: readonly SourceFile[]): string[] {
  const layerOf = (file: string) => {
    const { at = '' } = roomOf(file) ?? {};
    const inside = file.slice(at.length + 1).split('/');
    return inside.length > 1 ? `${at}/${inside[0]}` : at;
  };
  const files = grouped(
    sources
      .filter((source) => path.basename(source.path) !== 'index.ts')
      .map((source) => [`${layerOf(source.path)} ${path.basename(source.path)}`, source.path] as const),
  );
  return [...files.values()].filter(({ length }) => length > 1).map((paths) => paths.join(', '));
}

/** Variables and parameters that are called by a participle alone, where a noun would say what they hold. */
export function participles(source: SourceFile): string[] {
  const result: string[] = [];
  const look = (pattern: Node | null | undefined) => {
    for (const { name, start } of bindings(pattern)) {
      if (words.has(name)) result.push(`${source.path}:${lineOf(source.text, start)} ${name}`);
    }
  };
  const ofFunction = ({ params }: { params: Node[] }) => params.forEach(look);
  new Visitor({
    VariableDeclarator: ({ id }) => look(id),
    FunctionDeclaration: ofFunction,
    FunctionExpression: ofFunction,
    ArrowFunctionExpression: ofFunction,
  }).visit(source.program);
  return result;
}

const words = new Set(
  (
    'asked added answered brought called carried chosen closed counted dated declared done drawn failed followed found ' +
    'given gone granted heard held joined kept known left listed lost made meant met missed named needed noted offered ' +
    'opened ordered printed promised published put read refused reported said seen sent set shown sorted spelt stated ' +
    'stored taken thrown told understood wanted waited written'
  ).split(' '),
);

/** The identifiers that a pattern binds. */
function bindings(pattern: Node | null | undefined): { name: string; start: number }[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => bindings(each.type === 'Property' ? each.value : each.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap(bindings);
    case 'AssignmentPattern':
      return bindings(pattern.left);
    case 'RestElement':
      return bindings(pattern.argument);
    case 'TSParameterProperty':
      return bindings(pattern.parameter);
    default:
      return [];
  }
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
