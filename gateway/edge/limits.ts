import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { HubError } from '../../schema/errors.js';

/** What one request may ask. Each is counted as executed, that is with fragments put in place. */
export interface Limits {
  /** Bytes of the body. */
  bodyBytes: number;
  /** Lexical tokens of the text, all operations and fragments together. */
  tokens: number;
  /** Fields below each other. */
  depth: number;
  /** Fields, fragment spreads and inline fragments below each other. */
  nesting: number;
  /** Fields, spreads and inline fragments altogether. */
  selections: number;
  rootFields: number;
  aliases: number;
  directives: number;
  /** Values in the variables altogether: scalars, lists and objects. */
  variableValues: number;
  /** Lists and objects in each other, in variables. */
  variableDepth: number;
}

export const defaultLimits: Readonly<Limits> = {
  bodyBytes: 256 * 1024,
  tokens: 5000,
  depth: 15,
  nesting: 40,
  selections: 5000,
  rootFields: 20,
  aliases: 50,
  directives: 50,
  variableValues: 10_000,
  variableDepth: 10,
};

/** Refuses a document whose size, once fragments are in place, is over a limit. Linear in the document. */
export function checkSize(document: DocumentNode, limits: Limits): void {
  const measure = measurer(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const size = measure(definition.selectionSet);
    atMost(limits.depth, size.depth, 'levels of fields');
    atMost(limits.nesting, size.nesting, 'nested selections');
    atMost(limits.selections, size.selections, 'selections');
    atMost(limits.aliases, size.aliases, 'aliases');
    atMost(limits.directives, size.directives + (definition.directives?.length ?? 0), 'directives');
    if (definition.kind === Kind.OPERATION_DEFINITION) atMost(limits.rootFields, size.fields, 'root fields');
  }
}

export function tooComplex(expected: number, what: string, got: string): HubError {
  return new HubError('OPERATION_TOO_COMPLEX', `Expected at most ${expected} ${what}, got ${got}.`);
}

interface Size {
  depth: number;
  nesting: number;
  selections: number;
  aliases: number;
  directives: number;
  /** Fields of this very level, those of fragments included. */
  fields: number;
}

const nothing: Size = { depth: 0, nesting: 0, selections: 0, aliases: 0, directives: 0, fields: 0 };

/** Each fragment is measured once, however often it is spread: doubling fragments cost no more than others. */
function measurer(document: DocumentNode): (set: SelectionSetNode) => Size {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const measured = new Map<SelectionSetNode, Size>();
  return measureSet;

  function measureSet(set: SelectionSetNode | undefined): Size {
    if (!set) return nothing;
    const known = measured.get(set);
    if (known) return known;
    // A fragment within itself counts as nothing; validation refuses it.
    measured.set(set, nothing);
    const size = { ...nothing };
    for (const selection of set.selections) {
      const field = selection.kind === Kind.FIELD;
      const spread = selection.kind === Kind.FRAGMENT_SPREAD;
      const inner = measureSet(spread ? fragments.get(selection.name.value) : selection.selectionSet);
      size.depth = Math.max(size.depth, inner.depth + (field ? 1 : 0));
      size.nesting = Math.max(size.nesting, inner.nesting + 1);
      size.selections += inner.selections + 1;
      size.aliases += inner.aliases + (field && selection.alias ? 1 : 0);
      size.directives += inner.directives + (selection.directives?.length ?? 0);
      size.fields += field ? 1 : inner.fields;
    }
    measured.set(set, size);
    return size;
  }
}

function atMost(limit: number, got: number, what: string): void {
  if (got > limit) throw tooComplex(limit, what, got > 1e6 ? 'over a million' : String(got));
}
