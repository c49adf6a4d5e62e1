import { HubError } from '../../schema/errors.js';
import type { Operation, RootField } from './operation.js';
import { type Owner, ownersMeant, slotValue } from './owners.js';
import type { FieldPlan } from './plan.js';

type Variables = Readonly<Record<string, unknown>>;

/** A root field and who is asked for it. */
export interface Route {
  readonly root: RootField;
  readonly owners: readonly Owner[];
  /** As one owner answers it alone, or as several do. */
  readonly plan: FieldPlan;
  /** The owners' codes that its arguments name; null for all. */
  readonly meant: ReadonlySet<string> | null;
  /** A pure field: who can be asked instead. */
  readonly others: readonly Owner[];
}

/** What one owner is asked. */
export interface OwnerCall {
  readonly owner: Owner;
  readonly routes: readonly Route[];
  /** Whose data the answer may hold: of a hub that stands for several, those meant. */
  readonly codes: ReadonlySet<string>;
  readonly body: string;
}

/** Decides who is asked for each root field, and throws before any call where a field names nobody known. */
export function routesOf(
  operation: Operation,
  variables: Variables,
  owners: readonly Owner[],
  isSound: (owner: Owner) => boolean,
): Route[] {
  const known = new Set(owners.flatMap(({ municipalities }) => [...municipalities]));
  const isMutation = operation.node.operation === 'mutation';
  const routes = operation.roots
    .filter(({ isLocal }) => !isLocal)
    .map((root) => {
      const meant = ownersMeant(root, variables, known);
      const asked = meant ? owners.filter(({ municipalities }) => some(municipalities, meant)) : owners;
      if (isMutation && meant?.size !== 1) {
        throw new HubError('BAD_ARGUMENT', `Expected one owner for ${root.key}, got ${meant?.size ?? 'none'}.`);
      }
      return { root, owners: asked, plan: planFor(root, asked.length, owners.length), meant, others: [] };
    });
  const needed = new Set(routes.filter(({ root }) => root.rule !== 'ANY').flatMap((route) => route.owners));
  const rank = (owner: Owner) => (isSound(owner) ? 0 : 2) + (needed.has(owner) ? 0 : 1);
  return routes.map((route) => (route.root.rule === 'ANY' ? ofOne(route, rank) : route));
}

/** A pure field needs one owner: one that is asked anyway, and that answered last time. */
function ofOne(route: Route, rank: (owner: Owner) => number): Route {
  const [first, ...others] = route.owners.toSorted((a, b) => rank(a) - rank(b));
  return { ...route, owners: first ? [first] : [], others, plan: route.root.single };
}

function planFor({ single, joined }: RootField, asked: number, all: number): FieldPlan {
  return asked === 1 ? single : joined(asked === all ? 'ALL' : 'SOME');
}

/** One call to each owner, with the fields that are meant for it. */
export function callsOf(operation: Operation, routes: readonly Route[], variables: Variables): OwnerCall[] {
  const asked = new Map<Owner, Route[]>();
  for (const route of routes) {
    for (const owner of route.owners) {
      const others = asked.get(owner);
      if (others) others.push(route);
      else asked.set(owner, [route]);
    }
  }
  return [...asked].map(([owner, own]) => {
    const { query, variables: names } = operation.text(own.map(({ plan }) => plan));
    const values: Record<string, unknown> = Object.create(null);
    for (const name of names) if (name in variables) values[name] = variables[name];
    for (const { root } of own) {
      for (const slot of root.slots) values[slot.variable] = slotValue(slot, variables, owner);
    }
    const codes = [...owner.municipalities].filter((code) => own.some(({ meant }) => meant?.has(code) ?? true));
    return {
      owner,
      routes: own,
      codes: new Set(codes),
      body: `{"query":${query},"variables":${JSON.stringify(values)}}`,
    };
  });
}

function some(codes: ReadonlySet<string>, meant: ReadonlySet<string>): boolean {
  for (const code of codes) if (meant.has(code)) return true;
  return false;
}
