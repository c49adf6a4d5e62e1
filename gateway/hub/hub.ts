import type { ErrorCode } from '../../schema/errors/catalogue.js';
import { HubError } from '../../schema/errors/catalogue.js';
import type { Endpoint } from '../http/endpoint.js';
import { type Logger, silentLogger } from '../http/log/logger.js';
import { execute, type HubContext } from './execute.js';
import { type Fleet, type OwnerOptions, type Owners, ownersOf, RequestPlanner, readSchema } from './plan/index.js';
import { Follower, type FollowOptions } from './subscriptions/index.js';
import {
  type CircuitBreakerOptions,
  checkOwners,
  coverageOf,
  Deadline,
  OwnerNetwork,
  OwnerVersions,
  ResponseCache,
  Revalidation,
} from './upstream/index.js';

export interface HubOptions {
  /** The schema that the owners serve, with its merge rules. */
  supergraphSdl: string;
  owners: readonly OwnerOptions[];
  /** Of a query that names none. @default 5000 */
  deadlineMs?: number;
  /** What an operation may name at most; more is capped. @default 30000 */
  maxDeadlineMs?: number;
  /** Of one owner's response. @default 16 MiB */
  maxResponseBytes?: number;
  /** Of all owners' responses to one request. @default 32 MiB */
  maxFetchedBytes?: number;
  /** Of a merged response: shared entities that stand in many places are written out in each. @default 16 MiB */
  maxMergedBytes?: number;
  /** To one owner; requests beyond wait. @default 128 */
  maxConnections?: number;
  /** Within which a connection must stand. @default 2000 */
  connectTimeoutMs?: number;
  /** When an owner that does not answer is left alone; see there. */
  breaker?: CircuitBreakerOptions;
  /** Of streams from owners; see there. */
  streams?: Pick<FollowOptions, 'idleMs' | 'retryMs'>;
  /** For responses that owners only need to revalidate (304) when asked again; 0 caches none. @default 64 MiB */
  cacheBytes?: number;
  /** Within which equal revalidations are sent as one request. @default 4 */
  revalidateTogetherMs?: number;
  /** Gets why an owner's response was not used; clients see only a code. @default nobody is told */
  log?: Logger;
}

/** One endpoint over many owners, each asked once for all that concerns it. */
export interface Hub extends Endpoint {
  readonly owners: Owners['owners'];
  /** What is wrong with the owners that can be reached; see there. */
  checkOwners(): Promise<string[]>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  const { deadlineMs = 5000, maxDeadlineMs = 30_000, connectTimeoutMs = 2000, log = silentLogger() } = options;
  const report = ({ detail, ...failure }: OwnerFailure) => log.warn(failure, detail);
  const model = readSchema(options.supergraphSdl);
  const owners = ownersOf(options.owners);
  const versions = new OwnerVersions(model.schema, ({ code }, detail) =>
    report({ owner: code, code: 'OWNER_OUTDATED', detail }),
  );
  const network = new OwnerNetwork({
    owners,
    client: {
      maxResponseBytes: options.maxResponseBytes ?? 16 * 2 ** 20,
      maxConnections: options.maxConnections ?? 128,
      connectTimeoutMs,
      breaker: options.breaker,
    },
    cache: new ResponseCache(options.cacheBytes ?? 64 * 2 ** 20),
    revalidation: new Revalidation(options.revalidateTogetherMs ?? 4),
    versions,
  });
  const fleet: Fleet = { owners, isHealthy: (owner) => network.clientOf(owner).isHealthy };
  const context: HubContext = {
    model,
    planner: new RequestPlanner(model, fleet, { usualMs: deadlineMs, maxMs: maxDeadlineMs }),
    fleet,
    network,
    maxFetchedBytes: options.maxFetchedBytes ?? 32 * 2 ** 20,
    maxMergedBytes: options.maxMergedBytes ?? 16 * 2 ** 20,
    report,
  };
  const follower = new Follower(owners, { connectTimeoutMs, report, ...options.streams });

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
      using deadline = new Deadline(connectTimeoutMs, new AbortController().signal);
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
