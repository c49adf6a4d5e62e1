import {
  type Cursor,
  changedSince,
  compareCursors,
  decodeCursor,
  noteVersions,
} from '../../../schema/contract/cursor.js';
import { type FieldPlan, type ObjectPlan, objectOf, type Page, selectedLeaf, selectionOf } from '../plan/index.js';
import { isJsonObject, type JsonObject, listIn, objectIn, put } from '../values.js';
import { type Contribution, InvalidInMerge, type MergeContext, noteMove } from './merge-context.js';

/**
 * Merges the owners' pages of one order into one page of that order. Each owner was asked for a whole page after the
 * same cursor, so the first rows of all are among them; whether more follow is known from what is left over here and
 * from what the owners themselves say follows.
 */
export function mergePage(
  field: FieldPlan,
  values: readonly Contribution[],
  context: MergeContext,
  mergeOther: MergeField,
): unknown {
  const parts = values.flatMap(({ owner, value }): Part[] => (isJsonObject(value) ? [{ owner, value }] : []));
  if (values.length > 0 && parts.length === 0) return null;
  const plan = objectOf(selectionOf(field));
  const page = (field.page === undefined ? undefined : context.pages[field.page]) ?? unlimited;
  const rows = mergeRows(plan, parts, page);
  const changed = changedSince(page.from, context.versions);
  const merged: JsonObject = {};
  for (const inner of plan.fields) {
    if (inner.hidden) continue;
    const value = isOther(inner)
      ? mergeOther(
          inner,
          parts.map(({ owner, value: part }) => ({ owner, value: part[inner.alias] })),
          context,
        )
      : inner.name === 'pageInfo'
        ? pageInfo(inner, rows, context, changed)
        : rowsOf(inner, parts, rows, context);
    if (value === undefined) return null;
    put(merged, inner.key, value);
  }
  return merged;
}

type MergeField = (field: FieldPlan, values: readonly Contribution[], context: MergeContext) => unknown;

const unlimited: Page = { size: Number.POSITIVE_INFINITY, from: null, isBackward: false };

/** One owner's page. */
type Part = Contribution<JsonObject>;

interface Rows {
  /** Which row of which part stands at each place of the page. */
  readonly places: readonly { part: Part; index: number }[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const noRows: Rows = { places: [], startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false };

/** What a connection says beside its rows, such as totalCount. */
function isOther({ rule, name }: FieldPlan): boolean {
  return rule !== 'ROWS' && name !== 'pageInfo';
}

function rowsOf(field: FieldPlan, parts: readonly Part[], rows: Rows, context: MergeContext): unknown {
  for (const { value } of parts) context.moved?.set(value[field.alias], []);
  return rows.places.map(({ part, index }, place) => {
    const list = listIn(part.value[field.alias]);
    noteMove(context, list, index, place);
    return list[index];
  });
}

function pageInfo(field: FieldPlan, rows: Rows, { versions }: MergeContext, changed: readonly string[]) {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = rows;
  const plan = objectOf(selectionOf(field));
  const __typename = plan.type.name;
  const values: JsonObject = { __typename, hasNextPage, hasPreviousPage, startCursor, endCursor, changed };
  const cursors: Record<string, string | null> = { startCursorNoted: startCursor, endCursorNoted: endCursor };
  const merged: JsonObject = {};
  for (const { key, name } of plan.fields) {
    const cursor = cursors[name];
    put(merged, key, cursor === undefined ? (values[name] ?? null) : noteVersions(cursor, versions));
  }
  return merged;
}

function mergeRows(plan: ObjectPlan, parts: readonly Part[], { size, from, isBackward }: Page): Rows {
  const cursorsIn = plan.fields.find((field) => field.name === 'edges' && selectedLeaf(field, 'cursor'));
  if (!cursorsIn) return noRows;
  const queues = parts.map((part) => new RowQueue(part, cursorsIn, plan, from, isBackward));
  checkOrders(queues);
  const sign = isBackward ? -1 : 1;
  const places: { part: Part; index: number; cursor: string }[] = [];
  let open = queues.filter(hasHead);
  while (open.length > 0 && places.length < size) {
    const next = open.reduce((best, queue) => (sign * compareCursors(queue.head, best.head) < 0 ? queue : best));
    const { head } = next;
    places.push({ part: next.part, index: next.index, cursor: next.cursor });
    // A shared entity comes from every owner that has it, and is one row.
    if (idIn(head).startsWith(':')) {
      for (const queue of open) if (queue !== next && compareCursors(queue.head, head) === 0) queue.advance(head);
    }
    next.advance(head);
    open = open.filter(hasHead);
  }
  if (isBackward) places.reverse();
  const leaf = isBackward ? 'hasPreviousPage' : 'hasNextPage';
  const moreIn = plan.fields.find((field) => field.name === 'pageInfo' && selectedLeaf(field, leaf));
  const saysMore = ({ value }: Part) => moreIn !== undefined && leafValue(moreIn, leaf, value[moreIn.alias]) === true;
  const goesOn = open.length > 0 || parts.some(saysMore);
  const hasBefore = from !== null;
  return {
    places,
    startCursor: places[0]?.cursor ?? null,
    endCursor: places.at(-1)?.cursor ?? null,
    hasNextPage: isBackward ? hasBefore : goesOn,
    hasPreviousPage: isBackward ? goesOn : hasBefore,
  };
}

/** The rows of one owner, nearest to where the page begins first; their cursors are read only as far as it needs them. */
class RowQueue {
  index: number;
  head: Cursor | undefined;
  private readonly edges: readonly unknown[];

  constructor(
    readonly part: Part,
    private readonly cursorsIn: FieldPlan,
    plan: ObjectPlan,
    from: Cursor | null,
    private readonly isBackward: boolean,
  ) {
    this.edges = listIn(part.value[cursorsIn.alias] ?? []);
    this.index = isBackward ? this.edges.length - 1 : 0;
    for (const { rule, alias } of plan.fields) {
      const rows = rule === 'ROWS' ? part.value[alias] : null;
      if (Array.isArray(rows) && rows.length !== this.edges.length) this.refuse('as many nodes as edges');
    }
    this.head = this.read();
    if (this.head && from && !this.follows(from, this.head)) this.refuse('rows from the cursor on');
  }

  get cursor(): string {
    return String(leafValue(this.cursorsIn, 'cursor', this.edges[this.index]));
  }

  /** To the next row, which must follow the last one in its order. */
  advance(last: Cursor): void {
    this.index += this.isBackward ? -1 : 1;
    this.head = this.read();
    if (this.head && !this.follows(last, this.head)) this.refuse('rows in their order');
  }

  refuse(expected: string): never {
    throw new InvalidInMerge(this.part.owner, `Expected ${expected}.`);
  }

  private follows(before: Cursor, next: Cursor): boolean {
    if (shapeOf(before) !== shapeOf(next)) return false;
    return (this.isBackward ? -1 : 1) * compareCursors(before, next) < 0;
  }

  private read(): Cursor | undefined {
    if (this.index < 0 || this.index >= this.edges.length) return undefined;
    const cursor = decoded(this.cursor) ?? this.refuse('a cursor');
    const [owner = ''] = idIn(cursor).split(':');
    if (owner !== '' && !this.part.owner.municipalities.has(owner)) {
      throw new InvalidInMerge(this.part.owner, `A row of ${owner}.`, 'OWNERSHIP_VIOLATION');
    }
    return cursor;
  }
}

function hasHead(queue: RowQueue): queue is RowQueue & { head: Cursor } {
  return queue.head !== undefined;
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

/** The value of a leaf below a field, by the name that validation left it. */
function leafValue(field: FieldPlan, leaf: string, value: unknown): unknown {
  const inner = selectedLeaf(field, leaf);
  if (!inner) throw new Error(`Expected ${leaf} to be selected in ${field.parent.name}.${field.name}.`);
  return objectIn(value)[selectionOf(field).raw ? inner.alias : inner.key];
}
