import { type ASTNode, parse } from 'graphql';

/**
 * The generated SDL with its types and fields in the order of the committed one; what is new stands behind what it
 * followed. type-graphql prints them in the order in which modules load: a renamed file would turn the SDL upside down,
 * and nobody could see what changed.
 */
export function keepOrder(generated: string, committed: string): string {
  const ours = parse(generated).definitions;
  const theirs = committed ? parse(committed).definitions : [];
  const fieldsBefore = new Map(theirs.map((type) => [nameOf(type), fieldsOf(type)]));
  const texts = new Map(
    ours.map((type) => [type, inOrder(generated, type, fieldsOf(type), fieldsBefore.get(nameOf(type)) ?? [])]),
  );
  return inOrder(generated, { start: 0, end: generated.length }, ours, theirs, (type) => texts.get(type) ?? '');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of the span with these parts of it changed over into the order of others that have the same names. */
function inOrder<N extends ASTNode>(
  source: string,
  span: ASTNode | Span,
  parts: readonly N[],
  order: readonly ASTNode[],
  textOf: (part: N) => string = (part) => source.slice(spanOf(part).start, spanOf(part).end),
): string {
  const { start, end } = 'start' in span ? span : spanOf(span);
  let text = '';
  let at = start;
  for (const [index, part] of sortLike(parts, order.map(nameOf)).entries()) {
    const place = spanOf(parts[index] ?? part);
    text += source.slice(at, place.start) + textOf(part);
    at = place.end;
  }
  return text + source.slice(at, end);
}

function spanOf({ loc }: ASTNode): Span {
  if (!loc) throw new Error('Expected a node with its place in the text.');
  return loc;
}

function sortLike<N extends ASTNode>(parts: readonly N[], order: readonly string[]): N[] {
  const rest = new Set(order.filter((name) => parts.some((part) => nameOf(part) === name)));
  const result = parts
    .filter((part) => rest.has(nameOf(part)))
    .toSorted((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)));
  for (const [index, part] of parts.entries()) {
    if (rest.has(nameOf(part))) continue;
    const before = parts[index - 1];
    result.splice(before ? result.indexOf(before) + 1 : 0, 0, part);
  }
  return result;
}

function fieldsOf(node: ASTNode): readonly ASTNode[] {
  return 'fields' in node ? (node.fields ?? []) : [];
}

function nameOf(node: ASTNode): string {
  return 'name' in node && typeof node.name === 'object' ? node.name.value : node.kind;
}
