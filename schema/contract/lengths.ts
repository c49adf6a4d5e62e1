import { type ConstDirectiveNode, Kind } from 'graphql';

/** How long a text of an argument may be, and how many values a list: declared by `@hub__length`, enforced where it comes in. */
export interface Length {
  /** UTF-16 units of each text. */
  readonly max?: number;
  /** Values of the list. */
  readonly items?: number;
}

/** What `@hub__length` says of an argument or a field of an input; undefined where it is not there. */
export function lengthOf(node: Declared | null | undefined): Length | undefined {
  const numbers = numbersOf(node, 'hub__length');
  return numbers && { max: numbers.get('max'), items: numbers.get('items') };
}

/** The size that `@listSize` of federation's cost specification assumes of a list; undefined where it says none. */
export function assumedSizeOf(node: Declared | null | undefined): number | undefined {
  return numbersOf(node, 'listSize')?.get('assumedSize');
}

/** A part of a schema that was built from its text, directives included. */
interface Declared {
  readonly directives?: readonly ConstDirectiveNode[];
}

function numbersOf(node: Declared | null | undefined, name: string): Map<string, number> | undefined {
  const directive = node?.directives?.find((candidate) => candidate.name.value === name);
  if (!directive) return undefined;
  return new Map(
    (directive.arguments ?? []).flatMap((argument) =>
      argument.value.kind === Kind.INT ? [[argument.name.value, Number(argument.value.value)]] : [],
    ),
  );
}
