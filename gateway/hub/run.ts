import { GraphQLError } from 'graphql';
import { type ErrorCode, HubError, shown } from '../../schema/errors.js';
import type { Answer } from './answer.js';
import { complete, type SecondStep, secondSteps } from './lookup.js';
import { type Merged, mergeAnswers } from './merge-answers.js';
import type { Operation } from './operation.js';
import type { Owner, Owners } from './owners.js';
import type { Page } from './plan.js';
import { readPages } from './request.js';
import { callsOf, type OwnerCall, type Route, routesOf } from './route.js';
import type { HubSchema } from './schema.js';

/** What running an operation needs of the hub and of the request. */
export interface Run {
  readonly model: HubSchema;
  readonly owners: Owners;
  /** Asks all at once, in a part of the time that is left; answers are verified, and failures are answers too. */
  ask(calls: readonly OwnerCall[], pages: readonly Page[], part: number): Promise<Answer[]>;
  /** Until the operation's deadline. */
  leftMs(): number;
  /** Did the owner answer last time? */
  isSound(owner: Owner): boolean;
  report(owner: string, code: ErrorCode, detail: string): void;
}

type Variables = Readonly<Record<string, unknown>>;

/** Decides, asks, verifies and merges; then the same for shared things of which others may know more. */
export async function runOperation(run: Run, operation: Operation, variables: Variables): Promise<Merged> {
  const pages = readPages(operation, variables);
  const routes = routesOf(operation, variables, run.owners, run.isSound);
  const asked = await askAll(run, operation, routes, variables, pages);
  const first = mergeAnswers(asked.routes, asked.answers, pages, ({ owner, code, message }) =>
    run.report(owner.code, code, message),
  );
  if (!first.data || first.found.length === 0) return first;

  const below = { ...run, owners: withoutFailed(run.owners, first.answers) };
  const placed = objectsIn(first.data);
  const found = first.found.filter(({ target }) => placed.has(target));
  const seconds = await Promise.all(
    secondSteps(run.model, operation, variables, found).map(async (step) => {
      const { data, answers, errors } = await runOperation(below, step.operation, step.variables);
      const unknown = data ? complete(step, data).map(({ key }) => new HubError('MERGE_CONFLICT', shown(key))) : [];
      const isComplete = data !== null && unknown.length === 0;
      const own = errors.map((error) => atTarget(error, step, first.data));
      return { isComplete, answers, errors: errors.length > 0 ? own : unknown };
    }),
  );
  return {
    data: seconds.every(({ isComplete }) => isComplete) ? first.data : null,
    answers: [...first.answers, ...seconds.flatMap(({ answers }) => answers)],
    errors: [...first.errors, ...seconds.flatMap(({ errors }) => errors)],
    found: [],
  };
}

/** Asks what the routes say; where a pure field got no answer, the next owner. */
async function askAll(
  run: Run,
  operation: Operation,
  routes: readonly Route[],
  variables: Variables,
  pages: readonly Page[],
): Promise<{ routes: Route[]; answers: Answer[] }> {
  const answers: Answer[] = [];
  // An owner that hangs must leave time for what comes after: another owner, or a second step.
  const isLast = !operation.hasLookups && !routes.every(({ others }) => others.length > 0);
  const part = isLast ? 1 : 1 / 2;
  for (const step of stepsOf(operation, routes)) {
    answers.push(...(await run.ask(callsOf(operation, step, variables, run.leftMs() * part), pages, part)));
  }
  const settled: Route[] = [];
  const next: Route[] = [];
  for (const route of routes) {
    const isLost =
      route.others.length > 0 && answers.every(({ data, routes: asked }) => !data || !asked.includes(route));
    if (isLost) next.push({ ...route, owners: route.others.slice(0, 1), others: route.others.slice(1) });
    else settled.push(route);
  }
  if (next.length === 0) return { routes: settled, answers };
  const again = await askAll(run, operation, next, variables, pages);
  // Who was asked in vain for pure fields alone is not missing from the answer.
  const needed = answers.filter(({ data, routes: asked }) => data || asked.some((route) => settled.includes(route)));
  const final = [...settled, ...again.routes];
  return {
    routes: routes.map(({ root }) => final.find((route) => route.root === root)!),
    answers: [...needed, ...again.answers],
  };
}

/** Mutations run one after the other, as GraphQL has it; all of a query is asked at once. */
function stepsOf({ node }: Operation, routes: readonly Route[]): Route[][] {
  if (node.operation !== 'mutation') return [[...routes]];
  const steps: Route[][] = [];
  for (const route of routes) {
    const last = steps.at(-1);
    if (last && last[0]!.owners[0] === route.owners[0]) last.push(route);
    else steps.push([route]);
  }
  return steps;
}

/** The error of a second step, at the first place that it completes. */
function atTarget(error: GraphQLError, { targets }: SecondStep, data: unknown): GraphQLError {
  const [root, ...below] = error.path ?? [];
  const target = targets.get(String(root))?.[0]?.target;
  const above = target && pathTo(data, target);
  return new GraphQLError(error.message, { path: above && [...above, ...below], extensions: error.extensions });
}

/** An owner that failed is missing already; to wait for it again would cost the others their time. */
function withoutFailed({ owners, codes }: Owners, answers: readonly Answer[]): Owners {
  const failed = new Set(answers.flatMap(({ owner, failure }) => (failure ? [owner] : [])));
  return { owners: owners.filter((owner) => !failed.has(owner)), codes };
}

/** What is in the answer: rows of an owner that did not make the page are not looked up. */
function objectsIn(value: unknown, objects = new Set<unknown>()): Set<unknown> {
  if (typeof value === 'object' && value !== null) {
    objects.add(value);
    for (const inner of Object.values(value)) objectsIn(inner, objects);
  }
  return objects;
}

function pathTo(value: unknown, target: object): (string | number)[] | undefined {
  if (value === target) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = pathTo(inner, target);
    if (path) return [Array.isArray(value) ? Number(key) : key, ...path];
  }
  return undefined;
}
