import {
  type ExecutionResult,
  executeSync,
  type FieldNode,
  GraphQLError,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type ErrorCode, HubError } from '../../schema/errors.js';
import type { Endpoint, OperationRequest } from '../edge/endpoint.js';
import { type Answer, failed, ownerError, readAnswer } from './answer.js';
import { Deadline, OwnerClient } from './ask.js';
import { type Coverage, coverageOf } from './coverage.js';
import { mergeField } from './merge.js';
import { createCompiler, type Operation, variableValues } from './operation.js';
import { type Owner, type OwnerOptions, readOwners } from './owners.js';
import { movedErrors } from './paths.js';
import type { Page } from './plan.js';
import { mustBeComplete, readDeadline, readPages } from './request.js';
import { callsOf, type OwnerCall, type Route, routesOf } from './route.js';
import { readSchema } from './schema.js';
import { type MergeScope, UnusableInMerge } from './scope.js';
import { put } from './verify.js';

export interface HubOptions {
  /** The schema that the owners serve, with its merge rules. */
  supergraphSdl: string;
  owners: readonly OwnerOptions[];
  /** Of an operation that names none. @default 5000 */
  deadlineMs?: number;
  /** What an operation may name at most; more is capped. @default 30000 */
  maxDeadlineMs?: number;
  /** Of one owner's answer. @default 16 MiB */
  maxResponseBytes?: number;
  /** To one owner; calls beyond wait. @default 128 */
  maxConnections?: number;
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
  readonly owners: readonly Owner[];
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  const { deadlineMs = 5000, maxDeadlineMs = 30_000, report = () => {} } = options;
  const model = readSchema(options.supergraphSdl);
  const owners = readOwners(options.owners);
  const compile = createCompiler(model);
  const clients = new Map(
    owners.map((owner) => [
      owner,
      new OwnerClient(owner, {
        maxResponseBytes: options.maxResponseBytes ?? 16 * 2 ** 20,
        maxConnections: options.maxConnections ?? 128,
        connectTimeoutMs: maxDeadlineMs,
      }),
    ]),
  );

  async function answer(request: OperationRequest): Promise<ExecutionResult> {
    const variables = variableValues(request.operation, request.variables);
    const operation = compile(request.document, request.operation, variables);
    const pages = readPages(operation, variables);
    const ms = readDeadline(operation, model.schema, variables, deadlineMs, maxDeadlineMs);
    const routes = routesOf(operation, variables, owners);
    using deadline = new Deadline(ms, request.signal);
    const answers: Answer[] = [];
    for (const step of stepsOf(operation, routes)) {
      answers.push(...(await ask(callsOf(operation, step, variables), pages, request, deadline)));
    }
    return respond(operation, request, pages, routes, answers);
  }

  function ask(calls: OwnerCall[], pages: Page[], request: OperationRequest, deadline: Deadline): Promise<Answer[]> {
    const headers: Record<string, string> = { 'x-request-id': request.requestId };
    if (request.authorization !== undefined) headers.authorization = request.authorization;
    const isMutation = request.operation.operation === 'mutation';
    return Promise.all(
      calls.map(async (call) => {
        const reply = await clients.get(call.owner)!.ask({ body: call.body, headers, isMutation }, deadline);
        return readAnswer(call, reply, pages, (owner, code, detail) =>
          report({ requestId: request.requestId, owner, code, detail }),
        );
      }),
    );
  }

  function respond(
    operation: Operation,
    request: OperationRequest,
    pages: Page[],
    routes: Route[],
    all: Answer[],
  ): ExecutionResult {
    const { answers, merged, errors } = mergeUsable(routes, all, pages, request.requestId);
    const coverage = coverageOf(answers.flatMap(({ sources }) => sources));
    const failures = answers.flatMap(({ owner, failure }) => (failure ? [ownerError(failure.code, owner.code)] : []));
    const extensions = { coverage };
    if (answers.length > 0 && answers.every(({ failure }) => failure)) {
      return { data: null, errors: [allFailed(answers), ...failures], extensions };
    }
    if (coverage.status !== 'COMPLETE' && answers.length > 0 && mustBeComplete(operation)) {
      return { data: null, errors: [new HubError('INCOMPLETE'), ...failures, ...errors], extensions };
    }
    const data = merged && withLocal(operation, request, merged, coverage);
    const reported = [...failures, ...errors];
    return { data, ...(reported.length > 0 && { errors: reported }), extensions };
  }

  /** Merges, and again without an owner whose answer only merging shows to be unusable. */
  function mergeUsable(routes: Route[], all: Answer[], pages: Page[], requestId: string) {
    let answers = all;
    for (;;) {
      const hasErrors = answers.some(({ data, errors }) => data && errors.length > 0);
      const scope: MergeScope = { pages, errors: [], path: [], moved: hasErrors ? new Map() : undefined };
      try {
        const merged = mergeRoots(routes, answers, scope);
        const own = hasErrors
          ? answers.flatMap((answer) => (answer.data ? movedErrors(answer, scope.moved!) : []))
          : [];
        return { answers, merged, errors: [...own, ...scope.errors] };
      } catch (error) {
        if (!(error instanceof UnusableInMerge)) throw error;
        const { owner, code, message: detail } = error;
        report({ requestId, owner: owner.code, code, detail });
        answers = answers.map((answer) => (answer.owner === owner && answer.data ? failed(answer, code) : answer));
      }
    }
  }

  function withLocal(
    operation: Operation,
    request: OperationRequest,
    merged: Record<string, unknown>,
    coverage: Coverage,
  ): Record<string, unknown> {
    const local = operation.roots.filter(({ isLocal }) => isLocal);
    if (local.length === 0) return merged;
    const selectionSet: SelectionSetNode = {
      kind: Kind.SELECTION_SET,
      selections: local.flatMap(({ nodes }): readonly FieldNode[] => nodes),
    };
    const definitions = request.document.definitions.map((definition) =>
      definition === operation.node ? { ...operation.node, selectionSet } : definition,
    );
    const { data } = executeSync({
      schema: model.schema,
      document: { kind: Kind.DOCUMENT, definitions },
      operationName: operation.node.name?.value,
      variableValues: request.variables,
      rootValue: { coverage },
    });
    const whole: Record<string, unknown> = {};
    for (const { key, isLocal } of operation.roots) put(whole, key, isLocal ? data![key] : merged[key]);
    return whole;
  }

  return {
    schema: model.schema,
    owners,
    async execute(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        return { errors: [error], extensions: { coverage: coverageOf([]) } };
      }
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

/** Mutations run one after the other, as GraphQL has it; all of a query is asked at once. */
function stepsOf({ node }: Operation, routes: Route[]): Route[][] {
  if (node.operation !== 'mutation') return [routes];
  const steps: Route[][] = [];
  for (const route of routes) {
    const last = steps.at(-1);
    if (last && last[0]!.owners[0] === route.owners[0]) last.push(route);
    else steps.push([route]);
  }
  return steps;
}

/** The merged root fields; null where one that is never null has no value. */
function mergeRoots(
  routes: readonly Route[],
  answers: readonly Answer[],
  scope: MergeScope,
): Record<string, unknown> | null {
  const merged: Record<string, unknown> = {};
  let isNull = false;
  for (const route of routes) {
    const { plan, owners } = route;
    const values = answers.flatMap(({ owner, data, routes: asked }) =>
      data && asked.includes(route) ? [{ owner, value: data[plan.alias] }] : [],
    );
    const isLost = owners.length > 0 && values.length === 0;
    if (isLost)
      scope.errors.push(
        new GraphQLError(new HubError('ALL_OWNERS_FAILED').message, {
          path: [plan.key],
          extensions: { code: 'ALL_OWNERS_FAILED' },
        }),
      );
    const value = isLost ? (isNonNullType(plan.type) ? undefined : null) : mergeField(plan, values, scope);
    if (value === undefined) isNull = true;
    put(merged, plan.key, value);
  }
  return isNull ? null : merged;
}

/** Where all owners refused for one reason that lies with the client, that is the reason; else nobody answered. */
function allFailed(answers: readonly Answer[]): HubError {
  const refusals = new Set(answers.map(({ failure }) => failure?.refusal));
  const [refusal] = refusals;
  if (refusals.size === 1 && refusal) return new HubError(refusal);
  const error = new HubError('ALL_OWNERS_FAILED');
  if (answers.every(({ failure }) => failure?.code === 'OWNER_TIMEOUT')) error.extensions.http = { status: 504 };
  return error;
}
