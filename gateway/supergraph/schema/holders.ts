import { type Joins, namedType } from './joins.js';

/**
 * The object types that a field can have wherever it is asked for: `holders` are the subgraphs that can have a thing of
 * this type before themselves, and each of them that answers the field says the same.
 */
export function typesOf(joins: Joins, holders: ReadonlySet<string>, type: string, field: string): readonly string[] {
  const objects = joins.objectTypes(type);
  if (objects.length > 0 && objects[0] !== type) {
    return [...new Set(objects.flatMap((object) => typesOf(joins, holders, object, field)))];
  }
  const bySubgraph = [...holders].flatMap((graph) =>
    joins.localNames(graph, type).flatMap((name) => {
      const join = joins.field(graph, name, field);
      if (!join || join.isExternal) return [];
      return [joins.localTypes(graph, namedType(join.type)).flatMap((local) => joins.typesBehind(local))];
    }),
  );
  return bySubgraph.reduce((common, others) => common.filter((each) => others.includes(each)), bySubgraph[0] ?? []);
}

/** The subgraphs that can have a thing in this field before themselves: they return it, or find it by a key. */
export function holdersOf(
  joins: Joins,
  holders: ReadonlySet<string>,
  type: string,
  field: string,
  child: string,
): Set<string> {
  if (joins.isRoot(child)) return new Set(joins.graphs.keys());
  const names = (graph: string) =>
    joins
      .objectTypes(type)
      .concat(type)
      .flatMap((each) => joins.localNames(graph, each));
  const returning = [...holders].filter((graph) =>
    names(graph).some((name) => joins.field(graph, name, field)?.isExternal === false),
  );
  const finding = [...joins.graphs.keys()].filter((graph) =>
    [child, ...joins.interfacesOf(child)].some((name) =>
      joins.type(graph, name)?.keys.some(({ isResolvable }) => isResolvable),
    ),
  );
  return new Set([...returning, ...finding]);
}
