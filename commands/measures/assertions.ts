import { type Span, Visitor } from 'oxc-parser';
import { lineOf, type SourceFile } from './source-file.js';

/**
 * Where the file says «not null» (`!`) without an argument. One is argued where a comment on the line above says why it
 * holds: «Not null: why», or what suppresses the linter's rule. `!` of a declaration (`name!: string`) states what the
 * constructor does and is none.
 */
export function nonNullAssertions(source: SourceFile): string[] {
  const result: Span[] = [];
  new Visitor({ TSNonNullExpression: (node) => result.push(node) }).visit(source.program);
  return places(source, result, /^ (?:Not null|biome-ignore lint\/style\/noNonNullAssertion): \S/);
}

/** Where the file says «of this type» (`as`) without an argument, «Cast: why»; `as const` asserts nothing. */
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
  return places(source, result, /^ (?:Cast|biome-ignore lint\/plugin): \S/);
}

function places(source: SourceFile, spans: readonly Span[], argument: RegExp): string[] {
  const argued = new Set(
    source.comments.filter(({ value }) => argument.test(value)).map(({ end }) => lineOf(source.text, end) + 1),
  );
  return spans.flatMap(({ end }) => {
    const line = lineOf(source.text, end);
    return argued.has(line) ? [] : [`${source.path}:${line}`];
  });
}
