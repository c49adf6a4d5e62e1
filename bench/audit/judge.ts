import { createRequire } from 'node:module';
import path from 'node:path';
import type { Suite } from './suites.js';

export interface Judged {
  data?: unknown;
  errors?: readonly { message: string }[];
}

/** Apollo Gateway before the subgraphs of a suite: its planner and executor have nothing in common with ours. */
export async function apolloBefore(
  suite: Suite,
  folder: string,
): Promise<(text: string, variables: Record<string, unknown>) => Promise<Judged>> {
  const require = createRequire(path.join(path.resolve(folder), 'package.json'));
  const { ApolloGateway } = require('@apollo/gateway');
  const { parse } = require('graphql');
  const gateway = new ApolloGateway({
    supergraphSdl: suite.sdl,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    buildService: ({ name }: { name: string }) => ({
      process: ({ request }: { request: { query: string; variables?: Record<string, unknown> } }) =>
        suite.call(name, request.query, request.variables ?? {}),
    }),
  });
  const { schema, executor } = await gateway.load();
  return async (text, variables) => {
    const document = parse(text);
    const operation = document.definitions.find(({ kind }: { kind: string }) => kind === 'OperationDefinition');
    const request = { query: text, variables };
    const result = await executor({
      document,
      operation,
      operationName: null,
      schema,
      request,
      queryHash: text,
      context: {},
      overallCachePolicy: { restrict() {} },
      cache: undefined,
      metrics: {},
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    return JSON.parse(JSON.stringify(result));
  };
}
