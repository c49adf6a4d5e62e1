import { hash } from 'node:crypto';
import { isNonNullType } from 'graphql';
import { type ErrorCode, HubError } from '../../schema/errors/catalogue.js';
import { type Endpoint, type Executed, type OperationRequest, WrittenResult } from '../http/endpoint.js';
import { operationDeadline } from '../http/graphql/operation-deadline.js';
import { withDefaults } from '../http/graphql/variable-defaults.js';
import { writeJson } from '../http/graphql/write-json.js';
import { type Logger, silentLogger } from '../http/log/logger.js';
import { askOwners, mergeAsked, type Plan, planCalls, type Run } from './execute.js';
import { respond } from './merge/index.js';
import {
  allowsStale,
  createCompiler,
  type Operation,
  type Owner,
  type OwnerOptions,
  type Owners,
  readOwners,
  readSchema,
} from './plan/index.js';
import { defaultFollow, Follower, type FollowOptions } from './subscriptions/index.js';
import {
  AnswerCache,
  type BreakerOptions,
  Budget,
  Confirmations,
  coverageOf,
  Deadline,
  defaultBreaker,
  defaultRetries,
  hearAnyVersion,
  OwnerClient,
  OwnerVersions,
  type RetryOptions,
  register,
  Sizes,
} from './upstream/index.js';

export interface HubOptions {
  /** The schema that the owners serve, with its merge rules. */
  supergraphSdl: string;
  owners: readonly OwnerOptions[];
  /** Of a query that names none. */
  deadlineMs?: number;
  /** What an operation may name at most; more is capped. */
  maxDeadlineMs?: number;
  /** Of one owner's answer. */
  maxResponseBytes?: number;
  /** Of all owners' answers to one operation. */
  maxHeardBytes?: number;
  /** Of an answer, as far as merging makes it longer: things that stand in many places are written out in each. */
  maxAnswerBytes?: number;
  /** To one owner; calls beyond wait. */
  maxConnections?: number;
  /** Within which a connection must stand. */
  connectTimeoutMs?: number;
  /** When an owner that does not answer is left alone; see there. */
  breaker?: BreakerOptions;
  /** How often an owner is asked once more; see there. */
  retries?: RetryOptions;
  /** Of streams from owners; see there. */
  streams?: Pick<FollowOptions, 'idleMs' | 'retryMs'>;
  /** For answers that owners only need to confirm when asked again; 0 keeps none. */
  cacheBytes?: number;
  /** Within which equal questions whether a kept answer still holds are asked together. */
  confirmTogetherMs?: number;
  /** Told why an owner's answer was not used; clients see only a code. @default nobody is told */
  log?: Logger;
}

/** What holds where `HubOptions` say nothing. */
export const hubDefaults = {
  deadlineMs: 5000,
  maxDeadlineMs: 30_000,
  maxResponseBytes: 16 * 2 ** 20,
  maxHeardBytes: 32 * 2 ** 20,
  maxAnswerBytes: 16 * 2 ** 20,
  maxConnections: 128,
  connectTimeoutMs: 2000,
  cacheBytes: 64 * 2 ** 20,
  confirmTogetherMs: 4,
  breaker: defaultBreaker,
  retries: defaultRetries,
  streams: defaultFollow,
} as const;

interface OwnerFailure {
  requestId?: string;
  owner: string;
  code: ErrorCode;
  detail: string;
}

interface Prepared {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly ms: number;
  readonly plan: Plan;
}

/** One endpoint over many owners, each asked once for all that concerns it. */
export interface Hub extends Endpoint {
  readonly owners: Owners['owners'];
  /** Looks at the owners that can be reached; see there. */
  register(): Promise<string[]>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  const {
    deadlineMs = hubDefaults.deadlineMs,
    maxDeadlineMs = hubDefaults.maxDeadlineMs,
    log = silentLogger(),
  } = options;
  const report = ({ detail, ...failure }: OwnerFailure) => log.warn(failure, detail);
  const { connectTimeoutMs = hubDefaults.connectTimeoutMs, streams } = options;
  const model = readSchema(options.supergraphSdl);
  const all = readOwners(options.owners);
  const { owners } = all;
  const compile = createCompiler(model, owners.length > 1);
  const cache = new AnswerCache(options.cacheBytes ?? hubDefaults.cacheBytes);
  const confirmations = new Confirmations(options.confirmTogetherMs ?? hubDefaults.confirmTogetherMs);
  const clients = new Map(
    owners.map((owner) => [
      owner,
      new OwnerClient(owner, {
        maxResponseBytes: options.maxResponseBytes ?? hubDefaults.maxResponseBytes,
        maxConnections: options.maxConnections ?? hubDefaults.maxConnections,
        connectTimeoutMs,
        breaker: options.breaker,
        retries: options.retries,
      }),
    ]),
  );

  const follower = new Follower(all, { connectTimeoutMs, report, ...streams });
  const versions = new OwnerVersions(model.schema, ({ code }, detail) =>
    report({ owner: code, code: 'OWNER_OUTDATED', detail }),
  );
  const isSound = (owner: Owner) => clients.get(owner)!.isSound;
  const prepared = new WeakMap<OperationRequest['variables'], Prepared>();

  async function answer(request: OperationRequest): Promise<Executed> {
    const { operation, variables, ms, plan } = prepare(request);
    const refusals = hopeless(plan);
    if (refusals) return { data: null, errors: refusals, extensions: { coverage: coverageOf([]) } };
    using deadline = new Deadline(ms, request.signal);
    const view = viewOf(request.authorization);
    const run = runFor(request, deadline, view, allowsStale(operation, model.schema, variables));
    const asked = await askOwners(run, operation, variables, plan);
    const from = asked.heard.flatMap(({ kept }) => kept ?? []);
    // What the hub says itself is new each time, so only what is merged from whole answers alone is kept.
    const mayKeep = operation.local.length === 0 && from.length > 0 && from.length === asked.heard.length;
    const key = mayKeep ? cache.keyOfMerged(operation, variables, view) : '';
    const known = mayKeep ? cache.merged(key, from) : undefined;
    if (known) {
      return new WrittenResult(known, { coverage: coverageOf(asked.heard.flatMap(({ sources }) => sources)) });
    }
    const { data, answers, errors, found } = await mergeAsked(run, operation, variables, asked);
    const result = respond(model.schema, request, operation, data, answers, errors);
    if (!mayKeep || found.length > 0 || result.errors || !result.data) return result;
    const written = Buffer.concat(await writeJson(result.data, options.maxAnswerBytes ?? hubDefaults.maxAnswerBytes));
    cache.keepMerged(key, from, written);
    return new WrittenResult(written, result.extensions!);
  }

  /** All that follows from the request itself; done once while the edge knows the request. */
  function prepare({ document, operation: node, variables: sent }: OperationRequest): Prepared {
    const known = prepared.get(sent);
    if (known?.operation.node === node) return known;
    const variables = withDefaults(node, sent);
    const operation = compile(document, node, variables);
    // A change has as much time as there is: to give it up early only leaves its outcome unknown.
    const usual = node.operation === 'mutation' ? maxDeadlineMs : deadlineMs;
    const ms = operationDeadline(node, model.schema, variables, usual, maxDeadlineMs);
    const plan = planCalls({ owners: all, isSound }, operation, variables);
    const fresh = { operation, variables, ms, plan };
    if (plan.calls) prepared.set(sent, fresh);
    return fresh;
  }

  function runFor(request: OperationRequest, deadline: Deadline, view: string, mayBeStale: boolean): Run {
    const { requestId, authorization } = request;
    const headers = { 'x-request-id': requestId, ...(authorization !== undefined && { authorization }) };
    const isMutation = request.operation.operation === 'mutation';
    const budget = new Budget(options.maxHeardBytes ?? hubDefaults.maxHeardBytes);
    const tell = (owner: string, code: ErrorCode, detail: string) => report({ requestId, owner, code, detail });
    return {
      model,
      owners: all,
      sizes: new Sizes(options.maxAnswerBytes ?? hubDefaults.maxAnswerBytes),
      report: tell,
      leftMs: () => deadline.leftMs,
      isSound,
      async ask(calls, pages, part) {
        using own = part < 1 ? new Deadline(deadline.leftMs * part, request.signal) : undefined;
        const heard = await Promise.all(
          calls.map((call) => {
            const client = clients.get(call.owner)!;
            return hearAnyVersion(
              call,
              { client, cache, confirmations, headers, view, isMutation, allowsStale: mayBeStale, pages, budget, tell },
              versions,
              own ?? deadline,
            );
          }),
        );
        budget.check();
        return heard;
      },
    };
  }

  return {
    schema: model.schema,
    owners,
    follow: (request) => follower.follow(request),
    async execute(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        return { errors: [error], extensions: { coverage: coverageOf([]) } };
      }
    },
    async register() {
      using deadline = new Deadline(connectTimeoutMs, new AbortController().signal);
      return await register(owners, versions, deadline);
    },
    async close() {
      await Promise.all([...clients.values(), follower].map((client) => client.close()));
    },
  };
}

/** Where a field is refused that is never null, there is no answer to ask for. */
function hopeless({ routes }: Plan): HubError[] | undefined {
  const isHopeless = routes.some(({ refusal, plan }) => refusal && isNonNullType(plan.type));
  return isHopeless ? routes.flatMap(({ refusal }) => refusal ?? []) : undefined;
}

/** The header itself, because only the owner knows what it allows; hashed, so that no token is kept. */
function viewOf(authorization: string | undefined): string {
  return authorization === undefined ? '' : hash('sha256', authorization, 'base64url');
}
