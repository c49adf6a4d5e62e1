import type { FieldNode, SelectionSetNode } from 'graphql';
import type { PathSegment } from '../../operation/query-plan.js';

/** What one fetch selects on values of one type. */
export class Selected {
  readonly fields = new Map<string, { readonly node: FieldNode; readonly sub: Selected | undefined }>();
  /** By the type as the subgraph names it. */
  readonly fragments = new Map<string, Selected>();
  typename = false;

  constructor(
    /** The type as the subgraph names it. */
    readonly type: string,
  ) {}
}

/** One request to a subgraph: at the root, or for the things at a place. */
export interface Fetch {
  readonly graph: string;
  /** Undefined at the root of the operation. */
  readonly place: PlanPlace | undefined;
  readonly selected: Selected;
  /** What a representation consists of; undefined where none is needed. */
  readonly key: SelectionSetNode | undefined;
  /** Those whose answers it needs. */
  readonly after: ReadonlySet<Fetch>;
}

/** A subgraph that has the thing before itself, where more of it can be selected. */
export interface Way {
  readonly fetch: Fetch;
  readonly graph: string;
  readonly selected: Selected;
  /** What the subgraph may say of the thing beyond its own. */
  readonly provided: readonly SelectionSetNode[];
  /** What came with the thing's key for fields that are computed from it. */
  readonly requires: SelectionSetNode | undefined;
}

/** Where things of one type stand in the answer. */
export class PlanPlace {
  readonly ways: Way[] = [];
  readonly entered = new Map<string, Way>();
  readonly #children = new Map<string, PlanPlace>();

  constructor(
    /** An object type, or an interface where a subgraph that knows it as an object has brought the things. */
    readonly type: string,
    readonly path: readonly PathSegment[],
    /** The subgraphs that can have these things before themselves. */
    readonly holders: ReadonlySet<string>,
    /** Fetches without which nothing stands here. */
    readonly after: ReadonlySet<Fetch>,
    /** The same place before the types of its things were known. */
    readonly untyped: PlanPlace | undefined = undefined,
  ) {}

  allWays(): Way[] {
    return [...this.ways, ...(this.untyped?.allWays() ?? [])];
  }

  child(key: string, type: string): PlanPlace | undefined {
    return this.#children.get(`${key} ${type}`);
  }

  setChild(key: string, type: string, place: PlanPlace | undefined): void {
    if (place) this.#children.set(`${key} ${type}`, place);
    else this.#children.delete(`${key} ${type}`);
  }
}
