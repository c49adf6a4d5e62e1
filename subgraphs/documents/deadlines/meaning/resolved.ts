import { later } from '../calendar.js';
import { occurrencesOf } from '../occurrences.js';
import type { DeadlineReading, Window } from '../reading.js';
import type { Sorted } from './cell-clauses.js';

/** All of a reading but its text. */
export type Resolved = Omit<DeadlineReading, 'text'>;

/** A clear reading without days, to be filled. */
export function plain({ schedule, trigger }: Sorted): Omit<Resolved, 'kind' | 'yearSource'> {
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
export function unsure(reading: Resolved, assumption: string): Resolved {
  const said = [reading.assumption, assumption].filter(Boolean).join(' ');
  if (reading.status !== 'CLEAR') return { ...reading, assumption: said };
  const days = defaultDays(reading);
  return { ...reading, status: 'AMBIGUOUS', candidates: days.length > 0 ? [days] : [], assumption: said };
}

/** The windows of the reading taken by default, or its occurrences in the plan. */
export function defaultDays(reading: Resolved): Window[] {
  if (reading.kind !== 'RECURRING') return reading.windows;
  return reading.period ? occurrencesOf({ ...reading, text: '' }, reading.period) : [];
}

/** Last day of all; null where one of them has none. */
export function dueOf(windows: readonly Window[]): string | null {
  const ends = windows.map(({ end }) => end);
  return ends.includes(null) ? null : ends.reduce(later, null);
}
