import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Language } from '../../../schema/contract/parameters.js';
import { catalogue, type ErrorCode, HubError, isErrorCode, sentenceOf } from '../../../schema/errors/catalogue.js';
import { readStated } from '../../../schema/errors/reasons/index.js';
import type { Logger } from '../log/logger.js';

/** HTTP status of an answer that has errors and no data. */
export function statusOf([error, ...others]: readonly GraphQLFormattedError[]): number {
  if (!error) return 200;
  // Why they all failed stands behind it: where all were late, so is this server.
  const areLate = codeOf(error) === 'ALL_OWNERS_FAILED' && others.length > 0 && others.every(isLate);
  return catalogue[areLate ? 'OWNER_TIMEOUT' : codeOf(error)].status;
}

function isLate(error: GraphQLFormattedError): boolean {
  return codeOf(error) === 'OWNER_TIMEOUT';
}

/**
 * The error as a client may see it: one of the catalogue as it is, anything else logged and replaced by INTERNAL.
 * graphql-js wraps what a resolver throws, so the code tells it and not the class.
 */
export function toPublic(error: unknown, requestId: string, log: Logger): GraphQLError {
  const graphqlError = error instanceof GraphQLError ? error : undefined;
  if (graphqlError && isErrorCode(graphqlError.extensions.code)) return graphqlError;
  log.error({ requestId, err: graphqlError?.originalError ?? error }, 'Answered as INTERNAL');
  return new HubError('INTERNAL', undefined, {
    nodes: graphqlError?.nodes,
    path: graphqlError?.path,
    extensions: { requestId },
  });
}

/** The code of a catalogued error, on the wire or not yet. */
export function codeOf({ extensions }: GraphQLFormattedError): ErrorCode {
  const code = extensions?.code;
  return isErrorCode(code) ? code : 'INTERNAL';
}

/** What of a catalogued error goes over the wire, its sentence in the client's language. */
export function toWire(error: GraphQLFormattedError, language: Language): GraphQLFormattedError {
  // The first two are of this server alone: they steer its answer.
  const { allow: _allow, quote, reason, parameters, ...others } = error.extensions ?? {};
  const code = codeOf(error);
  const stated = readStated(code, { reason, parameters });
  return {
    ...error,
    message: sentenceOf({ code, quote, ...stated }, language),
    extensions: { ...others, code, ...stated },
  };
}

export function errorBody(errors: readonly GraphQLError[], language: Language): string {
  return JSON.stringify({ errors: errors.map((error) => toWire(error.toJSON(), language)) });
}
