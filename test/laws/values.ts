import fc from 'fast-check';
import { type Cursor, compareCursors, encodeCursor } from '../../schema/contract/cursor.js';
import { quotient } from '../../schema/contract/decimals.js';
import { quantilesOf } from '../../schema/contract/sketch.js';
import { sketchText, spreadOf } from '../schema/spread.js';

/** Decimals as they are published: few digits, with and without an exact binary form. */
export const decimal = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.constantFrom(0.1, 0.2, 0.3, 0.7, 33.3, 1e-7, 123456.789, -0.1),
);
export const text = fc.constantFrom('Ёлка', 'елка', 'План', '😀', '\uffee', '', 'Zeta', 'план');

/** What one owner says; the place among the owners tells whose things may be in it. */
export type Said = (owner: string) => fc.Arbitrary<unknown>;

const orNull =
  (value: fc.Arbitrary<unknown>): Said =>
  () =>
    fc.option(value);

export const sums = orNull(decimal);
export const texts = orNull(text);
export const sketches = orNull(fc.array(fc.constantFrom(0, 1, 33.3, -0.1), { maxLength: 6 }).map(sketchText));
/** In their order, which is that of the bytes of UTF-8. */
export const wordLists = orNull(
  fc.array(text, { maxLength: 3 }).map((words) => words.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))),
);

/** Things of this owner alone, in the order of ids. */
export const things: Said = (owner) =>
  fc.option(
    fc.array(text, { maxLength: 4 }).map((names) => names.map((name, n) => ({ id: `${owner}:thing:${n}`, name }))),
  );

/** Acts of this owner, after those that all owners know. */
export const acts: Said = (owner) =>
  fc
    .tuple(
      fc.subarray([':act:1', ':act:2', ':act:3']),
      fc.integer({ min: 0, max: 2 }),
      fc.array(text, { minLength: 5, maxLength: 5 }),
    )
    .map(([shared, own, titles]) =>
      [...shared, ...Array.from({ length: own }, (_, n) => `${owner}:act:${n}`)].map((id, index) => ({
        id,
        title: titles[index]!,
        things: [{ id: `${owner}:thing:${index}`, name: titles[index]! }],
      })),
    );

/** An act as citations call it. */
export const plainAct: Said = () => fc.option(fc.constant({ id: ':act:1', title: 'План' }));

export const act: Said = (owner) =>
  fc.option(text.map((title) => ({ id: ':act:1', title, things: [{ id: `${owner}:thing:0`, name: title }] })));

/** Rows by key, each key once and in their order; what all rows of a key agree in follows from the key. */
export const rows: Said = () =>
  keys.chain((drawn) =>
    fc
      .tuple(...drawn.map(() => fc.array(decimal, { maxLength: 4 })))
      .map((numbers) =>
        drawn.map((key, n) => ({ ...key, ...numbersOf(numbers[n]!), ...spreads(numbers[n]!), label: key.code })),
      ),
  );

/** Rows of which all owners that have them say the same. */
export const plainRows: Said = () => keys.map((drawn) => drawn.map((key) => ({ ...key, label: key.code })));

interface RowKey {
  code: string | null;
  kind: string | null;
  year: number | null;
}

const keys: fc.Arbitrary<RowKey[]> = fc
  .uniqueArray(
    fc.record({
      code: fc.option(fc.constantFrom('a', 'b', '😀', '\uffee')),
      kind: fc.option(fc.constantFrom('FIRST', 'SECOND')),
      year: fc.option(fc.constantFrom(9, 10, 2024)),
    }),
    { maxLength: 6, selector: (key) => JSON.stringify(key) },
  )
  .map((drawn) => drawn.sort((x, y) => Buffer.compare(bytesOf(x), bytesOf(y))));

/** Texts as the bytes of UTF-8, enum values as the schema lists them, numbers by value, null last. */
function bytesOf({ code, kind, year }: RowKey): Buffer {
  const place = kind === null ? 9 : ['SECOND', 'FIRST'].indexOf(kind);
  return Buffer.concat([
    Buffer.from(code ?? '\u{10ffff}'),
    Buffer.from([0, place, ...[year ?? 9999].flatMap((n) => [n >> 8, n & 255])]),
  ]);
}

export const totals: Said = () => fc.option(fc.array(decimal, { maxLength: 4 }).map(numbersOf));

function numbersOf(values: readonly number[]) {
  const sum = sumOf(values);
  return { count: values.length, sum, mean: quotient(sum, values.length) };
}

function spreads(values: readonly number[]) {
  return { spread: sketchText(values), quantiles: quantilesOf(spreadOf(values), [0, 0.5, 1]) };
}

/** In whole units of the last digit that any of them has, so that nothing is rounded. */
function sumOf(values: readonly number[]): number {
  return Number(values.reduce((sum, value) => sum + BigInt(Math.round(value * 1e7)), 0n)) / 1e7;
}

export const pageSize = 3;

/** The first rows of this owner in an order with ties, or the last. */
export const pages =
  (isBackward: boolean): Said =>
  (owner) =>
    fc.array(text, { maxLength: 6 }).map((names) => {
      const placed = names
        .map((name, n) => ({ name, id: `${owner}:thing:${n}` }))
        .map((node): { node: typeof node; at: Cursor } => ({
          node,
          at: { order: 'things', descending: false, keys: [node.name.slice(0, 1), node.id] },
        }))
        .sort((a, b) => compareCursors(a.at, b.at));
      const shown = isBackward ? placed.slice(-pageSize) : placed.slice(0, pageSize);
      const edges = shown.map(({ node, at }) => ({ cursor: encodeCursor(at), node }));
      const goesOn = placed.length > pageSize;
      return {
        edges,
        nodes: edges.map(({ node }) => node),
        pageInfo: {
          hasNextPage: goesOn && !isBackward,
          hasPreviousPage: goesOn && isBackward,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
        totalCount: placed.length,
      };
    });
