import type { Unit } from '../lexer/lexicon.js';
import { type RecurrenceRule, recurrenceRule } from '../model/recurrence-rule.js';
import type { Every } from './clause.js';

/** So many times in so many units: «2 раза в год», «раз в 2 месяца». */
export function every(of: Unit, interval: number, times = 1): Every {
  return { type: 'every', rule: ruleOf(of, interval, times), times, of, open: null };
}

/** Times that divide their unit evenly are due at the end of each part of it. */
function ruleOf(of: Unit, interval: number, times: number): RecurrenceRule | null {
  if (of === 'school-year')
    return times <= 2 ? recurrenceRule('YEARLY', { byMonth: times === 1 ? [5] : [5, 12], byMonthDay: [31] }) : null;
  // When a term begins and ends every school says itself.
  if (of === 'term') return null;
  if (of === 'decade') return times * interval === 1 ? recurrenceRule('MONTHLY', { byMonthDay: [10, 20, -1] }) : null;
  if (of === 'week' || of === 'day') return ruleOfDays(of === 'week' ? 7 * interval : interval, times);
  const length = (monthsIn[of] * interval) / times;
  if (Number.isInteger(length)) {
    return length % 12 === 0
      ? recurrenceRule('YEARLY', { interval: length / 12 })
      : recurrenceRule('MONTHLY', { interval: length });
  }
  return length === 0.5 ? recurrenceRule('MONTHLY', { byMonthDay: [15, -1] }) : null;
}

const monthsIn = { month: 1, quarter: 3, half: 6, year: 12 };

function ruleOfDays(days: number, times: number): RecurrenceRule | null {
  const length = days / times;
  if (!Number.isInteger(length)) return null;
  return length % 7 === 0
    ? recurrenceRule('WEEKLY', { interval: length / 7 })
    : recurrenceRule('DAILY', { interval: length });
}
