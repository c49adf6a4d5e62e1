import type { Code, Node } from './code.js';
import type { Edit } from './edits.js';
import {
  type Call,
  type Condition,
  type FunctionLike,
  isFunction,
  type Operation,
  type Place,
  templateTexts,
} from './places.js';

/** A change of one place. */
export interface Operator {
  readonly place: Place;
  edits(node: Node, code: Code): readonly Edit[];
}

// biome-ignore lint/suspicious/noExplicitAny: functions of every shape.
type AnyFunction = (...values: any[]) => unknown;

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

/**
 * Lets a function do this instead. What does it is written out into the module, so it may use nothing but its
 * parameters and what JavaScript has.
 */
export function becomes(place: Place, instead: AnyFunction): Operator {
  return operator(place, (node) => {
    if (!isFunction(node)) throw new Error('Expected a function.');
    if (node.type === 'ArrowFunctionExpression') return [put(node, `(${instead})`)];
    return [put(node.body, `{ return (${instead})(...arguments); }`)];
  });
}

/** Puts this around a function, which gets it as its first parameter; written out like the above. */
export function wrapped(place: Place, around: (original: AnyFunction, ...values: never[]) => unknown): Operator {
  return operator(place, (node, code) => {
    if (!isFunction(node)) throw new Error('Expected a function.');
    if (node.type === 'ArrowFunctionExpression') {
      return [put(node, `((...values) => (${around})(${code.textOf(node)}, ...values))`)];
    }
    const [first, last] = [node.params[0], node.params.at(-1)];
    const parameters = first && last ? code.text.slice(first.start, last.end) : '';
    const original = `${node.async ? 'async ' : ''}(${parameters}) => ${code.textOf(node.body)}`;
    return [put(node.body, `{ return (${around})(${original}, ...arguments); }`)];
  });
}

/** Calls what a call returns earlier: as soon as the other function is called. */
export function callsResult(place: Place<Call>, earlier: Place): Operator {
  return operator(place, (node, code) => {
    const scope = functionAround(node, code);
    const [other] = earlier.find([scope], code);
    if (!other || !isFunction(other) || other.body.type !== 'BlockStatement') throw new Error(`No ${earlier.words}`);
    return [
      insert(scope.body.start + 1, 'let $result;'),
      insert(node.start, '($result = '),
      insert(node.end, ')'),
      insert(other.body.start + 1, '$result();'),
    ];
  });
}

/** Puts a copy of one function in the place of another. */
export function copyOf(copied: Place, place: Place): Operator {
  return operator(place, (node, code) => {
    const [other] = copied.find([functionAround(node, code)], code);
    if (!other) throw new Error(`Expected a place to copy: ${copied.words}`);
    return [put(node, code.textOf(other))];
  });
}

/** Awaits what is awaited all at once, `Promise.all(list.map(…))`, one after the other. */
export function oneByOne(place: Place<Call>): Operator {
  return operator(place, (node, code) => {
    const [mapped] = node.arguments;
    if (mapped?.type !== 'CallExpression' || mapped.callee.type !== 'MemberExpression')
      throw new Error(`Expected a list that is mapped, got ${code.textOf(node)}`);
    const each =
      'async (list, one) => { const all = []; for (const item of list) all.push(await one(item)); return all; }';
    return [put(node, `(${each})(${code.textOf(mapped.callee.object)}, ${code.textOf(mapped.arguments[0]!)})`)];
  });
}

/** Takes the first parameter of a function of SQL instead of what it makes of all. */
export function takeFirst(sqlFunction: string): Operator {
  const call = new RegExp(`\\b${sqlFunction}\\((.*?), .*?\\)`);
  return operator(templateTexts(`${sqlFunction}(`), (node, code) => [put(node, code.textOf(node).replace(call, '$1'))]);
}

function functionAround(node: Node, code: Code): FunctionLike {
  for (let above = code.parentOf(node); above; above = code.parentOf(above)) {
    if (isFunction(above) && above.body.type === 'BlockStatement') return above;
  }
  throw new Error('Expected a function around it.');
}

function operator<T extends Node>(place: Place<T>, edits: (node: T, code: Code) => Edit[]): Operator {
  return { place, edits: (node, code) => edits(node as T, code) };
}

function put({ start, end }: Node, text: string): Edit {
  return { start, end, text };
}

function insert(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

function inBrackets(code: Code, node: Node): string {
  return `(${code.textOf(node)})`;
}
