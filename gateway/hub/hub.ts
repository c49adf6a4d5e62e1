import type { ErrorCode } from '../../schema/errors/catalogue.js';
import { HubError } from '../../schema/errors/catalogue.js';
import { type Endpoint, type Logger, silentLogger } from '../http/index.js';
import { execute, type HubContext } from './execute.js';
import { type Fleet, type OwnerOptions, type Owners, ownersOf, RequestPlanner, readSchema } from './plan/index.js';
import { defaultFollow, Follower, type FollowOptions } from './subscriptions/index.js';
import {
  type CircuitBreakerOptions,
  checkOwners,
  coverageOf,
  defaultBreaker,
  defaultRetries,
  OwnerNetwork,
  OwnerVersions,
  RequestDeadline,
  ResponseCache,
  type RetryOptions,
  Revalidation,
} from './upstream/index.js';

export interface HubOptions {
  /** The schema that the owners serve, with its merge rules. */
  supergraphSdl: string;
  owners: readonly OwnerOptions[];
  /** Of a query that names none. */
  deadlineMs?: number;
  /** What an operation may name at most; more is capped. */
  maxDeadlineMs?: number;
  /** Of one owner's response. */
  maxResponseBytes?: number;
  /** Of all owners' responses to one request. */
  maxFetchedBytes?: number;
  /** Of a merged response: shared entities that stand in many places are written out in each. */
  maxMergedBytes?: number;
  /** To one owner; requests beyond wait. */
  maxConnections?: number;
  /** Within which a connection must stand. */
  connectTimeoutMs?: number;
  /** When an owner that does not answer is left alone; see there. */
  breaker?: CircuitBreakerOptions;
  /** How often an owner is asked once more; see there. */
  retries?: RetryOptions;
  /** Of streams from owners; see there. */
  streams?: Pick<FollowOptions, 'idleMs' | 'retryMs'>;
  /** For responses that owners only need to revalidate (304) when asked again; 0 caches none. */
  cacheBytes?: number;
  /** Within which equal revalidations are sent as one request. */
  revalidateTogetherMs?: number;
  /** Gets why an owner's response was not used; clients see only a code. @default nobody is told */
  log?: Logger;
}

/** What holds where `HubOptions` say nothing. */
export const hubDefaults = {
  deadlineMs: 5000,
  maxDeadlineMs: 30_000,
  maxResponseBytes: 16 * 2 ** 20,
  maxFetchedBytes: 32 * 2 ** 20,
  maxMergedBytes: 16 * 2 ** 20,
  maxConnections: 128,
  connectTimeoutMs: 2000,
  cacheBytes: 64 * 2 ** 20,
  revalidateTogetherMs: 4,
  breaker: defaultBreaker,
  retries: defaultRetries,
  streams: defaultFollow,
} as const;

/** One endpoint over many owners, each asked once for all that concerns it. */
export interface Hub extends Endpoint {
  readonly owners: Owners['owners'];
  /** What is wrong with the owners that can be reached; see there. */
  checkOwners(): Promise<string[]>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  const {
    deadlineMs = hubDefaults.deadlineMs,
    maxDeadlineMs = hubDefaults.maxDeadlineMs,
    connectTimeoutMs = hubDefaults.connectTimeoutMs,
    log = silentLogger(),
  } = options;
  const report = ({ detail, ...failure }: OwnerFailure) => log.warn(failure, detail);
  const model = readSchema(options.supergraphSdl);
  const owners = ownersOf(options.owners);
  const versions = new OwnerVersions(model.schema, ({ code }, detail) =>
    report({ owner: code, code: 'OWNER_OUTDATED', detail }),
  );
  const network = new OwnerNetwork({
    owners,
    client: {
      maxResponseBytes: options.maxResponseBytes ?? hubDefaults.maxResponseBytes,
      maxConnections: options.maxConnections ?? hubDefaults.maxConnections,
      connectTimeoutMs,
      breaker: options.breaker,
      retries: options.retries,
    },
    cache: new ResponseCache(options.cacheBytes ?? hubDefaults.cacheBytes),
    revalidation: new Revalidation(options.revalidateTogetherMs ?? hubDefaults.revalidateTogetherMs),
    versions,
  });
  const fleet: Fleet = { owners, isHealthy: (owner) => network.clientOf(owner).isHealthy };
  const context: HubContext = {
    model,
    planner: new RequestPlanner(model, fleet, { usualMs: deadlineMs, maxMs: maxDeadlineMs }),
    fleet,
    network,
    maxFetchedBytes: options.maxFetchedBytes ?? hubDefaults.maxFetchedBytes,
    maxMergedBytes: options.maxMergedBytes ?? hubDefaults.maxMergedBytes,
    report,
  };
  const follower = new Follower(model, owners, { connectTimeoutMs, report, ...options.streams });

  return {
    schema: model.schema,
    owners: owners.owners,
    follow: (request) => follower.follow(request),
    async execute(request) {
      try {
        return await execute(context, request);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        return { errors: [error], extensions: { coverage: coverageOf([]) } };
      }
    },
    async checkOwners() {
      using deadline = new RequestDeadline(connectTimeoutMs, new AbortController().signal);
      return await checkOwners(owners.owners, versions, deadline);
    },
    async close() {
      await Promise.all([network, follower].map((part) => part.close()));
    },
  };
}

interface OwnerFailure {
  requestId?: string;
  owner: string;
  code: ErrorCode;
  detail: string;
}
