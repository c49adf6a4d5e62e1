import { valueFromASTUntyped } from 'graphql';
import { compareText } from '../../../schema/contract/collation.js';
import { ownerCodePattern, ownerOf, parseId } from '../../../schema/contract/id.js';
import { HubError, shown } from '../../../schema/errors/catalogue.js';
import type { OwnerSlot } from './field-plan.js';
import type { RootField } from './operation.js';

/** An instance, or a hub that stands for several. */
export interface OwnerOptions {
  code: string;
  /** Its GraphQL endpoint. */
  url: string;
  /** The owners that a hub stands for; by default the owner itself. */
  municipalities?: readonly string[];
}

export interface Owner {
  readonly code: string;
  readonly url: URL;
  readonly municipalities: ReadonlySet<string>;
}

type Variables = Readonly<Record<string, unknown>>;

/** Whose data a root field names: the owners' codes, or null for all. */
export type TargetOwners = ReadonlySet<string> | null;

/** All owners, in the order of their codes, which is the order of their entities in lists. */
export interface Owners {
  readonly owners: readonly Owner[];
  /** Of all municipalities. */
  readonly codes: ReadonlySet<string>;
}

export function ownersOf(options: readonly OwnerOptions[]): Owners {
  const owners = options.map(({ code, url, municipalities }) => ({
    code,
    url: new URL(url),
    municipalities: new Set(municipalities ?? [code]),
  }));
  const codes = owners.flatMap(({ municipalities }) => [...municipalities]);
  for (const [index, code] of codes.entries()) {
    if (!ownerCodePattern.test(code)) throw new Error(`Expected the code of an owner, got ${shown(code)}.`);
    if (codes.indexOf(code) !== index) throw new Error(`Expected each owner once, got ${shown(code)} twice.`);
  }
  return { owners: owners.sort((a, b) => compareText(a.code, b.code)), codes: new Set(codes) };
}

/** Reads from its arguments whose data a field names, or throws where they name an owner that there is not. */
export function targetOwners({ slots }: RootField, variables: Variables, codes: ReadonlySet<string>): TargetOwners {
  let targets: Set<string> | null = null;
  for (const slot of slots) {
    const value = valueFromASTUntyped(slot.value, variables);
    for (const { path, isId } of slot.places) {
      const next = targetsIn(valueAt(value, path), isId, codes);
      if (next) targets = new Set<string>([...(targets ?? next)].filter((code) => next.has(code)));
    }
  }
  return targets;
}

/** Is no single value of its arguments another owner's? Of lists, an owner gets only what is its own. */
export function addressesOnly({ slots }: RootField, variables: Variables, { municipalities }: Owner): boolean {
  return slots.every((slot) => {
    const value = valueFromASTUntyped(slot.value, variables);
    return slot.places.every(({ path }) => {
      const inner = valueAt(value, path);
      return typeof inner !== 'string' || ownerOf(inner) === '' || municipalities.has(ownerOf(inner));
    });
  });
}

/** The part of an argument that one owner gets: of lists, only what is its own. */
export function slotValue(slot: OwnerSlot, variables: Variables, owner: Owner): unknown {
  const value = valueFromASTUntyped(slot.value, variables);
  const isFor = (item: unknown) => {
    const code = ownerOf(String(item));
    return code === '' || owner.municipalities.has(code);
  };
  return slot.places.reduce(
    (changed, { path }) => replaceAt(changed, path, (list) => (Array.isArray(list) ? list.filter(isFor) : list)),
    value,
  );
}

function targetsIn(value: unknown, isId: boolean, codes: ReadonlySet<string>): TargetOwners {
  if (value === null || value === undefined) return null;
  const targets = new Set<string>();
  for (const item of Array.isArray(value) ? value : [value]) {
    const text = String(item);
    // Where a code is expected, an id is none, whosever it is.
    const code = isId ? parseId(text).owner : text;
    // A shared entity is everybody's.
    if (isId && code === '') return null;
    if (!codes.has(code))
      throw new HubError('UNKNOWN_MUNICIPALITY', { reason: 'CODE', expected: [...codes].sort(), got: text });
    targets.add(code);
  }
  return targets;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: replaceAt(value[key], rest, change) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
