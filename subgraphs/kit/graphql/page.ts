import type { EntityClass } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { changedSince, decodeCursor, encodeCursor, noteVersions } from '../../../schema/contract/cursor.js';
import { readPageArguments } from '../../../schema/contract/pages.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { selectEntities } from '../database/index.js';
import type { Connection, Edge, PageArgs } from './connection.js';
import type { Context } from './context.js';
import { syntheticRow } from './synthetic.js';

/** A total order: one text column that is never null, then the id. */
export interface Order<T> {
  /** As «measures.SOURCE_ORDER»; cursors of other orders are refused. */
  name: string;
  column: string;
  /** The property that holds the column; without one it is read beside the row. */
  key?: keyof T & string;
  descending?: boolean;
}

export interface List<T> {
  entity: EntityClass<T>;
  /** Stands in for the table, where the rows are made of others: in brackets. */
  from?: RawBuilder<unknown>;
  order: Order<T>;
  /** Conditions on `r`; all must hold. */
  where: readonly RawBuilder<unknown>[];
  /** What the client filtered by, which `where` was made of: parents with the same one are read by one statement. */
  filter?: object | null;
  /** The list belongs to a parent: the condition that ties `r` to the parent's id. */
  parent?: { name: string; id: string; tie: (id: RawBuilder<string>) => RawBuilder<unknown> };
}

/**
 * One page of a list. Pages of the same field under many parents are read by one statement, and totals by one more,
 * only if asked for.
 */
export async function page<T extends { id: string }>(
  context: Context,
  list: List<T>,
  args: PageArgs,
): Promise<Connection<T>> {
  const { size, from, isBackward } = readPageArguments(args);
  const cursor = from === null ? null : decodeCursor(String(from), list.order.name);
  // Every order sorts by one text, then the id.
  if (cursor && !(cursor.keys.length === 2 && cursor.keys.every((key) => typeof key === 'string'))) {
    throw new HubError('BAD_CURSOR');
  }
  const parent = list.parent;
  // One row more shows whether there are more.
  const stretch = { from: cursor?.keys, isBackward, limit: size + 1 };
  const rows = parent
    ? await context.loaders
        .named<string, Row<T>[]>(`${shapeOf(list)}|${JSON.stringify([size, from, isBackward])}`, (parents) =>
          readPages(context, list, parents, stretch),
        )
        .load(parent.id)
    : (await readPages(context, list, [], stretch)).flat();
  const edges = rows.slice(0, size).map((row) => edge(list.order, row));
  if (isBackward) edges.reverse();
  const goesOn = rows.length > size;
  const [startCursor, endCursor] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null];
  const noted = (place: string | null) => async () => noteVersions(place, await versionsOf(context));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: isBackward ? from !== null : goesOn,
      hasPreviousPage: isBackward ? goesOn : from !== null,
      startCursor,
      endCursor,
      startCursorNoted: noted(startCursor),
      endCursorNoted: noted(endCursor),
      changed: async () => changedSince(cursor, await versionsOf(context)),
    },
    totalCount: () => counted(context, list, 'count'),
    syntheticCount: () => {
      const isSynthetic = syntheticRow(list.entity) ?? sql`false`;
      return counted(context, { ...list, where: [...list.where, isSynthetic] }, 'synthetic');
    },
  };
}

/** How many rows the list has; `name` tells counts of one list apart. */
function counted<T extends { id: string }>(context: Context, list: List<T>, name: string): Promise<number> {
  const { parent } = list;
  if (!parent) return count(context, list, ['']).then(([total = 0]) => total);
  return context.loaders
    .named<string, number>(`${shapeOf(list)}|${name}`, (parents) => count(context, list, parents))
    .load(parent.id);
}

async function versionsOf({ owners, version }: Context): Promise<Map<string, number>> {
  const current = await version();
  return new Map(owners.map((owner) => [owner, current.version]));
}

/** What pages under different parents must have in common to be read by one statement. */
function shapeOf<T>({ entity, parent, filter, order }: List<T>): string {
  return [entity.name, parent?.name, JSON.stringify(filter ?? null), order.name].join('|');
}

interface Row<T> {
  entity: T;
  raw: Record<string, unknown>;
}

function edge<T extends { id: string }>(order: Order<T>, { entity: node, raw }: Row<T>): Edge<T> {
  const keys = [String(order.key ? node[order.key] : raw._key), node.id];
  return { node, cursor: encodeCursor({ order: order.name, descending: order.descending ?? false, keys }) };
}

/** Rows from a place in the order, or from its end, nearest first. */
interface Stretch {
  from: readonly (string | number)[] | undefined;
  isBackward: boolean;
  limit: number;
}

async function readPages<T extends { id: string }>(
  { snapshot }: Context,
  { entity, from, order, where, parent }: List<T>,
  parents: readonly string[],
  { from: place, isBackward, limit }: Stretch,
): Promise<Row<T>[][]> {
  const key = sql.ref(`r.${order.column}`);
  const beside = order.key ? sql`` : sql`, ${key} as "_key"`;
  const isDescending = (order.descending ?? false) !== isBackward;
  const direction = isDescending ? sql`desc` : sql`asc`;
  const conditions = [...where];
  if (parent) conditions.push(parent.tie(sql<string>`p.parent`));
  if (place) conditions.push(sql`(${key}, r.id) ${isDescending ? sql`<` : sql`>`} (${place[0]}, ${place[1]})`);
  const rows = await selectEntities(
    snapshot,
    entity,
    (columns, table) => {
      const rowsOfOne = sql`
      select ${columns}${beside} from ${table} r ${whereAll(conditions)}
      order by ${key} ${direction}, r.id ${direction} limit ${limit}`;
      const keyOfRow = order.key ? key : sql.ref('r._key');
      return parent
        ? sql`select p.parent as "_parent", r.* from unnest(${[...parents]}::text[]) p(parent)
            cross join lateral (${rowsOfOne}) r order by ${keyOfRow} ${direction}, r.id ${direction}`
        : rowsOfOne;
    },
    from,
  );
  if (!parent) return [rows];
  const byParent = Map.groupBy(rows, ({ raw }) => raw._parent);
  return parents.map((id) => byParent.get(id) ?? []);
}

async function count<T extends object>(
  { snapshot }: Context,
  { entity, from, where, parent }: List<T>,
  parents: readonly string[],
): Promise<number[]> {
  const conditions = parent ? [...where, parent.tie(sql<string>`p.parent`)] : where;
  const rows = await selectEntities(
    snapshot,
    entity,
    (_, table) => {
      const rowsOfOne = sql`select count(*)::int as count from ${table} r ${whereAll(conditions)}`;
      return parent
        ? sql`select p.parent as "_parent", r.count from unnest(${[...parents]}::text[]) p(parent)
            cross join lateral (${rowsOfOne}) r`
        : rowsOfOne;
    },
    from,
  );
  const byParent = new Map(rows.map(({ raw }) => [raw._parent ?? '', Number(raw.count)]));
  return parents.map((id) => byParent.get(id) ?? 0);
}

function whereAll(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
}
