import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { fragmentOf } from '../../../schema/contract/valid-documents.js';
import { type DecidedOperation, responseKey } from '../operation/decided-operation.js';
import { type Leaf, leafOf } from './leaves.js';
import { type Data, isObject } from './merge-data.js';

export interface Field {
  /** The client's response key. */
  readonly key: string;
  /** The key in the merged data. */
  readonly dataKey: string;
  /** `Type.field`, for errors. */
  readonly coordinate: string;
  /** A `__typename`: known with the type. */
  readonly fixed: string | undefined;
  readonly introspects: boolean;
  readonly shape: Shape;
  /** Where it stands first in the client's text. */
  readonly node: FieldNode;
}

export interface Shape {
  readonly nonNull: boolean;
  readonly item?: Shape;
  readonly selection?: Selection;
  /** Of a scalar or an enum. */
  readonly leaf?: Leaf;
}

interface Fields {
  readonly list: readonly Field[];
  /** No key is `__proto__`, so an ordinary object can hold them. */
  readonly ordinary: boolean;
}

/** What the client selects on one value, by concrete type. */
export class Selection {
  /** Null for types of which the client may see no object. */
  readonly #byType = new Map<string, Fields | null>();
  readonly #static: Fields | undefined;

  constructor(
    private readonly decided: DecidedOperation,
    private readonly type: GraphQLCompositeType,
    private readonly nodes: readonly SelectionSetNode[],
  ) {
    if (isObjectType(type)) this.#static = this.#collect(type);
  }

  fieldsFor(data: Data): Fields | null {
    if (this.#static) return this.#static;
    const typename = data.__typename;
    const name = typeof typename === 'string' ? typename : '';
    let fields = this.#byType.get(name);
    if (fields === undefined) {
      fields = this.#resolve(name);
      // Bounded by the schema, whatever names a subgraph makes up.
      if (name === '' || this.decided.schema.getType(name)) this.#byType.set(name, fields);
    }
    return fields;
  }

  /** The client's fields with this key in the merged data: on the value's type, if that is known, or on any. */
  find(dataKey: string, value: unknown): Field[] {
    const ofItsType = isObject(value) ? this.fieldsFor(value) : null;
    if (ofItsType) return ofItsType.list.filter((each) => each.dataKey === dataKey);
    const types = isAbstractType(this.type) ? this.decided.schema.getPossibleTypes(this.type) : [this.type];
    for (const { name } of types) {
      const fields = this.fieldsFor({ __typename: name })?.list.filter((each) => each.dataKey === dataKey);
      if (fields?.length) return fields;
    }
    return [];
  }

  #resolve(name: string): Fields | null {
    const { schema } = this.decided;
    const type = name === '' ? this.type : schema.getType(name);
    if (isObjectType(type)) {
      return isAbstractType(this.type) && schema.isSubType(this.type, type) ? this.#collect(type) : null;
    }
    if (!isAbstractType(type) || !isAbstractType(this.type)) return null;
    // The planner leaves `__typename` out where only fields of the interface are selected, and a subgraph that knows
    // the interface as an object gives the interface's name: the interface's own fields are all that can be said.
    // Where more was asked, the fetch that would have told the type has failed.
    const fields = this.#collect(this.type);
    const asksForType = fields.list.some(({ fixed }) => fixed !== undefined);
    const possible = schema.getPossibleTypes(this.type);
    const isKnown = name === '' || !this.nodes.some((node) => this.#dependsOnType(node, possible, false));
    return asksForType || !isKnown ? null : fields;
  }

  /** Is anything selected for only some of these types? */
  #dependsOnType(node: SelectionSetNode, possible: readonly GraphQLObjectType[], narrowed: boolean): boolean {
    const { fragments, schema } = this.decided;
    return node.selections.some((selection) => {
      if (!this.decided.includes(selection)) return false;
      if (selection.kind === Kind.FIELD) return narrowed;
      const fragment = fragmentOf(selection, fragments);
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const remaining = possible.filter((type) => !condition || applies(schema, condition, type));
      if (remaining.length === 0) return false;
      const narrows = condition !== undefined && !applies(schema, condition, this.type);
      return this.#dependsOnType(fragment.selectionSet, remaining, narrowed || narrows);
    });
  }

  #collect(type: GraphQLCompositeType): Fields {
    const grouped = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const node of this.nodes) this.#group(type, node, grouped, visited);
    const list = Array.from(grouped, ([key, nodes]) => this.#field(type, key, nodes));
    return { list, ordinary: !grouped.has('__proto__') };
  }

  #group(
    type: GraphQLCompositeType,
    node: SelectionSetNode,
    grouped: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    const { fragments, schema } = this.decided;
    for (const selection of node.selections) {
      if (!this.decided.includes(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = responseKey(selection);
        const nodes = grouped.get(key);
        if (nodes) nodes.push(selection);
        else grouped.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        if (visited.has(name)) continue;
        visited.add(name);
      }
      const fragment = fragmentOf(selection, fragments);
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      if (!condition || applies(schema, condition, type)) {
        this.#group(type, fragment.selectionSet, grouped, visited);
      }
    }
  }

  #field(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): Field {
    const node = nodes[0]!;
    const name = node.name.value;
    const coordinate = `${type.name}.${name}`;
    const meta = {
      key,
      coordinate,
      dataKey: name,
      fixed: undefined,
      introspects: false,
      shape: { nonNull: false },
      node,
    };
    if (name === '__typename') return { ...meta, fixed: type.name };
    if (name.startsWith('__')) return { ...meta, introspects: true };
    const shape = this.#shape((type as GraphQLObjectType).getFields()[name]!.type, nodes);
    return { ...meta, dataKey: this.decided.keyOf(node), shape };
  }

  #shape(type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
    if (isNonNullType(type)) return { ...this.#shape(type.ofType, nodes), nonNull: true };
    if (isListType(type)) return { nonNull: false, item: this.#shape(type.ofType, nodes) };
    const valueType = getNamedType(type);
    if (isCompositeType(valueType)) {
      const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return { nonNull: false, selection: new Selection(this.decided, valueType, sets) };
    }
    return { nonNull: false, leaf: leafOf(valueType) };
  }
}

/** Does a fragment on `condition` apply to a value of this type? */
function applies(schema: GraphQLSchema, condition: GraphQLNamedType, type: GraphQLCompositeType): boolean {
  return condition === type || (isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type));
}
