import type { FieldNode } from 'graphql';
import { type Joins, namedType } from '../../schema/joins.js';
import { type Fetch, type PlanPlace, Selected, type Way } from './place.js';

/** There is no way to a field. */
export class NoWay extends Error {}

/** The fetches of a plan in the making, and what they select: what was tried in vain is taken back. */
export class PlanDraft {
  readonly fetches: Fetch[] = [];
  readonly #undo: (() => void)[] = [];

  constructor(private readonly joins: Joins) {}

  /** Undefined, and as if nothing had been tried, where there is no way. */
  attempt<T>(search: () => T): T | undefined {
    const before = this.#undo.length;
    try {
      return search();
    } catch (error) {
      if (!(error instanceof NoWay)) throw error;
      for (const undo of this.#undo.splice(before).reverse()) undo();
      return undefined;
    }
  }

  addFetch(fetch: Fetch, place: PlanPlace, id: string, way: Way): void {
    this.fetches.push(fetch);
    this.#undo.push(() => void this.fetches.splice(this.fetches.indexOf(fetch), 1));
    place.entered.set(id, way);
    this.#undo.push(() => place.entered.delete(id));
    this.addWay(place, way);
  }

  addWay(place: PlanPlace, way: Way): void {
    place.ways.push(way);
    this.#undo.push(() => void place.ways.splice(place.ways.indexOf(way), 1));
  }

  setChild(place: PlanPlace, key: string, type: string, child: PlanPlace): void {
    place.setChild(key, type, child);
    this.#undo.push(() => place.setChild(key, type, undefined));
  }

  /** Selects a field where a subgraph has its thing; returns what is selected of the field's value. */
  select(way: Way, field: FieldNode): Selected | undefined {
    const key = keyOf(field);
    const selection = way.selected.fields.get(key);
    if (selection) return selection.sub;
    const join = this.joins.joinedField(way.graph, way.selected.type, field.name.value);
    const sub = field.selectionSet && new Selected(namedType(join.type));
    way.selected.fields.set(key, { node: field, sub });
    this.#undo.push(() => way.selected.fields.delete(key));
    return sub;
  }

  selectTypename(selected: Selected): void {
    const before = selected.typename;
    selected.typename = true;
    this.#undo.push(() => {
      selected.typename = before;
    });
  }

  /** What is selected on values of a narrower type. */
  fragment(selected: Selected, type: string): Selected {
    if (selected.type === type) return selected;
    const existing = selected.fragments.get(type);
    if (existing) return existing;
    const fragment = new Selected(type);
    selected.fragments.set(type, fragment);
    selected.typename = true;
    this.#undo.push(() => selected.fragments.delete(type));
    return fragment;
  }
}

/** The name of a field's value in the plan's responses. */
export const keyOf = ({ alias, name }: FieldNode) => (alias ?? name).value;
