import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/**
 * What the edge serves over HTTP: a hub, an instance and a plain gateway are each one of these.
 */
export interface Endpoint {
  /** The public schema: operations are validated against it before `execute` sees them. */
  readonly schema: GraphQLSchema;
  /** Answers one operation. Never rejects for a reason that a client should know: such errors are in the result. */
  execute(request: OperationRequest): Promise<Executed>;
}

export interface OperationRequest {
  /** Parsed and valid. The same object for the same text while it is cached, so work per document can hang on it. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /**
   * Values as the client sent them; already checked against their types. The same object for the same body while it is
   * cached, so work per request can hang on it.
   */
  readonly variables: Readonly<Record<string, unknown>>;
  /** SHA-256 of the body, so of the text, the variables and the operation's name. */
  readonly digest: string;
  /** Tags of the answers that the client holds, without quotes: it need not get one of them again. */
  readonly heldTags?: readonly string[];
  readonly requestId: string;
  /** The caller's `authorization` header, unread; an instance verifies it itself, whoever sends it. */
  readonly authorization?: string;
  /** Aborted when the client goes away or the server's limit passes. */
  readonly signal: AbortSignal;
}

/** What came of an operation: a result to write out, one that is written out already, or that the client has it. */
export type Executed = TaggedResult | WrittenResult | NotModified;

export interface TaggedResult extends ExecutionResult {
  /** The same as long as the same request leads to the same data; of a whole answer alone. */
  readonly tag?: string;
}

/** A whole answer, without errors. */
export class WrittenResult {
  constructor(
    /** JSON in UTF-8. */
    readonly data: Buffer,
    readonly extensions: object,
  ) {}

  toJSON(): ExecutionResult {
    return { data: JSON.parse(this.data.toString()), extensions: { ...this.extensions } };
  }
}

/** The client holds the answer, and would get the same data. */
export class NotModified {
  constructor(readonly tag: string) {}
}
