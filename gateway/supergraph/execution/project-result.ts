import type { FieldNode } from 'graphql';
import type { ObjectBudget } from '../../../schema/contract/object-budget.js';
import { rootTypeOf } from '../../../schema/contract/valid-documents.js';
import { type ErrorCode, HubError } from '../../../schema/errors/catalogue.js';
import type { Because } from '../../../schema/errors/reasons/index.js';
import type { DecidedOperation } from '../operation/decided-operation.js';
import type { ConcretePath } from './data-path.js';
import { type Data, isObject } from './merge-data.js';
import { type Field, Selection, type Shape } from './projected-selection.js';

/**
 * Cuts the client's answer out of the merged data: the client's keys in the client's order, only types and enum
 * values of the public schema, nulls propagated as the specification demands. Selections are collected once per
 * concrete type, when the first object of that type is met.
 */
export class Projection {
  readonly #root: Selection;

  constructor(decided: DecidedOperation) {
    const { operation, schema } = decided;
    this.#root = new Selection(decided, rootTypeOf(schema, operation.operation), [operation.selectionSet]);
  }

  /**
   * The errors are of values that cannot be answered, and gaps: values that nobody has said, and nulls where none may
   * be. Of objects that are `unresolved` a subgraph has said that there is nothing to say.
   */
  project(
    data: Data,
    introspected: Data | undefined,
    { unresolved, objects }: Pick<State, 'unresolved' | 'objects'>,
  ): Projected {
    const state: State = { path: [], errors: [], gaps: [], introspected, unresolved, objects };
    const result = projectObject(this.#root, data, state);
    return { data: result === forbidden ? null : result, errors: state.errors, gaps: state.gaps };
  }

  /**
   * Translates the path of an error in the merged data into the client's keys: one place per key under which the
   * client asked for that field. A field that was fetched for the plan itself, or for another type than the object
   * turned out to have, is not the client's; then it is the object's path, if anything of the object is missing.
   */
  clientPlaces(path: ConcretePath, fetched: Data, answer: Data | null): ErrorPlace[] {
    const keys: (string | number)[] = [];
    let node: FieldNode | undefined;
    let selection: Selection | undefined = this.#root;
    let value: unknown = fetched;
    for (const segment of path) {
      if (typeof segment === 'string') {
        const fields: Field[] = selection?.find(segment, value) ?? [];
        const [first] = fields;
        if (!first) return hasNull(keys.reduce(valueAt, answer)) ? [{ path: keys, node }] : [];
        if (fields.length > 1) return fields.map((field) => ({ path: [...keys, field.key], node: field.node }));
        node = first.node;
        let shape: Shape = first.shape;
        while (shape.item) shape = shape.item;
        selection = shape.selection;
        keys.push(first.key);
      } else keys.push(segment);
      value = valueAt(value, segment);
    }
    return [{ path: keys, node }];
  }
}

const valueAt = (value: unknown, key: string | number): unknown =>
  // Cast: of a list too, whose keys are numbers.
  typeof value === 'object' && value !== null ? (value as Data)[key] : undefined;

const hasNull = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.values(value).some(hasNull));

/** Returned in place of a value that may not be null but is: the nearest nullable position above becomes null. */
const forbidden = Symbol('forbidden null');

/** Of an error: its path in the client's keys, and the field in the client's text. */
export interface ErrorPlace {
  readonly path: ConcretePath;
  readonly node: FieldNode | undefined;
}

export interface Projected {
  readonly data: Data | null;
  readonly errors: readonly HubError[];
  readonly gaps: readonly HubError[];
}

interface State {
  /** Grows and shrinks with the descent; copied only for an error. */
  readonly path: (string | number)[];
  readonly errors: HubError[];
  readonly gaps: HubError[];
  readonly introspected: Data | undefined;
  readonly unresolved: ReadonlySet<Data>;
  readonly objects: ObjectBudget;
}

function projectObject(selection: Selection, data: Data, state: State): Data | null | typeof forbidden {
  const fields = selection.fieldsFor(data);
  if (!fields) {
    if (!state.unresolved.has(data)) report(state, state.gaps, 'SUBGRAPH_INVALID', { reason: 'NO_TYPE' });
    return null;
  }
  state.objects.take();
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
    if (value === undefined && !shape.nonNull) {
      if (!state.unresolved.has(data)) reportAt(state, key, field.coordinate);
      result[key] = null;
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
    if (shape.leaf) result = shape.leaf(value);
    else if (shape.selection) result = isObject(value) ? projectObject(shape.selection, value, state) : undefined;
    else result = Array.isArray(value) ? completeList(shape.item!, value, field, state) : undefined;
    if (result === forbidden) return shape.nonNull ? forbidden : null;
    if (result === undefined) {
      report(state, state.errors, 'SUBGRAPH_INVALID', { reason: 'TYPE', place: field.coordinate });
      result = null;
    }
  }
  if (result !== null || !shape.nonNull) return result;
  report(state, state.gaps, 'NULL_IN_NON_NULL', { reason: 'FIELD', place: field.coordinate });
  return forbidden;
}

/** As many as are worth reading. */
const maxErrors = 1000;

function report<C extends ErrorCode>({ path }: State, to: HubError[], code: C, because: Because<C>): void {
  if (to.length < maxErrors) to.push(new HubError(code, because, { path: [...path] }));
}

function reportAt(state: State, key: string, place: string): void {
  state.path.push(key);
  report(state, state.gaps, 'SUBGRAPH_INVALID', { reason: 'NO_VALUE', place });
  state.path.pop();
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
