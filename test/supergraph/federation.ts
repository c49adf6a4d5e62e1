import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { type ExecutionResult, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { callLocally } from '../../gateway/supergraph/execution/call-locally.js';
import {
  type CallSubgraph,
  type SubgraphRequest,
  Supergraph,
  type SupergraphOptions,
} from '../../gateway/supergraph/supergraph.js';

// biome-ignore lint/suspicious/noExplicitAny: resolvers of many shapes
type Resolvers = any;

export interface Subgraph {
  typeDefs: string;
  resolvers?: Resolvers;
}

export interface Federation extends AsyncDisposable {
  readonly sdl: string;
  readonly supergraph: Supergraph<object>;
  /** Calls of subgraphs since the last `ask`. */
  readonly calls: SubgraphRequest[];
  /** Parses, validates and executes as the edge does. */
  ask(text: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
}

export function compose(subgraphs: Readonly<Record<string, Subgraph>>): {
  sdl: string;
  schemas: Record<string, GraphQLSchema>;
} {
  const services = Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
    name,
    typeDefs: parse(header + typeDefs),
    url: `http://${name}.invalid/graphql`,
  }));
  const result = composeServices(services);
  if (!result.supergraphSdl) throw new Error(result.errors?.map(({ message }) => message).join('\n'));
  const schemas = Object.entries(subgraphs).map(([name, { resolvers }], at) => {
    return [name, buildSubgraphSchema([{ typeDefs: services[at]!.typeDefs, resolvers: resolvers ?? {} }])];
  });
  return { sdl: result.supergraphSdl, schemas: Object.fromEntries(schemas) };
}

/** A supergraph over subgraphs in this process, every call of them recorded. */
export async function federate(
  subgraphs: Readonly<Record<string, Subgraph>>,
  options?: SupergraphOptions & {
    alter?: (sdl: string) => string;
    call?: (local: CallSubgraph<object>) => CallSubgraph<object>;
  },
): Promise<Federation> {
  const { sdl: composed, schemas } = compose(subgraphs);
  const sdl = options?.alter?.(composed) ?? composed;
  const calls: SubgraphRequest[] = [];
  const local = callLocally<object>(schemas);
  const call = options?.call?.(local) ?? local;
  const recording: CallSubgraph<object> = (request, context, signal) => {
    calls.push(request);
    return call(request, context, signal);
  };
  const supergraph = await Supergraph.load(sdl, recording, options);
  return {
    sdl,
    supergraph,
    calls,
    ask(text, variables = {}) {
      calls.length = 0;
      return execute(supergraph, text, variables);
    },
    [Symbol.asyncDispose]: () => supergraph.close(),
  };
}

export function execute(
  supergraph: Supergraph<object>,
  text: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const document = parse(text);
  const errors = validate(supergraph.schema, document);
  if (errors.length) throw new Error(errors.map(({ message }) => message).join('\n'));
  const operation = getOperationAST(document)!;
  const { signal } = new AbortController();
  return supergraph.execute({ document, operation, variables, context: {}, signal });
}

/** As a client would read it. */
export const overTheWire = (result: ExecutionResult) => JSON.parse(JSON.stringify(result));

const header = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.5"
      import: ["@key", "@requires", "@provides", "@external", "@override", "@shareable", "@inaccessible", "@interfaceObject"]
    )
`;
