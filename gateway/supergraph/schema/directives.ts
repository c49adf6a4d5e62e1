import { type ConstDirectiveNode, valueFromASTUntyped } from 'graphql';

/** A directive's arguments as plain values; absent ones are absent. */
// biome-ignore lint/suspicious/noExplicitAny: literals of a schema, of any shape
export function argumentsOf(directive: ConstDirectiveNode): Record<string, any> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
