import { elementAt } from '../../lists/elements.js';
import type { YearSource } from '../../vocabulary/deadlines.js';
import { type CalendarSpan, isRealDay, windowIn, wraps } from '../grammar/day-part.js';
import { addDays, contains, intersection, later, monthNumberOf, shiftYears, yearOf } from '../model/calendar.js';
import type { Window } from '../model/deadline-reading.js';

/** A part of a list and what its days are to it: its days, its last day («до»), its first («с»). */
export interface Slot {
  part: CalendarSpan;
  role: 'span' | 'until' | 'from';
}

export interface DateContext {
  plan: Window | null;
  act: string | null;
}

/** Windows of every possible reading, the default first; empty where no year can be found. */
export interface DatedSlots {
  readings: Window[][];
  conflict: boolean;
  yearSource: YearSource;
  assumptions: string[];
}

/** Gives a list of parts their years: those named, else those of the plan, else the next ones after the act. */
export function dateSlots(slots: readonly Slot[], context: DateContext): DatedSlots {
  const hasYear = slots.some(({ part }) => part.year !== null);
  const result = hasYear ? byNamedYears(slots, context) : byContext(slots, context);
  const readings = result.readings.filter(
    (windows, i) => result.readings.findIndex((other) => JSON.stringify(other) === JSON.stringify(windows)) === i,
  );
  return { ...result, readings };
}

/** The year at the end governs what stands before it; what follows a year goes on from there. */
function byNamedYears(slots: readonly Slot[], context: DateContext): DatedSlots {
  const years: number[] = [];
  const assumptions: string[] = [];
  for (let i = slots.length - 1; i >= 0; i--)
    years[i] =
      elementAt(slots, i).part.year ?? (slots[i + 1] && labelOf(elementAt(slots, i + 1), elementAt(years, i + 1))) ?? 0;
  for (let i = 1; i < slots.length; i++) {
    if (years[i]) continue;
    const before = startOf(elementAt(slots, i - 1), elementAt(years, i - 1));
    years[i] = elementAt(years, i - 1);
    if (startOf(elementAt(slots, i), elementAt(years, i)) < before) {
      years[i] = elementAt(years, i) + 1;
      assumptions.push('Год назван только в начале; то, что раньше по календарю, отнесено к следующему году.');
    }
  }
  const literal = windows(slots, years, context);
  const readings = [literal];
  const rolled = rolledOver(slots, years);
  if (rolled) {
    readings.push(windows(slots, rolled, context));
    assumptions.push('Год в конце отнесён ко всему перечню.');
  }
  const conflict = !fits(slots, literal, context);
  if (conflict || partlyOutside(slots, literal, context)) {
    const other = shifted(slots, literal, context);
    if (other) readings.push(other);
    if (conflict) assumptions.push(contradiction(slots, literal, context));
    else if (other) assumptions.push('Год назван один; он понят как год окончания.');
  }
  return { readings, conflict, yearSource: 'EXPLICIT', assumptions };
}

/** The year that a part lends to what stands before it. */
function labelOf({ part }: Slot, year: number): number {
  return part.firstYear ?? year;
}

function startOf({ part }: Slot, year: number): string {
  return windowIn(part, year).start;
}

/** «ноябрь, декабрь, январь 2024»: what stands before a step back in the calendar may be of the year before. */
function rolledOver(slots: readonly Slot[], years: readonly number[]): number[] | null {
  const other = [...years];
  let differs = false;
  for (let i = slots.length - 2; i >= 0; i--) {
    if (elementAt(slots, i).part.year !== null) continue;
    other[i] = Math.min(elementAt(other, i), elementAt(other, i + 1));
    if (startOf(elementAt(slots, i), elementAt(other, i)) > startOf(elementAt(slots, i + 1), elementAt(other, i + 1))) {
      other[i] = elementAt(other, i) - 1;
      differs = true;
    }
  }
  return differs ? other : null;
}

function byContext(slots: readonly Slot[], context: DateContext): DatedSlots {
  const { plan, act } = context;
  const base = plan?.start ?? plan?.end ?? act;
  if (base === null || base === undefined) {
    return { readings: [], conflict: false, yearSource: 'NONE', assumptions: ['Год не назван, и взять его неоткуда.'] };
  }
  const pools = slots.map((slot) => pool(slot, context, base));
  if (pools.some((years) => years.length === 0)) {
    return { readings: [], conflict: true, yearSource: 'NONE', assumptions: ['Такого дня в период плана нет.'] };
  }
  // Where several years are possible, the others follow the first that is not certain.
  const unsure = pools.findIndex((years) => years.length > 1);
  const anchors = unsure < 0 ? [null] : elementAt(pools, unsure).slice(0, 12);
  const readings = anchors.map((anchor) => {
    const years = pools.map((possible, i) => {
      if (anchor === null || possible.length === 1) return elementAt(possible, 0);
      const since = startOf(elementAt(slots, unsure), anchor);
      return possible.find((year) => startOf(elementAt(slots, i), year) >= since) ?? elementAt(possible, -1);
    });
    return windows(slots, years, context);
  });
  const conflict = plan !== null && !fits(slots, elementAt(readings, 0), context);
  const assumptions = [];
  if (conflict) {
    const other =
      shifted(slots, elementAt(readings, 0), context) ?? elementAt(readings, 0).map((window) => shiftYears(window, 1));
    readings.splice(1, readings.length, other);
    assumptions.push(contradiction(slots, elementAt(readings, 0), context));
  } else if (plan !== null && beforeSchoolYear(slots, plan)) {
    readings.push(elementAt(readings, 0).map((window) => shiftYears(window, -1)));
    assumptions.push('План – с сентября; может быть и август перед его началом.');
  } else if (plan === null) assumptions.push('Год не назван; взят ближайший после даты акта.');
  else if (readings.length > 1) assumptions.push('Год не назван, а в период плана срок попадает не раз; взят первый.');
  return { readings, conflict, yearSource: plan ? 'PLAN' : 'NONE', assumptions };
}

/** «август» in a plan from September to August: what prepares the year is often meant. */
function beforeSchoolYear(slots: readonly Slot[], plan: Window): boolean {
  const from = plan.start !== null && monthNumberOf(plan.start) === 9;
  const until = plan.end !== null && monthNumberOf(plan.end) === 8;
  return (
    from &&
    until &&
    slots.every(({ part: { first, last }, role }) => role === 'span' && first.month === 8 && last.month === 8)
  );
}

/** Years in which a part may be meant: wholly in the plan rather than touching it, and not over before the act. */
function pool(slot: Slot, { plan, act }: DateContext, base: string): number[] {
  const last = Math.min(yearOf(plan?.end ?? base) + 1, yearOf(base) + 12);
  const all = Array.from({ length: Math.max(0, last - yearOf(base)) + 1 }, (_, i) => yearOf(base) + i);
  // The 29th of February is in some years only.
  const years = all.filter((year) => slot.part.unit !== 'day' || isRealDay({ ...slot.part, year }));
  if (years.length === 0) return [];
  const days = (year: number) => {
    const window = windowIn(slot.part, year);
    return slot.role === 'until' ? { start: window.end, end: window.end } : window;
  };
  if (!plan) {
    const next = years.find((year) => days(year).end >= base) ?? elementAt(years, -1);
    // What is less than half a year away is hardly meant of another year.
    return days(next).end <= addDays(base, 183) ? [next] : [next, next - 1];
  }
  const touching = years.filter((year) => intersection(days(year), plan) !== null);
  const inside = touching.filter((year) => contains(plan, days(year)));
  const candidates = inside.length > 0 ? inside : touching;
  const ahead = act === null ? candidates : candidates.filter((year) => days(year).end >= act);
  return ahead.length > 0 ? ahead : candidates.length > 0 ? candidates.slice(-1) : years.slice(0, 1);
}

function windows(slots: readonly Slot[], years: readonly number[], { plan, act }: DateContext): Window[] {
  return slots.map(({ part, role }, i) => {
    const { start, end } = windowIn(part, elementAt(years, i));
    if (role === 'span') return { start, end };
    if (role === 'from') return { start, end: null };
    const since = later(plan?.start ?? null, act);
    return { start: since !== null && since <= end ? since : null, end };
  });
}

/** Within the plan and not over before the act. A report may be due up to a quarter after the plan has ended. */
function fits(slots: readonly Slot[], reading: readonly Window[], { plan, act }: DateContext): boolean {
  const last = reading.at(-1)?.end ?? null;
  if (act !== null && last !== null && reading.every(({ end }) => end !== null && end < act)) return false;
  return reading.every((window, i) => {
    if (!plan) return true;
    if (elementAt(slots, i).role !== 'until') return intersection(window, plan) !== null;
    const { end } = window;
    return (
      end === null ||
      ((plan.start === null || end >= plan.start) && (plan.end === null || end <= addDays(plan.end, 92)))
    );
  });
}

/** A range that goes over the end of a year, of which only one is named, and that the plan holds but in part. */
function partlyOutside(slots: readonly Slot[], reading: readonly Window[], { plan }: DateContext): boolean {
  return (
    plan !== null &&
    reading.some((window, i) => {
      const { part } = elementAt(slots, i);
      return part.firstYear === null && part.unit !== 'school-year' && wraps(part) && !contains(plan, window);
    })
  );
}

/** The same days in the nearest year in which they fit. */
function shifted(slots: readonly Slot[], literal: readonly Window[], context: DateContext): Window[] | null {
  for (let distance = 1; distance <= 10; distance++) {
    for (const years of [distance, -distance]) {
      const moved = literal.map((window, i) => {
        const other = shiftYears(window, years);
        if (elementAt(slots, i).role !== 'until') return other;
        const since = later(context.plan?.start ?? null, context.act);
        return { start: since !== null && other.end !== null && since <= other.end ? since : null, end: other.end };
      });
      if (fits(slots, moved, context)) return moved;
    }
  }
  return null;
}

function contradiction(slots: readonly Slot[], literal: readonly Window[], { plan, act }: DateContext): string {
  const over = act !== null && literal.every(({ end }) => end !== null && end < act);
  if (over && (!plan || fits(slots, literal, { plan, act: null }))) return `Срок прошёл до даты акта ${russian(act)}.`;
  return `Срок вне периода плана ${russian(plan?.start)} – ${russian(plan?.end)}.`;
}

function russian(day: string | null | undefined): string {
  return day?.split('-').reverse().join('.') ?? '…';
}
