import { hash } from 'node:crypto';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { FieldPlan } from './field-plan.js';
import type { Operation, RootField } from './operation.js';
import type { OwnerText } from './owner-query.js';
import { isForNoOther, type Owner, type Owners, ownersMeant, slotValue } from './owners.js';
import { placed } from './request-options.js';

type Variables = Readonly<Record<string, unknown>>;

/** A root field and who is asked for it. */
export interface Route {
  readonly root: RootField;
  readonly owners: readonly Owner[];
  /** As one owner answers it alone, or as several do. */
  readonly plan: FieldPlan;
  /** The owners' codes that its arguments name; null for all. */
  readonly meant: ReadonlySet<string> | null;
  /** A pure field, or one that means nobody: who can be asked instead. */
  readonly others: readonly Owner[];
  /** Why nobody is asked for it. */
  readonly refusal?: HubError;
}

/** What one owner is asked. */
export interface OwnerCall {
  readonly owner: Owner;
  readonly routes: readonly Route[];
  /** What it is asked of each route. */
  readonly plans: readonly FieldPlan[];
  readonly operation: Operation;
  readonly variables: Variables;
  /** Milliseconds that it has. */
  readonly leftMs: number;
  /** Whose data the answer may hold: of a hub that stands for several, those meant. */
  readonly codes: ReadonlySet<string>;
  readonly body: string;
  /** The same for the same body and owner. */
  readonly digest: string;
}

/** Decides who is asked for each root field; nobody for those that are refused, such as one that names nobody known. */
export function routesOf(
  operation: Operation,
  variables: Variables,
  { owners, codes }: Owners,
  isSound: (owner: Owner) => boolean,
  refusals: ReadonlyMap<string, HubError> = new Map(),
): Route[] {
  const isMutation = operation.node.operation === 'mutation';
  const routes = operation.roots.map((root): Route => {
    const meant = refusals.get(root.key) ?? meantBy(root, variables, codes, isMutation);
    if (meant instanceof HubError) return refused(root, meant);
    const asked = meant ? owners.filter(({ municipalities }) => some(municipalities, meant)) : owners;
    // Of a hub that is asked for some of its owners, the others are not heard.
    const isAll = owners.every(({ municipalities }) => !meant || [...municipalities].every((code) => meant.has(code)));
    return { root, owners: asked, plan: planOf(root, asked.length, isAll, operation), meant, others: [] };
  });
  const needed = new Set(routes.filter(({ root }) => root.rule !== 'ANY').flatMap((route) => route.owners));
  const rank = (owner: Owner) => (isSound(owner) ? 0 : 2) + (needed.has(owner) ? 0 : 1);
  return routes.map((route) => {
    if (route.refusal) return route;
    if (route.root.rule === 'ANY') return ofOne(route, route.owners, rank);
    if (route.meant?.size !== 0) return route;
    // What there is of nobody, one owner can say: a sum of nothing, a shared thing.
    const able = owners.filter((owner) => isForNoOther(route.root, variables, owner));
    return ofOne(route, able, rank);
  });
}

/** Whose data a field means, or why it cannot be asked. */
function meantBy(root: RootField, variables: Variables, codes: ReadonlySet<string>, isMutation: boolean) {
  try {
    const meant = ownersMeant(root, variables, codes);
    if (!isMutation || meant?.size === 1) return meant;
    return new HubError('BAD_ARGUMENT', { reason: 'ONE_OWNER', field: root.key, got: meant?.size ?? 0 });
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}

function refused(root: RootField, error: HubError): Route {
  const { key, nodes } = root.single;
  const refusal = error.path ? error : placed(error, [key], nodes.slice(0, 1));
  return { root, owners: [], plan: root.single, meant: new Set(), others: [], refusal };
}

/** A pure field needs one owner: one that is asked anyway, and that answered last time. */
function ofOne(route: Route, owners: readonly Owner[], rank: (owner: Owner) => number): Route {
  const [first, ...others] = owners.toSorted((a, b) => rank(a) - rank(b));
  return { ...route, owners: first ? [first] : [], others, plan: route.root.single };
}

function planOf({ single, joined }: RootField, asked: number, isAll: boolean, { hasOthers }: Operation): FieldPlan {
  // Where one is left to be asked, because the others failed before, nobody knows more.
  if (isAll) return hasOthers ? joined('ALL') : single;
  return asked === 1 ? single : joined('SOME');
}

/** One call to each owner, with the fields that are meant for it; `leftMs` is the time for them. */
export function callsOf(
  operation: Operation,
  routes: readonly Route[],
  variables: Variables,
  leftMs: number,
): OwnerCall[] {
  const asked = new Map<Owner, Route[]>();
  for (const route of routes) {
    for (const owner of route.owners) {
      const others = asked.get(owner);
      if (others) others.push(route);
      else asked.set(owner, [route]);
    }
  }
  return [...asked].map(([owner, own]) => callTo(owner, own, operation, variables, leftMs));
}

/** What an owner is asked for these fields. */
export function callTo(
  owner: Owner,
  routes: readonly Route[],
  operation: Operation,
  variables: Variables,
  leftMs: number,
): OwnerCall {
  const plans = routes.map(({ plan }) => plan);
  const text = operation.text(plans, owner.municipalities.size > 1);
  return callOf({ owner, routes, plans, operation, variables, leftMs }, text);
}

export function callOf(
  asked: Pick<OwnerCall, 'owner' | 'routes' | 'plans' | 'operation' | 'variables' | 'leftMs'>,
  { query, variables: names }: OwnerText,
): OwnerCall {
  const { owner, routes, operation, variables, leftMs } = asked;
  const values: Record<string, unknown> = Object.create(null);
  for (const name of names) if (name in variables) values[name] = variables[name];
  for (const { root } of routes) {
    for (const slot of root.slots) values[slot.variable] = slotValue(slot, variables, owner);
  }
  // A hub below must have time to say who failed it.
  if (owner.municipalities.size > 1) values[operation.deadline] = Math.max(1, Math.floor(leftMs * 0.9));
  const body = `{"query":${query},"variables":${JSON.stringify(values)}}`;
  const digest = hash('sha256', `${owner.code} ${body}`, 'base64url');
  return { ...asked, codes: codesMeant(owner, routes), body, digest };
}

function codesMeant({ municipalities }: Owner, routes: readonly Route[]): ReadonlySet<string> {
  if (routes.some(({ meant }) => meant === null)) return municipalities;
  return new Set([...municipalities].filter((code) => routes.some(({ meant }) => meant?.has(code))));
}

function some(codes: ReadonlySet<string>, meant: ReadonlySet<string>): boolean {
  for (const code of codes) if (meant.has(code)) return true;
  return false;
}
