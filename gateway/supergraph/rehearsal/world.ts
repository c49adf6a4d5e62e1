import { type FieldNode, Kind, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import type { JoinedField, Joins } from '../joins.js';
import { namedType } from '../joins.js';

/** A thing that is made up: each of its plain fields has a value that no other thing or field has. */
export interface Thing {
  readonly type: string;
  readonly parent: Thing | undefined;
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
    const root = this.#roots.get(type) ?? this.#make(type, undefined);
    this.#roots.set(type, root);
    return root;
  }

  /** The value of a plain field. */
  token(thing: Thing, field: FieldNode, variables: Record<string, unknown>): string {
    return `${thing.id}.${call(field, variables)}`;
  }

  /** The thing of whose field a token is the value. */
  ownerOf(token: unknown): Thing | undefined {
    return typeof token === 'string' ? this.#things[Number.parseInt(token, 10)] : undefined;
  }

  /** What stands in a field of composite type, whether that is a list or not. */
  children(thing: Thing, field: FieldNode, variables: Record<string, unknown>): readonly Thing[] {
    const key = call(field, variables);
    let children = thing.children.get(key);
    if (!children) {
      const types = this.typesOf(thing.type, field.name.value);
      const isFull = this.#things.length < maxThings;
      children = (isFull ? types : types.slice(0, 1)).map((type) => this.#child(type, thing));
      thing.children.set(key, children);
    }
    return children;
  }

  /** The object types that every subgraph which answers the field can return there. */
  typesOf(type: string, field: string): readonly string[] {
    const key = `${type}.${field}`;
    let types = this.#types.get(key);
    if (!types) {
      const bySubgraph = this.#answering(type, field).map(({ graph, joined }) =>
        this.joins.localTypes(graph, namedType(joined.type)).flatMap((local) => this.joins.objectTypes(local)),
      );
      types = bySubgraph.reduce((left, right) => left.filter((each) => right.includes(each)), bySubgraph[0] ?? []);
      this.#types.set(key, types);
    }
    return types;
  }

  #answering(type: string, field: string): { graph: string; joined: JoinedField }[] {
    return [...this.joins.graphs.keys()].flatMap((graph) =>
      this.joins.localNames(graph, type).flatMap((name) => {
        const joined = this.joins.field(graph, name, field);
        return joined && !joined.isExternal ? [{ graph, joined }] : [];
      }),
    );
  }

  #child(type: string, parent: Thing): Thing {
    return type === this.joins.schema.getQueryType()!.name ? this.root(type) : this.#make(type, parent);
  }

  #make(type: string, parent: Thing | undefined): Thing {
    const thing = { type, parent, id: this.#things.length, children: new Map() };
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

/** The fields of a selection that apply to a type, fragments entered. */
export function* fieldsFor(selections: SelectionSetNode, fits: (condition: string) => boolean): Generator<FieldNode> {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || fits(condition)) yield* fieldsFor(selection.selectionSet, fits);
    }
  }
}
