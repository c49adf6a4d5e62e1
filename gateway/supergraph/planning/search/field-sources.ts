import { type FieldNode, print, type SelectionSetNode } from 'graphql';
import { fieldsFor, providedOf } from '../../schema/field-sets.js';
import { type JoinedField, type Joins, namedType } from '../../schema/joins.js';
import type { PlanPlace, Way } from './place.js';

/** A subgraph that answers a field, and under which name it knows the field's type. */
export interface FieldSource {
  readonly graph: string;
  readonly local: string;
  readonly join: JoinedField;
}

/** The subgraphs that answer the field of things of this type: those first that answer the most of what is selected below. */
export function fieldSources(joins: Joins, type: string, { name, selectionSet }: FieldNode): FieldSource[] {
  const sources = [...joins.graphs.keys()].flatMap((graph) =>
    joins.localNames(graph, type).flatMap((local): FieldSource[] => {
      const join = joins.field(graph, local, name.value);
      return join && !join.isExternal ? [{ graph, local, join }] : [];
    }),
  );
  if (!selectionSet || sources.length < 2) return sources;
  return sources
    .map((source) => {
      const { graph, join } = source;
      const provided = join.provides ? [join.provides] : [];
      return { source, count: answeredCount(joins, graph, namedType(join.type), selectionSet, provided) };
    })
    .sort((one, other) => other.count - one.count)
    .map(({ source }) => source);
}

/** Can the field be selected where this subgraph has the thing before itself already? */
export function answers(joins: Joins, way: Way, place: PlanPlace, { name }: FieldNode): boolean {
  const local = way.selected.type;
  const join = joins.field(way.graph, local, name.value);
  if (!join || joins.type(way.graph, local)?.kind !== 'object') return false;
  if (join.requires && (!way.requires || print(way.requires) !== print(join.requires))) return false;
  return !join.isExternal || providedOf(way.provided, name.value, (type) => joins.fits(place.type, type)) !== undefined;
}

/** How much of a selection a subgraph answers by itself. */
function answeredCount(
  joins: Joins,
  graph: string,
  type: string,
  selectionSet: SelectionSetNode,
  provided: readonly SelectionSetNode[],
): number {
  let count = 0;
  for (const local of joins.localTypes(graph, type)) {
    if (!joins.isIdentified(graph, local, provided)) return 0;
    for (const field of fieldsFor(selectionSet, (condition) => joins.fits(local, condition))) {
      const name = field.name.value;
      const join = joins.field(graph, local, name);
      const inherited = providedOf(provided, name, (condition) => joins.fits(local, condition));
      if (!join || (join.isExternal && !inherited)) continue;
      const below = [...(inherited ?? []), ...(join.provides ? [join.provides] : [])];
      count += field.selectionSet ? answeredCount(joins, graph, namedType(join.type), field.selectionSet, below) : 1;
    }
  }
  return count;
}
