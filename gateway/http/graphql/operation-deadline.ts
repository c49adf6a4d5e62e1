import { type GraphQLSchema, getDirectiveValues, type OperationDefinitionNode } from 'graphql';
import { HubError } from '../../../schema/errors/catalogue.js';

/** The operation's deadline in milliseconds: that of its `@deadline`, up to the server's limit, or the usual one. */
export function operationDeadline(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  usual: number,
  limit: number,
): number {
  const directive = schema.getDirective('deadline');
  const ms = directive && getDirectiveValues(directive, operation, variables)?.ms;
  if (ms === undefined || ms === null) return usual;
  if (typeof ms !== 'number' || ms < 1) {
    throw new HubError('BAD_ARGUMENT', { reason: 'DEADLINE', got: ms });
  }
  return Math.min(ms, limit);
}
