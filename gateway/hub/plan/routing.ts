import { hash } from 'node:crypto';
import { HubError } from '../../../schema/errors/catalogue.js';
import { errorAt } from './error-at.js';
import type { FieldPlan, Page } from './field-plan.js';
import type { Operation, RootField } from './operation.js';
import type { OwnerQuery } from './owner-query.js';
import { addressesOnly, type Owner, type Owners, slotValue, type TargetOwners, targetOwners } from './owners.js';

type Variables = Readonly<Record<string, unknown>>;

/** A root field and which owners are asked for it. */
export interface FieldRoute {
  readonly root: RootField;
  readonly owners: readonly Owner[];
  /** As one owner answers it alone, or as several do. */
  readonly plan: FieldPlan;
  /** The owners' codes that its arguments name; null for all. */
  readonly targets: TargetOwners;
  /** A pure field, or one that names nobody: who can be asked instead. */
  readonly others: readonly Owner[];
  /** Why nobody is asked for it. */
  readonly refusal?: HubError;
}

/** A root field as one owner is asked for it. */
export interface CallField {
  readonly route: FieldRoute;
  readonly plan: FieldPlan;
}

/** What one owner is asked. */
export interface OwnerCall {
  readonly owner: Owner;
  readonly fields: readonly CallField[];
  readonly routes: readonly FieldRoute[];
  readonly operation: Operation;
  readonly variables: Variables;
  readonly pages: readonly Page[];
  /** Milliseconds that it has. */
  readonly leftMs: number;
  /** Whose data the response may hold: of a hub that stands for several, those that are named. */
  readonly codes: ReadonlySet<string>;
  readonly body: string;
  /** The same for the same body and owner. */
  readonly digest: string;
}

/** Decides the fan-out of each root field; nobody is asked for those that are refused, such as one that names nobody known. */
export function routesOf(
  operation: Operation,
  variables: Variables,
  { owners, codes }: Owners,
  isHealthy: (owner: Owner) => boolean,
  refusals: ReadonlyMap<string, HubError> = new Map(),
): FieldRoute[] {
  const isMutation = operation.node.operation === 'mutation';
  const routes = operation.roots.map((root): FieldRoute => {
    const targets = refusals.get(root.key) ?? targetsOf(root, variables, codes, isMutation);
    if (targets instanceof HubError) return refusedRoute(root, targets);
    const addressees = targets ? owners.filter(({ municipalities }) => intersects(municipalities, targets)) : owners;
    // Of a hub that is asked for some of its owners, the others are not fetched from.
    const isAll = owners.every(
      ({ municipalities }) => !targets || [...municipalities].every((code) => targets.has(code)),
    );
    return { root, owners: addressees, plan: planOf(root, addressees.length, isAll, operation), targets, others: [] };
  });
  const required = new Set(routes.filter(({ root }) => root.rule !== 'ANY').flatMap((route) => route.owners));
  const rank = (owner: Owner) => (isHealthy(owner) ? 0 : 2) + (required.has(owner) ? 0 : 1);
  return routes.map((route) => {
    if (route.refusal) return route;
    if (route.root.rule === 'ANY') return ofOne(route, route.owners, rank);
    if (route.targets?.size !== 0) return route;
    // What there is of nobody, one owner can say: a sum of nothing, a shared entity.
    const able = owners.filter((owner) => addressesOnly(route.root, variables, owner));
    return ofOne(route, able, rank);
  });
}

/** Whose data a field means, or why it cannot be asked. */
function targetsOf(root: RootField, variables: Variables, codes: ReadonlySet<string>, isMutation: boolean) {
  try {
    const targets = targetOwners(root, variables, codes);
    if (!isMutation || targets?.size === 1) return targets;
    return new HubError('BAD_ARGUMENT', { reason: 'ONE_OWNER', field: root.key, got: targets?.size ?? 0 });
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}

function refusedRoute(root: RootField, error: HubError): FieldRoute {
  const { key, nodes } = root.single;
  const refusal = error.path ? error : errorAt(error, [key], nodes.slice(0, 1));
  return { root, owners: [], plan: root.single, targets: new Set(), others: [], refusal };
}

/** A pure field needs one owner: one that is asked anyway, and that answered last time. */
function ofOne(route: FieldRoute, owners: readonly Owner[], rank: (owner: Owner) => number): FieldRoute {
  const [first, ...others] = owners.toSorted((a, b) => rank(a) - rank(b));
  return { ...route, owners: first ? [first] : [], others, plan: route.root.single };
}

function planOf(root: RootField, ownerCount: number, isAll: boolean, { hasOthers }: Operation): FieldPlan {
  // Where one is left to be asked, because the others failed before, nobody knows more.
  if (isAll) return hasOthers ? root.joined('ALL') : root.single;
  return ownerCount === 1 ? root.single : root.joined('SOME');
}

/** What owners are asked, besides which fields. */
export type CallInput = Pick<OwnerCall, 'operation' | 'variables' | 'pages'>;

/** One call to each owner, with the fields that it is asked for; `leftMs` is the time for them. */
export function callsOf(input: CallInput, routes: readonly FieldRoute[], leftMs: number): OwnerCall[] {
  const routesByOwner = new Map<Owner, FieldRoute[]>();
  for (const route of routes) {
    for (const owner of route.owners) {
      const others = routesByOwner.get(owner);
      if (others) others.push(route);
      else routesByOwner.set(owner, [route]);
    }
  }
  return [...routesByOwner].map(([owner, own]) => callTo(owner, own, input, leftMs));
}

/** What an owner is asked for these fields. */
export function callTo(
  owner: Owner,
  routes: readonly FieldRoute[],
  { operation, variables, pages }: CallInput,
  leftMs: number,
): OwnerCall {
  const fields = routes.map((route) => ({ route, plan: route.plan }));
  const query = operation.query(
    fields.map(({ plan }) => plan),
    owner.municipalities.size > 1,
  );
  return callOf({ owner, fields, operation, variables, pages, leftMs }, query);
}

export function callOf(
  { owner, fields, operation, variables, pages, leftMs }: CallInput & Pick<OwnerCall, 'owner' | 'fields' | 'leftMs'>,
  { query, variables: names }: OwnerQuery,
): OwnerCall {
  const routes = fields.map(({ route }) => route);
  const values: Record<string, unknown> = Object.create(null);
  for (const name of names) if (name in variables) values[name] = variables[name];
  for (const { root } of routes) {
    for (const slot of root.slots) values[slot.variable] = slotValue(slot, variables, owner);
  }
  // A hub below must have time to say who failed it.
  if (owner.municipalities.size > 1) values[operation.deadline] = Math.max(1, Math.floor(leftMs * 0.9));
  const body = `{"query":${query},"variables":${JSON.stringify(values)}}`;
  const digest = hash('sha256', `${owner.code} ${body}`, 'base64url');
  const codes = codesFor(owner, routes);
  return { owner, fields, routes, operation, variables, pages, leftMs, codes, body, digest };
}

function codesFor({ municipalities }: Owner, routes: readonly FieldRoute[]): ReadonlySet<string> {
  if (routes.some(({ targets }) => targets === null)) return municipalities;
  return new Set([...municipalities].filter((code) => routes.some(({ targets }) => targets?.has(code))));
}

function intersects(codes: ReadonlySet<string>, targets: ReadonlySet<string>): boolean {
  for (const code of codes) if (targets.has(code)) return true;
  return false;
}
