import { only } from '../../lists/elements.js';
import type { DeadlineKind } from '../../vocabulary/deadlines.js';
import { contains } from '../model/calendar.js';
import type { Window } from '../model/deadline-reading.js';
import type { CellClauses } from './cell-clauses.js';
import { type DateContext, type DatedSlots, dateSlots, type Slot } from './date-slots.js';
import { clearReading, dueOf, type ResolvedDeadline } from './resolved.js';
import { resolveWholePeriod } from './whole-period.js';

/** Spans of days, last days and first days; beside a schedule or an event their days count. */
export function resolveDates(clauses: CellClauses, context: DateContext): ResolvedDeadline {
  const { slots, besideWhole } = clauses;
  const dates = readings(clauses, context);
  const assumptions = [...dates.assumptions];
  const all = dates.readings.map((windows) => inOrder(distinctWindows(narrowed(slots, windows))));
  // «Август 31.08.2023»: a day of the month that stands before it is meant rather than both.
  const narrower = all[0] && withinOther(slots, all[0]);
  if (narrower) {
    all.unshift([narrower]);
    assumptions.push('Один срок лежит внутри другого; взят более точный.');
  }
  if (besideWhole && all.length > 0) {
    all.push(resolveWholePeriod(clauses, context).windows);
    assumptions.push('Кроме названных дней указан и весь период.');
  }
  const windows = all[0] ?? [];
  const once = windows.length < slots.length && sameTwice(dates.readings[0] ?? []);
  if (once) assumptions.push('Один срок назван дважды.');
  const mixed = new Set(slots.map(({ role }) => role)).size > 1 && windows.length > 1;
  if (mixed) assumptions.push('Названы и период, и отдельный срок.');
  if (slots.some(({ part }) => part.vague)) assumptions.push('Дни не названы точно; взяты условно.');
  const vague = slots.some(({ part, role }) => part.vague && role === 'span');
  const unsure = all.length !== 1 || mixed || vague || once;
  const status = dates.conflict ? 'CONFLICT' : unsure ? 'AMBIGUOUS' : 'CLEAR';
  return {
    ...clearReading(clauses),
    kind: kindOf(slots, windows),
    windows,
    due: dueOf(windows),
    yearSource: dates.yearSource,
    status,
    candidates: status === 'CLEAR' ? [] : distinct(all),
    assumption: [...new Set(assumptions)].join(' ') || null,
  };
}

function readings(clauses: CellClauses, context: DateContext): DatedSlots {
  const { slots, otherwise, choices, markMissing } = clauses;
  const dates = dateSlots(slots, context);
  const assumptions = [...dates.assumptions];
  if (markMissing) assumptions.push('Между сроками нет знака; они поняты как перечень.');
  const all = [...dates.readings];
  if (choices.length > 0 && all[0]) {
    const cuts = [0, ...choices, slots.length];
    const windows = all[0];
    all.splice(0, all.length, ...cuts.slice(1).map((cut, i) => windows.slice(cuts[i], cut)));
    assumptions.push('Названо несколько сроков на выбор; взят первый.');
  }
  for (const other of otherwise) {
    const [reading] = dateSlots(other, context).readings;
    if (reading) all.push(reading);
  }
  if (otherwise.length > 0) assumptions.push('Взято первое из возможных прочтений.');
  return { ...dates, readings: distinct(all.filter((windows) => windows.length > 0)), assumptions };
}

/** «март, до 20.03»: a last day within the one span beside it ends it. */
function narrowed(slots: readonly Slot[], windows: readonly Window[]): Window[] {
  const ofRole = (role: Slot['role']) => only(windows.filter((_, i) => slots[i]?.role === role));
  const [span, until] = [ofRole('span'), ofRole('until')];
  if (windows.length !== 2 || !span || !until) return [...windows];
  const last = { start: until.end, end: until.end };
  return contains(span, last) ? [{ start: span.start, end: last.end }] : [...windows];
}

/** The one of two spans that lies within the other. */
function withinOther(slots: readonly Slot[], windows: readonly Window[]): Window | null {
  const [one, other, more] = windows;
  if (!one || !other || more || slots.some(({ role }) => role !== 'span')) return null;
  return contains(one, other) ? other : contains(other, one) ? one : null;
}

function sameTwice(windows: readonly Window[]): boolean {
  return distinctWindows(windows).length < windows.length;
}

function distinctWindows(windows: readonly Window[]): Window[] {
  return [...new Map(windows.map((window) => [`${window.start} ${window.end}`, window])).values()];
}

function inOrder(windows: readonly Window[]): Window[] {
  const key = ({ start, end }: Window) => `${start ?? ''} ${end ?? '~'}`;
  return windows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function distinct(all: readonly Window[][]): Window[][] {
  return [...new Map(all.map((windows) => [JSON.stringify(windows), windows])).values()];
}

function kindOf(slots: readonly Slot[], windows: readonly Window[]): DeadlineKind {
  if (windows.length > 1 || (windows.length === 0 && slots.length > 1)) return 'WINDOWS';
  return slots.every(({ role }) => role === 'until') ? 'BY_DATE' : 'WINDOW';
}
