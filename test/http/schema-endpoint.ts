import { execute, type GraphQLSchema } from 'graphql';
import type { Endpoint, OperationRequest } from '../../gateway/http/endpoint.js';

/** An endpoint that graphql-js executes itself, such as a subgraph. `contextFor` is called once per operation. */
export function schemaEndpoint(
  schema: GraphQLSchema,
  contextFor: (request: OperationRequest) => unknown = () => ({}),
): Endpoint {
  return {
    schema,
    async execute(request) {
      return execute({
        schema,
        document: request.document,
        operationName: request.operation.name?.value,
        variableValues: request.variables,
        contextValue: await contextFor(request),
      });
    },
  };
}
