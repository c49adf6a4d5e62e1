import { readFile } from 'node:fs/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { execute, type GraphQLSchema } from 'graphql';
import {
  createLogger,
  type Endpoint,
  graphqlRoute,
  type HttpServer,
  jsonRoute,
  NotModified,
  type OperationRequest,
  type OperationResult,
  operationDeadline,
  ownerLimits,
  type Route,
  refuseTokens,
  schemaRoute,
  serve,
  withDefaults,
  withoutRefusedData,
} from '../gateway/http/index.js';
import { callLocally, Supergraph } from '../gateway/supergraph/index.js';
import { completeCoverage } from '../schema/contract/coverage.js';
import { operationDirectiveNames } from '../schema/contract/directives.js';
import { checkingScalars } from '../schema/contract/scalars.js';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import { HubError } from '../schema/errors/catalogue.js';
import { domains, withOwnersOfRegions } from './domains.js';
import { type InstanceOptions, instanceDefaults } from './instance-options.js';
import { answerTag, type DataVersion, migrate, presentVersion, Snapshot } from './kit/database/index.js';
import type { Context } from './kit/graphql/index.js';
import { PublicationFeed, publicationEvents, reparseOutdated } from './kit/publishing/index.js';
import { indexAgain } from './kit/search/index.js';
import { buildSubgraph, openDatabase, operationContext, publishedKinds } from './kit/subgraph/index.js';

export type { InstanceOptions } from './instance-options.js';

export interface Instance extends AsyncDisposable {
  readonly server: HttpServer;
  readonly orm: MikroORM;
  close(): Promise<void>;
}

/**
 * One municipality: its database, its four subgraphs, its endpoint. `/graphql` is the whole graph; each subgraph also
 * answers at `/subgraphs/<domain>`, so that any Federation router can stand in front of them.
 */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const owners = options.owners.toSorted();
  const { log = createLogger() } = options;
  const orm = await openDatabase({ url: options.databaseUrl, domains, ...options.database });
  await migrate(orm);
  for (const domain of domains) await domain.catchUp?.(orm);
  await reparseOutdated(orm, publishedKinds(domains).values());
  await indexAgain(orm);
  await options.prepare?.(orm);

  const showsSchema = options.graphql?.introspection ?? true;
  const schemas = Object.fromEntries(domains.map((domain) => [domain.name, buildSubgraph(domain, { showsSchema })]));
  const supergraphSdl = await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8');
  const supergraph = await Supergraph.load(supergraphSdl, callLocally<Context>(schemas), {
    callerDirectives: operationDirectiveNames,
  });
  checkingScalars(supergraph.schema);
  const inContext: InContext = async ({ caller, requestId }, work) =>
    Snapshot.run(orm, await withOwnersOfRegions(orm, caller), (snapshot) =>
      work(operationContext(snapshot, domains, owners, { requestId, log })),
    );
  const present = () => presentVersion(orm);

  const authenticate = options.authenticate ?? refuseTokens(log);
  const feed = new PublicationFeed({
    orm,
    databaseUrl: options.databaseUrl,
    owners,
    log,
  });
  const graphql = { limits: ownerLimits, ...options.graphql, authenticate, log };
  const routes: Record<string, Route> = {
    '/graphql': await graphqlRoute(wholeGraph(supergraph, inContext, present, owners, feed, options), graphql),
    '/schema': schemaRoute(supergraph.schema),
    '/version': jsonRoute(async () => ({ owners, ...(await present()) })),
  };
  for (const [name, schema] of Object.entries(schemas)) {
    routes[`/subgraphs/${name}`] = await graphqlRoute(subgraph(schema, inContext), {
      ...graphql,
      refusesByStatus: false,
    });
  }
  const server = await serve({
    host: options.host,
    port: options.port,
    ...options.http,
    routes,
    log,
    ready: () => present().then(Boolean, () => false),
  });
  const close = async () => {
    await server.close();
    await feed.close();
    await supergraph.close();
    await orm.close(true);
  };
  return { server, orm, close, [Symbol.asyncDispose]: close };
}

type Deadlines = Pick<InstanceOptions, 'deadlineMs' | 'maxDeadlineMs'>;

type InContext = <T>(request: OperationRequest, work: (context: Context) => Promise<T>) => Promise<T>;

/** Every answer of the whole graph says whose data it holds, of which version, and comes by its deadline. */
function wholeGraph(
  supergraph: Supergraph<Context>,
  inContext: InContext,
  present: () => Promise<DataVersion>,
  owners: readonly string[],
  feed: PublicationFeed,
  deadlines: Deadlines,
): Endpoint {
  return {
    schema: supergraph.schema,
    follow: (request) => publicationEvents(feed, request),
    execute: (request) =>
      byDeadline(request, supergraph.schema, deadlines, async (signal): Promise<OperationResult> => {
        const { caller, operation, digest, heldTags = [] } = request;
        const isQuery = operation.operation === 'query';
        if (isQuery && digest && heldTags.length > 0) {
          const tag = answerTag(caller, await present(), digest);
          if (heldTags.includes(tag)) return new NotModified(tag);
        }
        return inContext(request, async (context) => {
          const started = performance.now();
          // Whatever fails first is the answer; the other must not be a failure that nobody handles.
          context.version().catch(() => {});
          const { objects } = context;
          const answered = await supergraph.execute({ ...request, signal, context, objects });
          const result = withoutRefusedData(operation, answered);
          const current = await context.version();
          const { version, asOf } = current;
          const tookMs = Math.round(performance.now() - started);
          const coverage = completeCoverage(owners, { version, asOf: asOf?.toISOString() ?? null, tookMs });
          const isWhole = isQuery && result.data && !result.errors;
          const tag = isWhole && digest ? answerTag(caller, current, digest) : undefined;
          return { ...result, tag, extensions: { ...result.extensions, coverage } };
        });
      }),
  };
}

/**
 * What still runs in the database then ends by the limit of its statements; of a change, it may also be committed after
 * its client was told that the time is over.
 */
async function byDeadline<T>(
  { operation, variables, signal }: OperationRequest,
  schema: GraphQLSchema,
  { deadlineMs = instanceDefaults.deadlineMs, maxDeadlineMs = instanceDefaults.maxDeadlineMs }: Deadlines,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const isMutation = operation.operation === 'mutation';
  const usual = isMutation ? maxDeadlineMs : deadlineMs;
  const values = withDefaults(operation, variables);
  const ms = operationDeadline(operation, schema, values, usual, maxDeadlineMs);
  const ending = new AbortController();
  const end = () => ending.abort(new HubError(isMutation ? 'OUTCOME_UNKNOWN' : 'DEADLINE_EXCEEDED'));
  const timer = setTimeout(end, ms);
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([
      work(ending.signal),
      new Promise<never>((_, reject) => ending.signal.addEventListener('abort', () => reject(ending.signal.reason))),
    ]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function subgraph(schema: GraphQLSchema, inContext: InContext): Endpoint {
  return {
    schema,
    execute: (request) =>
      inContext(request, async (contextValue) => {
        const { document, operation, variables } = request;
        const operationName = operation.name?.value;
        const result = await execute({ schema, document, operationName, variableValues: variables, contextValue });
        const { error } = contextValue.objects;
        return error ? { errors: [error] } : result;
      }),
  };
}
