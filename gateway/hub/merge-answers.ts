import { GraphQLError, isNonNullType } from 'graphql';
import { catalogue } from '../../schema/errors.js';
import { type Answer, commonRefusal, failed } from './answer.js';
import { mergeField, ofNobody } from './merge.js';
import type { RootField } from './operation.js';
import { movedErrors } from './paths.js';
import type { Found, Page } from './plan.js';
import type { Route } from './route.js';
import { type MergeScope, UnusableInMerge } from './scope.js';
import { put } from './verify.js';

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
  variables: Readonly<Record<string, unknown>>,
  report: (failure: UnusableInMerge) => void,
): Merged {
  const hasErrors = answers.some(({ data, errors }) => data && errors.length > 0);
  const found = answers.flatMap((answer) => answer.found);
  const moved = hasErrors ? new Map() : undefined;
  const scope: MergeScope = { pages, versions: new Map(), variables, errors: [], path: [], moved, found };
  try {
    const data = mergeRoots(routes, answers, scope);
    const own = moved ? answers.flatMap((answer) => (answer.data ? movedErrors(answer, moved) : [])) : [];
    return { data, answers, errors: [...own, ...scope.errors], found };
  } catch (error) {
    if (!(error instanceof UnusableInMerge)) throw error;
    report(error);
    const rest = answers.map((answer) => (answer.owner === error.owner ? failed(answer, error.code) : answer));
    return mergeAnswers(routes, rest, pages, variables, report);
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
): Record<string, unknown> | null {
  const merged: Record<string, unknown> = {};
  let isNull = false;
  for (const route of routes) {
    const { plan, owners } = route;
    // In the order of owners, whatever else each was asked and when it answered.
    const values = owners.flatMap((owner) => {
      const data = answers.find((answer) => answer.owner === owner && answer.routes.includes(route))?.data;
      return data ? [{ owner, value: data[plan.alias] }] : [];
    });
    const isLost = owners.length > 0 && values.length === 0;
    if (isLost) scope.errors.push(lost(route, answers));
    const own = { ...scope, versions: versionsFor(route, answers) };
    const value = isLost ? (isNonNullType(plan.type) ? undefined : null) : mergeField(plan, values, own);
    if (value === undefined) isNull = true;
    put(merged, plan.key, value);
  }
  return isNull ? null : merged;
}

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

/** A field that nobody answered, beside others that somebody did: refused where all say why, and it lies with the client. */
function lost(route: Route, answers: readonly Answer[]): GraphQLError {
  const code = commonRefusal(answers.filter(({ routes }) => routes.includes(route))) ?? 'ALL_OWNERS_FAILED';
  return new GraphQLError(catalogue[code].text, { path: [route.plan.key], extensions: { code } });
}
