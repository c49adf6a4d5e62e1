import type { Code, Node } from './code.js';
import type { Edit } from './edits.js';
import { type Operator, operator, put } from './operators.js';
import { type Call, type FunctionLike, isFunction, type Place } from './places.js';

// biome-ignore lint/suspicious/noExplicitAny: functions of every shape.
type AnyFunction = (...values: any[]) => unknown;

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

function functionAround(node: Node, code: Code): FunctionLike {
  for (let above = code.parentOf(node); above; above = code.parentOf(above)) {
    if (isFunction(above) && above.body.type === 'BlockStatement') return above;
  }
  throw new Error('Expected a function around it.');
}

function insert(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
