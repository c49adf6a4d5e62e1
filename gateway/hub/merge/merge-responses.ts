import { type GraphQLError, isNonNullType } from 'graphql';
import type { CallPlan, FieldRoute, Fleet, HubSchema, Page, RootField, SharedEntity } from '../plan/index.js';
import { failed, type OwnerResponse, type ReportFailure } from '../upstream/index.js';
import { put } from '../values.js';
import { vocabularyOf } from './error-vocabulary.js';
import { InvalidInMerge, type MergeContext } from './merge-context.js';
import { mergeField, ofNobody } from './merge-fields.js';
import { commonOnce, errorsFromOwner, lostRoot } from './owner-errors.js';

export interface Merged {
  /** Null where a root field that is never null has no value. */
  readonly data: Record<string, unknown> | null;
  /** With what merging showed of them: a response may be unusable only beside the others. */
  readonly responses: readonly OwnerResponse[];
  readonly errors: readonly GraphQLError[];
  /** Of which other owners may know more; after a lookup, those that it asked for. */
  readonly sharedEntities: readonly SharedEntity[];
}

export interface MergeSettings {
  readonly model: HubSchema;
  readonly fleet: Pick<Fleet, 'owners'>;
  readonly report: ReportFailure;
}

/** Merges the owners' responses; again without one that merging shows to be unusable. */
export function mergeResponses(plan: CallPlan, responses: readonly OwnerResponse[], settings: MergeSettings): Merged {
  const { operation, variables, pages, routes } = plan;
  const isMutation = operation.node.operation === 'mutation';
  const vocabulary = vocabularyOf(settings.model.schema, settings.fleet.owners.codes, operation.document, variables);
  const sharedEntities = responses.flatMap((response) => response.sharedEntities);
  const moved = responses.some(({ errors }) => errors.length > 0) ? new Map() : undefined;
  const context: MergeContext = { pages, versions: new Map(), variables, errors: [], path: [], moved, sharedEntities };
  try {
    const { data, lostRoutes } = mergeRoots(routes, responses, context);
    const changes = isMutation ? routes.length : 0;
    const own = responses.flatMap((response) => errorsFromOwner(response, changes, moved ?? nowhere, vocabulary));
    const common = commonOnce(own, routes, responses);
    const unexplained = lostRoutes.flatMap((route) => lostRoot(route, responses, own, isMutation) ?? []);
    return { data, responses, errors: [...common, ...unexplained, ...context.errors], sharedEntities };
  } catch (error) {
    if (!(error instanceof InvalidInMerge)) throw error;
    const { owner, code, message } = error;
    settings.report(owner.code, code, message);
    const rest = responses.map((response) => (response.owner === owner ? failed(response, code) : response));
    return mergeResponses(plan, rest, settings);
  }
}

/** An entity of which those who answered know nothing: lists without rows, sums of nothing. */
export function nothingOf(
  root: RootField,
  pages: readonly Page[],
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const { selection } = root.joined('ALL');
  const context: MergeContext = { pages, versions: new Map(), variables, errors: [], path: [], sharedEntities: [] };
  return selection && ofNobody(selection, context);
}

function mergeRoots(
  routes: readonly FieldRoute[],
  responses: readonly OwnerResponse[],
  context: MergeContext,
): { data: Record<string, unknown> | null; lostRoutes: FieldRoute[] } {
  const merged: Record<string, unknown> = {};
  const lostRoutes: FieldRoute[] = [];
  let isNull = false;
  for (const route of routes) {
    const { plan, owners, refusal } = route;
    if (refusal) context.errors.push(refusal);
    // In the order of owners, whatever else each was asked and when it answered.
    const values = owners.flatMap((owner) => {
      const own = responses.find(
        (response) => response.data && response.owner === owner && response.routes.includes(route),
      );
      return own?.data ? [{ owner, value: own.data[plan.alias] }] : [];
    });
    const isLost = owners.length > 0 && values.length === 0;
    if (isLost) lostRoutes.push(route);
    const own = { ...context, versions: versionsFor(route, responses) };
    const value = isLost || refusal ? (isNonNullType(plan.type) ? undefined : null) : mergeField(plan, values, own);
    if (value === undefined) isNull = true;
    put(merged, plan.key, value);
  }
  return { data: isNull ? null : merged, lostRoutes };
}

const nowhere = new Map();

/** Of those who were named by this field alone: what else is asked beside it changes nothing of its value. */
function versionsFor(route: FieldRoute, responses: readonly OwnerResponse[]): Map<string, number> {
  const { targets } = route;
  const sources = responses.flatMap((response) => (response.routes.includes(route) ? response.sources : []));
  return new Map(
    sources.flatMap(({ municipality, version }): [string, number][] =>
      version === null || targets?.has(municipality) === false ? [] : [[municipality, version]],
    ),
  );
}
