import { type DeadlineReading, occurrencesOf } from '../../../documents/index.js';
import { MeasureOccurrence } from '../../model/deadline.js';
import type { Measure } from '../../model/measure.js';

/** Columns of a measure that say when, for filters and orders. */
export function deadlineColumns(
  reading: DeadlineReading,
): Pick<Measure, 'deadline' | 'deadlineKind' | 'deadlineStatus' | 'starts' | 'due'> {
  const { kind, status, due } = reading;
  const starts = defaultOccurrences(reading)[0]?.start ?? null;
  return { deadline: reading, deadlineKind: kind, deadlineStatus: status, starts, due };
}

/** The days of every candidate of a measure's deadline. */
export function occurrenceRows(measureId: string, reading: DeadlineReading): MeasureOccurrence[] {
  return [defaultOccurrences(reading), ...reading.candidates.slice(1)].flatMap((windows, candidate) =>
    windows.map(({ start, end }, seq) =>
      Object.assign(new MeasureOccurrence(), { measureId, candidate, seq, starts: start, ends: end }),
    ),
  );
}

function defaultOccurrences(reading: DeadlineReading) {
  if (reading.kind !== 'RECURRING') return reading.windows;
  return reading.period ? occurrencesOf(reading, reading.period) : [];
}
