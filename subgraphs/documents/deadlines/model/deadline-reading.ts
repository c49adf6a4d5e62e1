import type { DeadlineKind, DeadlineStatus, YearSource } from '../../vocabulary/deadlines.js';
/** Days as ISO dates, both inclusive; an open side is null. */
export interface Window {
  start: string | null;
  end: string | null;
}

/** The meaning of a deadline phrase. Plain data, JSON-safe: stored as it is. */
export interface DeadlineReading {
  /** As printed. */
  text: string;
  kind: DeadlineKind;
  /** Windows of the default reading; of a recurrence the span that its own words bound it to, if any. */
  windows: Window[];
  /** Last day, inclusive: of the last window, or of the last occurrence in the plan. */
  due: string | null;
  /** RFC 5545 rule value of a recurrence; null where it does not fit one. */
  rrule: string | null;
  /** The document that sets the dates, as the phrase names it, in small letters. */
  schedule: string | null;
  /** The event that it waits for, as the phrase names it, in small letters. */
  trigger: string | null;
  yearSource: YearSource;
  status: DeadlineStatus;
  /** Windows, or occurrences, of every possible reading, the default first; empty where there is but one. */
  candidates: Window[][];
  /** Assumptions of the reading, as a Russian sentence. */
  assumption: string | null;
  /** The plan's period from the date of the act on: where a recurrence is counted. */
  period: Window | null;
}

/** Dates besides the phrase that years are taken from. */
export interface DeadlineContext {
  planPeriod?: { start?: string | null; end?: string | null } | null;
  actDate?: string | null;
}

export function unparsedDeadline(text: string, assumption: string | null = null): DeadlineReading {
  return {
    text,
    kind: 'UNPARSED',
    windows: [],
    due: null,
    rrule: null,
    schedule: null,
    trigger: null,
    yearSource: 'NONE',
    status: 'UNPARSED',
    candidates: [],
    assumption,
    period: null,
  };
}
