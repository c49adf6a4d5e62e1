/** What others import of this folder. */
export { type Authenticate, acceptTokens, refuseTokens } from './auth/authenticate.js';
export { callerOf, TokenRefusal } from './auth/claims.js';
export { defaultKeysTimeoutMs, IssuerKeys } from './auth/key-sets.js';
export {
  type Endpoint,
  NotModified,
  type OperationRequest,
  type OperationResult,
  SerializedResult,
} from './endpoint.js';
export { type GraphQLOptions, graphqlRoute } from './graphql/graphql-route.js';
export { defaultLimits, type Limits, ownerLimits } from './graphql/limits.js';
export { operationDeadline } from './graphql/operation-deadline.js';
export { withoutRefusedData } from './graphql/refused-mutation.js';
export { withDefaults } from './graphql/variable-defaults.js';
export { writeJson } from './graphql/write-json.js';
export { createLogger, type Logger, type LoggerOptions, logLevels, silentLogger } from './log/logger.js';
export { lastLineOf, logLevelOf, readableLine } from './log/readable-log.js';
export { isOrigin } from './server/cors.js';
export { codeOf } from './server/error-response.js';
export { readTag } from './server/etags.js';
export {
  type HttpServer,
  jsonRoute,
  type Route,
  type ServeOptions,
  schemaRoute,
  serve,
  serveDefaults,
} from './server/server.js';
