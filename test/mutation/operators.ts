import type { Code, Node } from './code.js';
import type { Edit } from './edits.js';
import { type Call, type Condition, type Operation, type Place, templateTexts } from './places.js';

/** A change of one place. */
export interface Operator {
  readonly place: Place;
  edits(node: Node, code: Code): readonly Edit[];
}

/** Takes it that the condition does not hold. */
export function neverHolds(place: Place<Condition>): Operator {
  return operator(place, ({ test }) => [put(test, 'false')]);
}

/** Takes it that the condition holds. */
export function alwaysHolds(place: Place<Condition>): Operator {
  return operator(place, ({ test }) => [put(test, 'true')]);
}

/** Keeps only what stands left of the operator. */
export function keepLeft(place: Place<Operation>): Operator {
  return operator(place, (node, code) => [put(node, inBrackets(code, node.left))]);
}

/** Keeps only what stands right of the operator. */
export function keepRight(place: Place<Operation>): Operator {
  return operator(place, (node, code) => [put(node, inBrackets(code, node.right))]);
}

export function swapSides(place: Place<Operation>): Operator {
  return operator(place, ({ left, right }, code) => [
    put(left, inBrackets(code, right)),
    put(right, inBrackets(code, left)),
  ]);
}

/** Drops a method's call out of a chain: what it is called on takes its place. */
export function dropLink(place: Place<Call>): Operator {
  return operator(place, (node, code) => {
    const { callee } = node;
    if (callee.type !== 'MemberExpression') throw new Error(`Expected a method’s call, got ${code.textOf(node)}`);
    return [put(node, inBrackets(code, callee.object))];
  });
}

/** Leaves a call or an assignment out that stands as a statement. */
export function drop(place: Place): Operator {
  return operator(place, (node) => [put(node, 'undefined')]);
}

/** Puts this expression there, made of the texts of its parts. */
export function rewrite<T extends Node>(
  place: Place<T>,
  text: (partText: (node: Node) => string, node: T) => string,
): Operator {
  return operator(place, (node, code) => [
    put(
      node,
      text((part) => inBrackets(code, part), node),
    ),
  ]);
}

/** Takes the first parameter of a function of SQL instead of what it makes of all. */
export function takeFirst(sqlFunction: string): Operator {
  const call = new RegExp(`\\b${sqlFunction}\\((.*?), .*?\\)`);
  return operator(templateTexts(`${sqlFunction}(`), (node, code) => [put(node, code.textOf(node).replace(call, '$1'))]);
}

/** Changes this place by these edits. */
export function operator<T extends Node>(place: Place<T>, edits: (node: T, code: Code) => Edit[]): Operator {
  return { place, edits: (node, code) => edits(node as T, code) };
}

/** Puts a text in the place of a node. */
export function put({ start, end }: Node, text: string): Edit {
  return { start, end, text };
}

export function inBrackets(code: Code, node: Node): string {
  return `(${code.textOf(node)})`;
}
