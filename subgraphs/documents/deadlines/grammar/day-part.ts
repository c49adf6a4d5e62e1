import { dayOf, daysIn } from '../model/calendar.js';
import type { Window } from '../model/deadline-reading.js';

export interface MonthDay {
  month: number;
  /** 31 stands for the last day of any month. */
  day: number;
}

/** A span of days as a phrase names it: «сентябрь», «II квартал 2024», «с 15 марта по 1 мая». Its year may be missing. */
export interface CalendarSpan {
  unit: 'day' | 'month' | 'quarter' | 'half' | 'season' | 'year' | 'school-year' | 'span';
  first: MonthDay;
  last: MonthDay;
  /** Year of its last day, where it is named. */
  year: number | null;
  /** Year of its first day, where that is named apart. */
  firstYear: number | null;
  /** Words like «начало» leave its days to convention. */
  vague?: true;
}

export function calendarSpan(
  unit: CalendarSpan['unit'],
  first: MonthDay,
  last: MonthDay,
  year: number | null = null,
): CalendarSpan {
  return { unit, first, last, year, firstYear: null };
}

export function monthSpan(
  unit: CalendarSpan['unit'],
  first: number,
  last: number,
  year: number | null = null,
): CalendarSpan {
  return calendarSpan(unit, { month: first, day: 1 }, { month: last, day: 31 }, year);
}

export function daySpan(month: number, date: number, year: number | null = null): CalendarSpan {
  return calendarSpan('day', { month, day: date }, { month, day: date }, year);
}

export function isRealDay({ first: { month, day: date }, year }: CalendarSpan): boolean {
  return month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month);
}

/** Its first day is in the year before that of its last: «декабрь – январь». */
export function wraps({ first, last }: CalendarSpan): boolean {
  return compare(first, last) > 0;
}

/** The days of a part whose last day is in this year. */
export function windowIn(span: CalendarSpan, year: number): Window & { start: string; end: string } {
  const { first, last } = span;
  const firstYear = span.firstYear ?? (wraps(span) ? year - 1 : year);
  // The last of February is named by its last day in any year; the 29th only exists in some.
  return { start: dayOf(firstYear, first.month, first.day), end: dayOf(year, last.month, last.day) };
}

/** The span from one part to another; null where it would end before it begins. */
export function spanOf(from: CalendarSpan, to: CalendarSpan): CalendarSpan | null {
  if (to.unit === 'year' && from.year === null) return { ...from, year: to.year };
  if (from.unit === 'year' && to.year === null) return { ...to, year: from.year };
  const vague = from.vague || to.vague ? ({ vague: true } as const) : {};
  const span = { ...calendarSpan('span', from.first, to.last, to.year), ...vague };
  if (from.year === null) return isReversed(from, to) ? null : span;
  const firstYear = from.firstYear ?? (wraps(from) ? from.year - 1 : from.year);
  const year = to.year ?? (compare(from.first, to.last) > 0 ? from.year + 1 : from.year);
  const inYears = { ...span, year, firstYear };
  const { start, end } = windowIn(inYears, year);
  return start > end || (to.year === null && isReversed(from, to)) ? null : inYears;
}

/** «с 15.05 по 01.05» is a slip; «с 15.12 по 15.01» goes over the end of the year. */
function isReversed(from: CalendarSpan, to: CalendarSpan): boolean {
  const backwards = from.unit === 'day' && to.unit === 'day' && compare(from.first, to.last) > 0;
  return backwards && (from.first.month - to.last.month + 12) % 12 < 6;
}

/** The day that lies this many days from its first: «к маю», and the day before: «до мая». */
export function startOf(span: CalendarSpan, days = 0): CalendarSpan {
  const { first, last, year } = span;
  const firstYear = span.firstYear ?? (year !== null && compare(first, last) > 0 ? year - 1 : year);
  const moved = new Date(Date.UTC(firstYear ?? 2023, first.month - 1, first.day + days));
  const shifted = moved.getUTCFullYear() - (firstYear ?? 2023);
  return daySpan(moved.getUTCMonth() + 1, moved.getUTCDate(), firstYear === null ? null : firstYear + shifted);
}

/** Its last day: «до конца апреля». */
export function endOf(span: CalendarSpan): CalendarSpan {
  return { ...span, unit: 'span', first: span.last, firstYear: null };
}

export function wholeYears({ first, last }: CalendarSpan): boolean {
  return first.month === 1 && first.day === 1 && last.month === 12 && last.day === 31;
}

export function compare(a: MonthDay, b: MonthDay): number {
  return a.month - b.month || a.day - b.day;
}

/** The months that it covers whole, in order; null where it begins or ends within one. */
export function wholeMonths(span: CalendarSpan): number[] | null {
  return span.first.day !== 1 || span.last.day < daysIn(2023, span.last.month) ? null : monthsOf(span);
}

/** The months that it touches, in order. */
export function monthsOf({ first, last }: CalendarSpan): number[] {
  const count = ((last.month - first.month + 12) % 12) + 1;
  return Array.from({ length: count }, (_, i) => ((first.month + i - 1) % 12) + 1);
}
