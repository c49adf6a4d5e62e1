import type { DeadlineKind, DeadlineStatus, YearSource } from '../vocabulary/deadlines.js';
/** Days as ISO dates, both inclusive; an open side is null. */
export interface Window {
  start: string | null;
  end: string | null;
}

/** What a phrase says about when. Plain data, JSON-safe: stored as it is. */
export interface DeadlineReading {
  /** As printed. */
  text: string;
  kind: DeadlineKind;
  /** Of the default reading; of a recurrence the span that its own words bound it to, if any. */
  windows: Window[];
  /** Last day, inclusive: of the last window, or of the last occurrence in the plan. */
  due: string | null;
  /** RFC 5545 rule value of a recurrence; null where it does not fit one. */
  rrule: string | null;
  /** The document that sets the dates, as the phrase names it, in small letters. */
  schedule: string | null;
  /** What it waits for, as the phrase names it, in small letters. */
  trigger: string | null;
  yearSource: YearSource;
  status: DeadlineStatus;
  /** Windows, or occurrences, of every possible reading, the default first; empty where there is but one. */
  candidates: Window[][];
  /** What was taken for granted, as a Russian sentence. */
  assumption: string | null;
  /** The plan's period from the date of the act on: where a recurrence is counted. */
  period: Window | null;
}

/** What the reader knows besides the phrase. */
export interface DeadlineContext {
  planPeriod?: { start?: string | null; end?: string | null } | null;
  actDate?: string | null;
}

export function unparsed(text: string, assumption: string | null = null): DeadlineReading {
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
