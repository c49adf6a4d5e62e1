/**
 * The query plan as @graphql-hive/router-query-planner writes it. Declared here rather than imported, because only
 * the planner process may load the native package, and because its own typings are wider than what it emits.
 */
export type PlanNode =
  | FetchNode
  | BatchFetchNode
  | FlattenNode
  | ConditionNode
  | { kind: 'Sequence'; nodes: PlanNode[] }
  | { kind: 'Parallel'; nodes: PlanNode[] };

export interface FetchNode extends Fetched {
  kind: 'Fetch';
  /** Present on a fetch of entities: what their representations are made of. */
  requires?: RequiresSelection[] | null;
  inputRewrites?: Rewrite[] | null;
  outputRewrites?: Rewrite[] | null;
}

export interface BatchFetchNode extends Fetched {
  kind: 'BatchFetch';
  entityBatch: { aliases: BatchAlias[] };
}

interface Fetched {
  /** The subgraph's own name, not the value of the enum `join__Graph`. */
  serviceName: string;
  operationKind?: 'query' | 'mutation' | 'subscription';
  operation: string;
  variableUsages?: string[] | null;
}

export interface BatchAlias {
  alias: string;
  representationsVariableName: string;
  paths: PathSegment[][];
  requires: RequiresSelection[];
  inputRewrites?: Rewrite[] | null;
  outputRewrites?: Rewrite[] | null;
}

export interface FlattenNode {
  kind: 'Flatten';
  path: PathSegment[];
  node: PlanNode;
}

export interface ConditionNode {
  kind: 'Condition';
  /** Name of a variable. */
  condition: string;
  ifClause?: PlanNode | null;
  elseClause?: PlanNode | null;
}

export type PathSegment = '@' | { Field: string } | { TypeCondition: string[] };

export type RequiresSelection =
  | { kind: 'InlineFragment'; typeCondition: string; selections: RequiresSelection[] }
  /** The reverse of GraphQL: `name` is read from the data and written as `alias`. */
  | { kind: 'Field'; name: string; alias?: string | null; selections?: RequiresSelection[] | null };

export type RewriteSegment = { Key: string } | { TypenameEquals: string[] };

export type Rewrite =
  | { KeyRenamer: { path: RewriteSegment[]; renameKeyTo: string } }
  | { ValueSetter: { path: RewriteSegment[]; setValueTo: string } };
