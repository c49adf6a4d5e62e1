import { dayOf, daysIn } from '../../deadlines/index.js';
import type { ParsedPeriod } from '../model/parsed-document.js';
import { monthNumber, monthWord } from '../text/dates-in-text.js';

/**
 * The days as of which results are due by their own words, whatever the deadline says: «отчёт по состоянию на 20 сентября,
 * 1 января», «… на 25-е число (ежемесячно)». A day without a year comes in every year of the plan; none without a period.
 */
export function findResultDates(results: readonly string[], period: ParsedPeriod | null): string[] {
  if (!period) return [];
  const days = results.flatMap((result) => [...daysNamed(result, period), ...dayOfEachMonth(result, period)]);
  return [...new Set(days)].filter((day) => day >= period.start && day <= period.end).sort();
}

const day = `\\d{1,2}\\s${monthWord}(?:\\s\\d{4})?`;
const asOfDays = new RegExp(`по состоянию на\\s(${day}(?:(?:,\\s?|\\sи\\s)${day}){0,23})`, 'g');

function daysNamed(result: string, { start, end }: ParsedPeriod): string[] {
  return [...result.slice(0, 5000).matchAll(asOfDays)].flatMap(([, list = '']) =>
    [...list.matchAll(new RegExp(`(\\d{1,2})\\s(${monthWord})(?:\\s(\\d{4}))?`, 'g'))].flatMap(
      ([, d, month = '', year]) =>
        years(year ?? start, year ?? end).flatMap((y) => realDay(y, monthNumber(month), Number(d))),
    ),
  );
}

/** A month shorter than that has its last day instead: «31-е число» is the end of the month. */
function dayOfEachMonth(result: string, { start, end }: ParsedPeriod): string[] {
  const match = /по состоянию на\s(\d{1,2})(?:-?(?:е|го|ое))?\sчисл[оа]/.exec(result.slice(0, 5000));
  if (!match || !/ежемесячно|каждого месяца/i.test(result)) return [];
  const months = Array.from({ length: 12 }, (_, i) => i + 1);
  return years(start, end).flatMap((year) =>
    months.flatMap((month) => dayOf(year, month, Math.min(Number(match[1]), daysIn(year, month)))),
  );
}

function years(first: string, last: string): number[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  return Array.from({ length: Math.min(to - from + 1, 20) }, (_, i) => from + i);
}

function realDay(year: number, month: number, day: number): string[] {
  return day < 1 || day > daysIn(year, month) ? [] : [dayOf(year, month, day)];
}
