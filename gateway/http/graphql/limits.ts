import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { Quantity } from '../../../schema/errors/reasons/of-requests.js';

/** What one request may ask. Each is counted as executed, that is with fragments put in place. */
export interface Limits {
  /** Bytes of the body. */
  bodyBytes: number;
  /** Bytes of the body of a caller who may publish files. */
  writerBodyBytes: number;
  /** UTF-16 units of the text. */
  characters: number;
  /** Lexical tokens of the text, all operations and fragments together. */
  tokens: number;
  /** Operations and fragments in one text. */
  definitions: number;
  /** Fields below each other. */
  depth: number;
  /** Fields, fragment spreads and inline fragments below each other; also lists and objects in each other. */
  nesting: number;
  /** Fields, spreads and inline fragments altogether. */
  selections: number;
  rootFields: number;
  aliases: number;
  directives: number;
  /** The same response name in one selection, where its places are merged: validation compares them in pairs. */
  repeats: number;
  /** Rows that all lists may hold altogether, as far as `first` and the schema say: lists within lists multiply. */
  rows: number;
  /** Fields of all these rows altogether. */
  values: number;
  /** Bytes of the data in the answer. */
  answerBytes: number;
  /** Values in the variables altogether: scalars, lists and objects. */
  variableValues: number;
}

export const defaultLimits: Readonly<Limits> = {
  bodyBytes: 256 * 1024,
  writerBodyBytes: 16 * 1024 * 1024,
  characters: 100_000,
  tokens: 5000,
  definitions: 100,
  depth: 15,
  nesting: 40,
  selections: 5000,
  rootFields: 20,
  aliases: 50,
  directives: 50,
  repeats: 50,
  rows: 100_000,
  values: 1_000_000,
  answerBytes: 16 * 1024 * 1024,
  variableValues: 10_000,
};

/** For an owner behind a hub: more, because a hub adds to an operation at its limits what merging needs. */
export const ownerLimits: Readonly<Limits> = {
  ...defaultLimits,
  bodyBytes: 2 * defaultLimits.bodyBytes,
  writerBodyBytes: defaultLimits.writerBodyBytes + 2 * defaultLimits.bodyBytes,
  characters: 3 * defaultLimits.characters,
  tokens: 3 * defaultLimits.tokens,
  depth: 18,
  // The planner's own parser ends at 50.
  nesting: 45,
  selections: 2 * defaultLimits.selections,
  rootFields: 2 * defaultLimits.rootFields,
  aliases: 500,
  rows: 2 * defaultLimits.rows,
  values: 2 * defaultLimits.values,
  // So that several of them together are no more than a hub can take, and none is refused there that was made here.
  answerBytes: defaultLimits.answerBytes / 2,
};

/** Refuses a document whose size, once fragments are in place, is over a limit. */
export function checkSize(document: DocumentNode, limits: Limits): void {
  atMost(limits.definitions, document.definitions.length, 'DEFINITIONS');
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const measure = measurer(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const size = measure(definition.selectionSet);
    atMost(limits.depth, size.depth, 'LEVELS');
    atMost(limits.nesting, size.nesting, 'NESTED_SELECTIONS');
    atMost(limits.selections, size.selections, 'SELECTIONS');
    atMost(limits.aliases, size.aliases, 'ALIASES');
    atMost(limits.directives, size.directives + (definition.directives?.length ?? 0), 'DIRECTIVES');
    if (definition.kind === Kind.OPERATION_DEFINITION) atMost(limits.rootFields, size.fields, 'ROOT_FIELDS');
    // Visits every selection in its place, so it comes after their number is known to be small.
    checkRepeats([definition.selectionSet], fragments, limits.repeats);
  }
}

export function tooComplex(limit: number, what: Quantity, got?: number): HubError {
  return new HubError(
    'OPERATION_TOO_COMPLEX',
    got === undefined ? { reason: 'MORE', limit, what } : { reason: 'TOO_MANY', limit, what, got },
  );
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

type Fragments = ReadonlyMap<string, SelectionSetNode>;

/** Each fragment is measured once, however often it is spread: doubling fragments cost no more than others. */
function measurer(fragments: Fragments): (set: SelectionSetNode) => Size {
  const measured = new Map<SelectionSetNode, Size | null>();
  return measureSet;

  function measureSet(selectionSet: SelectionSetNode | undefined): Size {
    if (!selectionSet) return nothing;
    const earlier = measured.get(selectionSet);
    if (earlier) return earlier;
    if (earlier === null) throw new HubError('OPERATION_INVALID', { reason: 'FRAGMENT_IN_ITSELF' });
    measured.set(selectionSet, null);
    const size = { ...nothing };
    for (const selection of selectionSet.selections) {
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
    measured.set(selectionSet, size);
    return size;
  }
}

function checkRepeats(sets: readonly SelectionSetNode[], fragments: Fragments, limit: number): void {
  const places = new Map<string, { count: number; below: SelectionSetNode[] }>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const place = places.get(name) ?? { count: 0, below: [] };
        places.set(name, place);
        if (++place.count > limit) {
          throw new HubError('OPERATION_TOO_COMPLEX', { reason: 'PLACES', limit, key: name, got: place.count });
        }
        if (selection.selectionSet) place.below.push(selection.selectionSet);
      } else {
        const set =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection.selectionSet;
        if (set) collect(set);
      }
    }
  };
  for (const set of sets) collect(set);
  for (const { below } of places.values()) if (below.length > 0) checkRepeats(below, fragments, limit);
}

export function atMost(limit: number, got: number, what: Quantity): void {
  if (got > limit) throw tooComplex(limit, what, got > 1e6 ? undefined : got);
}
