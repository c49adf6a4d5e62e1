import type { MeasureRow, World } from './world.js';

/** Of which some are equal as sorted, and some sort apart in UTF-16 and by code points. */
export const titles = ['Ёлка', 'елка', 'Мера № 9', 'Мера № 10', 'План', 'Zeta', '😀 мера', ''];

function row(owner: string, n: number): MeasureRow {
  const at = (n * 7 + owner.charCodeAt(0)) % titles.length;
  return {
    owner,
    n,
    title: titles[at]!,
    due: n % 3 === 0 ? null : `2024-0${1 + (at % 9)}-15`,
    amount: n % 4 === 0 ? null : (n + at) / 10,
    areas: n % 5 === 0 ? [] : ['PROCESS', 'CONTENT'].slice(0, 1 + (n % 2)),
    basis: n % 4 === 0 ? ':1' : n % 4 === 1 ? null : n % 4 === 2 ? '5' : ':2',
  };
}

/** Owners with more and fewer measures, and one with none. */
export const sampleWorld: World = {
  owners: ['a', 'b', 'c', 'd', 'empty'],
  measures: ['a', 'b', 'c', 'd'].flatMap((owner, index) =>
    Array.from({ length: 2 + index * 3 }, (_, n) => row(owner, n + 1)),
  ),
};

/** Three measures that differ in nothing but their numbers. */
export function measuresOf(owner: string, title = 'Мера'): MeasureRow[] {
  return [1, 2, 3].map((n) => ({
    ...{ owner, n, title: `${title} ${n}`, due: null, amount: n },
    ...{ areas: ['PROCESS'], basis: ':1' },
  }));
}
