import type { YearSource } from '../../vocabulary/deadlines.js';
import { addDays, contains, intersection, later, monthNumberOf, shiftYears, yearOf } from '../calendar.js';
import { isRealDay, type Part, windowIn, wraps } from '../grammar/part.js';
import type { Window } from '../reading.js';

/** A part of a list and what its days are to it: its days, its last day («до»), its first («с»). */
export interface Slot {
  part: Part;
  role: 'span' | 'until' | 'from';
}

export interface Context {
  plan: Window | null;
  act: string | null;
}

/** Windows of every possible reading, the default first; empty where no year can be found. */
export interface Dated {
  readings: Window[][];
  conflict: boolean;
  yearSource: YearSource;
  assumptions: string[];
}

/** Gives a list of parts their years: those named, else those of the plan, else the next ones after the act. */
export function date(slots: readonly Slot[], context: Context): Dated {
  const named = slots.some(({ part }) => part.year !== null);
  const dated = named ? byNamedYears(slots, context) : byContext(slots, context);
  const readings = dated.readings.filter(
    (windows, i) => dated.readings.findIndex((other) => JSON.stringify(other) === JSON.stringify(windows)) === i,
  );
  return { ...dated, readings };
}

/** The year at the end governs what stands before it; what follows a year goes on from there. */
function byNamedYears(slots: readonly Slot[], context: Context): Dated {
  const years: number[] = [];
  const assumptions: string[] = [];
  for (let i = slots.length - 1; i >= 0; i--)
    years[i] = slots[i]!.part.year ?? (slots[i + 1] && labelOf(slots[i + 1]!, years[i + 1]!)) ?? 0;
  for (let i = 1; i < slots.length; i++) {
    if (years[i]) continue;
    const before = startOf(slots[i - 1]!, years[i - 1]!);
    years[i] = years[i - 1]!;
    if (startOf(slots[i]!, years[i]!) < before) {
      years[i]! += 1;
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
  let found = false;
  for (let i = slots.length - 2; i >= 0; i--) {
    if (slots[i]!.part.year !== null) continue;
    other[i] = Math.min(other[i]!, other[i + 1]!);
    if (startOf(slots[i]!, other[i]!) > startOf(slots[i + 1]!, other[i + 1]!)) {
      other[i]! -= 1;
      found = true;
    }
  }
  return found ? other : null;
}

function byContext(slots: readonly Slot[], context: Context): Dated {
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
  const anchors = unsure < 0 ? [null] : pools[unsure]!.slice(0, 12);
  const readings = anchors.map((anchor) => {
    const years = pools.map((known, i) => {
      if (anchor === null || known.length === 1) return known[0]!;
      const since = startOf(slots[unsure]!, anchor);
      return known.find((year) => startOf(slots[i]!, year) >= since) ?? known.at(-1)!;
    });
    return windows(slots, years, context);
  });
  const conflict = plan !== null && !fits(slots, readings[0]!, context);
  const assumptions = [];
  if (conflict) {
    const other = shifted(slots, readings[0]!, context) ?? readings[0]!.map((window) => shiftYears(window, 1));
    readings.splice(1, readings.length, other);
    assumptions.push(contradiction(slots, readings[0]!, context));
  } else if (plan !== null && beforeSchoolYear(slots, plan)) {
    readings.push(readings[0]!.map((window) => shiftYears(window, -1)));
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
function pool(slot: Slot, { plan, act }: Context, base: string): number[] {
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
    const next = years.find((year) => days(year).end >= base) ?? years.at(-1)!;
    // What is less than half a year away is hardly meant of another year.
    return days(next).end <= addDays(base, 183) ? [next] : [next, next - 1];
  }
  const touching = years.filter((year) => intersection(days(year), plan) !== null);
  const inside = touching.filter((year) => contains(plan, days(year)));
  const found = inside.length > 0 ? inside : touching;
  const ahead = act === null ? found : found.filter((year) => days(year).end >= act);
  return ahead.length > 0 ? ahead : found.length > 0 ? found.slice(-1) : years.slice(0, 1);
}

function windows(slots: readonly Slot[], years: readonly number[], { plan, act }: Context): Window[] {
  return slots.map(({ part, role }, i) => {
    const { start, end } = windowIn(part, years[i]!);
    if (role === 'span') return { start, end };
    if (role === 'from') return { start, end: null };
    const since = later(plan?.start ?? null, act);
    return { start: since !== null && since <= end ? since : null, end };
  });
}

/** Within the plan and not over before the act. A report may be due up to a quarter after the plan has ended. */
function fits(slots: readonly Slot[], found: readonly Window[], { plan, act }: Context): boolean {
  const last = found.at(-1)!;
  if (act !== null && last.end !== null && found.every(({ end }) => end !== null && end < act)) return false;
  return found.every((window, i) => {
    if (!plan) return true;
    if (slots[i]!.role !== 'until') return intersection(window, plan) !== null;
    const { end } = window;
    return (
      end === null ||
      ((plan.start === null || end >= plan.start) && (plan.end === null || end <= addDays(plan.end, 92)))
    );
  });
}

/** A range that goes over the end of a year, of which only one is named, and that the plan holds but in part. */
function partlyOutside(slots: readonly Slot[], found: readonly Window[], { plan }: Context): boolean {
  return (
    plan !== null &&
    found.some((window, i) => {
      const { part } = slots[i]!;
      return part.firstYear === null && part.unit !== 'school-year' && wraps(part) && !contains(plan, window);
    })
  );
}

/** The same days in the nearest year in which they fit. */
function shifted(slots: readonly Slot[], literal: readonly Window[], context: Context): Window[] | null {
  for (let distance = 1; distance <= 10; distance++) {
    for (const years of [distance, -distance]) {
      const moved = literal.map((window, i) => {
        const other = shiftYears(window, years);
        if (slots[i]!.role !== 'until') return other;
        const since = later(context.plan?.start ?? null, context.act);
        return { start: since !== null && other.end !== null && since <= other.end ? since : null, end: other.end };
      });
      if (fits(slots, moved, context)) return moved;
    }
  }
  return null;
}

function contradiction(slots: readonly Slot[], literal: readonly Window[], { plan, act }: Context): string {
  const over = act !== null && literal.every(({ end }) => end !== null && end < act);
  if (over && (!plan || fits(slots, literal, { plan, act: null }))) return `Срок прошёл до даты акта ${russian(act)}.`;
  return `Срок вне периода плана ${russian(plan?.start)} – ${russian(plan?.end)}.`;
}

function russian(day: string | null | undefined): string {
  return day?.split('-').reverse().join('.') ?? '…';
}
