import { elementAt } from '../../lists/elements.js';
import { addDays, dayOf, daysIn, intersection, monthNumberOf, weekdayOf, yearOf } from './calendar.js';
import type { DeadlineReading, Window } from './deadline-reading.js';
import { formatRule, parseRule, type RecurrenceRule, weekdayCodes } from './recurrence-rule.js';

/** As many occurrences are given at most, the first ones. */
export const mostOccurrences = 1000;

/**
 * When it is to be done within a period. Of a recurrence: the occurrences that are due in it, none before or after the
 * plan or outside the span that the phrase bounds it to; without either and with an open period there are none. Of
 * anything else: its windows that touch the period.
 */
export function occurrencesOf(reading: DeadlineReading, within: Window): Window[] {
  const { rrule, windows, period } = reading;
  if (reading.kind !== 'RECURRING') return windows.filter((window) => intersection(window, within) !== null);
  if (rrule === null) return [];
  if (period && isOneYear(rrule, period)) return [period].filter(({ end }) => isDueIn(end, within));
  const bounds = windows.length > 0 ? windows : [within];
  return bounds
    .flatMap((bound) => {
      const inside = intersection(bound, within);
      const span = inside && (period ? intersection(inside, period) : inside);
      const days = span?.start && span.end ? intersection(span, centuries) : null;
      return days?.start && days.end ? expand(parseRule(rrule), days.start, days.end, period?.start ?? days.start) : [];
    })
    .slice(0, mostOccurrences);
}

/** «ежегодно» in a plan without a whole calendar year, as for a school year: the plan itself is the year. */
function isOneYear(rrule: string, { start, end }: Window): boolean {
  if (rrule !== 'FREQ=YEARLY' || start === null || end === null) return false;
  const [first, last] = [start.endsWith('-01-01') ? 0 : 1, end.endsWith('-12-31') ? 0 : 1];
  return yearOf(end) - last < yearOf(start) + first;
}

function isDueIn(day: string | null, { start, end }: Window): boolean {
  return day !== null && (start === null || day >= start) && (end === null || day <= end);
}

/** No deadline lies outside: bounds for periods asked that are as long as dates can be. */
const centuries = { start: '1900-01-01', end: '2199-12-31' };

/** Occurrences due from `start` to `end`; those of every second, third … unit are counted from `anchor`. */
export function expand(rule: RecurrenceRule, start: string, end: string, anchor: string): Window[] {
  const blocks: Window[] = [];
  for (const occurrence of naturally(rule, start, end, anchor)) {
    if (occurrence.end > end || blocks.length === mostOccurrences) break;
    if (occurrence.end >= start) blocks.push(occurrence);
  }
  return blocks;
}

type Occurrence = { start: string; end: string };

/** In order of days, beginning with one that is due at `start` at the latest or is the first after it. */
function naturally(rule: RecurrenceRule, start: string, end: string, anchor: string): Iterable<Occurrence> {
  if (rule.freq === 'DAILY') return everyDays(rule, rule.interval, start, end, anchor);
  if (rule.freq === 'WEEKLY') return everyWeeks(rule, start, end, anchor);
  if (rule.byMonthDay.length > 0 || rule.byDay.length > 0) return daysOfMonths(rule, start, end);
  return rule.freq === 'MONTHLY' ? blocksOfMonths(rule, start, end, anchor) : yearly(rule, start, end, anchor);
}

function* everyDays(
  rule: RecurrenceRule,
  step: number,
  start: string,
  end: string,
  anchor: string,
): Iterable<Occurrence> {
  for (let day = anchor; day <= end; day = addDays(day, step)) {
    const last = addDays(day, step - 1);
    if (last >= start && inMonths(rule, last)) yield { start: day, end: last };
  }
}

/** A week runs from Monday to Sunday. */
function* everyWeeks(rule: RecurrenceRule, start: string, end: string, anchor: string): Iterable<Occurrence> {
  const { interval, byDay } = rule;
  for (let monday = mondayOf(anchor); monday <= end; monday = addDays(monday, 7 * interval)) {
    const sunday = addDays(monday, 7 * interval - 1);
    if (sunday < start) continue;
    if (byDay.length === 0 && inMonths(rule, sunday)) yield { start: monday, end: sunday };
    for (const [i, code] of weekdayCodes.entries()) {
      const day = addDays(monday, i);
      if (byDay.some((one) => one.day === code) && inMonths(rule, day)) yield { start: day, end: day };
    }
  }
}

/** Whole months, quarters, half-years: due on their last day. */
function* blocksOfMonths(rule: RecurrenceRule, start: string, end: string, anchor: string): Iterable<Occurrence> {
  // Lengths that divide the year begin with January in every year, others only in the first.
  const first = 12 * (12 % rule.interval === 0 ? yearOf(start) : yearOf(anchor));
  for (let month = first; ; month += rule.interval) {
    const last = month + rule.interval - 1;
    const block = {
      start: dayOf(Math.trunc(month / 12), (month % 12) + 1, 1),
      end: dayOf(Math.trunc(last / 12), (last % 12) + 1, 31),
    };
    if (block.start > end) return;
    if (block.end >= start && inMonths(rule, block.end)) yield block;
  }
}

/** Whole years, or the named months of each; months one after another are one occurrence. */
function* yearly(rule: RecurrenceRule, start: string, end: string, anchor: string): Iterable<Occurrence> {
  const { interval, byMonth } = rule;
  for (let year = yearOf(anchor) - (byMonth.length > 0 ? interval : 0); year <= yearOf(end); year += interval) {
    const blocks =
      byMonth.length === 0
        ? [{ start: dayOf(year, 1, 1), end: dayOf(year + interval - 1, 12, 31) }]
        : runs(byMonth).map((run) => {
            const last = elementAt(run, -1);
            return {
              start: dayOf(year, elementAt(run, 0), 1),
              end: dayOf(last < elementAt(run, 0) ? year + 1 : year, last, 31),
            };
          });
    blocks.sort((a, b) => (a.end < b.end ? -1 : 1));
    for (const block of blocks) if (block.end >= start) yield block;
  }
}

/** Named days of months: each is an occurrence of one day. */
function* daysOfMonths(rule: RecurrenceRule, start: string, end: string): Iterable<Occurrence> {
  for (let month = 12 * yearOf(start) + monthNumberOf(start) - 1; ; month++) {
    const [year, number] = [Math.trunc(month / 12), (month % 12) + 1];
    if (dayOf(year, number, 1) > end) return;
    if (rule.byMonth.length > 0 && !rule.byMonth.includes(number)) continue;
    const days = [...new Set([...monthDays(rule, year, number), ...weekdaysOf(rule, year, number)])].sort(
      (a, b) => a - b,
    );
    for (const day of rule.bySetPos === -1 ? days.slice(-1) : days) {
      yield { start: dayOf(year, number, day), end: dayOf(year, number, day) };
    }
  }
}

/** A day that a month lacks is left out, as the RFC has it. */
function monthDays({ byMonthDay }: RecurrenceRule, year: number, month: number): number[] {
  const length = daysIn(year, month);
  return byMonthDay.map((day) => (day < 0 ? length + 1 + day : day)).filter((day) => day <= length);
}

function weekdaysOf({ byDay }: RecurrenceRule, year: number, month: number): number[] {
  const days = Array.from({ length: daysIn(year, month) }, (_, i) => i + 1);
  return byDay.flatMap(({ nth, day }) => {
    const all = days.filter((date) => weekdayOf(dayOf(year, month, date)) === weekdayCodes.indexOf(day));
    return nth === null ? all : all.slice(nth < 0 ? nth : nth - 1).slice(0, 1);
  });
}

function inMonths({ byMonth }: RecurrenceRule, day: string): boolean {
  return byMonth.length === 0 || byMonth.includes(monthNumberOf(day));
}

/** [9, 10, 5] → [[9, 10], [5]]; December goes on to January. */
function runs(months: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const month of months) {
    const run = groups.at(-1);
    if (run && month === (elementAt(run, -1) % 12) + 1 && run.length < 12) run.push(month);
    else groups.push([month]);
  }
  return groups;
}

function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

/** From which day the plan's occurrences count: the first is not one that has mostly passed when the plan begins. */
export function recurrenceStart(rule: RecurrenceRule, plan: Window & { start: string }): string {
  if (isOneYear(formatRule(rule), plan)) return plan.start;
  const [first] = expand(rule, plan.start, addDays(plan.start, 800 * rule.interval), plan.start);
  if (!first?.start || !first.end || first.start >= plan.start) return plan.start;
  const before = Date.parse(plan.start) - Date.parse(first.start);
  return before > Date.parse(first.end) - Date.parse(plan.start) ? addDays(first.end, 1) : plan.start;
}
