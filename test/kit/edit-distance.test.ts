import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from '../../subgraphs/documents/words/edit-distance.js';

it.each([
  ['', '', 0],
  ['центр', 'центр', 0],
  ['центр', 'цент', 1],
  ['кнмц', 'кнцм', 1],
  ['отдел', 'отдлы', 2],
  ['абвг', 'бавгд', 2],
  ['абвгд', 'дгвба', 4],
])('«%s» and «%s» are %i apart', (a, b, expected) => {
  expect([editDistance(a, b, 9), editDistance(b, a, 9)]).toEqual([expected, expected]);
  expect([editDistance(a, b, expected), editDistance(a, b, expected - 1)]).toEqual([expected, null]);
});

it('What is looked for only up to a limit is the same within it, by the plain definition', () => {
  const word = fc.string({ unit: fc.constantFrom('а', 'б', 'в'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.nat(6), (a, b, most) => {
      const whole = plainDistance(a, b);
      expect(editDistance(a, b, most)).toBe(whole <= most ? whole : null);
    }),
    { numRuns: 2000 },
  );
});

/** Recursive, over beginnings of both. */
function plainDistance(a: string, b: string, known = new Map<string, number>()): number {
  if (a === '' || b === '') return a.length + b.length;
  const key = `${a} ${b}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const of = (x: number, y: number) => plainDistance(a.slice(0, -x || undefined), b.slice(0, -y || undefined), known);
  const ways = [of(1, 0) + 1, of(0, 1) + 1, of(1, 1) + (a.at(-1) === b.at(-1) ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) ways.push(of(2, 2) + 1);
  const distance = Math.min(...ways);
  known.set(key, distance);
  return distance;
}
