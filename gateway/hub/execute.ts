import { GraphQLError } from 'graphql';
import { type ErrorCode, HubError } from '../../schema/errors/catalogue.js';
import { type Merged, mergeAnswers, nothingOf, type UnusableInMerge, vocabularyOf } from './merge/index.js';
import {
  callsOf,
  complete,
  type HubSchema,
  type Operation,
  type Owner,
  type OwnerCall,
  type Owners,
  type Page,
  type RootField,
  type Route,
  readPages,
  routesOf,
  type SecondStep,
  secondSteps,
} from './plan/index.js';
import { withoutRefused } from './refetch-refused.js';
import type { Answer, Heard, Sizes } from './upstream/index.js';

/** What running an operation needs of the hub and of the request. */
export interface Run {
  readonly model: HubSchema;
  readonly owners: Owners;
  /** Asks all at once, in a part of the time that is left; answers are verified, and failures are answers too. */
  ask(calls: readonly OwnerCall[], pages: readonly Page[], part: number): Promise<Heard[]>;
  /** Of what is joined. */
  readonly sizes: Sizes;
  /** Until the operation's deadline. */
  leftMs(): number;
  /** Did the owner answer last time? */
  isSound(owner: Owner): boolean;
  report(owner: string, code: ErrorCode, detail: string): void;
}

type Variables = Readonly<Record<string, unknown>>;

/** Who is asked what. */
export interface Plan {
  readonly pages: readonly Page[];
  readonly routes: readonly Route[];
  /** Set where they are the same whenever the same is asked: of which owners are sound or how much time is left, nothing is in them. */
  readonly calls?: readonly OwnerCall[];
}

/** Decides who is asked for what. */
export function planCalls(run: Pick<Run, 'owners' | 'isSound'>, operation: Operation, variables: Variables): Plan {
  const { pages, refusals } = readPages(operation, variables);
  const routes = routesOf(operation, variables, run.owners, run.isSound, refusals);
  const isFixed =
    operation.node.operation === 'query' &&
    routes.every(
      ({ owners, others }) => others.length === 0 && owners.every(({ municipalities }) => municipalities.size === 1),
    );
  return { pages, routes, calls: isFixed ? callsOf(operation, routes, variables, 0) : undefined };
}

/** What owners said, not merged yet. */
export interface Asked {
  readonly routes: readonly Route[];
  readonly heard: readonly Heard[];
  readonly pages: readonly Page[];
}

export async function askOwners(run: Run, operation: Operation, variables: Variables, plan: Plan): Promise<Asked> {
  return { pages: plan.pages, ...(await askAll(run, operation, variables, plan)) };
}

/** Merges; then asks and merges shared things of which others may know more. */
export async function mergeAsked(run: Run, operation: Operation, variables: Variables, asked: Asked): Promise<Merged> {
  const answers = asked.heard.map((one) => one.read());
  const { document, node } = operation;
  const vocabulary = vocabularyOf(run.model.schema, run.owners.codes, document, variables);
  const report = ({ owner, code, message }: UnusableInMerge) => run.report(owner.code, code, message);
  const first = mergeAnswers(asked.routes, answers, asked.pages, node.operation, variables, vocabulary, report);
  if (!first.data || first.found.length === 0) return first;

  const below = { ...run, owners: withoutFailed(run.owners, first.answers) };
  const placed = objectsIn(first.data);
  const found = first.found.filter(({ target }) => placed.has(target));
  const seconds = await Promise.all(
    secondSteps(run.model, operation, variables, found).map(async (step) => {
      const plan = planCalls(below, step.operation, step.variables);
      const said = await askOwners(below, step.operation, step.variables, plan);
      const { data, answers, errors } = await mergeAsked(below, step.operation, step.variables, said);
      const isLost = answers.some(({ failure }) => failure) && answers.some(({ failure }) => !failure);
      const nothing = (root: RootField) => nothingOf(root, plan.pages, step.variables);
      const unknown = data
        ? complete(step, data, isLost ? nothing : undefined).map(
            ({ key }) => new HubError('MERGE_CONFLICT', { reason: 'THING', key }),
          )
        : [];
      const isComplete = data !== null && unknown.length === 0;
      const own = errors.map((error) => atTarget(error, step, first.data));
      return { isComplete, answers, errors: errors.length > 0 ? own : unknown };
    }),
  );
  // Before another step puts it wherever it stands: then it is longer than what came of owners.
  run.sizes.check(first.data);
  return {
    data: seconds.every(({ isComplete }) => isComplete) ? first.data : null,
    answers: [...first.answers, ...seconds.flatMap(({ answers }) => answers)],
    errors: [...first.errors, ...seconds.flatMap(({ errors }) => errors)],
    found,
  };
}

/** Asks what the routes say; where a pure field got no answer, the next owner. */
async function askAll(
  run: Run,
  operation: Operation,
  variables: Variables,
  { pages, routes, calls }: Plan,
): Promise<{ routes: Route[]; heard: Heard[] }> {
  let heard: Heard[] = [];
  // An owner that hangs must leave time for what comes after: another owner, or a second step.
  const isLast = !operation.hasLookups && !routes.every(({ others }) => others.length > 0);
  const part = isLast ? 1 : 1 / 2;
  for (const step of stepsOf(operation, routes)) {
    const asked = calls ?? callsOf(operation, step, variables, run.leftMs() * part);
    heard.push(...(await run.ask(asked, pages, part)));
  }
  if (operation.node.operation === 'query') {
    const { rests, refused } = withoutRefused(heard, operation, variables, run.leftMs() * part);
    heard = [...heard.filter((one) => !refused.has(one)), ...refused.values(), ...(await run.ask(rests, pages, part))];
  }
  const settled: Route[] = [];
  const next: Route[] = [];
  for (const route of routes) {
    const isLost = route.others.length > 0 && heard.every((one) => !hasData(one) || !one.routes.includes(route));
    if (isLost) next.push({ ...route, owners: route.others.slice(0, 1), others: route.others.slice(1) });
    else settled.push(route);
  }
  if (next.length === 0) return { routes: settled, heard };
  const again = await askAll(run, operation, variables, { pages, routes: next });
  // Who was asked in vain for pure fields alone is not missing from the answer.
  const needed = heard.filter((one) => hasData(one) || one.routes.some((route) => settled.includes(route)));
  const final = [...settled, ...again.routes];
  return {
    routes: routes.map(({ root }) => final.find((route) => route.root === root)!),
    heard: [...needed, ...again.heard],
  };
}

function hasData(heard: Heard): boolean {
  return heard.kept !== undefined || heard.read().data !== null;
}

/** Mutations run one after the other, as GraphQL has it; all of a query is asked at once. */
function stepsOf({ node }: Operation, routes: readonly Route[]): Route[][] {
  if (node.operation !== 'mutation') return [[...routes]];
  const steps: Route[][] = [];
  for (const route of routes) {
    if (route.refusal) continue;
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

/** What stands in many places is looked into once. */
function pathTo(value: unknown, target: object, seen = new Set<object>()): (string | number)[] | undefined {
  if (value === target) return [];
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  for (const [key, inner] of Object.entries(value)) {
    const path = pathTo(inner, target, seen);
    if (path) return [Array.isArray(value) ? Number(key) : key, ...path];
  }
  return undefined;
}
