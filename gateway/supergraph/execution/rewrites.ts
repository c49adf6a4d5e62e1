import type { Rewrite, RewriteSegment } from '../operation/query-plan.js';
import type { TypeTests } from '../schema/supergraph-schema.js';
import { typeTest } from './data-path.js';
import { type Data, isObject } from './merge-data.js';

/**
 * Changes that a plan asks for: `__typename` of a representation to the name under which a subgraph knows the type,
 * and keys of an answer back from an alias of the planner's. Undefined when there is nothing to do.
 */
export function compileRewrites(
  rewrites: readonly Rewrite[] | null | undefined,
  types: TypeTests,
): ((object: Data) => void) | undefined {
  if (!rewrites?.length) return undefined;
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (object) => {
    for (const apply of all) apply(object);
  };
}

/** The name that the rewrites give to every `__typename` at the top of a representation. */
export function rewrittenTypename(rewrites: readonly Rewrite[] | null | undefined): string | undefined {
  for (const rewrite of rewrites ?? []) {
    if (!('ValueSetter' in rewrite)) continue;
    const { path, setValueTo } = rewrite.ValueSetter;
    if (path.filter((segment) => 'Key' in segment).every(({ Key }) => Key === '__typename')) return setValueTo;
  }
  return undefined;
}

function compileRewrite(rewrite: Rewrite, types: TypeTests): (object: Data) => void {
  const { path } = 'KeyRenamer' in rewrite ? rewrite.KeyRenamer : rewrite.ValueSetter;
  // A trailing type test guards the value of the key before it; the key is what is changed.
  const last = path.findLastIndex((segment) => 'Key' in segment);
  const change = path[last];
  if (!change || !('Key' in change)) throw new Error('A rewrite of a plan is expected to name a key.');
  const { Key: key } = change;
  return compilePath(path.slice(0, last), types, (object) => {
    if (object[key] === undefined) return;
    if ('ValueSetter' in rewrite) object[key] = rewrite.ValueSetter.setValueTo;
    else {
      object[rewrite.KeyRenamer.renameKeyTo] = object[key];
      delete object[key];
    }
  });
}

function compilePath(
  [segment, ...rest]: readonly RewriteSegment[],
  types: TypeTests,
  change: (object: Data) => void,
): (value: unknown) => void {
  let step = change;
  if (segment) {
    const next = compilePath(rest, types, change);
    if ('Key' in segment) step = (object) => next(object[segment.Key]);
    else {
      const matches = typeTest(segment.TypenameEquals, types);
      step = (object) => {
        if (matches(object.__typename)) next(object);
      };
    }
  }
  return function walk(value) {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (isObject(value)) step(value);
  };
}
