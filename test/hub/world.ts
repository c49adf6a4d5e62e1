import { execute, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { exactSum } from '../../gateway/hub/merge/aggregate.js';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { compareText, sortKey } from '../../schema/contract/collation.js';
import { type Cursor, compareCursors, decodeCursor, encodeCursor } from '../../schema/contract/cursor.js';
import { quotient } from '../../schema/contract/decimals.js';
import { formatId, parseId } from '../../schema/contract/id.js';
import { quantilesOf } from '../../schema/contract/sketch.js';
import { sketchText, spreadOf } from '../schema/spread.js';
import { worldSdl } from './world-sdl.js';

export interface MeasureRow {
  owner: string;
  n: number;
  title: string;
  due: string | null;
  amount: number | null;
  areas: string[];
  /** The local part of an act's id; with «:» in front, of a shared one. */
  basis: string | null;
}

/** Rows of several owners: what one instance holds of them, or what a single database with all of them would. */
export interface World {
  owners: string[];
  measures: MeasureRow[];
}

export const schema: GraphQLSchema = readSchema(worldSdl).schema;
const areaCodes = ['PROCESS', 'CONTENT', 'FAMILY'];

/** Answers an operation with graphql-js over the rows of these owners alone. */
export async function answerOf(world: World, source: string, variables?: Record<string, unknown>) {
  return execute({ schema, document: parse(source), rootValue: rootOf(world), variableValues: variables });
}

export function partOf(world: World, ...owners: string[]): World {
  return {
    owners: world.owners.filter((code) => owners.includes(code)),
    measures: world.measures.filter(({ owner }) => owners.includes(owner)),
  };
}

type Args = Record<string, never> & {
  municipalities?: string[] | null;
  codes?: string[] | null;
  code: string;
  id: string;
  first: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  orderBy: string;
  groupBy: string[];
  text: string;
  filter?: { area?: string | null; titles?: string[] | null } | null;
  input: { municipality: string; measure: string; title: string };
};

function rootOf({ owners, measures }: World) {
  const sorted = [...owners].sort(compareText);
  const within = (codes?: string[] | null) => (codes ? sorted.filter((code) => codes.includes(code)) : sorted);
  const rowsOf = (codes?: string[] | null) => measures.filter(({ owner }) => !codes || codes.includes(owner));

  const municipality = (code: string) => ({
    __typename: 'Municipality',
    code,
    name: `Name of ${code}`,
    note: code.length % 2 ? null : `Note ${code}`,
    measures: (args: Args) => connection(rowsOf([code]), args),
  });
  const measure = (row: MeasureRow): object => ({
    __typename: 'Measure',
    id: measureId(row),
    municipality: () => municipality(row.owner),
    title: row.title,
    due: row.due,
    amount: row.amount,
    areas: () => areaCodes.filter((code) => row.areas.includes(code)).map(area),
    basis: () => (row.basis === null ? null : act(actId(row))),
    tags: [...row.areas, row.title],
    constructor: row.n,
    broken: () => {
      throw new GraphQLError(`internal: ${row.title}`, { extensions: { code: 'FORBIDDEN' } });
    },
    brokenHard: () => {
      throw new GraphQLError('pg: password');
    },
  });
  const area = (code: string) => {
    const rows = measures.filter(({ areas }) => areas.includes(code));
    return {
      code,
      label: `Label ${code}`,
      usedBy: () => sorted.filter((owner) => rows.some((row) => row.owner === owner)).map(municipality),
      measures: (args: Args) => connection(rows, { ...args, orderBy: 'TITLE' } as Args),
      totals: () => totals(rows),
    };
  };
  const act = (id: string) => {
    const rows = measures.filter((row) => row.basis !== null && actId(row) === id);
    if (rows.length === 0) return null;
    const used = areaCodes.filter((code) => rows.some(({ areas }) => areas.includes(code)));
    return {
      __typename: 'Act',
      id,
      title: `Act ${parseId(id).local}`,
      number: null,
      citedBy: () => [...rows].sort(byOwnerAndNumber).map(measure),
      areas: () => used.map(area),
      mainArea: () => (id.startsWith(':') || used.length === 0 ? null : area(used[0]!)),
      measures: (args: Args) => connection(rows, { ...args, orderBy: 'TITLE' } as Args),
      period: { start: '2024-01-01', end: null },
    };
  };
  const totals = (rows: MeasureRow[]) => {
    const amounts = rows.flatMap(({ amount }) => amount ?? []);
    return {
      count: amounts.length,
      sum: exactSum(amounts),
      mean: quotient(exactSum(amounts), amounts.length),
      titles: rows.map(({ title }) => title).sort(compareText),
    };
  };
  const connection = (rows: MeasureRow[], args: Args) => {
    const { orderBy } = args;
    const things = rows.map((row) => ({ thing: measure(row), cursor: cursorOf(row, orderBy) }));
    return { ...pageOf(things, args), totalCount: rows.length };
  };
  const things = (codes?: string[] | null) =>
    within(codes).flatMap((code) => rowsOf([code]).sort(byOwnerAndNumber).map(measure));
  const find = (id: string) => {
    const row = measures.find((candidate) => measureId(candidate) === id);
    return row ? measure(row) : null;
  };

  return {
    municipalities: ({ codes }: Args) => within(codes).map(municipality),
    municipality: ({ code }: Args) => (owners.includes(code) ? municipality(code) : null),
    measures: (args: Args) =>
      connection(
        rowsOf(args.municipalities).filter(
          ({ areas, title }) =>
            (!args.filter?.area || areas.includes(args.filter.area)) &&
            (!args.filter?.titles || args.filter.titles.includes(title)),
        ),
        args,
      ),
    measure: ({ id }: Args) => find(id),
    areas: () => areaCodes.map(area),
    // All there are, whoever is meant: they are nobody's.
    areasOf: () => areaCodes.map(area),
    area: ({ code }: Args) => area(code),
    summary: ({ municipalities, groupBy }: Args) => summary(rowsOf(municipalities), groupBy),
    act: ({ id }: Args) => act(id),
    acts: ({ municipalities }: Args) => {
      const ids = new Set(rowsOf(municipalities).flatMap((row) => (row.basis === null ? [] : actId(row))));
      return [...ids].sort((a, b) => compareText(a, b)).map(act);
    },
    actPages: (args: Args) => {
      const keyed = new Map(measures.flatMap((row) => (row.basis === null ? [] : [[actId(row), act(actId(row))]])));
      const rows = [...keyed].map(([id, thing]) => ({
        thing,
        cursor: { order: 'acts.TITLE', descending: false, keys: [`act ${parseId(id).local}`, id] },
      }));
      return pageOf(rows, args);
    },
    node: ({ id }: Args) => (parseId(id).kind === 'act' ? act(id) : find(id)),
    subjects: ({ municipalities }: Args) => things(municipalities),
    totals: ({ municipalities }: Args) => totals(rowsOf(municipalities)),
    motto: () => 'Quality is a habit',
    readDate: ({ text }: Args) => ({ text, date: /\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? null }),
    rename: ({ input }: Args) => ({ ...find(input.measure), title: input.title }),
  };
}

export function measureId({ owner, n }: MeasureRow): string {
  return formatId({ owner, kind: 'measure', local: String(n) });
}

export function actId({ owner, basis }: MeasureRow): string {
  return basis!.startsWith(':')
    ? formatId({ owner: '', kind: 'act', local: basis!.slice(1) })
    : formatId({ owner, kind: 'act', local: basis! });
}

function byOwnerAndNumber(a: MeasureRow, b: MeasureRow): number {
  return compareText(a.owner, b.owner) || a.n - b.n;
}

export function cursorOf(row: MeasureRow, order: string): Cursor {
  const key = order === 'TITLE' ? sortKey(row.title) : (row.due ?? '');
  return { order: `measures.${order}`, descending: order === 'DUE_DESC', keys: [key, measureId(row)] };
}

function summary(rows: MeasureRow[], groupBy: string[]) {
  const groups = new Map<
    string,
    { municipality: string | null; area: string | null; month: number | null; rows: MeasureRow[] }
  >();
  for (const row of rows) {
    for (const area of groupBy.includes('AREA') ? [...row.areas, ...(row.areas.length === 0 ? [null] : [])] : [null]) {
      const municipality = groupBy.includes('MUNICIPALITY') ? row.owner : null;
      const month = groupBy.includes('MONTH') && row.due ? Number(row.due.slice(5, 7)) : null;
      const key = JSON.stringify([municipality, area, month]);
      const group = groups.get(key) ?? { municipality, area, month, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
  }
  const last = (a: boolean, b: boolean) => Number(a) - Number(b);
  return [...groups.values()]
    .sort(
      (a, b) =>
        last(a.municipality === null, b.municipality === null) ||
        compareText(a.municipality ?? '', b.municipality ?? '') ||
        last(a.area === null, b.area === null) ||
        areaCodes.indexOf(a.area ?? '') - areaCodes.indexOf(b.area ?? '') ||
        last(a.month === null, b.month === null) ||
        (a.month ?? 0) - (b.month ?? 0),
    )
    .map(({ rows: own, ...key }) => {
      const amounts = own.flatMap(({ amount }) => amount ?? []);
      return {
        ...key,
        count: amounts.length,
        sum: exactSum(amounts),
        mean: quotient(exactSum(amounts), amounts.length),
        least: amounts.length > 0 ? Math.min(...amounts) : null,
        spread: amounts.length > 0 ? sketchText(amounts) : null,
        quantiles: ({ of }: { of: number[] }) => quantilesOf(spreadOf(amounts), of),
        last:
          own
            .flatMap(({ due }) => due ?? [])
            .sort()
            .at(-1) ?? null,
      };
    });
}

function pageOf(rows: { thing: object | null; cursor: Cursor }[], { first, after, last, before }: Args) {
  const isBackward = last != null;
  const size = isBackward ? last : (first ?? 3);
  if (size < 1) throw new GraphQLError('size', { extensions: { code: 'BAD_PAGE_SIZE' } });
  const place = isBackward ? before : after;
  const from = place ? decodeCursor(place, rows[0]?.cursor.order) : null;
  const inOrder = rows.toSorted((a, b) => compareCursors(a.cursor, b.cursor));
  const beyond = inOrder.filter(({ cursor }) => !from || (isBackward ? -1 : 1) * compareCursors(cursor, from) > 0);
  const edges = (isBackward ? beyond.slice(-size) : beyond.slice(0, size)).map(({ thing, cursor }) => ({
    cursor: encodeCursor(cursor),
    node: thing,
  }));
  const goesOn = beyond.length > size;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: isBackward ? from !== null : goesOn,
      hasPreviousPage: isBackward ? goesOn : from !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      endCursorNoted: null,
      changed: [],
    },
  };
}
