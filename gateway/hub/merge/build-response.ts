import { type ExecutionResult, executeSync, type GraphQLError, type GraphQLSchema, Kind } from 'graphql';
import type { ResponseCoverage } from '../../../schema/contract/coverage.js';
import { catalogue, HubError } from '../../../schema/errors/catalogue.js';
import { codeOf, type OperationRequest, withoutRefusedData } from '../../http/index.js';
import { mustBeComplete, type Operation } from '../plan/index.js';
import { coverageOf, type OwnerResponse, ownerError } from '../upstream/index.js';
import { put } from '../values.js';
import type { Merged } from './merge-responses.js';

type Data = Readonly<Record<string, unknown>>;

/** The client's response: what was merged, who is missing, and what the hub itself knows. */
export function buildResponse(
  schema: GraphQLSchema,
  request: OperationRequest,
  operation: Operation,
  { data: merged, responses, errors: problems }: Merged,
): ExecutionResult {
  const coverage = coverageOf(responses.flatMap(({ sources }) => sources));
  const extensions = { coverage };
  const failures = failuresOf(responses);
  if (responses.length > 0 && responses.every(({ failure }) => failure)) {
    const isRefused = responses.every(({ failure }) => failure?.refusal);
    const errors = isRefused
      ? problems.toSorted(byMeaning)
      : [new HubError('ALL_OWNERS_FAILED'), ...failures, ...problems];
    return { data: null, errors, extensions };
  }
  if (coverage.status !== 'COMPLETE' && responses.length > 0 && mustBeComplete(operation)) {
    return { data: null, errors: [new HubError('INCOMPLETE'), ...failures, ...problems], extensions };
  }
  const errors = [...failures, ...problems];
  const whole = merged && withLocal(schema, request, operation, merged, coverage);
  const { data } = withoutRefusedData(operation.node, { data: whole, errors });
  // Where nothing is left of the data, the first error is the response: what lies with the client comes before all else.
  if (data === null) errors.sort(byMeaning);
  return { data, ...(errors.length > 0 && { errors }), extensions };
}

/** One error for each owner that failed, however often it was asked. Those that refused say so themselves. */
function failuresOf(responses: readonly OwnerResponse[]): GraphQLError[] {
  const failures = new Map(
    responses.flatMap(({ owner, failure, missing }) => {
      if (failure?.refusal) return [];
      const code = failure?.code ?? (missing && 'OWNER_OUTDATED');
      return code ? [[owner.code, code] as const] : [];
    }),
  );
  return [...failures].map(([owner, code]) => ownerError({ code }, owner));
}

/** What may have been done comes before what was refused, and that before what failed here. */
function byMeaning(a: GraphQLError, b: GraphQLError): number {
  return rank(a) - rank(b);
}

function rank(error: GraphQLError): number {
  const code = codeOf(error);
  return code === 'OUTCOME_UNKNOWN' ? 0 : catalogue[code].status < 500 ? 1 : 2;
}

/** Adds what no owner is asked for: the schema itself, and the coverage of this very operation. */
function withLocal(
  schema: GraphQLSchema,
  { document, variables }: OperationRequest,
  { node, keys, local }: Operation,
  merged: Data,
  coverage: ResponseCoverage,
): Data {
  if (local.length === 0) return merged;
  const selectionSet = { kind: Kind.SELECTION_SET as const, selections: local.flatMap(({ nodes }) => nodes) };
  const definitions = document.definitions.map((definition) =>
    definition === node ? { ...node, selectionSet } : definition,
  );
  const { data } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions },
    operationName: node.name?.value,
    variableValues: variables,
    rootValue: { coverage },
  });
  const whole: Record<string, unknown> = {};
  for (const key of keys) put(whole, key, local.some((field) => field.key === key) ? data?.[key] : merged[key]);
  return whole;
}
