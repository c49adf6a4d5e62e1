import { hash } from 'node:crypto';
import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { anonymous, mayWrite } from '../../../schema/contract/caller.js';
import { schemaFingerprint, schemaHeader } from '../../../schema/contract/fingerprint.js';
import type { Authenticate } from '../auth/authenticate.js';
import { type Endpoint, NotModified, type OperationResult, SerializedResult } from '../endpoint.js';
import { subscriptionEvents } from '../events/events-route.js';
import { createLogger, type Logger } from '../log/logger.js';
import { toPublic } from '../server/error-response.js';
import { languageOf } from '../server/language.js';
import { parseJson, readBody } from '../server/read-body.js';
import { checkMayChange, readAddress } from '../server/read-url.js';
import { errorResponse, type HttpResponse } from '../server/response.js';
import type { Exchange, Route } from '../server/routes.js';
import { inLanguage, startApollo } from './apollo.js';
import { documentCacheLimits, documentChecker } from './document-cache.js';
import { type CheckedRequest, executeOperations, type RequestContext } from './execute-operation.js';
import { defaultLimits, type Limits } from './limits.js';
import { inAcceptedType } from './negotiate-type.js';
import { boundsCheck } from './operation-bounds.js';
import { withoutPersistedQuery } from './persisted-queries.js';
import { UploadSlots } from './upload-slots.js';
import { checkJson, variablesCheck } from './variable-values.js';
import { etagHeaders, serializedResponse } from './write-result.js';

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

/** Serves an endpoint over GraphQL over HTTP: `respond` is the way of one request. */
export async function graphqlRoute(endpoint: Endpoint, options: GraphQLOptions = {}): Promise<Route> {
  const {
    introspection = true,
    refusesByStatus = true,
    log = createLogger(),
    authenticate = () => anonymous,
  } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const checkDocument = documentChecker(endpoint.schema, limits, introspection);
  const checkVariables = variablesCheck(endpoint.schema, introspection);
  const checkBounds = boundsCheck(endpoint.schema, limits);
  const execute = executeOperations(endpoint, limits, log);
  const events = subscriptionEvents({ endpoint, authenticate, log });
  const apollo = await startApollo(endpoint.schema, { introspection, refusesByStatus, log });
  const checkedRequests = new LRUCache<string, CheckedRequest>(documentCacheLimits);
  const uploads = new UploadSlots();

  /** Who asks, and the bytes of what is asked: a GET has them in its address. */
  async function respond(exchange: Exchange): Promise<HttpResponse> {
    const { request } = exchange;
    const caller = await authenticate(request, exchange.requestId);
    const respondTo = (bytes: Buffer) =>
      respondToBody(bytes, { exchange, caller, digest: hash('sha256', bytes, 'base64url'), size: bytes.length });
    if (request.method === 'GET') return respondTo(readAddress(request));
    if (!mayWrite(caller)) return respondTo(await readBody(request, limits.bodyBytes));
    exchange.allowUpload();
    return uploads.answer(request, limits.bodyBytes, async () =>
      respondTo(await readBody(request, limits.writerBodyBytes)),
    );
  }

  /** A body that passed all checks before is executed at once; of any other, the document is checked first. */
  async function respondToBody(bytes: Buffer, context: RequestContext): Promise<HttpResponse> {
    const { exchange, digest } = context;
    const language = languageOf(exchange.request.headers);
    const checked = checkedRequests.get(digest);
    const executed = checked && (await execute(checked, context));
    const response = executed && serializedResponse(executed, language);
    if (response) return response;

    const body = withoutPersistedQuery(parseJson(bytes));
    if (checked) return finish(body, checked.document, context, executed);
    const { query, variables, operationName } = fieldsOf(body);
    checkJson(variables, limits);
    if (typeof query !== 'string' || query === '') return finish(body, undefined, context);
    const outcome = checkDocument(query);
    if (outcome.errors) return errorResponse(outcome.errors, language);
    const { document } = outcome;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation === 'mutation') checkMayChange(exchange.request);
    if (operation?.operation === 'subscription') return subscribe(document, operation, variables ?? {}, exchange);
    return finish(body, document, context);
  }

  /** Through Apollo: it judges the form of the body, finds the operation, and writes short results out. */
  async function finish(
    body: unknown,
    document: DocumentNode | undefined,
    context: RequestContext,
    before?: OperationResult,
  ): Promise<HttpResponse> {
    const language = languageOf(context.exchange.request.headers);
    let executed = before;
    const response = await apollo.respond(body, {
      document,
      language,
      async execute(operation, variables) {
        executed ??= await executeChecked(operation, variables);
        // Written out already: Apollo has no more to do with it than to let it pass.
        return executed instanceof SerializedResult || executed instanceof NotModified ? { data: {} } : executed;
      },
    });
    if (!executed) return { status: response.status, headers: {}, body: inLanguage(response.body, language) };
    const tag = 'tag' in executed && executed.tag;
    return serializedResponse(executed, language) ?? { ...response, headers: tag ? etagHeaders(tag) : {} };

    async function executeChecked(
      operation: OperationDefinitionNode,
      variables: Record<string, unknown>,
    ): Promise<OperationResult> {
      if (!document) throw new Error('An operation without a document was executed.');
      const { coerced, errors } = checkVariables(document, operation, variables);
      if (errors.length > 0) return { errors };
      try {
        checkBounds(document, operation, coerced);
      } catch (error) {
        return { errors: [toPublic(error, context.exchange.requestId, log)] };
      }
      const request = { document, operation, variables };
      const result = await execute(request, context);
      if (operation.operation === 'query') checkedRequests.set(context.digest, request, { size: context.size });
      return result;
    }
  }

  async function subscribe(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
    exchange: Exchange,
  ): Promise<HttpResponse> {
    const { coerced, errors } = checkVariables(document, operation, variables);
    if (errors.length > 0) return errorResponse(errors, languageOf(exchange.request.headers));
    checkBounds(document, operation, coerced);
    return { body: '', messages: await events(document, operation, variables, coerced, exchange) };
  }

  const schemaHeaders = { [schemaHeader]: schemaFingerprint(endpoint.schema) };
  return { methods: ['POST', 'GET'], answer: inAcceptedType(respond, schemaHeaders, log), close: () => apollo.stop() };
}

/** As far as they are used before Apollo has checked the body's form. */
interface RequestFields {
  query?: unknown;
  variables?: Record<string, unknown>;
  operationName?: string;
}

function fieldsOf(body: unknown): RequestFields {
  return typeof body === 'object' && body !== null ? body : {};
}
