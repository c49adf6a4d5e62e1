import { type Span, Visitor } from 'oxc-parser';
import { lineOf, type SourceFile } from './source-file.js';

/**
 * Where the file says «not null» (`!`) without an argument. One is argued where the line above suppresses the linter's
 * rule with a reason. `!` of a declaration (`name!: string`) states what the constructor does and is none.
 */
export function nonNullAssertions(source: SourceFile): string[] {
  const result: Span[] = [];
  new Visitor({ TSNonNullExpression: (node) => result.push(node) }).visit(source.program);
  return places(source, result, 'lint/style/noNonNullAssertion');
}

/** Where the file says «of this type» (`as`) without an argument; `as const` asserts nothing. */
export function casts(source: SourceFile): string[] {
  const result: Span[] = [];
  new Visitor({
    TSAsExpression: (node) => {
      const { typeAnnotation: type } = node;
      const isConst =
        type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
      if (!isConst) result.push(node);
    },
    TSTypeAssertion: (node) => result.push(node),
  }).visit(source.program);
  return places(source, result, 'lint/plugin');
}

function places(source: SourceFile, spans: readonly Span[], rule: string): string[] {
  const argued = new Set(
    source.comments
      .filter(({ value }) => new RegExp(`biome-ignore ${rule}\\b.*: \\S`).test(value))
      .map(({ end }) => lineOf(source.text, end) + 1),
  );
  return spans.flatMap(({ end }) => {
    const line = lineOf(source.text, end);
    return argued.has(line) ? [] : [`${source.path}:${line}`];
  });
}
