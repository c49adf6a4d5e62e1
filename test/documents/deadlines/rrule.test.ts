import { expect, it } from '@jest/globals';
import fc from 'fast-check';
// CommonJS, whose names Node does not see.
import rrule from 'rrule';
import { expand } from '../../../subgraphs/documents/deadlines/model/occurrences.js';
import {
  formatRule,
  type RecurrenceRule,
  recurrenceRule,
  weekdayCodes,
} from '../../../subgraphs/documents/deadlines/model/recurrence-rule.js';
import { seed } from './printing.js';

const anyMonths = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const someMonths = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 1 });
const anyDays = fc.uniqueArray(fc.constantFrom(-1, 1, 2, 15, 28, 29, 30, 31), { minLength: 1, maxLength: 4 });
const weekdays = fc.subarray([...weekdayCodes], { minLength: 1, maxLength: 3 });
const ofMonth = fc.record({ nth: fc.constantFrom(1, 2, 3, 4, -1), day: fc.constantFrom(...weekdayCodes) });

/** Rules with days, which mean to a calendar what they mean here; those without are spans of days here. */
const rules: [string, fc.Arbitrary<RecurrenceRule>][] = [
  [
    'weekdays of every second, third … week',
    fc.tuple(fc.integer({ min: 1, max: 4 }), weekdays, anyMonths).map(([interval, days, byMonth]) => {
      return recurrenceRule('WEEKLY', { interval, byMonth, byDay: days.map((day) => ({ nth: null, day })) });
    }),
  ],
  [
    'days of months',
    fc.tuple(anyDays, anyMonths).map(([byMonthDay, byMonth]) => recurrenceRule('MONTHLY', { byMonthDay, byMonth })),
  ],
  [
    'the last of days of months',
    fc.tuple(anyDays, anyMonths).map(([byMonthDay, byMonth]) => {
      return recurrenceRule('MONTHLY', { byMonthDay, byMonth, bySetPos: -1 });
    }),
  ],
  [
    'days of months of the year',
    fc.tuple(anyDays, someMonths).map(([byMonthDay, byMonth]) => recurrenceRule('YEARLY', { byMonthDay, byMonth })),
  ],
  [
    'weekdays counted in months',
    fc.tuple(fc.array(ofMonth, { minLength: 1, maxLength: 3 }), anyMonths).map(([byDay, byMonth]) => {
      return recurrenceRule('MONTHLY', { byDay, byMonth });
    }),
  ],
  [
    'weekdays counted in months of the year',
    fc.tuple(fc.array(ofMonth, { minLength: 1, maxLength: 3 }), someMonths).map(([byDay, byMonth]) => {
      return recurrenceRule('YEARLY', { byDay, byMonth });
    }),
  ],
];

const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }).map(isoDay);

it.each(rules)('%s recur as rrule has them', (_, rule) => {
  fc.assert(
    fc.property(rule, day, fc.integer({ min: 0, max: 800 }), (rule, start, length) => {
      const end = isoDay(new Date(Date.parse(start) + length * 86_400_000));
      const days = expand(rule, start, end, start).map((window) => window.start);
      expect(days).toEqual(daysOfCalendar(formatRule(rule), start, end));
    }),
    { seed },
  );
});

/** The days on which a calendar puts the rule. Its weeks begin with Monday, as RFC 5545 has it by default. */
function daysOfCalendar(text: string, start: string, end: string): string[] {
  const { RRule } = rrule;
  const rule = new RRule({ ...RRule.parseString(text), dtstart: new Date(start), wkst: RRule.MO });
  return rule.between(new Date(start), new Date(end), true).map(isoDay);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
