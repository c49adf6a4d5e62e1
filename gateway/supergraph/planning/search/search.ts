import { type FieldNode, Kind, parse, print, type SelectionSetNode, visit } from 'graphql';
import { rootTypeOf } from '../../../../schema/contract/valid-documents.js';
import type { PathSegment, PlanNode } from '../../operation/query-plan.js';
import { fieldsFor, providedOf } from '../../schema/field-sets.js';
import { holdersOf, typesOf } from '../../schema/holders.js';
import type { Joins } from '../../schema/joins.js';
import { answers, fieldSources } from './field-sources.js';
import { type Fetch, PlanPlace, Selected, type Way } from './place.js';
import { keyOf, NoWay, PlanDraft } from './plan-draft.js';
import { inSequence, printPlan } from './print-plan.js';

/** So many fields are looked for at most, those on ways that lead nowhere included. */
const maxSteps = 20_000;

/**
 * Makes a plan field by field, each concrete type by itself: the first way that leads to a field is taken, through as
 * many keys as it needs. It finds a plan where there is one, not the best, so it is asked where the planner has erred.
 */
export function searchPlan(text: string, joins: Joins): PlanNode {
  const [definition] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Expected an operation.');
  const { operation, selectionSet, variableDefinitions = [] } = definition;
  const kind = operation === 'mutation' ? 'mutation' : 'query';
  const rootType = rootTypeOf(joins.schema, operation).name;
  const variableTypes = new Map(
    variableDefinitions.map(({ variable, type, defaultValue }) => {
      return [variable.name.value, `${print(type)}${defaultValue ? `=${print(defaultValue)}` : ''}`] as const;
    }),
  );
  // Each field of a mutation is a plan of its own, with all that is read of its result.
  const fields = [...fieldsFor(selectionSet, () => true)];
  const groups = kind === 'mutation' ? fields.map((field) => [field]) : [fields];
  const nodes = groups.map((group) => {
    const search = new Search(joins);
    const root = new PlanPlace(rootType, [], new Set(joins.graphs.keys()), new Set());
    for (const field of group) search.need(root, field);
    return printPlan(search.fetches, kind, variableTypes, joins);
  });
  return inSequence(nodes);
}

class Search {
  readonly #draft: PlanDraft;
  readonly #entering = new Set<string>();
  readonly #keys = new Map<string, string>();
  readonly #placeIds = new Map<PlanPlace, number>();
  #steps = 0;
  /** Whether a key may be fetched for the sake of another key. */
  #deep = false;

  constructor(private readonly joins: Joins) {
    this.#draft = new PlanDraft(joins);
  }

  get fetches(): readonly Fetch[] {
    return this.#draft.fetches;
  }

  /** Sees to it that a field stands at a place; the fetches that bring it and what is selected of it. */
  need(place: PlanPlace, field: FieldNode): Set<Fetch> {
    if (++this.#steps > maxSteps) throw new Error(`No plan within ${maxSteps} steps.`);
    const name = field.name.value;
    if (name === '__typename') return new Set(place.after);
    const fetches = new Set<Fetch>();
    let needs = field.selectionSet ? this.#needsOf(place, field, field.selectionSet) : undefined;
    for (const way of this.#waysTo(place, field)) {
      const sub = this.#draft.select(way, field);
      fetches.add(way.fetch);
      if (!needs) return fetches;
      if (!this.#draft.attempt(() => (sub && this.#descend(place, way, field, sub)) ?? true)) continue;
      needs = needs.filter(([type, inner]) => {
        const innerFetches = this.#draft.attempt(() => this.#needOf(place, field, type, inner));
        for (const fetch of innerFetches ?? []) fetches.add(fetch);
        return !innerFetches;
      });
      if (needs.length === 0) return fetches;
    }
    throw new NoWay(`No way to ${place.type}.${name}.`);
  }

  /** What is needed of a field's value: by each type that it may have. */
  #needsOf(place: PlanPlace, field: FieldNode, selections: SelectionSetNode): [type: string, inner: FieldNode][] {
    const types = typesOf(this.joins, place.holders, place.type, field.name.value);
    if (types.length === 0) throw new NoWay(`Nothing can stand in ${place.type}.${field.name.value}.`);
    return types.flatMap((type) => {
      const inner = [...fieldsFor(selections, (condition) => this.joins.fits(type, condition))];
      return inner.map((each): [string, FieldNode] => [type, each]);
    });
  }

  #needOf(place: PlanPlace, field: FieldNode, type: string, inner: FieldNode): Set<Fetch> {
    const key = keyOf(field);
    const existing = place.child(key, type);
    if (existing) return this.need(existing, inner);
    const untyped = this.#untypedChild(place, key, type);
    if (!untyped) throw new NoWay(`No ${type} at ${key}.`);
    const dependsOnType = field.selectionSet !== undefined && dependsOn(field.selectionSet);
    const plain = dependsOnType ? undefined : this.#draft.attempt(() => this.need(untyped, inner));
    return plain ?? this.need(this.#typed(untyped, type), inner);
  }

  #untypedChild(place: PlanPlace, key: string, type: string): PlanPlace | undefined {
    return this.joins
      .interfacesOf(type)
      .map((name) => place.child(key, name))
      .find((each) => each !== undefined);
  }

  /** The things of one type at a place whose types a subgraph has to tell first. */
  #typed(place: PlanPlace, type: string): PlanPlace {
    const existing = place.child('', type);
    if (existing) return existing;
    for (const graph of this.joins.graphs.keys()) {
      if (this.joins.type(graph, place.type)?.kind !== 'interface' || !this.joins.type(graph, type)) continue;
      const way = this.#draft.attempt(() => this.#enter(place, graph, place.type, undefined));
      if (!way) continue;
      this.#draft.selectTypename(way.selected);
      const path: PathSegment[] = [...place.path, { TypeCondition: [type] }];
      const typed = new PlanPlace(type, path, place.holders, new Set([...place.after, way.fetch]), place);
      this.#draft.addWay(typed, {
        ...way,
        selected: this.#draft.fragment(way.selected, type),
        provided: [],
      });
      this.#draft.setChild(place, '', type, typed);
      return typed;
    }
    throw new NoWay(`No subgraph tells which ${place.type} are ${type}.`);
  }

  /** First where the thing stands before a subgraph already, then by a key; last by keys that need other keys. */
  *#waysTo(place: PlanPlace, field: FieldNode): Generator<Way> {
    const tried = new Set<string>();
    const mark = (way: Way) => {
      const id = `${this.fetches.indexOf(way.fetch)} ${way.selected.type}`;
      return !tried.has(id) && tried.add(id);
    };
    for (const way of place.allWays()) if (answers(this.joins, way, place, field) && mark(way)) yield way;
    for (const deep of this.#deep ? [true] : [false, true]) {
      for (const { graph, local, join } of fieldSources(this.joins, place.type, field)) {
        const before = this.#deep;
        this.#deep = deep;
        const way = this.#draft.attempt(() => this.#enter(place, graph, local, join.requires));
        this.#deep = before;
        if (way && mark(way)) yield way;
      }
    }
  }

  /** Asks a subgraph for the things at a place by a key that it knows them by, with what its fields require. */
  #enter(place: PlanPlace, graph: string, local: string, requires: SelectionSetNode | undefined): Way {
    const id = `${graph} ${local} ${requires ? print(requires) : ''}`;
    const existing = place.entered.get(id);
    if (existing) return existing;
    if (this.joins.isRoot(place.type)) return this.#enterKeyed(place, graph, local, id, undefined, requires);
    if (place.path.length === 0) throw new NoWay('No entity stands at the root.');
    const guard = `${this.#idOf(place)} ${id}`;
    if (this.#entering.has(guard)) throw new NoWay(`A key of ${local} needs itself.`);
    this.#entering.add(guard);
    try {
      for (const { fields, isResolvable } of this.joins.type(graph, local)?.keys ?? []) {
        if (!isResolvable) continue;
        const way = this.#draft.attempt(() => this.#enterKeyed(place, graph, local, id, fields, requires));
        if (way) return way;
      }
    } finally {
      this.#entering.delete(guard);
    }
    throw new NoWay(`No key of ${local} for ${graph}.`);
  }

  #enterKeyed(
    place: PlanPlace,
    graph: string,
    local: string,
    id: string,
    key: SelectionSetNode | undefined,
    requires: SelectionSetNode | undefined,
  ): Way {
    const parts = [key, requires].flatMap((set) => (set ? this.#keyed(set).selections : []));
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: parts };
    const after = new Set(place.after);
    for (const field of fieldsFor(selectionSet, (condition) => this.joins.fits(place.type, condition))) {
      const isKey = key?.selections.some((each) => each.kind === Kind.FIELD && each.name.value === field.name.value);
      if (isKey && !this.#deep && !this.#isAtHand(place, field)) throw new NoWay(`${field.name.value} is not at hand.`);
      for (const fetch of this.need(place, field)) after.add(fetch);
    }
    const selected = new Selected(local);
    const isRoot = place.path.length === 0;
    const fetch: Fetch = { graph, place: isRoot ? undefined : place, selected, key: key && selectionSet, after };
    const way: Way = { fetch, graph, selected, provided: key ? [key] : [], requires };
    this.#draft.addFetch(fetch, place, id, way);
    return way;
  }

  #isAtHand(place: PlanPlace, field: FieldNode): boolean {
    return place.allWays().some((way) => answers(this.joins, way, place, field));
  }

  /** The same selections, each field with arguments under a key of its own. */
  #keyed(selectionSet: SelectionSetNode): SelectionSetNode {
    return visit(selectionSet, {
      Field: (node) => {
        if (!node.arguments?.length) return undefined;
        const call = print({ ...node, alias: undefined, selectionSet: undefined });
        const key = this.#keys.get(call) ?? `_r${this.#keys.size}_${node.name.value}`;
        this.#keys.set(call, key);
        return { ...node, alias: { kind: Kind.NAME, value: key } };
      },
    });
  }

  /** Makes existing where the things of a field stand, and that this subgraph has them before itself. */
  #descend(place: PlanPlace, way: Way, field: FieldNode, sub: Selected): void {
    const { joins } = this;
    const { graph } = way;
    const key = keyOf(field);
    const join = joins.joinedField(graph, way.selected.type, field.name.value);
    const inherited = providedOf(way.provided, field.name.value, (type) => joins.fits(place.type, type)) ?? [];
    const locals = joins.localTypes(graph, sub.type);
    const isOne = locals.length === 1 && locals[0] === sub.type;
    // Another subgraph may return other types here: the answer then depends on which this is.
    if (isOne && joins.isAbstract(join.definition.type)) this.#draft.selectTypename(sub);
    for (const type of typesOf(joins, place.holders, place.type, field.name.value)) {
      const local = joins.localNames(graph, type).find((name) => locals.includes(name));
      if (!local) continue;
      const provided = [...inherited, ...(join.provides ? [join.provides] : [])];
      if (!joins.isIdentified(graph, local, provided))
        throw new NoWay(`${graph} does not say which ${local} it means.`);
      const selected = this.#draft.fragment(sub, local);
      const next: Way = { fetch: way.fetch, graph, selected, provided, requires: undefined };
      const child =
        place.child(key, type) ?? place.child(key, local) ?? this.#makeChild(place, field, local, isOne, next);
      if (!child.ways.some((each) => each.selected === selected)) this.#draft.addWay(child, next);
    }
  }

  #makeChild(place: PlanPlace, field: FieldNode, type: string, isOne: boolean, { fetch }: Way): PlanPlace {
    const key = keyOf(field);
    const holders = holdersOf(this.joins, place.holders, place.type, field.name.value, type);
    const path: PathSegment[] = [...place.path, { Field: key }, ...(isOne ? [] : [{ TypeCondition: [type] }])];
    const child = new PlanPlace(type, path, holders, new Set([...place.after, fetch]));
    this.#draft.setChild(place, key, type, child);
    return child;
  }

  #idOf(place: PlanPlace): number {
    const id = this.#placeIds.get(place) ?? this.#placeIds.size;
    this.#placeIds.set(place, id);
    return id;
  }
}

/** Does it matter for a selection which type a thing has? */
function dependsOn({ selections }: SelectionSetNode): boolean {
  return selections.some(
    (each) => each.kind === Kind.INLINE_FRAGMENT || (each.kind === Kind.FIELD && each.name.value === '__typename'),
  );
}
