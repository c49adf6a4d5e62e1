import {
  type DocumentNode,
  type FieldNode,
  FieldsOnCorrectTypeRule,
  type GraphQLSchema,
  Kind,
  KnownTypeNamesRule,
  OperationTypeNode,
  OverlappingFieldsCanBeMergedRule,
  PossibleFragmentSpreadsRule,
  parse,
  ScalarLeafsRule,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import { fragmentOf, rootTypeOf } from '../../../../schema/contract/valid-documents.js';
import type { SubgraphRequest, SubgraphResponse } from '../../execution/compile-plan.js';
import { type Data, isObject } from '../../execution/merge-data.js';
import { fieldsFor, providedOf } from '../../schema/field-sets.js';
import { isListType, type JoinedField, type Joins, namedType } from '../../schema/joins.js';
import type { Thing, World } from './world.js';

/** A thing as a subgraph has it before itself. */
interface LocalEntity {
  readonly thing: Thing;
  /** The type by which the subgraph knows it. */
  readonly local: string;
  /** What it may say of it beyond its own: it was provided where the thing was found, or came with the key. */
  readonly provided: readonly SelectionSetNode[];
  readonly representation: Data | undefined;
}

/**
 * Answers as a subgraph would over the made-up data: what it does not resolve it leaves out, and what it computes from
 * required fields it computes wrongly when they did not come, or came from another place.
 */
export class RehearsedSubgraph {
  readonly #schema: GraphQLSchema;

  constructor(
    private readonly joins: Joins,
    private readonly graph: string,
    schema: GraphQLSchema,
  ) {
    this.#schema = schema;
  }

  answer(world: World, { operation, operationKind, variables }: SubgraphRequest): SubgraphResponse {
    const document = parse(operation, { noLocation: true });
    const [error] = validate(this.#schema, document, rules);
    if (error) throw new Error(`${this.graph} refuses ${operation}: ${error.message}`);
    const selections = inlined(document);
    const kind = operationKind === 'mutation' ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    const rootType = rootTypeOf(this.joins.schema, kind);
    const root: LocalEntity = {
      thing: world.root(rootType.name),
      local: rootType.name,
      provided: [],
      representation: undefined,
    };
    const entities = fieldsFor(selections, () => true);
    const data: Data = {};
    const rest: FieldNode[] = [];
    for (const field of entities) {
      const { selectionSet } = field;
      if (field.name.value !== '_entities' || !selectionSet) {
        rest.push(field);
        continue;
      }
      const argument = field.arguments?.[0]?.value;
      const value = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] : [];
      const representations: Data[] = Array.isArray(value) ? value : [];
      data[keyOf(field)] = representations.map((each) => {
        const entity = this.#find(world, each);
        return entity ? this.#object(world, entity, selectionSet, variables) : null;
      });
    }
    const rootSelections: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: rest };
    return { data: Object.assign(data, this.#object(world, root, rootSelections, variables)) };
  }

  /** The thing that a representation stands for; undefined where its key is not whole, or not of one thing. */
  #find(world: World, representation: Data): LocalEntity | undefined {
    const local = String(representation.__typename);
    const type = this.joins.type(this.graph, local);
    for (const { fields, isResolvable } of type?.keys ?? []) {
      if (!isResolvable) continue;
      const thing = thingOf(world, representation, fields);
      if (!thing || !this.joins.fits(thing.type, local)) continue;
      if (!this.#agrees(world, thing, representation, fields)) continue;
      // An interface's key finds things of its types: the subgraph then says which.
      const localType = type?.kind === 'object' ? local : thing.type;
      if (!this.joins.type(this.graph, localType)) continue;
      return { thing, local: localType, provided: [fields], representation };
    }
    return undefined;
  }

  /** Does the representation say of the thing what the whole graph would say? */
  #agrees(world: World, thing: Thing, representation: unknown, selections: SelectionSetNode): boolean {
    if (!isObject(representation)) return false;
    for (const field of fieldsFor(selections, (condition) => this.joins.fits(thing.type, condition))) {
      const name = field.name.value;
      const value = representation[name];
      if (name === '__typename') continue;
      const { selectionSet } = field;
      if (!selectionSet) {
        if (value !== world.token(thing, field, {})) return false;
        continue;
      }
      const values = Array.isArray(value) ? value : [value];
      const children = world.children(thing, field, {});
      if (values.length !== children.length) return false;
      if (!children.every((child, at) => this.#agrees(world, child, values[at], selectionSet))) return false;
    }
    return true;
  }

  #object(world: World, entity: LocalEntity, selections: SelectionSetNode, variables: Record<string, unknown>): Data {
    const object: Data = {};
    for (const field of fieldsFor(selections, (condition) => this.#isLocally(entity.local, condition))) {
      const key = keyOf(field);
      if (field.name.value === '__typename') object[key] = entity.local;
      else this.#field(world, entity, field, variables, object, key);
    }
    return object;
  }

  #isLocally(local: string, condition: string): boolean {
    return local === condition || this.joins.localTypes(this.graph, condition).includes(local);
  }

  #field(
    world: World,
    entity: LocalEntity,
    field: FieldNode,
    variables: Record<string, unknown>,
    object: Data,
    key: string,
  ): void {
    const join = this.joins.joinedField(this.graph, entity.local, field.name.value);
    const provided = providedOf(entity.provided, field.name.value, (condition) =>
      this.joins.fits(entity.thing.type, condition),
    );
    if (join.isExternal && !provided) return;
    const { requires } = join;
    const isSound = !requires || this.#agrees(world, entity.thing, entity.representation, requires);
    const { selectionSet } = field;
    if (!selectionSet) {
      const token = world.token(entity.thing, field, variables);
      object[key] = isSound ? token : `not from what it requires: ${token}`;
      return;
    }
    if (!isSound) return;
    const children = world.children(entity.thing, field, variables);
    const values = children.map((child) => this.#child(world, child, join, provided ?? [], selectionSet, variables));
    const isOne =
      !isListType(join.type) && children.length === 1 && this.joins.objectTypes(namedType(join.type)).length === 1;
    const before = object[key];
    // Selected twice under one key, for an interface and for a type: both are meant.
    object[key] = before === undefined ? (isOne ? values[0] : values) : merged(before, isOne ? values[0] : values);
  }

  #child(
    world: World,
    thing: Thing,
    join: JoinedField,
    provided: readonly SelectionSetNode[],
    selections: SelectionSetNode,
    variables: Record<string, unknown>,
  ): Data | null {
    const names = this.joins.localTypes(this.graph, namedType(join.type));
    const local = this.joins.localNames(this.graph, thing.type).find((name) => names.includes(name));
    if (!local) return null;
    const all = [...provided, ...(join.provides ? [join.provides] : [])];
    return this.#object(world, { thing, local, provided: all, representation: undefined }, selections, variables);
  }
}

const rules = [
  KnownTypeNamesRule,
  FieldsOnCorrectTypeRule,
  ScalarLeafsRule,
  PossibleFragmentSpreadsRule,
  OverlappingFieldsCanBeMergedRule,
];

const keyOf = ({ alias, name }: FieldNode) => (alias ?? name).value;

/** The thing whose key a representation holds: that of the first plain value, or what holds it. */
function thingOf(world: World, representation: Data, key: SelectionSetNode): Thing | undefined {
  let value: unknown = representation;
  let selections: SelectionSetNode | undefined = key;
  let depth = -1;
  while (selections) {
    const field: FieldNode | undefined = [...fieldsFor(selections, () => true)].find(
      ({ name }) => name.value !== '__typename',
    );
    if (!field) return undefined;
    const holder: unknown = Array.isArray(value) ? value[0] : value;
    if (!isObject(holder)) return undefined;
    value = holder[field.name.value];
    selections = field.selectionSet;
    depth++;
  }
  let thing = world.thingOf(value);
  while (thing && depth-- > 0) thing = thing.parent;
  return thing;
}

function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((each, at) => merged(each, other[at]));
  if (!isObject(one) || !isObject(other)) return other ?? one;
  const both: Data = { ...one };
  for (const [key, value] of Object.entries(other)) both[key] = key in one ? merged(one[key], value) : value;
  return both;
}

/** The operation's selections with its fragments written out. */
export function inlined(document: DocumentNode): SelectionSetNode {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('Expected an operation in the document.');
  const inline = (set: SelectionSetNode): SelectionSetNode =>
    visit(set, {
      FragmentSpread: (spread) => {
        const { typeCondition, selectionSet } = fragmentOf(spread, fragments);
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: inline(selectionSet) };
      },
    });
  return inline(operation.selectionSet);
}
