import { later } from '../model/calendar.js';
import type { DeadlineReading, Window } from '../model/deadline-reading.js';
import { occurrencesOf } from '../model/occurrences.js';
import type { CellClauses } from './cell-clauses.js';

/** A deadline reading without its text. */
export type ResolvedDeadline = Omit<DeadlineReading, 'text'>;

/** A clear reading without days, to be filled. */
export function clearReading({ schedule, trigger }: CellClauses): Omit<ResolvedDeadline, 'kind' | 'yearSource'> {
  return {
    windows: [],
    due: null,
    rrule: null,
    schedule,
    trigger,
    status: 'CLEAR',
    candidates: [],
    assumption: null,
    period: null,
  };
}

/** The same reading, but one that the owner should look at. */
export function unsureReading(reading: ResolvedDeadline, assumption: string): ResolvedDeadline {
  const assumptions = [reading.assumption, assumption].filter(Boolean).join(' ');
  if (reading.status !== 'CLEAR') return { ...reading, assumption: assumptions };
  const days = defaultDays(reading);
  return { ...reading, status: 'AMBIGUOUS', candidates: days.length > 0 ? [days] : [], assumption: assumptions };
}

/** The windows of the reading taken by default, or its occurrences in the plan. */
export function defaultDays(reading: ResolvedDeadline): Window[] {
  if (reading.kind !== 'RECURRING') return reading.windows;
  return reading.period ? occurrencesOf({ ...reading, text: '' }, reading.period) : [];
}

/** Last day of all; null where one of them has none. */
export function dueOf(windows: readonly Window[]): string | null {
  const ends = windows.map(({ end }) => end);
  return ends.includes(null) ? null : ends.reduce(later, null);
}
