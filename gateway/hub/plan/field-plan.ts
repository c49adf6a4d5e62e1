import type { FieldNode, GraphQLObjectType, GraphQLOutputType, ValueNode } from 'graphql';
import type { Cursor } from '../../../schema/contract/cursor.js';
import type { OwnerPlace, Rule } from './merge-schema.js';

/** One field of an operation: what owners are asked, and how their answers become the client's. */
export interface FieldPlan {
  /** Its name in the client's answer. */
  readonly key: string;
  /** Its name in the owners' answers. */
  readonly alias: string;
  /** Asked for the sake of merging; not in the client's answer. */
  readonly hidden: boolean;
  /** Not asked here at all, but by a lookup afterwards. */
  readonly later?: boolean;
  readonly name: string;
  readonly parent: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
  readonly rule: Rule;
  /** MEAN: the hidden sum and count; QUANTILES: the hidden sketch. */
  readonly operands: readonly FieldPlan[];
  readonly selection?: Selection;
  /** A connection: which of the request's pages it is. */
  readonly page?: number;
  /** Its value names its owner. */
  readonly owned?: 'ID' | 'CODE';
  /** Checks its value in an owner's answer. */
  readonly check: Check;
}

/** Checks a value of an owner's answer and returns it cleaned of what was not asked; throws Unusable. */
export type Check = (value: unknown, context: ValidationScope) => unknown;

export interface ValidationScope {
  /** The owners whose data this answer may hold. */
  readonly codes: ReadonlySet<string>;
  readonly pages: readonly Page[];
  /** Gets those in the response of which other owners may know more. */
  readonly sharedEntities: SharedEntity[];
}

/** What is selected of a composite value, for each type that the value may have. */
export interface Selection {
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
  /** A shared thing where not all owners are heard: what the others add is asked afterwards. */
  lookups: Lookup[];
}

/** Fields of a shared thing that every owner adds to, for a second step by the thing's key. */
export interface Lookup {
  /** Its place among the operation's lookups. */
  readonly index: number;
  /** The root field that finds the thing, and the name of its argument. */
  readonly root: string;
  readonly argument: string;
  /** The key, as it comes in the first step. */
  readonly key: FieldPlan;
  /** The key is a global id: only a thing whose id names no owner is shared. */
  readonly isId: boolean;
  /** The id of a thing of one owner, which all owners know by the key: a thing of nobody is looked up by its own id. */
  readonly ownId?: FieldPlan;
  readonly fields: ReadonlyMap<string, readonly FieldNode[]>;
}

/** A shared thing in an answer of the first step, and where its own object stands. */
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
  /** Where it stands in the client's answer: more than once, where a fragment is spread more than once. */
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

/** An argument whose value says whose data is meant: each owner gets its own part of it, in a variable of ours. */
export interface OwnerSlot {
  readonly variable: string;
  /** The variable's type, as GraphQL text. */
  readonly type: string;
  readonly value: ValueNode;
  readonly places: readonly OwnerPlace[];
}

/** A field of every selected object that is asked without arguments, under whatever name. */
export function selectedLeaf(field: FieldPlan, leaf: string): FieldPlan | undefined {
  const [object] = field.selection?.objects.values() ?? [];
  return object?.fields.find(({ name }) => name === leaf);
}
