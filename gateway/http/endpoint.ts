import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Caller } from '../../schema/contract/caller.js';
import type { FollowRequest, StreamEvent } from '../../schema/contract/events.js';

/**
 * What a server serves over HTTP: a hub, an instance and a plain gateway are each one of these.
 */
export interface Endpoint {
  /** The public schema: operations are validated against it before `execute` sees them. */
  readonly schema: GraphQLSchema;
  /** Answers one operation. Never rejects for a reason that a client should know: such errors are in the result. */
  execute(request: OperationRequest): Promise<OperationResult>;
  /**
   * What happens, for subscriptions: where this is missing, there are none. Throws before the first event where the
   * arguments are not in order, and goes on until the signal is aborted.
   */
  follow?(request: FollowRequest): AsyncIterable<StreamEvent>;
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
  /** SHA-256 of the body, so of the text, the variables and the operation's name; absent where no answer is kept. */
  readonly digest?: string;
  /** Tags of the answers that the client holds, without quotes: it need not get one of them again. */
  readonly heldTags?: readonly string[];
  readonly requestId: string;
  /** Who asks, as this server has verified; anonymous where it verifies nobody. */
  readonly caller: Caller;
  /** The caller's `authorization` header, unread; an instance verifies it itself, whoever sends it. */
  readonly authorization?: string;
  /** Aborted when the client goes away or the server's limit passes. */
  readonly signal: AbortSignal;
}

/** What came of an operation: a result to write out, one that is written out already, or that the client has it. */
export type OperationResult = TaggedResult | SerializedResult | NotModified;

export interface TaggedResult extends ExecutionResult {
  /** The same as long as the same request leads to the same data; of a whole answer alone. */
  readonly tag?: string;
}

/** A result of which the data are written out. */
export class SerializedResult {
  constructor(
    /** JSON in UTF-8, or the parts of it one after the other. */
    readonly data: Buffer | readonly Buffer[],
    readonly extensions: object | undefined,
    readonly rest: Pick<TaggedResult, 'errors' | 'tag'> = {},
  ) {}

  get parts(): readonly Buffer[] {
    return Buffer.isBuffer(this.data) ? [this.data] : this.data;
  }

  toJSON(): ExecutionResult {
    const { errors } = this.rest;
    const data = JSON.parse(Buffer.concat(this.parts).toString());
    return { ...(errors && { errors }), data, ...(this.extensions && { extensions: { ...this.extensions } }) };
  }
}

/** The client holds the answer, and would get the same data. */
export class NotModified {
  constructor(readonly tag: string) {}
}
