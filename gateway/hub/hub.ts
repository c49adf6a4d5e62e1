import type { ExecutionResult } from 'graphql';
import { type ErrorCode, HubError } from '../../schema/errors.js';
import type { Endpoint, OperationRequest } from '../edge/endpoint.js';
import { failed, readAnswer } from './answer.js';
import { Deadline, OwnerClient } from './ask.js';
import { coverageOf } from './coverage.js';
import { Follower, type FollowOptions } from './follow.js';
import { createCompiler, variableValues } from './operation.js';
import { type OwnerOptions, type Owners, readOwners } from './owners.js';
import { readDeadline } from './request.js';
import { respond } from './respond.js';
import { type Run, runOperation } from './run.js';
import { readSchema } from './schema.js';

export interface HubOptions {
  /** The schema that the owners serve, with its merge rules. */
  supergraphSdl: string;
  owners: readonly OwnerOptions[];
  /** Of a query that names none. @default 5000 */
  deadlineMs?: number;
  /** What an operation may name at most; more is capped. @default 30000 */
  maxDeadlineMs?: number;
  /** Of one owner's answer. @default 16 MiB */
  maxResponseBytes?: number;
  /** To one owner; calls beyond wait. @default 128 */
  maxConnections?: number;
  /** Within which a connection must stand. @default 2000 */
  connectTimeoutMs?: number;
  /** Of streams from owners; see there. */
  streams?: Pick<FollowOptions, 'idleMs' | 'retryMs'>;
  /** Gets why an owner's answer was not used; clients see only a code. */
  report?: (failure: OwnerFailure) => void;
}

export interface OwnerFailure {
  requestId: string;
  owner: string;
  code: ErrorCode;
  detail: string;
}

/** One endpoint over many owners, each asked once for all that concerns it. */
export interface Hub extends Endpoint {
  readonly owners: Owners['owners'];
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  const { deadlineMs = 5000, maxDeadlineMs = 30_000, report = () => {} } = options;
  const model = readSchema(options.supergraphSdl);
  const all = readOwners(options.owners);
  const { owners } = all;
  const compile = createCompiler(model, owners.length > 1);
  const clients = new Map(
    owners.map((owner) => [
      owner,
      new OwnerClient(owner, {
        maxResponseBytes: options.maxResponseBytes ?? 16 * 2 ** 20,
        maxConnections: options.maxConnections ?? 128,
        connectTimeoutMs: options.connectTimeoutMs ?? 2000,
      }),
    ]),
  );

  const { connectTimeoutMs = 2000, streams } = options;
  const follower = new Follower(all, { connectTimeoutMs, report, ...streams });

  async function answer(request: OperationRequest): Promise<ExecutionResult> {
    const variables = variableValues(request.operation, request.variables);
    const operation = compile(request.document, request.operation, variables);
    // A change has as much time as there is: to give it up early only leaves its outcome unknown.
    const usual = request.operation.operation === 'mutation' ? maxDeadlineMs : deadlineMs;
    const ms = readDeadline(operation, model.schema, variables, usual, maxDeadlineMs);
    using deadline = new Deadline(ms, request.signal);
    const { data, answers, errors } = await runOperation(runFor(request, deadline), operation, variables);
    return respond(model.schema, request, operation, data, answers, errors);
  }

  function runFor(request: OperationRequest, deadline: Deadline): Run {
    const { requestId, authorization } = request;
    const headers = { 'x-request-id': requestId, ...(authorization !== undefined && { authorization }) };
    const isMutation = request.operation.operation === 'mutation';
    const tell = (owner: string, code: ErrorCode, detail: string) => report({ requestId, owner, code, detail });
    return {
      model,
      owners: all,
      report: tell,
      leftMs: () => deadline.leftMs,
      isSound: (owner) => clients.get(owner)!.isSound,
      async ask(calls, pages, part) {
        using own = part < 1 ? new Deadline(deadline.leftMs * part, request.signal) : undefined;
        return await Promise.all(
          calls.map(async (call) => {
            const reply = await clients.get(call.owner)!.ask({ body: call.body, headers, isMutation }, own ?? deadline);
            const read = readAnswer(call, reply, pages, tell);
            // Done, but nobody knows what: its answer cannot be used.
            return isMutation && reply.body?.data && read.failure ? failed(read, 'OUTCOME_UNKNOWN') : read;
          }),
        );
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
    async close() {
      await Promise.all([...clients.values(), follower].map((client) => client.close()));
    },
  };
}
