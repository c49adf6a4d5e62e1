import type { FieldNode, GraphQLObjectType, GraphQLOutputType, ValueNode } from 'graphql';
import type { Cursor } from '../../../schema/contract/cursor.js';
import type { FieldRule, OwnerPlace } from './merge-schema.js';

/** One field of an operation: what owners are asked, and how their responses become the client's. */
export interface FieldPlan {
  /** Its name in the client's response. */
  readonly key: string;
  /** Its name in the owners' responses. */
  readonly alias: string;
  /** Asked for the sake of merging; not in the client's response. */
  readonly hidden: boolean;
  /** Not asked here at all, but by a lookup afterwards. */
  readonly later?: boolean;
  readonly name: string;
  readonly parent: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
  readonly rule: FieldRule;
  /** MEAN: the hidden sum and count; QUANTILES: the hidden sketch. */
  readonly operands: readonly FieldPlan[];
  readonly selection?: FieldSelection;
  /** A connection: which of the request's pages it is. */
  readonly page?: number;
  /** Its value names its owner. */
  readonly owned?: 'ID' | 'CODE';
  /** Checks its value in an owner's response. */
  readonly check: Check;
}

/** Checks a value of an owner's response and returns it cleaned of what was not asked; throws InvalidResponse. */
export type Check = (value: unknown, context: ValidationScope) => unknown;

export interface ValidationScope {
  /** The owners whose data this response may hold. */
  readonly codes: ReadonlySet<string>;
  readonly pages: readonly Page[];
  /** Gets those in the response of which other owners may know more. */
  readonly sharedEntities: SharedEntity[];
}

/** What is selected of a composite value, for each type that the value may have. */
export interface FieldSelection {
  readonly objects: ReadonlyMap<string, ObjectPlan>;
  /** Set where the type must be asked. */
  readonly typename?: FieldPlan;
  /** The owners' names and hidden fields stay after verification, because merging still needs them. */
  readonly raw: boolean;
}

export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: FieldPlan[];
  /** The fields that identify the object, where merging compares them. */
  keys: readonly FieldPlan[];
  /** A shared entity where not all owners are asked: what the others add is asked afterwards. */
  lookups: Lookup[];
}

/** Fields of a shared entity that every owner adds to, for a lookup by the entity's key. */
export interface Lookup {
  /** Its place among the operation's lookups. */
  readonly index: number;
  /** The root field that finds the entity, and the name of its argument. */
  readonly root: string;
  readonly argument: string;
  /** The key, as it comes in the first step. */
  readonly key: FieldPlan;
  /** The key is a global id: only an entity whose id names no owner is shared. */
  readonly isId: boolean;
  /** The id of an entity of one owner, which all owners know by the key: one of nobody is looked up by its own id. */
  readonly ownId?: FieldPlan;
  readonly fields: ReadonlyMap<string, readonly FieldNode[]>;
}

/** A shared entity in the first response, and where its own object stands. */
export interface SharedEntity {
  readonly lookup: Lookup;
  readonly key: string;
  readonly target: Record<string, unknown>;
}

/** Who has been asked for the parent of a field: its one owner, several, or all there are. */
export type AskedScope = 'ONE' | 'SOME' | 'ALL';

/** The arguments of a connection, as written; read for each request before any call. */
export interface PageArguments {
  readonly first?: ValueNode;
  /** Applies where `first` is absent or null, as it is or as a variable. */
  readonly defaultFirst: unknown;
  readonly after?: ValueNode;
  readonly last?: ValueNode;
  readonly before?: ValueNode;
  /** Where it stands in the client's response: more than once, where a fragment is spread more than once. */
  readonly places: PagePlace[];
}

export interface PagePlace {
  /** Of a list, the first item stands for all: what is wrong with the page is wrong for each. */
  readonly path: readonly (string | number)[];
  readonly node: FieldNode;
}

/** So many rows from a cursor, or from an end of the list where there is none. */
export interface Page {
  readonly size: number;
  readonly from: Cursor | null;
  /** Towards the beginning: `last` and `before`. */
  readonly isBackward: boolean;
}

/** An argument whose value says whose data is asked for: each owner gets its own part of it, in a variable of ours. */
export interface OwnerSlot {
  readonly variable: string;
  /** The variable's type, as GraphQL text. */
  readonly type: string;
  readonly value: ValueNode;
  readonly places: readonly OwnerPlace[];
}

/** What is selected of a composite field. */
export function selectionOf({ selection, parent, name }: FieldPlan): FieldSelection {
  if (!selection) throw new Error(`Expected ${parent.name}.${name} to have a selection.`);
  return selection;
}

/** What is selected where the value has one type. */
export function objectOf({ objects }: FieldSelection): ObjectPlan {
  const [only] = objects.values();
  if (!only) throw new Error('Expected a selection of a type.');
  return only;
}

/** What is selected of this value, whatever type it has. */
export function objectFor(selection: FieldSelection, value: Readonly<Record<string, unknown>>): ObjectPlan {
  const { objects, typename } = selection;
  const object = typename ? objects.get(String(value[typename.alias])) : objectOf(selection);
  if (!object) throw new Error('Expected a type that was selected.');
  return object;
}

/** A field of every selected object that is asked without arguments, under whatever name. */
export function selectedLeaf(field: FieldPlan, leaf: string): FieldPlan | undefined {
  const [object] = field.selection?.objects.values() ?? [];
  return object?.fields.find(({ name }) => name === leaf);
}
