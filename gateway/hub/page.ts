import { type Cursor, compareCursors, decodeCursor } from '../../schema/cursor.js';
import { leafOf } from './compile.js';
import type { Owner } from './owners.js';
import type { FieldPlan, ObjectPlan } from './plan.js';
import { type Contribution, type MergeScope, noteMove, UnusableInMerge } from './scope.js';
import { put } from './verify.js';

/**
 * Merges the owners' pages of one order into one page of that order. Each owner was asked for a whole page after the
 * same cursor, so the first rows of all are among them; whether more follow is known from what is left over here and
 * from what the owners themselves say follows.
 */
export function mergePage(
  field: FieldPlan,
  values: readonly Contribution[],
  scope: MergeScope,
  mergeOther: MergeField,
): unknown {
  const parts = values.filter(({ value }) => value !== null) as Part[];
  if (values.length > 0 && parts.length === 0) return null;
  const [plan] = field.selection!.objects.values();
  const { first, after } = (field.page === undefined ? undefined : scope.pages[field.page]) ?? unlimited;
  const rows = mergeRows(plan!, parts, first, after);
  const merged: Record<string, unknown> = {};
  for (const inner of plan!.fields) {
    if (inner.hidden) continue;
    const value = isOther(inner)
      ? mergeOther(
          inner,
          parts.map(({ owner, value: part }) => ({ owner, value: part[inner.alias] })),
          scope,
        )
      : connectionField(inner, parts, rows, scope, after);
    if (value === undefined) return null;
    put(merged, inner.key, value);
  }
  return merged;
}

type MergeField = (field: FieldPlan, values: readonly Contribution[], scope: MergeScope) => unknown;

const unlimited = { first: Number.POSITIVE_INFINITY, after: null };

type Part = { readonly owner: Owner; readonly value: Record<string, unknown> };

interface Rows {
  /** Which row of which part stands at each place of the page. */
  readonly places: readonly { part: Part; index: number }[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

/** What a connection says beside its rows, such as totalCount. */
function isOther({ rule, name }: FieldPlan): boolean {
  return rule !== 'ROWS' && name !== 'pageInfo';
}

function connectionField(
  field: FieldPlan,
  parts: readonly Part[],
  rows: Rows,
  scope: MergeScope,
  after: Cursor | null,
): unknown {
  if (field.name === 'pageInfo') return pageInfo(field, rows, after);
  for (const { value } of parts) scope.moved?.set(value[field.alias], []);
  return rows.places.map(({ part, index }, place) => {
    const list = part.value[field.alias] as unknown[];
    noteMove(scope, list, index, place);
    return list[index];
  });
}

function pageInfo(field: FieldPlan, rows: Rows, after: Cursor | null): Record<string, unknown> {
  const [plan] = field.selection!.objects.values();
  const values: Record<string, unknown> = {
    __typename: plan!.type.name,
    hasNextPage: rows.hasNextPage,
    hasPreviousPage: after !== null,
    startCursor: rows.startCursor,
    endCursor: rows.endCursor,
  };
  const merged: Record<string, unknown> = {};
  for (const { key, name } of plan!.fields) put(merged, key, values[name] ?? null);
  return merged;
}

function mergeRows(plan: ObjectPlan, parts: readonly Part[], first: number, after: Cursor | null): Rows {
  const cursorsIn = plan.fields.find((field) => field.name === 'edges' && leafOf(field, 'cursor'));
  if (!cursorsIn) return { places: [], startCursor: null, endCursor: null, hasNextPage: false };
  const queues = parts.map((part) => new RowQueue(part, cursorsIn, plan, after));
  checkOrders(queues);
  const places: { part: Part; index: number; cursor: string }[] = [];
  let open = queues.filter((queue) => queue.head !== undefined);
  while (open.length > 0 && places.length < first) {
    const next = open.reduce((best, queue) => (compareCursors(queue.head!, best.head!) < 0 ? queue : best));
    places.push({ part: next.part, index: next.index, cursor: next.cursor });
    // A shared thing comes from every owner that has it, and is one row.
    if (idIn(next.head!).startsWith(':')) {
      for (const queue of open) if (queue !== next && compareCursors(queue.head!, next.head!) === 0) queue.advance();
    }
    next.advance();
    open = open.filter((queue) => queue.head !== undefined);
  }
  const moreIn = plan.fields.find((field) => field.name === 'pageInfo' && leafOf(field, 'hasNextPage'));
  const saysMore = ({ value }: Part) =>
    moreIn !== undefined && leafValue(moreIn, 'hasNextPage', value[moreIn.alias]) === true;
  return {
    places,
    startCursor: places[0]?.cursor ?? null,
    endCursor: places.at(-1)?.cursor ?? null,
    hasNextPage: open.length > 0 || parts.some(saysMore),
  };
}

/** The rows of one owner, their cursors read only as far as the page needs them. */
class RowQueue {
  index = 0;
  head: Cursor | undefined;
  private readonly edges: readonly unknown[];

  constructor(
    readonly part: Part,
    private readonly cursorsIn: FieldPlan,
    plan: ObjectPlan,
    after: Cursor | null,
  ) {
    this.edges = (part.value[cursorsIn.alias] ?? []) as unknown[];
    for (const { rule, alias } of plan.fields) {
      const rows = rule === 'ROWS' ? (part.value[alias] as unknown[] | null) : null;
      if (rows && rows.length !== this.edges.length) this.refuse('as many nodes as edges');
    }
    this.head = this.read();
    if (this.head && after && !isNext(after, this.head)) this.refuse('rows after the cursor');
  }

  get cursor(): string {
    return leafValue(this.cursorsIn, 'cursor', this.edges[this.index]) as string;
  }

  advance(): void {
    const before = this.head!;
    this.index++;
    this.head = this.read();
    if (this.head && !isNext(before, this.head)) this.refuse('rows in their order');
  }

  refuse(expected: string): never {
    throw new UnusableInMerge(this.part.owner, `Expected ${expected}.`);
  }

  private read(): Cursor | undefined {
    if (this.index >= this.edges.length) return undefined;
    const cursor = decoded(this.cursor) ?? this.refuse('a cursor');
    const owner = idIn(cursor).split(':')[0]!;
    if (owner !== '' && !this.part.owner.municipalities.has(owner)) {
      throw new UnusableInMerge(this.part.owner, `A row of ${owner}.`, 'OWNERSHIP_VIOLATION');
    }
    return cursor;
  }
}

function decoded(cursor: string): Cursor | undefined {
  try {
    return decodeCursor(cursor);
  } catch {
    return undefined;
  }
}

/** The last of a cursor's keys; '' where rows have no global id. */
function idIn({ keys }: Cursor): string {
  const id = keys.at(-1);
  return typeof id === 'string' && id.includes(':') ? id : '';
}

function isNext(before: Cursor, next: Cursor): boolean {
  return shapeOf(before) === shapeOf(next) && compareCursors(before, next) < 0;
}

/** Owners that sort otherwise than most cannot be merged with them. */
function checkOrders(queues: readonly RowQueue[]): void {
  const shapes = new Map<string, number>();
  for (const { head } of queues) if (head) shapes.set(shapeOf(head), (shapes.get(shapeOf(head)) ?? 0) + 1);
  if (shapes.size < 2) return;
  const [most] = [...shapes].reduce((best, shape) => (shape[1] > best[1] ? shape : best));
  queues.find(({ head }) => head && shapeOf(head) !== most)?.refuse(`the order ${most}`);
}

function shapeOf({ order, descending, keys }: Cursor): string {
  return `${order} ${descending} ${keys.map((key) => typeof key).join()}`;
}

/** The value of a leaf below a field, by the name that verification left it. */
function leafValue(field: FieldPlan, leaf: string, value: unknown): unknown {
  const { alias, key } = leafOf(field, leaf)!;
  return (value as Record<string, unknown>)[field.selection!.raw ? alias : key];
}
