import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../schema/errors.js';
import type { Answer } from './answer.js';
import { complete, type SecondStep, secondStep } from './lookup.js';
import { type Merged, mergeAnswers } from './merge-answers.js';
import type { Operation } from './operation.js';
import type { Owner } from './owners.js';
import type { Page } from './plan.js';
import { readPages } from './request.js';
import { callsOf, type OwnerCall, type Route, routesOf } from './route.js';
import type { HubSchema } from './schema.js';

/** What running an operation needs of the hub and of the request. */
export interface Run {
  readonly model: HubSchema;
  readonly owners: readonly Owner[];
  /** Asks all at once, in a part of the time that is left; answers are verified, and failures are answers too. */
  ask(calls: readonly OwnerCall[], pages: readonly Page[], part: number): Promise<Answer[]>;
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

  const step = secondStep(run.model, operation, variables, first.found);
  const second = await runOperation(run, step.operation, step.variables);
  const isComplete = second.data !== null && complete(step, second.data);
  return {
    data: isComplete ? first.data : null,
    answers: [...first.answers, ...second.answers],
    errors: [...first.errors, ...second.errors.map((error) => placed(error, step, first.data))],
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
  // Where all can be asked of another owner, one that hangs must leave time for that.
  const part = routes.every(({ others }) => others.length > 0) ? 1 / 2 : 1;
  for (const step of stepsOf(operation, routes)) {
    answers.push(...(await run.ask(callsOf(operation, step, variables), pages, part)));
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
function placed(error: GraphQLError, { targets }: SecondStep, data: unknown): GraphQLError {
  const [root, ...below] = error.path ?? [];
  const target = targets.get(String(root))?.[0]?.target;
  const above = target && pathTo(data, target);
  return new GraphQLError(error.message, { path: above && [...above, ...below], extensions: error.extensions });
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
