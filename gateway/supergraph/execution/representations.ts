import type { RequiresSelection } from '../operation/query-plan.js';
import type { TypeTests } from '../schema/supergraph-schema.js';
import { typeTest } from './data-path.js';
import { type Data, isObject } from './merge-data.js';

/** Makes an object's representation; undefined when the object lacks everything that was required. */
export type Represent = (object: Data) => Data | undefined;

/**
 * `sentAs`: the name under which the subgraph knows all of these types, when it knows their interface as an object.
 * The planner merges such fetches and keeps the condition of only one of the types, so any of the interface is meant.
 */
export function compileRequires(requires: readonly RequiresSelection[], types: TypeTests, sentAs?: string): Represent {
  const widened = requires.map((each) =>
    sentAs !== undefined && each.kind === 'InlineFragment' && types.fits(each.typeCondition, sentAs)
      ? { ...each, typeCondition: sentAs }
      : each,
  );
  const selections = compileSelections(widened, types);
  const conditions = widened.flatMap((each) => (each.kind === 'InlineFragment' ? [each.typeCondition] : []));
  const isMeant = typeTest(conditions, types);
  // Where only one type can be meant, an object need not say which it is.
  const assumed = conditions.length === 1 ? conditions[0] : undefined;
  return (object) => {
    const typename = object.__typename ?? assumed;
    if (typeof typename !== 'string' || !isMeant(typename)) return undefined;
    const representation: Data = { __typename: typename };
    return selections.copy(object, typename, representation) === 'none of them' ? undefined : representation;
  };
}

interface FieldCopy {
  /** Key in the data. */
  readonly from: string;
  /** Key in the representation. */
  readonly to: string;
  readonly sub: Selections | undefined;
}

class Selections {
  readonly #fieldsOfType = new Map<string, FieldCopy[]>();

  constructor(
    readonly fields: readonly FieldCopy[],
    readonly fragments: readonly { matches: (typename: unknown) => boolean; selections: Selections }[],
    readonly types: TypeTests,
  ) {}

  /** Copies what is asked for; says whether any of it was there. */
  copy(object: Data, typename: unknown, into: Data): 'nothing asked' | 'none of them' | 'some' {
    let outcome: 'nothing asked' | 'none of them' | 'some' = 'nothing asked';
    for (const { from, to, sub } of this.#fieldsFor(typename)) {
      if (from === '__typename') continue;
      const value = object[from];
      // A field that no subgraph has given is left out, one that is null is sent as null. What an ordinary object
      // inherits is a function, which no answer holds.
      if (value === undefined || typeof value === 'function') {
        if (outcome === 'nothing asked') outcome = 'none of them';
        continue;
      }
      outcome = 'some';
      into[to] = sub ? copyValue(value, sub) : value;
    }
    return outcome;
  }

  #fieldsFor(typename: unknown): readonly FieldCopy[] {
    if (this.fragments.length === 0) return this.fields;
    const name = typeof typename === 'string' ? typename : '';
    let fields = this.#fieldsOfType.get(name);
    if (!fields) {
      fields = [...this.fields];
      for (const { matches, selections } of this.fragments) {
        if (matches(typename)) fields.push(...selections.#fieldsFor(typename));
      }
      if (name === '' || this.types.has(name)) this.#fieldsOfType.set(name, fields);
    }
    return fields;
  }
}

function copyValue(value: unknown, selections: Selections): unknown {
  if (Array.isArray(value)) return value.map((item) => copyValue(item, selections));
  if (!isObject(value)) return value;
  const copy: Data = {};
  if (value.__typename !== undefined) copy.__typename = value.__typename;
  selections.copy(value, value.__typename, copy);
  return copy;
}

function compileSelections(requires: readonly RequiresSelection[], types: TypeTests): Selections {
  const fields: FieldCopy[] = [];
  const fragments: { matches: (typename: unknown) => boolean; selections: Selections }[] = [];
  for (const each of requires) {
    if (each.kind === 'Field') {
      const sub = each.selections?.length ? compileSelections(each.selections, types) : undefined;
      fields.push({ from: each.name, to: each.alias ?? each.name, sub });
    } else {
      const selections = compileSelections(each.selections, types);
      fragments.push({ matches: typeTest([each.typeCondition], types), selections });
    }
  }
  return new Selections(fields, fragments, types);
}

/** Equal for equal representations. Cheaper than JSON for the usual key of one or two scalars. */
export function identityOf(representation: Data): string {
  let identity = '';
  for (const key in representation) {
    const value = representation[key];
    if (typeof value === 'string') identity += `${key}"${value.length}:${value}`;
    else if (typeof value === 'object') identity += `${key}{${JSON.stringify(value)}`;
    else identity += `${key}#${value}`;
  }
  return identity;
}
