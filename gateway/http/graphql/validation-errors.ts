import { type GraphQLError, Kind } from 'graphql';
import { UnreadableValue } from '../../../schema/contract/scalars.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { oneLine } from './error-message.js';

/**
 * What graphql-js found wrong, as an error of ours: with its reason where a scalar of ours refused a value, otherwise
 * with the sentence of graphql-js, which there is in English alone.
 */
export function validationError(code: 'OPERATION_INVALID' | 'BAD_VARIABLE', error: GraphQLError): HubError {
  const { message, nodes } = error;
  const cause = causeOf(error);
  if (!cause) return new HubError(code, undefined, { quote: oneLine(message), nodes });
  const { expected, got } = cause;
  const [node] = nodes ?? [];
  if (node?.kind !== Kind.VARIABLE_DEFINITION) {
    return new HubError('OPERATION_INVALID', { reason: 'VALUE', expected, got }, { nodes });
  }
  const variable = node.variable.name.value;
  return new HubError('BAD_VARIABLE', { reason: 'VALUE', variable, expected, got }, { nodes });
}

function causeOf(error: GraphQLError): UnreadableValue | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = 'originalError' in cause && cause.originalError) {
    if (cause instanceof UnreadableValue) return cause;
  }
  return undefined;
}
