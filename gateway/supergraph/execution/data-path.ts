import type { PathSegment } from '../operation/query-plan.js';
import type { TypeTests } from '../schema/supergraph-schema.js';
import { type Data, isObject } from './merge-data.js';

export type ConcretePath = readonly (string | number)[];

/** Enter a field, or go on only with objects of a type. One shape for both: every object of an answer passes here. */
type Step =
  | { readonly field: string; readonly matches: undefined }
  | { readonly field: undefined; readonly matches: (typename: unknown) => boolean };

/** Where in the merged data a fetch takes its objects from and puts its answers. */
export class DataPath {
  /** The fields up to the first list: all that is known of a place when the whole fetch failed. */
  readonly stem: readonly string[];
  readonly #steps: readonly Step[];

  constructor(segments: readonly PathSegment[], types: TypeTests) {
    // A list is entered wherever one is met, however deeply nested, so the marker "@" itself says nothing more.
    this.#steps = segments.flatMap((segment): Step[] => {
      if (segment === '@') return [];
      if ('Field' in segment) return [{ field: segment.Field, matches: undefined }];
      return [{ field: undefined, matches: typeTest(segment.TypeCondition, types) }];
    });
    const upToList = segments.includes('@') ? segments.slice(0, segments.indexOf('@')) : segments;
    this.stem = upToList.flatMap((segment) => (typeof segment === 'object' && 'Field' in segment ? segment.Field : []));
  }

  /** Calls back with every object at this path; null, absent and non-matching ones are passed over. */
  visit(root: Data, visitor: (object: Data) => void): void {
    this.#visit(root, 0, visitor);
  }

  /** Where each object at this path stands, with indices. Walked again only when an error needs it. */
  locate(root: Data): Map<Data, ConcretePath> {
    const paths = new Map<Data, ConcretePath>();
    this.#locate(root, 0, [], paths);
    return paths;
  }

  #visit(value: unknown, index: number, visitor: (object: Data) => void): void {
    if (Array.isArray(value)) {
      for (const item of value) this.#visit(item, index, visitor);
      return;
    }
    if (!isObject(value)) return;
    const step = this.#steps[index];
    if (!step) visitor(value);
    else if (step.field !== undefined) this.#visit(value[step.field], index + 1, visitor);
    else if (step.matches(value.__typename)) this.#visit(value, index + 1, visitor);
  }

  #locate(value: unknown, index: number, path: (string | number)[], paths: Map<Data, ConcretePath>): void {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++) this.#locate(value[at], index, [...path, at], paths);
      return;
    }
    if (!isObject(value)) return;
    const step = this.#steps[index];
    if (!step) paths.set(value, path);
    else if (step.field !== undefined) {
      this.#locate(value[step.field], index + 1, [...path, step.field], paths);
    } else if (step.matches(value.__typename)) this.#locate(value, index + 1, path, paths);
  }
}

/** Is the type meant by any of the conditions? An object that does not say its type is taken to match. */
export function typeTest(conditions: readonly string[], types: TypeTests): (typename: unknown) => boolean {
  const results = new Map<string, boolean>();
  return (typename) => {
    if (typeof typename !== 'string') return true;
    let fits = results.get(typename);
    if (fits === undefined) {
      fits = conditions.some((condition) => types.fits(typename, condition));
      // Bounded by the schema: a name that it does not have is not remembered.
      if (types.has(typename)) results.set(typename, fits);
    }
    return fits;
  };
}
