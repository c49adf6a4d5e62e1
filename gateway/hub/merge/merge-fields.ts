import { isListType, isNonNullType, valueFromASTUntyped } from 'graphql';
import { compareText } from '../../../schema/contract/collation.js';
import { ownerOf } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { type FieldPlan, noteShared, type ObjectPlan, type Selection } from '../plan/index.js';
import { put, sameValue } from '../values.js';
import { aggregate, mean, quantiles, sketch } from './aggregate.js';
import { compareKeys, keyText } from './entity-keys.js';
import { mergePage } from './merge-connections.js';
import { type Contribution, InvalidInMerge, type MergeContext, noteMove } from './merge-context.js';

type Thing = Contribution & { readonly value: Record<string, unknown> };

/** Joins what owners say of one field; undefined is null where the schema has none, for the parent to become null. */
export function mergeField(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  if (field.name === '__typename') return field.parent.name;
  context.path.push(field.key);
  const merged = mergeValues(field, values, context);
  context.path.pop();
  return merged === null && isNonNullType(field.type) ? undefined : merged;
}

/** Joins what owners say of one thing; null where a field that is never null has no value. */
export function mergeThing(
  { fields, lookups }: ObjectPlan,
  things: readonly Thing[],
  context: MergeContext,
): Record<string, unknown> | null {
  const merged: Record<string, unknown> = {};
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
  const [first, ...others] = known(values);
  if (!first) return null;
  const other = others.find(({ value }) => !sameValue(value, first.value));
  return other ? conflict(field, [first, other], context) : first.value;
}

function join(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  const things = known(values) as Thing[];
  const [first, ...others] = things;
  if (!first) return isNonNullType(field.type) ? ofNobody(field.selection!, context) : null;
  const plan = planOf(field.selection!, first.value);
  const other = others.find(
    ({ value }) =>
      planOf(field.selection!, value) !== plan ||
      plan.keys.some(({ alias }) => !sameValue(value[alias], first.value[alias])),
  );
  return other ? conflict(field, [first, other], context) : mergeThing(plan, things, context);
}

/** What nobody was asked for: sums of nothing, empty lists. */
export function ofNobody({ objects }: Selection, context: MergeContext): unknown {
  const [plan] = objects.values();
  return mergeThing(plan!, [], context);
}

function concatenate(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  const { selection } = field;
  if (values.length > 0 && known(values).length === 0) return null;
  const items = entriesOf(values);
  // Bare values say of no owner that they are his, so no order of owners would be the same through hubs of hubs.
  if (!selection) return items.map(({ value }) => value).sort((a, b) => compareText(String(a), String(b)));
  const groups = new Map<string, Entry[]>();
  for (const item of items) {
    const id = item.value === null ? '' : idOf(selection, item.value as Record<string, unknown>);
    const same = id.startsWith(':') ? groups.get(id) : undefined;
    if (same) same.push(item);
    else groups.set(id.startsWith(':') ? id : `${groups.size}`, [item]);
  }
  const place = (id: string, [item]: Entry[]) => {
    if (id.startsWith(':')) return id;
    const own = item!.value === null ? '' : idOf(selection, item!.value as Record<string, unknown>);
    return own === '' ? item!.owner.code : ownerOf(own);
  };
  const sorted = [...groups]
    .map(([id, group]) => ({ group, place: place(id, group) }))
    .sort((a, b) => compareText(a.place, b.place));
  return listOf(
    field,
    sorted.map(({ group }) => group),
    context,
    (group) =>
      group[0]!.value === null
        ? null
        : // biome-ignore lint/plugin: What is null was left aside above.
          mergeThing(planOf(selection, group[0]!.value), group as unknown as Thing[], context),
  );
}

function joinRows(field: FieldPlan, values: readonly Contribution[], context: MergeContext): unknown {
  if (values.length > 0 && known(values).length === 0) return null;
  const [plan] = field.selection!.objects.values();
  const rows = new Map<string, Entry[]>();
  for (const row of entriesOf(values)) {
    if (row.value === null) continue;
    const key = keyText(plan!, row.value as Record<string, unknown>);
    const same = rows.get(key);
    if (same?.some(({ owner }) => owner === row.owner)) {
      throw new InvalidInMerge(row.owner, `${plan!.type.name} ${key} stands twice`);
    }
    if (same) same.push(row);
    else rows.set(key, [row]);
  }
  const sorted = [...rows.values()].sort(([a], [b]) => compareKeys(plan!, a!.value, b!.value));
  // biome-ignore lint/plugin: What is null was left aside above.
  return listOf(field, sorted, context, (row) => mergeThing(plan!, row as unknown as Thing[], context));
}

/** Mean of what is merged, never a mean of means. Where no owner has one, as on ordinal scales, neither has the whole. */
function meanOf(field: FieldPlan, things: readonly Thing[]): unknown {
  const meant = things.filter(({ value }) => value[field.alias] !== null);
  const [sum, count] = field.operands.map(({ alias }) =>
    aggregate(
      'SUM',
      meant.map(({ value }) => value[alias]),
    ),
  );
  const merged = meant.length === 0 ? null : mean(sum, count);
  return merged === null && isNonNullType(field.type) ? undefined : merged;
}

/** Read from the values of all owners, never from their quantiles. */
function quantilesOf(field: FieldPlan, things: readonly Thing[], { variables }: MergeContext): unknown {
  const [operand] = field.operands;
  const of = field.nodes[0]!.arguments!.find(({ name }) => name.value === 'of')!.value;
  const merged = quantiles(addUp(operand!, valuesOf(operand!, things)), valueFromASTUntyped(of, variables));
  return merged === null && isNonNullType(field.type) ? undefined : merged;
}

function addUp({ parent, name }: FieldPlan, values: readonly Contribution[]): string | null {
  try {
    return sketch(values.map(({ value }) => value));
  } catch {
    const unreadable = values.find(({ value }) => !isSketch(value));
    throw new InvalidInMerge(unreadable!.owner, `${parent.name}.${name} is no sketch`);
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

interface Entry extends Contribution {
  readonly list: unknown[];
  readonly index: number;
}

/** Builds a list and notes where each owner's item went. */
function listOf(
  field: FieldPlan,
  groups: readonly Entry[][],
  context: MergeContext,
  merge: (group: Entry[]) => unknown,
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

function known(values: readonly Contribution[]): Contribution[] {
  return values.filter(({ value }) => value !== null);
}

function entriesOf(values: readonly Contribution[]): Entry[] {
  return known(values).flatMap(({ owner, value }) => {
    const list = value as unknown[];
    return list.map((item, index) => ({ owner, value: item, list, index }));
  });
}

function planOf({ objects, typename }: Selection, value: unknown): ObjectPlan {
  const [only] = objects.values();
  return typename ? objects.get((value as Record<string, unknown>)[typename.alias] as string)! : only!;
}

function idOf(selection: Selection, value: Record<string, unknown>): string {
  const [key] = planOf(selection, value).keys;
  return key ? String(value[key.alias]) : '';
}

function itemsNonNull({ type }: FieldPlan): boolean {
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) && isNonNullType(list.ofType);
}
