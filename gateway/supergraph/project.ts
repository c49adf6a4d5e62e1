import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { checkDepth, type Data, isObject } from './merge.js';
import { type DecidedOperation, responseKey } from './operation.js';
import type { ConcretePath } from './paths.js';

/** A null in a position that is never null, with the client's path. */
export interface ForbiddenNull {
  readonly path: ConcretePath;
  /** `Type.field` */
  readonly coordinate: string;
}

/**
 * Cuts the client's answer out of the merged data: the client's keys in the client's order, only types and enum
 * values of the public schema, nulls propagated as the specification demands. Selections are collected once per
 * concrete type, when the first object of that type is met.
 */
export class Projection {
  readonly #root: Selection;

  constructor(decided: DecidedOperation) {
    const { operation, schema } = decided;
    this.#root = new Selection(decided, schema.getRootType(operation.operation)!, [operation.selectionSet]);
  }

  project(data: Data, introspected: Data | undefined): { data: Data | null; nulls: ForbiddenNull[] } {
    const nulls: ForbiddenNull[] = [];
    const result = projectObject(this.#root, data, { path: [], nulls, introspected });
    return { data: result === forbidden ? null : result, nulls };
  }

  /** Translates a path of the merged data into the client's keys, as far as the client asked for what is there. */
  clientPath(path: ConcretePath): ConcretePath {
    const keys: (string | number)[] = [];
    let selection: Selection | undefined = this.#root;
    for (const segment of path) {
      if (typeof segment === 'string') {
        const field: Field | undefined = selection?.find(segment);
        if (!field) break;
        keys.push(field.key);
        selection = field.shape.selection;
      } else keys.push(segment);
    }
    return keys;
  }
}

/** Returned in place of a value that may not be null but is: the nearest nullable position above becomes null. */
const forbidden = Symbol('forbidden null');

interface State {
  /** Grows and shrinks with the descent; copied only for a forbidden null. */
  readonly path: (string | number)[];
  readonly nulls: ForbiddenNull[];
  readonly introspected: Data | undefined;
}

function projectObject(selection: Selection, data: Data, state: State): Data | null | typeof forbidden {
  const fields = selection.fieldsFor(data);
  if (!fields) return null;
  const result: Data = fields.ordinary ? {} : Object.create(null);
  for (const field of fields.list) {
    const { key, shape } = field;
    if (field.fixed !== undefined) {
      result[key] = field.fixed;
      continue;
    }
    if (field.introspects) {
      result[key] = state.introspected?.[key] ?? null;
      continue;
    }
    const value = data[field.dataKey];
    if (shape.isPlain && typeof value !== 'object' && value !== undefined) {
      result[key] = value;
      continue;
    }
    state.path.push(key);
    const completed = complete(shape, value, field, state);
    state.path.pop();
    if (completed === forbidden) return forbidden;
    result[key] = completed;
  }
  return result;
}

function complete(shape: Shape, value: unknown, field: Field, state: State): unknown {
  let result: unknown = null;
  if (value !== null && value !== undefined) {
    if (shape.item) result = Array.isArray(value) ? completeList(shape.item, value, field, state) : null;
    else if (shape.selection) result = isObject(value) ? projectObject(shape.selection, value, state) : null;
    else if (shape.enumValues) result = shape.enumValues.has(value as string) ? value : null;
    else {
      checkDepth(value);
      result = value;
    }
    if (result === forbidden) return shape.nonNull ? forbidden : null;
  }
  if (result !== null || !shape.nonNull) return result;
  state.nulls.push({ path: [...state.path], coordinate: field.coordinate });
  return forbidden;
}

function completeList(item: Shape, values: unknown[], field: Field, state: State): unknown[] | typeof forbidden {
  const result = new Array(values.length);
  const { path } = state;
  const depth = path.push(0);
  for (let index = 0; index < values.length; index++) {
    path[depth - 1] = index;
    const completed = complete(item, values[index], field, state);
    if (completed === forbidden) {
      path.pop();
      return forbidden;
    }
    result[index] = completed;
  }
  path.pop();
  return result;
}

interface Field {
  /** The client's response key. */
  readonly key: string;
  /** The key in the merged data. */
  readonly dataKey: string;
  readonly coordinate: string;
  /** A `__typename`: known with the type. */
  readonly fixed: string | undefined;
  readonly introspects: boolean;
  readonly shape: Shape;
}

interface Shape {
  readonly nonNull: boolean;
  readonly item?: Shape;
  readonly selection?: Selection;
  readonly enumValues?: ReadonlySet<string>;
  /** A scalar: any value that is not an object goes through as it is. */
  readonly isPlain: boolean;
}

interface Fields {
  readonly list: readonly Field[];
  /** No key is `__proto__`, so an ordinary object can hold them. */
  readonly ordinary: boolean;
}

/** What the client selects on one value, by concrete type. */
class Selection {
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

  find(dataKey: string): Field | undefined {
    const { schema } = this.decided;
    const types = isAbstractType(this.type) ? [this.type, ...schema.getPossibleTypes(this.type)] : [this.type];
    for (const { name } of types) {
      const field = this.fieldsFor({ __typename: name })?.list.find((each) => each.dataKey === dataKey);
      if (field) return field;
    }
    return undefined;
  }

  #resolve(name: string): Fields | null {
    const { schema } = this.decided;
    const type = name === '' ? this.type : schema.getType(name);
    if (isObjectType(type)) {
      return isAbstractType(this.type) && schema.isSubType(this.type, type) ? this.#collect(type) : null;
    }
    // The planner leaves `__typename` out where only fields of the interface are selected, and a subgraph that knows
    // the interface as an object gives the interface's name: the interface's own fields are all that can be said.
    if (!isAbstractType(type)) return null;
    const fields = this.#collect(this.type);
    return fields.list.some(({ fixed }) => fixed !== undefined) ? null : fields;
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
      let fragment: { typeCondition?: { name: { value: string } }; selectionSet: SelectionSetNode };
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        if (visited.has(name)) continue;
        visited.add(name);
        fragment = fragments.get(name)!;
      } else fragment = selection;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const applies =
        !condition ||
        condition === type ||
        (isAbstractType(condition) &&
          (isObjectType(type) || isInterfaceType(type)) &&
          schema.isSubType(condition, type));
      if (applies) this.#group(type, fragment.selectionSet, grouped, visited);
    }
  }

  #field(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): Field {
    const node = nodes[0]!;
    const name = node.name.value;
    const coordinate = `${type.name}.${name}`;
    const meta = { key, coordinate, dataKey: name, fixed: undefined, introspects: false, shape: plain };
    if (name === '__typename') return { ...meta, fixed: type.name };
    if (name.startsWith('__')) return { ...meta, introspects: true };
    const shape = this.#shape((type as GraphQLObjectType).getFields()[name]!.type, nodes);
    return { ...meta, dataKey: this.decided.keyOf(node), shape };
  }

  #shape(type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
    if (isNonNullType(type)) return { ...this.#shape(type.ofType, nodes), nonNull: true };
    if (isListType(type)) return { nonNull: false, isPlain: false, item: this.#shape(type.ofType, nodes) };
    const named = getNamedType(type);
    if (isCompositeType(named)) {
      const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return { nonNull: false, isPlain: false, selection: new Selection(this.decided, named, sets) };
    }
    if (isEnumType(named)) {
      const enumValues = new Set(named.getValues().map(({ name }) => name));
      return { nonNull: false, isPlain: false, enumValues };
    }
    return plain;
  }
}

const plain: Shape = { nonNull: false, isPlain: true };
