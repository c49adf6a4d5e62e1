import { hash } from 'node:crypto';
import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type DocumentNode, type GraphQLFormattedError, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { anonymous, type Caller, mayWrite } from '../../../schema/contract/caller.js';
import { schemaFingerprint, schemaHeader } from '../../../schema/contract/fingerprint.js';
import type { Language } from '../../../schema/contract/parameters.js';
import { type ErrorCode, HubError, isErrorCode, sentenceOf } from '../../../schema/errors/catalogue.js';
import type { Authenticate } from '../auth/authenticate.js';
import { type Endpoint, type Executed, NotModified, type OperationRequest, WrittenResult } from '../endpoint.js';
import { eventsOf } from '../events/events-route.js';
import { createLogger, type Logger } from '../log/logger.js';
import { statusOf, toPublic, toWire } from '../server/error-response.js';
import { readTags } from '../server/etags.js';
import { languageOf } from '../server/language.js';
import { parseJson, readBody } from '../server/read-body.js';
import { checkMayChange, readAddress } from '../server/read-url.js';
import { type Answer, refusal } from '../server/response.js';
import type { Exchange, Route } from '../server/routes.js';
import { documentChecker, remembered } from './document-cache.js';
import { oneLine } from './error-message.js';
import { defaultLimits, type Limits } from './limits.js';
import { inWantedType } from './negotiate-type.js';
import { boundsCheck } from './operation-bounds.js';
import { withoutPersistedQuery } from './persisted-queries.js';
import { Uploads } from './upload-slots.js';
import { checkJson, variablesCheck } from './variable-values.js';
import { tagHeaders, writtenAnswer, writtenOut } from './write-result.js';

export interface GraphQLOptions {
  /** Who asks; before anything of the body is read. @default everybody is anonymous, and tokens go on as they came */
  authenticate?: Authenticate;
  /** Whether a client may ask for the schema; when not, messages do not suggest names either. @default true */
  introspection?: boolean;
  /**
   * Whether the HTTP status of an answer without data is that of its error. When not, it is 200, as GraphQL over HTTP
   * has it: Apollo's router reads no errors out of an answer with 4xx. @default true
   */
  refusesByStatus?: boolean;
  /** Over `defaultLimits`. */
  limits?: Partial<Limits>;
  /** @default one that writes to stderr */
  log?: Logger;
}

/** Serves an endpoint over GraphQL over HTTP through Apollo Server. */
export async function graphqlRoute(endpoint: Endpoint, options: GraphQLOptions = {}): Promise<Route> {
  const {
    introspection = true,
    refusesByStatus = true,
    log = createLogger(),
    authenticate = () => anonymous,
  } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const checked = documentChecker(endpoint.schema, limits, introspection);
  const execute = executing(endpoint, limits, log);
  const requests = new LRUCache<string, CheckedRequest>(remembered);
  const apollo = new ApolloServer<Context>({
    gateway: asGateway(endpoint, executor(endpoint, limits, introspection, log, execute)),
    // Nothing may depend on NODE_ENV or on variables of Apollo's own.
    nodeEnv: 'production',
    introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    documentStore: null,
    stopOnTerminationSignals: false,
    stringifyResult: JSON.stringify,
    formatError,
    logger: log,
    plugins: [
      bridge(refusesByStatus),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();

  const uploads = new Uploads();
  const schema = { [schemaHeader]: schemaFingerprint(endpoint.schema) };
  async function admitted(exchange: Exchange): Promise<Answer> {
    const caller = await authenticate(exchange.request, exchange.requestId);
    const { request } = exchange;
    if (request.method === 'GET') return answer(exchange, caller, readAddress(request));
    const asked = async (maxBytes: number) => answer(exchange, caller, await readBody(request, maxBytes));
    if (!mayWrite(caller)) return asked(limits.bodyBytes);
    exchange.allowUpload();
    return uploads.answer(request, limits.bodyBytes, () => asked(limits.writerBodyBytes));
  }

  async function answer(exchange: Exchange, caller: Caller, bytes: Buffer): Promise<Answer> {
    const digest = hash('sha256', bytes, 'base64url');
    const known = requests.get(digest);
    const asked: Asked = { exchange, caller, digest, document: known?.document };
    if (known) {
      asked.executed = await execute(known, asked);
      const written = writtenAnswer(asked.executed, languageOf(exchange.request.headers));
      if (written) return written;
    }
    const body = withoutPersistedQuery(parseJson(bytes));
    if (!known) {
      const { query, variables, operationName } = (body ?? {}) as GraphQLRequestBody;
      checkJson(variables, limits);
      if (typeof query === 'string' && query !== '') {
        const result = checked(query);
        if (result.errors) return refusal(result.errors, languageOf(exchange.request.headers));
        asked.document = result.document;
        const operation = getOperationAST(result.document, operationName as string | null | undefined);
        if (operation?.operation === 'mutation') checkMayChange(exchange.request);
        if (operation?.operation === 'subscription') {
          return subscribe(result.document, operation, variables ?? {}, exchange);
        }
      }
    }
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: apolloHeaders, search: '', body },
      context: async () => ({ asked }),
    });
    if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not part of the schema.');
    const { executed, request } = asked;
    if (request?.operation.operation === 'query') requests.set(digest, request, { size: bytes.length });
    const tag = executed && 'tag' in executed && executed.tag;
    const language = languageOf(exchange.request.headers);
    return (
      (executed && writtenAnswer(executed, language)) ?? {
        status: response.status ?? 200,
        headers: tag ? tagHeaders(tag) : {},
        body: executed ? response.body.string : inLanguage(response.body.string, language),
      }
    );
  }

  const events = eventsOf({ endpoint, authenticate, log });
  const checkVariables = variablesCheck(endpoint.schema, introspection);
  const checkBounds = boundsCheck(endpoint.schema, limits);
  async function subscribe(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
    exchange: Exchange,
  ): Promise<Answer> {
    const { coerced, errors } = checkVariables(document, operation, variables);
    if (errors.length > 0) return refusal(errors, languageOf(exchange.request.headers));
    checkBounds(document, operation, coerced);
    return { body: '', messages: await events(document, operation, variables, coerced, exchange) };
  }

  return { methods: ['POST', 'GET'], answer: inWantedType(admitted, schema, log), close: () => apollo.stop() };
}

/** As far as it is used before Apollo has checked it. */
interface GraphQLRequestBody {
  query?: unknown;
  variables?: Record<string, unknown>;
  operationName?: unknown;
}

/** All that Apollo need know of the client's headers: its check against forged requests passes JSON alone. */
const apolloHeaders = new HeaderMap([['content-type', 'application/json']]);

/** Apollo copies the context, so what its executor finds out stands one level deeper. */
interface Context {
  readonly asked: Asked;
}

interface Asked {
  readonly exchange: Exchange;
  readonly caller: Caller;
  readonly digest: string;
  /** Absent where the request has no text; Apollo then refuses it. */
  document?: DocumentNode;
  /** Set once it passed all checks. */
  request?: CheckedRequest;
  executed?: Executed;
}

/** What a body says, once it passed all checks: none of them depends on who asks, or on anything but the body. */
type CheckedRequest = Pick<OperationRequest, 'document' | 'operation' | 'variables'>;

type Gateway = ApolloServerOptionsWithGateway<Context>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

function asGateway({ schema }: Endpoint, execute: GatewayExecutor): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({ executor: execute }),
    stop: async () => {},
  };
}

/** Checks what Apollo has made of the body, and executes it unless that is done. */
function executor(
  endpoint: Endpoint,
  limits: Limits,
  introspection: boolean,
  log: Logger,
  execute: Execute,
): GatewayExecutor {
  const checkVariables = variablesCheck(endpoint.schema, introspection);
  const checkBounds = boundsCheck(endpoint.schema, limits);
  return async ({ document, operation, request, context }) => {
    const { asked } = context as Context;
    if (!asked.executed) {
      if (!operation) return { errors: [new HubError('OPERATION_INVALID', { reason: 'OPERATION_NAME' })] };
      const variables = request.variables ?? {};
      const { coerced, errors } = checkVariables(document, operation, variables);
      if (errors.length > 0) return { errors };
      try {
        checkBounds(document, operation, coerced);
      } catch (error) {
        return { errors: [toPublic(error, asked.exchange.requestId, log)] };
      }
      asked.request = { document, operation, variables };
      asked.executed = await execute(asked.request, asked);
    }
    const { executed } = asked;
    // Written out already: Apollo has no more to do with it than to let it pass.
    return executed instanceof WrittenResult || executed instanceof NotModified ? { data: {} } : executed;
  };
}

type Execute = (request: CheckedRequest, asked: Asked) => Promise<Executed>;

/** Executes, with errors that a client may see. */
function executing(endpoint: Endpoint, { answerBytes }: Limits, log: Logger): Execute {
  return async (checked, { exchange: { request, requestId, signal }, caller, digest }) => {
    const { authorization, 'if-none-match': held } = request.headers;
    const heldTags = readTags(held);
    const isMutation = checked.operation.operation === 'mutation';
    try {
      const result = await endpoint.execute({ ...checked, digest, heldTags, requestId, caller, authorization, signal });
      if (!('errors' in result) || !result.errors) return await writtenOut(result, isMutation, answerBytes);
      const errors = result.errors.map((error) => toPublic(error, requestId, log));
      return await writtenOut({ ...result, errors }, isMutation, answerBytes);
    } catch (error) {
      return { errors: [toPublic(error, requestId, log)] };
    }
  };
}

/** Gives Apollo the document that is checked already, and the answer its status: that of the refusal, or 200. */
const bridge = (refusesByStatus: boolean): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveSource: async (request) => {
      Object.assign(request, { document: request.contextValue.asked.document });
    },
    willSendResponse: async ({ contextValue, response: { body, http } }) => {
      if (body.kind !== 'single') return;
      const { data, errors = [] } = body.singleResult;
      const language = languageOf(contextValue.asked.exchange.request.headers);
      if (errors.length > 0) body.singleResult.errors = errors.map((error) => toWire(error, language));
      http.status = data == null && refusesByStatus ? statusOf(errors) : 200;
    },
  }),
});

const codesOfApollo: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_REQUEST',
  OPERATION_RESOLUTION_FAILURE: 'OPERATION_INVALID',
};

/** Errors of the endpoint come catalogued from the executor; what is left are Apollo's own, which get our code. */
function formatError(error: GraphQLFormattedError): GraphQLFormattedError {
  const own = String(error.extensions?.code);
  if (isErrorCode(own) && !Object.hasOwn(codesOfApollo, own)) return error;
  const code = codesOfApollo[own] ?? 'INTERNAL';
  const extensions = { code, ...(code !== 'INTERNAL' && { quote: oneLine(error.message) }) };
  return { ...error, message: sentenceOf(extensions), extensions };
}

/** What Apollo refuses before it knows who asks lacks the client's language still. */
function inLanguage(body: string, language: Language): string {
  const { errors = [], ...others } = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
  const isWritten = ({ extensions }: GraphQLFormattedError) => extensions?.quote === undefined;
  return JSON.stringify({
    errors: errors.map((error) => (isWritten(error) ? error : toWire(error, language))),
    ...others,
  });
}
