import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Limits } from './limits.js';
import { rowsCheck } from './row-count.js';
import { lengthsCheck } from './text-lengths.js';

/** Refuses a valid operation whose cost with these variables is out of bounds, before it reaches any data. */
export function boundsCheck(schema: GraphQLSchema, limits: Limits) {
  const checkRows = rowsCheck(schema, limits);
  const checkLengths = lengthsCheck(schema);
  return (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): void => {
    checkLengths(document, operation, variables);
    checkRows(document, operation, variables);
  };
}
