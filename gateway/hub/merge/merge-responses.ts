import { type GraphQLError, isNonNullType, type OperationTypeNode } from 'graphql';
import type { Found, Page, RootField, Route } from '../plan/index.js';
import { type Answer, failed } from '../upstream/index.js';
import { put } from '../values.js';
import type { Vocabulary } from './error-vocabulary.js';
import { type MergeScope, UnusableInMerge } from './merge-context.js';
import { mergeField, ofNobody } from './merge-fields.js';
import { lostRoot, ownersErrors, toldOnce } from './owner-errors.js';

export interface Merged {
  /** Null where a root field that is never null has no value. */
  readonly data: Record<string, unknown> | null;
  /** With what merging showed of them: an answer may be unusable only beside the others. */
  readonly answers: readonly Answer[];
  readonly errors: readonly GraphQLError[];
  /** Shared things of which others may know more; after a second step, those that it asked for. */
  readonly found: readonly Found[];
}

/** Merges what owners answered; again without one whose answer merging shows to be unusable. */
export function mergeAnswers(
  routes: readonly Route[],
  answers: readonly Answer[],
  pages: readonly Page[],
  operation: OperationTypeNode,
  variables: Readonly<Record<string, unknown>>,
  vocabulary: Vocabulary,
  report: (failure: UnusableInMerge) => void,
): Merged {
  const changes = operation === 'mutation' ? routes.length : 0;
  const hasErrors = answers.some(({ errors }) => errors.length > 0);
  const found = answers.flatMap((answer) => answer.found);
  const moved = hasErrors ? new Map() : undefined;
  const scope: MergeScope = { pages, versions: new Map(), variables, errors: [], path: [], moved, found };
  try {
    const { data, lost } = mergeRoots(routes, answers, scope);
    const own = answers.flatMap((answer) => ownersErrors(answer, changes, moved ?? nowhere, vocabulary));
    const told = toldOnce(own, routes, answers);
    const untold = lost.flatMap((route) => lostRoot(route, answers, own, changes > 0) ?? []);
    return { data, answers, errors: [...told, ...untold, ...scope.errors], found };
  } catch (error) {
    if (!(error instanceof UnusableInMerge)) throw error;
    report(error);
    const rest = answers.map((answer) => (answer.owner === error.owner ? failed(answer, error.code) : answer));
    return mergeAnswers(routes, rest, pages, operation, variables, vocabulary, report);
  }
}

/** A thing of which those who answered know nothing: lists without rows, sums of nothing. */
export function nothingOf(
  root: RootField,
  pages: readonly Page[],
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const scope: MergeScope = { pages, versions: new Map(), variables, errors: [], path: [], found: [] };
  return ofNobody(root.joined('ALL').selection!, scope);
}

function mergeRoots(
  routes: readonly Route[],
  answers: readonly Answer[],
  scope: MergeScope,
): { data: Record<string, unknown> | null; lost: Route[] } {
  const merged: Record<string, unknown> = {};
  const lost: Route[] = [];
  let isNull = false;
  for (const route of routes) {
    const { plan, owners, refusal } = route;
    if (refusal) scope.errors.push(refusal);
    // In the order of owners, whatever else each was asked and when it answered.
    const values = owners.flatMap((owner) => {
      const own = answers.find(({ data, owner: other, routes }) => data && other === owner && routes.includes(route));
      return own ? [{ owner, value: own.data![plan.alias] }] : [];
    });
    const isLost = owners.length > 0 && values.length === 0;
    if (isLost) lost.push(route);
    const own = { ...scope, versions: versionsFor(route, answers) };
    const value = isLost || refusal ? (isNonNullType(plan.type) ? undefined : null) : mergeField(plan, values, own);
    if (value === undefined) isNull = true;
    put(merged, plan.key, value);
  }
  return { data: isNull ? null : merged, lost };
}

const nowhere = new Map();

/** Of those who were meant by this field alone: what else is asked beside it changes nothing of its value. */
function versionsFor(route: Route, answers: readonly Answer[]): Map<string, number> {
  const { meant } = route;
  const sources = answers.flatMap((answer) => (answer.routes.includes(route) ? answer.sources : []));
  return new Map(
    sources.flatMap(({ municipality, version }): [string, number][] =>
      version === null || meant?.has(municipality) === false ? [] : [[municipality, version]],
    ),
  );
}
