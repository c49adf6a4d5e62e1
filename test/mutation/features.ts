import { type Code, type Node, nodesIn } from './code.js';

/**
 * What tells a place in the code from others. No feature can name a local: a function is named by itself, so it is one
 * that is imported, exported or the language's own, and a text names a method or property.
 */
export interface Feature {
  readonly words: string;
  holds(node: Node, code: Code): boolean;
}

/** A function or class. */
export type Named = ((...values: never[]) => unknown) | (abstract new (...values: never[]) => unknown);
/** A function, or a method by its name. */
export type Callee = Named | string;

export function calls(callee: Callee): Feature {
  return contains(`calls ${wordsOf(callee)}`, (node, code) => isCallOf(node, callee, code));
}

/** Has this literal in it, or a template with this text between two values. */
export function says(value: string | number | boolean): Feature {
  return contains(`says ${JSON.stringify(value)}`, (node) => literalOf(node) === value);
}

/** Takes this property of something. */
export function reads(property: string): Feature {
  return contains(`reads .${property}`, (node, code) => {
    if (node.type === 'MemberExpression') return !node.computed && isNamed(node.property, property);
    return node.type === 'Property' && isNamed(node.key, property) && code.parentOf(node)?.type === 'ObjectPattern';
  });
}

/** Has this operator in it. */
export function uses(operator: string): Feature {
  return contains(`uses ${operator}`, (node) => 'operator' in node && node.operator === operator);
}

/** Walks over the keys of an object. */
export const walksKeys = contains('walks over keys', ({ type }) => type === 'ForInStatement');

export function not({ words, holds }: Feature): Feature {
  return { words: `not ${words}`, holds: (node, code) => !holds(node, code) };
}

/** Of the condition of an «if», a conditional or a loop. */
export function test(feature: Feature): Feature {
  return part('test', feature);
}

/** Of what is done or taken where the condition holds. */
export function then(feature: Feature): Feature {
  return part('consequent', feature);
}

export function left(feature: Feature): Feature {
  return part('left', feature);
}

export function right(feature: Feature): Feature {
  return part('right', feature);
}

/** Stands in a call of it. */
export function within(callee: Callee): Feature {
  return hasAbove(`within a call of ${wordsOf(callee)}`, (above, code) => isCallOf(above, callee, code));
}

/** Stands in the condition of a loop. */
export const decidesLoop = hasAbove(
  'decides a loop',
  (above, _, below) => above.type === 'WhileStatement' && above.test === below,
);

/** Is an operand. */
export function operandOf(operator: string): Feature {
  return hasAbove(`an operand of ${operator}`, (above) => 'operator' in above && above.operator === operator);
}

/** Is the whole of what a function returns. */
export const isReturned: Feature = {
  words: 'is returned',
  holds: (node, code) => code.parentOf(node)?.type === 'ReturnStatement',
};

export function isCallOf(node: Node, callee: Callee, code: Code): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const called = node.callee;
  if (typeof callee === 'string') return called.type === 'MemberExpression' && isNamed(called.property, callee);
  return called.type === 'Identifier' && code.originalName(called.name) === callee.name;
}

export function wordsOf(callee: Callee): string {
  return typeof callee === 'string' ? `.${callee}()` : callee.name;
}

export function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' ? node.name === name : node.type === 'Literal' && node.value === name;
}

function literalOf(node: Node): unknown {
  if (node.type === 'TemplateElement') return node.value.cooked;
  return node.type === 'Literal' ? node.value : undefined;
}

function contains(words: string, holds: Feature['holds']): Feature {
  return { words, holds: (node, code) => nodesIn(node).some((inner) => holds(inner, code)) };
}

function part(name: string, { words, holds }: Feature): Feature {
  return {
    words: `${name} ${words}`,
    holds: (node, code) => {
      // biome-ignore lint/plugin: Features name parts of any kind of node.
      const inner = (node as unknown as Record<string, Node | null | undefined>)[name];
      return !!inner && holds(inner, code);
    },
  };
}

function hasAbove(words: string, holds: (above: Node, code: Code, below: Node) => boolean): Feature {
  return {
    words,
    holds: (node, code) => {
      let below = node;
      for (let above = code.parentOf(node); above; above = code.parentOf(above)) {
        if (holds(above, code, below)) return true;
        below = above;
      }
      return false;
    },
  };
}
