import { type FieldNode, valueFromASTUntyped } from 'graphql';
import { holdersOf, typesOf } from '../../schema/holders.js';
import type { Joins } from '../../schema/joins.js';

/** A thing that is made up: each of its plain fields has a value that no other thing or field has. */
export interface Thing {
  readonly type: string;
  readonly parent: Thing | undefined;
  /** The subgraphs that can have it before themselves. */
  readonly holders: ReadonlySet<string>;
  readonly id: number;
  readonly children: Map<string, readonly Thing[]>;
}

/** So many things are made up at most in full variety; beyond, one of a kind stands for all. */
const maxThings = 4000;

/**
 * Data for a supergraph, made up as it is asked for: the same for every subgraph, and wherever a value may be of
 * several types, one of each.
 */
export class World {
  readonly #things: Thing[] = [];
  readonly #roots = new Map<string, Thing>();
  readonly #types = new Map<string, readonly string[]>();

  constructor(readonly joins: Joins) {}

  root(type: string): Thing {
    const root = this.#roots.get(type) ?? this.#make(type, undefined, new Set(this.joins.graphs.keys()));
    this.#roots.set(type, root);
    return root;
  }

  /** The value of a plain field. */
  token(thing: Thing, field: FieldNode, variables: Record<string, unknown>): string {
    return `${thing.id}.${call(field, variables)}`;
  }

  /** The thing of whose field a token is the value. */
  thingOf(token: unknown): Thing | undefined {
    return typeof token === 'string' ? this.#things[Number.parseInt(token, 10)] : undefined;
  }

  /** What stands in a field of composite type, whether that is a list or not. */
  children(thing: Thing, field: FieldNode, variables: Record<string, unknown>): readonly Thing[] {
    const key = call(field, variables);
    let children = thing.children.get(key);
    if (!children) {
      const types = this.#typesOf(thing, field.name.value);
      const isFull = this.#things.length < maxThings;
      children = (isFull ? types : types.slice(0, 1)).map((type) => this.#child(type, thing, field.name.value));
      thing.children.set(key, children);
    }
    return children;
  }

  #typesOf({ type, holders }: Thing, field: string): readonly string[] {
    const key = `${type}.${field} ${[...holders].join()}`;
    const types = this.#types.get(key) ?? typesOf(this.joins, holders, type, field);
    this.#types.set(key, types);
    return types;
  }

  #child(type: string, parent: Thing, field: string): Thing {
    if (type === this.joins.schema.getQueryType()?.name) return this.root(type);
    return this.#make(type, parent, holdersOf(this.joins, parent.holders, parent.type, field, type));
  }

  #make(type: string, parent: Thing | undefined, holders: ReadonlySet<string>): Thing {
    const thing = { type, parent, holders, id: this.#things.length, children: new Map() };
    this.#things.push(thing);
    return thing;
  }
}

/** A field with its arguments, as one text. */
function call({ name, arguments: nodes = [] }: FieldNode, variables: Record<string, unknown>): string {
  const values = nodes
    .map((node) => [node.name.value, valueFromASTUntyped(node.value, variables)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return values.length ? `${name.value}(${JSON.stringify(values)})` : name.value;
}
