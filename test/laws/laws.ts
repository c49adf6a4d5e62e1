import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import type { Modules } from './modules.js';
import { type Contribution, type Merge, mergerOf } from './rule.js';
import * as values from './values.js';

/** A rule with what it must obey. */
export interface RuleLaws {
  readonly rule: string;
  /** The field, with all that the hub would ask besides, so that what is merged can be merged again. */
  readonly selection: string;
  readonly said: values.Said;
  /** What changes nothing when it is merged besides. */
  readonly neutral: readonly unknown[];
  /** The same said twice is the same. Not so where it is counted, or belongs to whoever says it. */
  readonly isIdempotent: boolean;
  /** Who says what does not matter. Things of owners stand in the order of owners. */
  readonly isCommutative: boolean;
  readonly mustAgree?: boolean;
}

const rowFields = 'code kind year count sum mean spread quantiles(of: [0, 0.5, 1]) label';
const pageFields =
  '{ edges { cursor node { id name } } nodes { id name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }';
const noPage = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: 0,
};
const agreed: values.Said = () => fc.option(fc.constant(['План', 'Ёлка']));
const once = { isIdempotent: true, isCommutative: true };
const counted = { isIdempotent: false, isCommutative: true };
const owned = { isIdempotent: false, isCommutative: false };

export const ruleLaws: readonly RuleLaws[] = [
  { rule: 'SUM', selection: 'sum', said: values.sums, neutral: [null, 0], ...counted },
  { rule: 'MIN', selection: 'min', said: values.texts, neutral: [null], ...once },
  { rule: 'MAX', selection: 'max', said: values.sums, neutral: [null], ...once },
  { rule: 'SKETCH', selection: 'sketch', said: values.sketches, neutral: [null, '{}'], ...counted },
  { rule: 'AGREE', selection: 'agree', said: agreed, neutral: [null], ...once, mustAgree: true },
  { rule: 'ANY', selection: 'any', said: () => fc.option(fc.constant('x')), neutral: [null], ...once },
  {
    rule: 'CONCAT of plain values',
    selection: 'words',
    said: values.wordLists,
    neutral: [null, []],
    ...counted,
  },
  {
    rule: 'CONCAT of things',
    selection: 'things { id name }',
    said: values.things,
    neutral: [null, []],
    ...owned,
  },
  {
    rule: 'CONCAT of shared things',
    selection: 'acts { id title things { id name } }',
    said: values.acts,
    neutral: [null, []],
    ...owned,
  },
  { rule: 'JOIN of what all know', selection: 'acted { id title }', said: values.plainAct, neutral: [null], ...once },
  {
    rule: 'KEY of what all know',
    selection: 'rows { code kind year label }',
    said: values.plainRows,
    neutral: [[]],
    ...once,
  },
  { rule: 'JOIN', selection: 'acted { id title things { id name } }', said: values.act, neutral: [null], ...owned },
  {
    rule: 'KEY with MEAN and QUANTILES',
    selection: `rows { ${rowFields} }`,
    said: values.rows,
    neutral: [[]],
    ...counted,
  },
  {
    rule: 'JOIN without a key',
    selection: 'totals { count sum mean }',
    said: values.totals,
    neutral: [null],
    ...counted,
  },
  {
    rule: 'PAGE',
    selection: `page(first: ${values.pageSize}) ${pageFields}`,
    said: values.pages(false),
    neutral: [noPage],
    ...owned,
  },
  {
    rule: 'PAGE from the end',
    selection: `page(last: ${values.pageSize}) ${pageFields}`,
    said: values.pages(true),
    neutral: [noPage],
    ...owned,
  },
];

/** Each law, to be checked of a rule of these modules: throws where it does not hold. */
export type Law = (laws: RuleLaws, modules: Modules, seed: number) => void;

/** The laws that a rule must obey, by what they say. */
export function lawsFor({ isCommutative, isIdempotent, mustAgree }: RuleLaws): readonly (readonly [string, Law])[] {
  return Object.entries(laws).filter(([name]) => {
    if (name === commutative) return isCommutative;
    if (name === idempotent) return isIdempotent;
    return name !== contradicted || mustAgree;
  });
}

const commutative = 'does not depend on who says what';
const idempotent = 'takes the same said twice as said once';
const contradicted = 'chooses nothing where owners contradict each other';

const laws: Readonly<Record<string, Law>> = {
  [commutative]: ({ selection, said }, modules, seed) => {
    const merge = mergerOf(modules, selection);
    check(three(said), seed, (all) => {
      const [a, b, c] = all.map(({ value }) => value);
      same(merge(said3(c, a, b)), merge(all));
      same(merge(said3(b, a, c)), merge(all));
    });
  },
  'gives hubs over hubs the same, however owners are grouped': ({ selection, said }, modules, seed) => {
    const merge = mergerOf(modules, selection);
    check(three(said), seed, (all) => {
      const [a, b, c] = all as [Contribution, Contribution, Contribution];
      const whole = merge(all).value;
      same(merge([hubOver(merge, 'a', [a, b]), c]).value, whole);
      same(merge([a, hubOver(merge, 'b', [b, c])]).value, whole);
    });
  },
  'does not change by whoever has nothing': ({ selection, said, neutral }, modules, seed) => {
    const merge = mergerOf(modules, selection);
    check(three(said), seed, (all) => {
      // Whoever has nothing says so beside somebody who says something.
      fc.pre(merge(all).value !== null);
      for (const value of neutral) {
        same(merge([...all, { owner: 'd', value }]), merge(all));
        same(merge([{ owner: 'a-0', value }, ...all]), merge(all));
      }
    });
  },
  'is what one owner says where it is the only one': ({ selection, said }, modules, seed) => {
    const merge = mergerOf(modules, selection);
    check(said('a'), seed, (value) => same(merge([{ owner: 'a', value }]).value, value));
  },
  [idempotent]: ({ selection, said }, modules, seed) => {
    const merge = mergerOf(modules, selection);
    check(said('a'), seed, (value) =>
      same(
        merge([
          { owner: 'a', value },
          { owner: 'b', value },
        ]).value,
        value,
      ),
    );
  },
  [contradicted]: ({ selection, said }, modules, seed) => {
    const merge = mergerOf(modules, selection);
    check(said('a'), seed, (value) => {
      if (value === null) return;
      for (const other of [[], ['План'], ['Ёлка', 'План'], ['План', 'Ёлка', 'Ёлка']]) {
        const conflict = { value: null, problems: ['MERGE_CONFLICT'] };
        same(merge(said3(value, other, value)), conflict);
        same(merge(said3(other, null, value)), conflict);
      }
    });
  },
};

function three(said: values.Said): fc.Arbitrary<Contribution[]> {
  return fc.tuple(said('a'), said('b'), said('c')).map((all) => said3(...all));
}

function said3(a: unknown, b: unknown, c: unknown): Contribution[] {
  return [
    { owner: 'a', value: a },
    { owner: 'b', value: b },
    { owner: 'c', value: c },
  ];
}

function hubOver(merge: Merge, owner: string, below: readonly Contribution[]): Contribution {
  return { owner, members: below.map((one) => one.owner), value: merge(below).value };
}

function check<T>(drawn: fc.Arbitrary<T>, seed: number, holds: (value: T) => void): void {
  fc.assert(
    fc.property(drawn, (value) => holds(value)),
    { seed, numRuns: 60 },
  );
}

function same(one: unknown, other: unknown): void {
  deepStrictEqual(plain(one), plain(other));
}

/** As JSON, in which there is no −0 and nothing is undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
