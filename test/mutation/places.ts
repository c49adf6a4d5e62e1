import type { FunctionBody } from 'oxc-parser';
import { type Code, type Node, nodesIn, type Of } from './code.js';
import { type Callee, type Feature, isCallOf, isNamed, wordsOf } from './features.js';

/** Where in a function something is changed: a kind of syntax with features. */
export interface Place<T extends Node = Node> {
  readonly words: string;
  find(parts: readonly Node[], code: Code): T[];
  /** All of its kind, with these features or not. */
  ofKind(parts: readonly Node[], code: Code): T[];
}

export type Condition = Of<'IfStatement'> | Of<'ConditionalExpression'>;
export type Operation = Of<'BinaryExpression'> | Of<'LogicalExpression'>;
export type Call = Of<'CallExpression'> | Of<'NewExpression'>;
export type FunctionLike = (Of<'FunctionDeclaration'> & { body: FunctionBody }) | Of<'ArrowFunctionExpression'>;

export function ifs(...features: Feature[]): Place<Of<'IfStatement'>> {
  return place('«if»', (node) => node.type === 'IfStatement', features);
}

export function conditionals(...features: Feature[]): Place<Of<'ConditionalExpression'>> {
  return place('«?:»', (node) => node.type === 'ConditionalExpression', features);
}

export function operations(operator: string, ...features: Feature[]): Place<Operation> {
  return place(
    `«${operator}»`,
    (node): node is Operation =>
      (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') && node.operator === operator,
    features,
  );
}

export function callsOf(callee: Callee, ...features: Feature[]): Place<Call> {
  return place(`call of ${wordsOf(callee)}`, (node, code): node is Call => isCallOf(node, callee, code), features);
}

/** Calls that stand as statements, whatever they call. */
export function bareCalls(...features: Feature[]): Place<Of<'CallExpression'>> {
  return place(
    'call as a statement',
    (node, code): node is Of<'CallExpression'> =>
      node.type === 'CallExpression' && code.parentOf(node)?.type === 'ExpressionStatement',
    features,
  );
}

export function assignments(...features: Feature[]): Place<Of<'AssignmentExpression'>> {
  return place('assignment', (node) => node.type === 'AssignmentExpression', features);
}

export function literals(value: string | number): Place<Of<'Literal'>> {
  return place(
    `literal ${JSON.stringify(value)}`,
    (node): node is Of<'Literal'> => node.type === 'Literal' && node.value === value,
    [],
  );
}

/** The element at this index of a list. */
export function elements(index: number, ...features: Feature[]): Place<Of<'MemberExpression'>> {
  return place(
    `[${index}]`,
    (node): node is Of<'MemberExpression'> =>
      node.type === 'MemberExpression' &&
      node.computed &&
      node.property.type === 'Literal' &&
      node.property.value === index,
    features,
  );
}

/** The text of a template between two values. */
export function templateTexts(words: string): Place<Of<'TemplateElement'>> {
  return place(
    `template with «${words}»`,
    (node): node is Of<'TemplateElement'> => node.type === 'TemplateElement' && node.value.raw.includes(words),
    [],
  );
}

/** The value of a property in an object that is written out. */
export function valuesOf(property: string): Place {
  return place(
    `value of ${property}`,
    (node, code) => {
      const above = code.parentOf(node);
      return above?.type === 'Property' && above.value === node && isNamed(above.key, property);
    },
    [],
  );
}

/** The function that is named, whole. */
export const itself: Place<FunctionLike> = {
  words: 'itself',
  find: ([named]) => nodesIn(named!).filter(isFunction).slice(0, 1),
  ofKind: () => [],
};

/** The innermost functions with all of these features. */
export function functions(...features: Feature[]): Place<FunctionLike> {
  const all = place('function', isFunction, features);
  return {
    ...all,
    find: (parts, code) => {
      const found = all.find(parts, code);
      return found.filter(
        (one) => !found.some((other) => other !== one && one.start <= other.start && other.end <= one.end),
      );
    },
  };
}

export function isFunction(node: Node): node is FunctionLike {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') && node.body !== null;
}

function place<T extends Node>(
  kind: string,
  is: ((node: Node, code: Code) => node is T) | ((node: Node, code: Code) => boolean),
  features: readonly Feature[],
): Place<T> {
  const ofKind: Place<T>['find'] = (parts, code) => parts.flatMap(nodesIn).filter((node): node is T => is(node, code));
  return {
    words: [kind, ...features.map(({ words }) => words)].join(', '),
    find: (parts, code) => ofKind(parts, code).filter((node) => features.every(({ holds }) => holds(node, code))),
    ofKind,
  };
}
