import { type FieldNode, Kind, print, type SelectionSetNode, visit } from 'graphql';
import type { FetchNode, PlanNode, RequiresSelection, Rewrite, RewriteSegment } from '../../operation/query-plan.js';
import type { Joins } from '../../schema/joins.js';
import type { Fetch, Selected } from './place.js';

/** The plan of fetches: those that need nothing of each other at once, the others after what they need. */
export function printPlan(
  fetches: readonly Fetch[],
  operationKind: 'query' | 'mutation',
  variableTypes: ReadonlyMap<string, string>,
  joins: Joins,
): PlanNode {
  const levels = new Map<Fetch, number>();
  const levelOf = (fetch: Fetch): number => {
    let level = levels.get(fetch);
    if (level === undefined) {
      level = Math.max(-1, ...Array.from(fetch.after, levelOf)) + 1;
      levels.set(fetch, level);
    }
    return level;
  };
  const steps: PlanNode[][] = [];
  for (const fetch of fetches) {
    const level = levelOf(fetch);
    steps[level] ??= [];
    steps[level].push(nodeOf(fetch, fetch.place ? 'query' : operationKind, variableTypes, joins));
  }
  const nodes = steps.map((step): PlanNode => onlyOf(step) ?? { kind: 'Parallel', nodes: step });
  return inSequence(nodes);
}

function nodeOf(
  { graph, place, selected, key }: Fetch,
  operationKind: 'query' | 'mutation',
  variableTypes: ReadonlyMap<string, string>,
  joins: Joins,
): PlanNode {
  const printer = new Printer(joins, graph);
  const body = printer.selections(selected, []);
  const variableUsages = [...printer.variables];
  const variables = variableUsages.map((name) => `$${name}:${variableTypes.get(name)}`);
  if (key) variables.unshift('$representations:[_Any!]!');
  const head = `${operationKind}${variables.length ? `(${variables.join(',')})` : ''}`;
  const entities = `{_entities(representations:$representations){...on ${selected.type}${body}}}`;
  const node: FetchNode = {
    kind: 'Fetch',
    serviceName: graph,
    operationKind,
    operation: head + (key ? entities : body),
    variableUsages,
    outputRewrites: printer.rewrites,
  };
  if (!place) return node;
  if (key) {
    node.requires = [{ kind: 'InlineFragment', typeCondition: place.type, selections: requiresOf(key) }];
    if (joins.objectTypes(selected.type)[0] !== selected.type) {
      const setValueTo = selected.type;
      node.inputRewrites = [
        { ValueSetter: { path: [{ TypenameEquals: [setValueTo] }, { Key: '__typename' }], setValueTo } },
      ];
    }
  }
  return { kind: 'Flatten', path: [...place.path], node };
}

function requiresOf({ selections }: SelectionSetNode): RequiresSelection[] {
  return selections.flatMap((node): RequiresSelection[] => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const inner = requiresOf(node.selectionSet);
      const typeCondition = node.typeCondition?.name.value;
      return typeCondition ? [{ kind: 'InlineFragment', typeCondition, selections: inner }] : inner;
    }
    const name = node.name.value;
    // The reverse of GraphQL: it is read under the key by which it was fetched, and sent under the field's name.
    const field = { kind: 'Field', name: node.alias?.value ?? name, alias: name } as const;
    return [node.selectionSet ? { ...field, selections: requiresOf(node.selectionSet) } : field];
  });
}

/** Writes what one fetch selects. */
class Printer {
  readonly variables = new Set<string>();
  /** Inner ones first: a path goes by the keys of the answer as it came. */
  readonly rewrites: Rewrite[] = [];

  constructor(
    private readonly joins: Joins,
    private readonly graph: string,
  ) {}

  selections(selected: Selected, path: readonly RewriteSegment[]): string {
    const parts = selected.typename || this.#isEmpty(selected) ? ['__typename'] : [];
    for (const [key, { node, sub }] of selected.fields) parts.push(this.#field(key, node, sub, path));
    const fragments = [...selected.fragments].filter(([, fragment]) => !this.#isEmpty(fragment));
    for (const [at, [type, fragment]] of fragments.entries()) {
      const inside = [...path, { TypenameEquals: [type] }];
      const inner = Array.from(fragment.fields, ([key, { node, sub }]) => {
        // One key may stand for values of different shapes, and so for a conflict, where several types have it.
        const others = fragments.filter(([, other]) => other !== fragment && other.fields.has(key));
        const differs = sub
          ? others.length > 0
          : others.some(([other]) => this.#typeOf(other, node) !== this.#typeOf(type, node));
        if (!differs) return this.#field(key, node, sub, inside);
        const alias = `_t${at}_${key}`;
        const text = this.#field(alias, node, sub, inside);
        this.rewrites.push({ KeyRenamer: { path: [...inside, { Key: alias }], renameKeyTo: key } });
        return text;
      });
      parts.push(`...on ${type}{${fragment.typename ? '__typename ' : ''}${inner.join(' ')}}`);
    }
    return `{${parts.join(' ')}}`;
  }

  #field(key: string, node: FieldNode, sub: Selected | undefined, path: readonly RewriteSegment[]): string {
    const name = node.name.value;
    for (const argument of node.arguments ?? []) {
      visit(argument, { Variable: ({ name: variable }) => void this.variables.add(variable.value) });
    }
    const argumentList = node.arguments?.length ? `(${node.arguments.map((each) => print(each)).join(',')})` : '';
    const head = `${key === name ? name : `${key}:${name}`}${argumentList}`;
    return sub ? head + this.selections(sub, [...path, { Key: key }]) : head;
  }

  #isEmpty({ typename, fields, fragments }: Selected): boolean {
    return !typename && fields.size === 0 && [...fragments.values()].every((each) => this.#isEmpty(each));
  }

  #typeOf(type: string, { name }: FieldNode): string {
    const join = this.joins.field(this.graph, type, name.value);
    return join ? print(join.type) : '';
  }
}

export function inSequence(nodes: PlanNode[]): PlanNode {
  return onlyOf(nodes) ?? { kind: 'Sequence', nodes };
}

function onlyOf(nodes: readonly PlanNode[]): PlanNode | undefined {
  return nodes.length === 1 ? nodes[0] : undefined;
}
