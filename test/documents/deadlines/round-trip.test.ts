import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import { printWindows } from './contexts.js';
import {
  day,
  genitive,
  iso,
  lastDay,
  locative,
  month,
  nominative,
  numeric,
  oneDay,
  ordinal,
  roman,
  seed,
  short,
  style,
  typed,
  weekdayNames,
  wholeMonths,
  year,
} from './printing.js';

/** How a period of days is worded; each way on its own, so that what fails says which. */
const ways: [string, fc.Arbitrary<[string, string]>][] = [
  [
    'a day in numbers',
    fc
      .tuple(day, fc.constantFrom('dd.mm.yyyy', 'd.m.yyyy', 'dd.mm.yy', 'dd/mm/yyyy', 'yyyy-mm-dd'))
      .map(([date, form]) => [numeric(date, form), oneDay(date)]),
  ],
  [
    'a day with its month in words',
    fc
      .tuple(day, style)
      .map(([date, s]) => [`${date.d}${s.blank}${genitive[date.m - 1]}${s.blank}${date.y}${s.suffix}`, oneDay(date)]),
  ],
  [
    'a day with «числа», its weekday or a time of day',
    fc
      .tuple(
        day,
        fc.constantFrom(
          'N числа M Y',
          'N M Y, W',
          'W, N M Y',
          'N M Y (W)',
          'N M Y в 10.00',
          'N M Y с 9-00 до 12-00',
          'N M Y, 15 ч. 30 мин.',
        ),
      )
      .map(([date, form]) => [
        form
          .replace('N', String(date.d))
          .replace('M', genitive[date.m - 1]!)
          .replace('Y', `${date.y} года`)
          .replace('W', weekdayNames[new Date(Date.UTC(date.y, date.m - 1, date.d)).getUTCDay()]!),
        oneDay(date),
      ]),
  ],
  [
    'days of a month, the month once',
    fc
      .tuple(
        year,
        month,
        fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 2, maxLength: 4 }),
        fc.constantFrom(', ', ',', ' и '),
      )
      .map(([y, m, list, comma]) => {
        const days = list.toSorted((a, b) => a - b);
        return [`${days.join(comma)} ${genitive[m - 1]} ${y} г.`, days.map((d) => oneDay({ y, m, d })).join('; ')];
      }),
  ],
  [
    'a decade or a half of a month',
    fc.tuple(year, month, fc.integer({ min: 0, max: 4 }), fc.boolean()).map(([y, m, nth, inFront]) => {
      const [words, first, last] = [
        ['первая декада', 1, 10],
        ['2-я декада', 11, 20],
        ['III дек.', 21, 31],
        ['первая половина', 1, 15],
        ['II половина', 16, 31],
      ][nth] as [string, number, number];
      return [
        inFront ? `${words} ${genitive[m - 1]} ${y}` : `${nominative[m - 1]} ${y} (${words})`,
        `${iso(y, m, first)}..${iso(y, m, Math.min(last, lastDay(y, m)))}`,
      ];
    }),
  ],
  [
    'a month',
    fc
      .tuple(year, month, style, fc.constantFrom(nominative, short))
      .map(([y, m, s, names]) => [`${names[m - 1]}${s.blank}${y}${s.suffix}`, wholeMonths(y, m, y, m)]),
  ],
  [
    'in a month',
    fc
      .tuple(year, month, style)
      .map(([y, m, s]) => [`в ${locative[m - 1]}${s.blank}${y}${s.suffix}`, wholeMonths(y, m, y, m)]),
  ],
  [
    'months to months, the year once',
    fc.tuple(year, month, month, style, fc.constantFrom(nominative, short)).map(([y, a, b, s, names]) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      return [
        `${names[first - 1]}${s.dash}${names[last - 1]}${s.blank}${y}${s.suffix}`,
        wholeMonths(y, first, y, last),
      ];
    }),
  ],
  [
    'months to months over the end of a year, the year once: that of the end',
    fc
      .tuple(year, month, month, style)
      .filter(([, a, b]) => a > b)
      .map(([y, a, b, s]) => [
        `${nominative[a - 1]}${s.dash}${nominative[b - 1]}${s.blank}${y}${s.suffix}`,
        wholeMonths(y - 1, a, y, b),
      ]),
  ],
  [
    'months to months, both with a year',
    fc
      .tuple(year, month, month, style)
      .map(([y, a, b, s]) => [
        `${nominative[a - 1]} ${y}${s.suffix}${s.dash}${nominative[b - 1]} ${y + 1}${s.suffix}`,
        wholeMonths(y, a, y + 1, b),
      ]),
  ],
  [
    'from day to day of a month',
    fc
      .tuple(day, fc.integer({ min: 1, max: 31 }), style, fc.boolean())
      .filter(([{ y, m, d }, e]) => e > d && e <= lastDay(y, m))
      .map(([{ y, m, d }, e, s, words]) => [
        words
          ? `с ${d} по ${e} ${genitive[m - 1]} ${y}${s.suffix}`
          : `${d}${s.dash}${e} ${genitive[m - 1]} ${y}${s.suffix}`,
        `${iso(y, m, d)}..${iso(y, m, e)}`,
      ]),
  ],
  [
    'from date to date',
    fc
      .tuple(
        day,
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(
          'с A по B',
          'A-B',
          'A – B',
          'с A до B',
          'в период с A по B',
          'с A – B',
          'с A по B (включительно)',
          'в срок с A по B',
        ),
      )
      .map(([date, length, form]) => {
        const end = new Date(Date.UTC(date.y, date.m - 1, date.d + length));
        const last = { y: end.getUTCFullYear(), m: end.getUTCMonth() + 1, d: end.getUTCDate() };
        return [
          form.replace('A', numeric(date, 'dd.mm.yyyy')).replace('B', numeric(last, 'dd.mm.yyyy')),
          `${iso(date.y, date.m, date.d)}..${iso(last.y, last.m, last.d)}`,
        ];
      }),
  ],
  [
    'a quarter',
    fc
      .tuple(
        year,
        fc.integer({ min: 1, max: 4 }),
        style,
        fc.constantFrom(
          roman,
          ordinal,
          ['1', '2', '3', '4'],
          ['1-й', '2-й', '3-й', '4-й'],
          ['l', 'll', 'lll', 'lV'],
          ['1', 'ІІ', 'ІІІ', '1V'],
        ),
        fc.constantFrom('квартал', 'кв.'),
      )
      .map(([y, q, s, names, word]) => [
        `${names[q - 1]} ${word}${s.blank}${y}${s.suffix}`,
        wholeMonths(y, 3 * q - 2, y, 3 * q),
      ]),
  ],
  [
    'quarters to quarters',
    fc
      .tuple(year, fc.integer({ min: 1, max: 3 }), style, fc.constantFrom(roman, ['1', '2', '3', '4']))
      .map(([y, q, s, names]) => [
        `${names[q - 1]}${s.dash}${names[q]} кварталы ${y}${s.suffix}`,
        wholeMonths(y, 3 * q - 2, y, 3 * q + 3),
      ]),
  ],
  [
    'a half-year',
    fc
      .tuple(year, fc.integer({ min: 1, max: 2 }), style, fc.constantFrom(roman, ['1', '2'], ['первое', 'второе']))
      .map(([y, h, s, names]) => [
        `${names[h - 1]} полугодие${s.blank}${y}${s.suffix}`,
        wholeMonths(y, 6 * h - 5, y, 6 * h),
      ]),
  ],
  [
    'a school year',
    fc
      .tuple(
        year,
        fc.constantFrom(
          'Y1/Z2 учебный год',
          'Y1-Y2 уч. год',
          'Y1–Y2 учебный год',
          'в течение Y1/Y2 учебного года',
          'Y1/Z2 уч. г.',
        ),
      )
      .map(([y, form]) => [
        form
          .replace('Y1', String(y))
          .replace('Y2', String(y + 1))
          .replace('Z2', String(y + 1).slice(2)),
        wholeMonths(y, 9, y + 1, 5),
      ]),
  ],
  [
    'years to years',
    fc
      .tuple(year, fc.integer({ min: 1, max: 5 }), style)
      .map(([y, n, s]) => [`${y}${s.dash}${y + n} гг.`, wholeMonths(y, 1, y + n, 12)]),
  ],
  [
    'months, the year once',
    fc
      .tuple(
        year,
        fc.uniqueArray(month, { minLength: 2, maxLength: 5 }),
        style,
        fc.constantFrom(', ', ',', ' и ', '; '),
      )
      .map(([y, list, s, comma]) => {
        const sorted = list.toSorted((a, b) => a - b);
        return [
          `${sorted.map((m) => nominative[m - 1]).join(comma)}${s.blank}${y}${s.suffix}`,
          sorted.map((m) => wholeMonths(y, m, y, m)).join('; '),
        ];
      }),
  ],
  [
    'up to a day',
    fc
      .tuple(
        day,
        fc.constantFrom(
          'до',
          'не позднее',
          'в срок до',
          'к',
          'срок до',
          'не позднее чем',
          'в срок не позднее',
          'со сроком до',
          'Срок сдачи отчёта: до',
          'до 17.00',
        ),
        fc.constantFrom('dd.mm.yyyy', 'd.m.yy'),
      )
      .map(([date, word, form]) => [`${word} ${numeric(date, form)}`, `..${iso(date.y, date.m, date.d)}`]),
  ],
  [
    'up to the end of a month',
    fc.tuple(year, month).map(([y, m]) => [`до конца ${genitive[m - 1]} ${y} года`, `..${iso(y, m, lastDay(y, m))}`]),
  ],
];

describe('a period that is printed and read back is the same', () => {
  it.each(ways)('%s', (_, way) => {
    fc.assert(
      fc.property(way, typed, ([text, windows], type) => {
        const reading = readDeadline(type(text));
        expect([printWindows(reading.windows), reading.status, reading.yearSource]).toEqual([
          windows,
          'CLEAR',
          'EXPLICIT',
        ]);
      }),
      { numRuns: 300, seed },
    );
  });
});
