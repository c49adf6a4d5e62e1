import { Code, type Node } from './code.js';
import { applyEdits } from './edits.js';
import type { Named } from './features.js';
import type { Operator } from './operators.js';

/** What is exported, or a public method of it; with all that it uses of its module's own. */
export type Subject = Named | Method;

export interface Method {
  readonly of: Named;
  readonly method: string;
}

/** A change of the code, by the function that it is made in and an operator. */
export interface Mutation {
  readonly in: Subject;
  readonly change: Operator;
}

export function method<T>(
  of: abstract new (...values: never[]) => T,
  name: (keyof T & string) | 'constructor',
): Method {
  return { of, method: name };
}

/** The module's text with the change in it. Throws where there is not one place for it, and says which there are. */
export function mutate(text: string, mutation: Mutation): string {
  const code = new Code(text);
  const edits = mutation.change.edits(placeIn(code, mutation), code);
  const mutated = applyEdits(text, edits);
  // What cannot be read at all would be noticed by anything.
  new Code(mutated);
  return mutated;
}

/** The module's node that is changed. */
export function placeIn(code: Code, { in: subject, change: { place } }: Mutation): Node {
  const [name, methodName] = typeof subject === 'function' ? [subject.name] : [subject.of.name, subject.method];
  const parts = code.partsOf(name, methodName);
  const words = [name, methodName].filter(Boolean).join('.');
  if (parts.length === 0) throw new Error(`Expected ${words} in the module.`);
  const found = place.find(parts, code);
  if (found.length === 1) return found[0]!;
  const seen = found.length > 0 ? found : place.ofKind(parts, code);
  const listed = seen.map((node) => `\n  line ${code.lineOf(node)}: ${code.textOf(node).split('\n')[0]}`).join('');
  const there = found.length > 0 ? '' : ' Of this kind there are:';
  throw new Error(`Expected one place in ${words} (${place.words}), got ${found.length}.${there}${listed}`);
}
