import type { FieldNode, GraphQLObjectType, GraphQLOutputType, ValueNode } from 'graphql';
import type { Cursor } from '../../schema/cursor.js';
import type { Rule } from './schema.js';
import type { Check } from './verify.js';

/** One field of an operation: what owners are asked, and how their answers become the client's. */
export interface FieldPlan {
  /** Its name in the client's answer. */
  readonly key: string;
  /** Its name in the owners' answers. */
  readonly alias: string;
  /** Asked for the sake of merging; not in the client's answer. */
  readonly hidden: boolean;
  readonly name: string;
  readonly parent: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
  readonly rule: Rule;
  /** MEAN: the hidden sum and count. */
  readonly operands: readonly FieldPlan[];
  readonly selection?: Selection;
  /** A connection: which of the request's pages it is. */
  readonly page?: number;
  /** Its value names its owner. */
  readonly owned?: 'ID' | 'CODE';
  /** Checks its value in an owner's answer. */
  readonly check: Check;
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
}

/** The arguments of a connection, as written; read for each request before any call. */
export interface PageArguments {
  readonly first?: ValueNode;
  /** Applies where `first` is absent or an absent variable. */
  readonly defaultFirst: unknown;
  readonly after?: ValueNode;
}

export interface Page {
  readonly first: number;
  readonly after: Cursor | null;
}

/** An argument whose value says whose data is meant: each owner gets its own part of it, in a variable of ours. */
export interface OwnerSlot {
  readonly variable: string;
  /** The variable's type, as GraphQL text. */
  readonly type: string;
  readonly value: ValueNode;
  /** Where owners stand in the value ([] is the value itself), and whether as a global id or as an owner's code. */
  readonly places: readonly { readonly path: readonly string[]; readonly isId: boolean }[];
}
