import { describe, expect, it } from '@jest/globals';
import type { CellPart, PublicCell } from '../../../subgraphs/monitoring/rules/profile/public-cell.js';
import { releaseCells } from '../../../subgraphs/monitoring/rules/profile/release.js';

/** So many results of each legal form on each level, as «A1: 5» for five of form A on level 1. */
function cellsOf(sizes: Readonly<Record<string, number>>): PublicCell[] {
  return Object.entries(sizes).map(([name, size]) => ({
    synthetic: false,
    status: 'REPORTED',
    type: name[0]!,
    level: `MKDO/L${name[1]}`,
    size,
    min: null,
    max: null,
  }));
}

/** What is told: form or *, and the levels, with how many. */
function told(cells: readonly PublicCell[], parts: readonly CellPart[] = []): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [{ size }, { type, from, to }] of releaseCells(cells, parts)) {
    const short = (level: string | null) => level?.at(-1) ?? '?';
    const levels = from === to ? short(from) : `${short(from)}-${short(to)}`;
    sums[`${type ?? '*'}${levels}`] = (sums[`${type ?? '*'}${levels}`] ?? 0) + size;
  }
  return sums;
}

describe('What the public is told of a family', () => {
  it.each<[string, Record<string, number>, Record<string, number>]>([
    ['nothing of fewer than five', { A2: 2, A3: 2 }, {}],
    ['each level that has five', { A2: 5, B2: 2, A3: 3, B3: 9 }, { '*2': 7, '*3': 12 }],
    [
      'levels joined with the neighbour, so that most groups are left',
      { A1: 2, A2: 10, A3: 40, A4: 20, A5: 3 },
      { 'A1-2': 12, A3: 40, 'A4-5': 23 },
    ],
    ['no levels where all are on one', { A3: 50 }, { 'A?': 50 }],
    ['no levels where all but few are on one, the same', { A3: 50, A4: 4 }, { 'A?': 54 }],
    [
      'legal forms wholly or not at all',
      { A2: 9, A3: 9, B2: 9, B3: 9, C2: 4, C3: 9 },
      { A2: 9, A3: 9, '*2': 13, '*3': 18 },
    ],
    ['no form that is all on one level', { A2: 9, A3: 9, B3: 30 }, { '*2': 9, '*3': 39 }],
  ])('is %s', (_, sizes, expected) => {
    expect(told(cellsOf(sizes))).toEqual(expected);
  });

  it('is, when one has moved, the two levels between which it did joined, and all others', () => {
    const cells = cellsOf({ A1: 10, A2: 9, A3: 11, A4: 10 });
    const part = (past: string, n: number, size: number): CellPart => ({ past, place: cells[n]!, since: null, size });
    const parts = [part('1', 0, 10), part('2', 1, 9), part('2', 2, 1), part('3', 2, 10), part('4', 3, 10)];
    expect(told(cells, parts)).toEqual({ A1: 10, 'A2-3': 20, A4: 10 });
  });

  it('is nothing more when few came or went', () => {
    const cells = cellsOf({ A2: 10, A3: 11 });
    const of = (past: string | null, n: number | null, size: number): CellPart => ({
      past,
      place: n === null ? null : cells[n]!,
      since: null,
      size,
    });
    expect(told(cells, [of('2', 0, 10), of('3', 1, 10), of(null, 1, 1)])).toEqual({});
    expect(told(cells, [of('2', 0, 10), of('3', 1, 11), of('3', null, 1)])).toEqual({});
    expect(told(cells, [of('2', 0, 5), of('3', 1, 6), of(null, 0, 5), of(null, 1, 5)])).toEqual({ A2: 10, A3: 11 });
  });
});
