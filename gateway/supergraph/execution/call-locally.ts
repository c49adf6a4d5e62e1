import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CallSubgraph, SubgraphResponse } from './compile-plan.js';

/** Calls subgraphs that live in this process. Their schemas get the caller's context as it is. */
export function callLocally<C>(schemas: Readonly<Record<string, GraphQLSchema>>): CallSubgraph<C> {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: 1_000_000,
    sizeCalculation: (_, text) => text.length,
  });
  return async ({ serviceName, operation, variables }, contextValue) => {
    let document = documents.get(operation);
    if (!document) {
      // Not validated: the planner wrote it for this schema.
      document = parse(operation, { noLocation: true });
      documents.set(operation, document);
    }
    const schema = schemas[serviceName]!;
    return (await execute({ schema, document, variableValues: variables, contextValue })) as SubgraphResponse;
  };
}
