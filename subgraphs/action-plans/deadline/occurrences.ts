import type { DeadlineReading, Window } from './reading.js';

export function occurrencesOf(reading: DeadlineReading, within: Window): Window[] {
  return reading.windows.filter(
    ({ start, end }) =>
      (start === null || within.end === null || start <= within.end) &&
      (end === null || within.start === null || end >= within.start),
  );
}
