import type { Caller } from '../../../schema/contract/caller.js';
import type { Endpoint, OperationRequest, OperationResult } from '../endpoint.js';
import type { Logger } from '../log/logger.js';
import { toPublic } from '../server/error-response.js';
import { readTags } from '../server/etags.js';
import type { Exchange } from '../server/routes.js';
import type { Limits } from './limits.js';
import { serializeLongResult } from './write-result.js';

/** What a body says, once it passed all checks: none of them depends on who asks, or on anything but the body. */
export type CheckedRequest = Pick<OperationRequest, 'document' | 'operation' | 'variables'>;

/** Who asks, and how. */
export interface RequestContext {
  readonly exchange: Exchange;
  readonly caller: Caller;
  /** Of the body. */
  readonly digest: string;
  /** Bytes of the body. */
  readonly size: number;
}

/** Executes a request at the endpoint; the errors are those that a client may see. */
export type ExecuteOperation = (checked: CheckedRequest, context: RequestContext) => Promise<OperationResult>;

export function executeOperations(endpoint: Endpoint, { answerBytes }: Limits, log: Logger): ExecuteOperation {
  return async (checked, { exchange: { request, requestId, signal }, caller, digest }) => {
    const { authorization, 'if-none-match': ifNoneMatch } = request.headers;
    const heldTags = readTags(ifNoneMatch);
    const isMutation = checked.operation.operation === 'mutation';
    try {
      const result = await endpoint.execute({ ...checked, digest, heldTags, requestId, caller, authorization, signal });
      if (!('errors' in result) || !result.errors) return await serializeLongResult(result, isMutation, answerBytes);
      const errors = result.errors.map((error) => toPublic(error, requestId, log));
      return await serializeLongResult({ ...result, errors }, isMutation, answerBytes);
    } catch (error) {
      return { errors: [toPublic(error, requestId, log)] };
    }
  };
}
