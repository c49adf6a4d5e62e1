import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import { seed, typed } from './printing.js';

const weekdays = [
  { code: 'MO', name: 'понедельник', by: 'понедельникам' },
  { code: 'TU', name: 'вторник', by: 'вторникам' },
  { code: 'TH', name: 'четверг', by: 'четвергам' },
];
const weekly = (list: typeof weekdays) => `FREQ=WEEKLY;BYDAY=${list.map(({ code }) => code).join(',')}`;

/** How a rule is worded. */
const rules: [string, fc.Arbitrary<[string, string]>][] = [
  [
    'weekdays of every week',
    fc
      .subarray(weekdays, { minLength: 1, maxLength: 3 })
      .chain((list) =>
        fc.constantFrom<[string, string]>(
          [`по ${list.map(({ by }) => by).join(' и ')}`, weekly(list)],
          [`еженедельно, ${list.map(({ name }) => name).join(', ')}`, weekly(list)],
          [`каждый ${list.map(({ name }) => name).join(' и ')}`, weekly(list)],
        ),
      ),
  ],
  [
    'a weekday of every month',
    fc
      .tuple(fc.constantFrom(...weekdays), fc.constantFrom([1, '1-й'], [2, 'второй'], [3, 'III'], [-1, 'последний']))
      .chain(([day, [nth, word]]) =>
        fc.constantFrom<[string, string]>(
          [`${word} ${day.name} месяца`, `FREQ=MONTHLY;BYDAY=${nth}${day.code}`],
          [`каждый ${word} ${day.name} каждого месяца`, `FREQ=MONTHLY;BYDAY=${nth}${day.code}`],
          [`ежемесячно (${word} ${day.name})`, `FREQ=MONTHLY;BYDAY=${nth}${day.code}`],
        ),
      ),
  ],
  [
    'days of every month',
    fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 }).chain((list) => {
      const days = list.toSorted((a, b) => a - b);
      const rule = `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')}`;
      return fc.constantFrom<[string, string]>(
        [`до ${days.join(', ')} числа каждого месяца`, rule],
        [`ежемесячно ${days.join(' и ')} числа`, rule],
        [`${days.join(', ')} числа ежемесячно`, rule],
      );
    }),
  ],
  [
    'a day after the period reported on',
    fc
      .integer({ min: 1, max: 28 })
      .chain((d) =>
        fc.constantFrom<[string, string]>(
          [`до ${d} числа месяца, следующего за отчётным`, `FREQ=MONTHLY;BYMONTHDAY=${d}`],
          [`до ${d}-го числа, следующего за отчетным месяцем`, `FREQ=MONTHLY;BYMONTHDAY=${d}`],
          [`ежеквартально до ${d} числа месяца следующего за отчетным`, `FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=${d}`],
          [`не позднее ${d} числа второго месяца квартала`, `FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=${d}`],
          [`до ${d} числа последнего месяца каждого квартала`, `FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=${d}`],
          [`1 раз в полгода, до ${d} числа месяца, следующего за отчетным`, `FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=${d}`],
        ),
      ),
  ],
  [
    'times in a unit',
    fc.constantFrom<[string, string]>(
      ['2 р. в год', 'FREQ=MONTHLY;INTERVAL=6'],
      ['не реже 2-х раз в год', 'FREQ=MONTHLY;INTERVAL=6'],
      ['не реже, чем 1 раз в квартал', 'FREQ=MONTHLY;INTERVAL=3'],
      ['1 раз в пол года', 'FREQ=MONTHLY;INTERVAL=6'],
      ['1 раз/кв.', 'FREQ=MONTHLY;INTERVAL=3'],
      ['ежемес.', 'FREQ=MONTHLY'],
      ['ежедневно, кроме субботы и воскресенья', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
      ['ежедневно в рабочие дни', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ),
  ],
];

describe('a rule that is printed and read back is the same', () => {
  it.each(rules)('%s', (_, way) => {
    fc.assert(
      fc.property(way, typed, ([text, rrule], type) => {
        const { kind, rrule: read, status } = readDeadline(type(text));
        expect([kind, read, status]).toEqual(['RECURRING', rrule, 'CLEAR']);
      }),
      { numRuns: 200, seed },
    );
  });
});
