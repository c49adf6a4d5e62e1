import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLFormattedError,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Language } from '../../../schema/contract/parameters.js';
import { type ErrorCode, HubError, sentenceOf } from '../../../schema/errors/catalogue.js';
import type { Logger } from '../log/logger.js';
import { statusOf, toWire } from '../server/error-response.js';
import { oneLine } from './error-message.js';

export interface ApolloOptions {
  introspection: boolean;
  /** Whether the HTTP status of a response without data is that of its error, or 200. */
  refusesByStatus: boolean;
  log: Logger;
}

/** What Apollo Server needs for one request. */
export interface ApolloRequest {
  /** Parsed and valid; absent where the request has no text, which Apollo then refuses. */
  readonly document: DocumentNode | undefined;
  readonly language: Language;
  /** Called once the body has the right form and its operation is found. */
  execute(operation: OperationDefinitionNode, variables: Record<string, unknown>): Promise<ExecutionResult>;
}

export interface ApolloResponse {
  status: number;
  body: string;
}

/** The part of Apollo Server in serving GraphQL over HTTP: see decision 010. */
export interface Apollo {
  /** Checks the form of a JSON body, finds its operation, has it executed and writes the result out. */
  respond(body: unknown, request: ApolloRequest): Promise<ApolloResponse>;
  stop(): Promise<void>;
}

export async function startApollo(schema: GraphQLSchema, options: ApolloOptions): Promise<Apollo> {
  const { introspection, refusesByStatus, log } = options;
  const server = new ApolloServer<Context>({
    schema,
    introspection,
    // Neither this nor Apollo's own variables may change what clients get.
    nodeEnv: 'production',
    // Documents come checked, out of a cache that also holds what is wrong with the others.
    documentStore: null,
    stopOnTerminationSignals: false,
    stringifyResult: JSON.stringify,
    formatError,
    logger: log,
    plugins: [respondByEndpoint(refusesByStatus), ...withoutReports],
  });
  await server.start();
  return {
    async respond(body, request) {
      const { status = 200, body: result } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body },
        context: async () => ({ request }),
      });
      if (result.kind !== 'complete') throw new Error('Incremental delivery is not part of the schema.');
      return { status, body: result.string };
    },
    stop: () => server.stop(),
  };
}

/** Apollo copies the context, so what is told through it stands one level deeper. */
interface Context {
  readonly request: ApolloRequest;
}

/** All that Apollo need know of the client's headers: its check against forged requests passes JSON alone. */
const headers = new HeaderMap([['content-type', 'application/json']]);

/** They would wrap each resolver for traces and hints that nobody reads, or send what is asked to Apollo. */
const withoutReports = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** Gives Apollo the document that is checked already, the endpoint's result in place of an execution, and the status. */
const respondByEndpoint = (refusesByStatus: boolean): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveSource: async (context) => {
      Object.assign(context, { document: context.contextValue.request.document });
    },
    responseForOperation: async ({ contextValue: { request }, operation, request: { variables = {} } }) => {
      const result = operation ? await request.execute(operation, variables) : noOperation();
      const errors = result.errors?.map((error) => error.toJSON());
      return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { ...result, errors } } };
    },
    willSendResponse: async ({ contextValue: { request }, response: { body, http } }) => {
      if (body.kind !== 'single') return;
      const { data, errors = [] } = body.singleResult;
      if (errors.length > 0) body.singleResult.errors = errors.map((error) => toWire(error, request.language));
      http.status = data == null && refusesByStatus ? statusOf(errors) : 200;
    },
  }),
});

function noOperation(): ExecutionResult {
  return { errors: [new HubError('OPERATION_INVALID', { reason: 'OPERATION_NAME' })] };
}

/** Errors of the endpoint are catalogued; those that come here are Apollo's own, which get our code. */
function formatError({ message, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const code: ErrorCode = error.extensions?.code === 'BAD_REQUEST' ? 'BAD_REQUEST' : 'INTERNAL';
  const extensions = { code, ...(code !== 'INTERNAL' && { quote: oneLine(message) }) };
  return { ...error, message: sentenceOf(extensions), extensions };
}

/** What Apollo refuses before it knows who asks lacks the client's language still. */
export function inLanguage(body: string, language: Language): string {
  const { errors = [], ...others }: { errors?: GraphQLFormattedError[] } = JSON.parse(body);
  const isWritten = ({ extensions }: GraphQLFormattedError) => extensions?.quote === undefined;
  return JSON.stringify({
    errors: errors.map((error) => (isWritten(error) ? error : toWire(error, language))),
    ...others,
  });
}
