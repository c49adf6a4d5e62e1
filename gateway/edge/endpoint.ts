import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/**
 * What the edge serves over HTTP: a hub, an instance and a plain gateway are each one of these.
 */
export interface Endpoint {
  /** The public schema: operations are validated against it before `execute` sees them. */
  readonly schema: GraphQLSchema;
  /** Answers one operation. Never rejects for a reason that a client should know: such errors are in the result. */
  execute(request: OperationRequest): Promise<ExecutionResult>;
}

export interface OperationRequest {
  /** Parsed and valid. The same object for the same text while it is cached, so work per document can hang on it. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Values as the client sent them; already checked against their types. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The caller's `authorization` header, unread; an instance verifies it itself, whoever sends it. */
  readonly authorization?: string;
  /** Aborted when the client goes away or the server's limit passes. */
  readonly signal: AbortSignal;
}
