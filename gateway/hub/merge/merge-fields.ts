import { isListType, isNonNullType, valueFromASTUntyped } from 'graphql';
import { compareText } from '../../../schema/contract/collation.js';
import { ownerOf } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import {
  type FieldPlan,
  type FieldSelection,
  noteShared,
  type ObjectPlan,
  objectFor,
  objectOf,
  selectionOf,
} from '../plan/index.js';
import { isJsonObject, type JsonObject, listIn, put, sameValue } from '../values.js';
import { aggregate, mean, quantiles, sketch } from './aggregate.js';
import { compareKeys, keyText } from './entity-keys.js';
import { mergePage } from './merge-connections.js';
import { type Contribution, InvalidInMerge, type MergeContext, noteMove } from './merge-context.js';

type Thing = Contribution<JsonObject>;

/** Joins what owners say of one field; undefined is null where the schema has none, for the parent to become null. */
export function mergeField(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  if (field.name === '__typename') return field.parent.name;
  context.path.push(field.key);
  const merged = mergeValues(field, values, context);
  context.path.pop();
  return merged === null && isNonNullType(field.type) ? undefined : merged;
}

/** Joins what owners say of one entity; null where a field that is never null has no value. */
export function mergeEntity(
  { fields, lookups }: ObjectPlan,
  things: readonly Thing[],
  context: MergeContext,
): JsonObject | null {
  const merged: JsonObject = {};
  for (const field of fields) {
    if (field.hidden) continue;
    if (field.later) {
      put(merged, field.key, null);
      continue;
    }
    const value =
      field.rule === 'MEAN'
        ? meanOf(field, things)
        : field.rule === 'QUANTILES'
          ? quantilesOf(field, things, context)
          : mergeField(field, valuesOf(field, things), context);
    if (value === undefined) return null;
    put(merged, field.key, value);
  }
  if (things[0]) noteShared(lookups, things[0].value, merged, context.sharedEntities);
  return merged;
}

function mergeValues(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  switch (field.rule) {
    case 'PASS':
    case 'ANY':
      return values.find(({ value }) => value !== null)?.value ?? null;
    case 'SUM':
    case 'MIN':
    case 'MAX':
      return aggregate(
        field.rule,
        values.map(({ value }) => value),
      );
    case 'SKETCH':
      return addUp(field, values);
    case 'PAGE':
      return mergePage(field, values, context, mergeField);
    case 'CONCAT':
      return concatenate(field, values, context);
    case 'KEY':
      return joinRows(field, values, context);
    case 'JOIN':
      return join(field, values, context);
    default:
      return agree(field, values, context);
  }
}

/** What is null says nothing, so it does not contradict. */
function agree(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  const [first, ...others] = present(values);
  if (!first) return null;
  const other = others.find(({ value }) => !sameValue(value, first.value));
  return other ? conflict(field, [first, other], context) : first.value;
}

function join(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  const selection = selectionOf(field);
  const things = values.filter(isThing);
  const [first, ...others] = things;
  if (!first) return isNonNullType(field.type) ? ofNobody(selection, context) : null;
  const plan = objectFor(selection, first.value);
  const other = others.find(
    ({ value }) =>
      objectFor(selection, value) !== plan ||
      plan.keys.some(({ alias }) => !sameValue(value[alias], first.value[alias])),
  );
  return other ? conflict(field, [first, other], context) : mergeEntity(plan, things, context);
}

/** What nobody was asked for: sums of nothing, empty lists. */
export function ofNobody(selection: FieldSelection, context: MergeContext): unknown {
  return mergeEntity(objectOf(selection), [], context);
}

function concatenate(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  const { selection } = field;
  if (values.length > 0 && present(values).length === 0) return null;
  const items = entriesOf(values);
  // Bare values say of no owner that they are his, so no order of owners would be the same through hubs of hubs.
  if (!selection) return items.map(({ value }) => value).sort((a, b) => compareText(String(a), String(b)));
  const groups = new Map<string, Group>();
  for (const item of items) {
    const id = idOf(selection, item.value);
    const same = id.startsWith(':') ? groups.get(id) : undefined;
    if (same) same.push(item);
    else groups.set(id.startsWith(':') ? id : `${groups.size}`, [item]);
  }
  const placeOf = (id: string, [item]: Group) => {
    if (id.startsWith(':')) return id;
    const own = idOf(selection, item.value);
    return own === '' ? item.owner.code : ownerOf(own);
  };
  const inOrder = [...groups]
    .map(([id, group]) => ({ group, place: placeOf(id, group) }))
    .sort((a, b) => compareText(a.place, b.place));
  return mergeList(
    field,
    inOrder.map(({ group }) => group),
    context,
    (group) => {
      const things = group.filter(isThing);
      return things[0] ? mergeEntity(objectFor(selection, things[0].value), things, context) : null;
    },
  );
}

function joinRows(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  if (values.length > 0 && present(values).length === 0) return null;
  const plan = objectOf(selectionOf(field));
  const rows = new Map<string, RowGroup>();
  for (const row of entriesOf(values)) {
    if (!isThing(row)) continue;
    const key = keyText(plan, row.value);
    const same = rows.get(key);
    if (same?.some(({ owner }) => owner === row.owner)) {
      throw new InvalidInMerge(row.owner, `${plan.type.name} ${key} stands twice`);
    }
    if (same) same.push(row);
    else rows.set(key, [row]);
  }
  const inOrder = [...rows.values()].sort(([a], [b]) => compareKeys(plan, a.value, b.value));
  return mergeList(field, inOrder, context, (group) => mergeEntity(plan, group, context));
}

/** Mean of what is merged, never a mean of means. Where no owner has one, as on ordinal scales, neither has the whole. */
function meanOf(field: FieldPlan, things: readonly Thing[]): unknown {
  const rows = things.filter(({ value }) => value[field.alias] !== null);
  const [sum, count] = field.operands.map(({ alias }) =>
    aggregate(
      'SUM',
      rows.map(({ value }) => value[alias]),
    ),
  );
  const merged = rows.length === 0 ? null : mean(sum, count);
  return merged === null && isNonNullType(field.type) ? undefined : merged;
}

/** Read from the values of all owners, never from their quantiles. */
function quantilesOf(field: FieldPlan, things: readonly Thing[], { variables }: MergeContext): unknown {
  const [operand] = field.operands;
  const parts = field.nodes[0]?.arguments?.find(({ name }) => name.value === 'of')?.value;
  if (!operand || !parts) throw new Error(`Expected ${field.parent.name}.${field.name} to have a sketch and parts.`);
  const merged = quantiles(addUp(operand, valuesOf(operand, things)), valueFromASTUntyped(parts, variables));
  return merged === null && isNonNullType(field.type) ? undefined : merged;
}

function addUp({ parent, name }: FieldPlan, values: readonly Contribution[]): string | null {
  try {
    return sketch(values.map(({ value }) => value));
  } catch (error) {
    const unreadable = values.find(({ value }) => !isSketch(value));
    if (!unreadable) throw error;
    throw new InvalidInMerge(unreadable.owner, `${parent.name}.${name} is no sketch`);
  }
}

function isSketch(value: unknown): boolean {
  try {
    sketch([value]);
    return true;
  } catch {
    return false;
  }
}

function valuesOf({ alias }: FieldPlan, things: readonly Thing[]): Contribution[] {
  return things.map(({ owner, value }) => ({ owner, value: value[alias] }));
}

/** An item of one owner's list. */
interface Entry extends Contribution {
  readonly list: unknown[];
  readonly index: number;
}

type Group = [Entry, ...Entry[]];
type RowGroup = [Entry & Thing, ...(Entry & Thing)[]];

/** Builds a list and notes where each owner's item went. */
function mergeList<G extends readonly Entry[]>(
  field: FieldPlan,
  groups: readonly G[],
  context: MergeContext,
  merge: (group: G) => unknown,
): unknown[] | null {
  const merged: unknown[] = [];
  for (const [index, group] of groups.entries()) {
    for (const entry of group) noteMove(context, entry.list, entry.index, index);
    context.path.push(index);
    const item = merge(group);
    context.path.pop();
    if (item === null && itemsNonNull(field)) return null;
    merged.push(item);
  }
  return merged;
}

/** An error where owners contradict each other; nothing is chosen or averaged. */
function conflict({ parent, name }: FieldPlan, between: readonly Contribution[], context: MergeContext): null {
  const owners = between.map(({ owner }) => owner.code);
  context.errors.push(
    new HubError(
      'MERGE_CONFLICT',
      { reason: 'VALUES', place: `${parent.name}.${name}`, owners },
      { path: [...context.path] },
    ),
  );
  return null;
}

function present(values: readonly Contribution[]): Contribution[] {
  return values.filter(({ value }) => value !== null);
}

function isThing<C extends Contribution>(contribution: C): contribution is C & Thing {
  return isJsonObject(contribution.value);
}

function entriesOf(values: readonly Contribution[]): Entry[] {
  return present(values).flatMap(({ owner, value }) => {
    const list = listIn(value);
    return list.map((item, index) => ({ owner, value: item, list, index }));
  });
}

/** '' where the entity is null or has no key. */
function idOf(selection: FieldSelection, value: unknown): string {
  if (!isJsonObject(value)) return '';
  const [key] = objectFor(selection, value).keys;
  return key ? String(value[key.alias]) : '';
}

function itemsNonNull({ type }: FieldPlan): boolean {
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) && isNonNullType(list.ofType);
}
