import { elementAt } from '../../lists/elements.js';
import { dayOf, earlier, intersection, later, yearOf } from '../model/calendar.js';
import type { Window } from '../model/deadline-reading.js';
import { occurrencesOf, recurrenceStart } from '../model/occurrences.js';
import { formatRule } from '../model/recurrence-rule.js';
import type { CellClauses } from './cell-clauses.js';
import { type DateContext, dateSlots, type Slot } from './date-slots.js';
import { recurrenceOf } from './recurrence.js';
import { clearReading, defaultDays, type ResolvedDeadline } from './resolved.js';

/** A recurrence: its rule, the span that the phrase bounds it to, and its last occurrence in the plan. */
export function resolveRecurring(clauses: CellClauses, context: DateContext): ResolvedDeadline | null {
  if (clauses.choices.length > 0) return null;
  const recurrence = recurrenceOf(clauses);
  if (!recurrence) return null;
  const bounds = recurrence.bounds.length === 0 ? null : dateSlots(recurrence.bounds, context);
  if (bounds?.readings.length === 0) return null;
  const { plan, act } = context;
  const start = plan?.start ?? null;
  const firstDay =
    start !== null && recurrence.rule ? recurrenceStart(recurrence.rule, { start, end: plan?.end ?? null }) : start;
  const reading: ResolvedDeadline = {
    ...clearReading(clauses),
    kind: 'RECURRING',
    windows: bounds ? bounded(recurrence.bounds, elementAt(bounds.readings, 0)) : [],
    rrule: recurrence.rule && formatRule(recurrence.rule),
    yearSource: bounds?.yearSource ?? (plan ? 'PLAN' : 'NONE'),
    period: plan && { start: later(firstDay, act), end: plan.end },
  };
  const isBounded = plan?.start != null && plan.end !== null && recurrence.rule !== null;
  const never = isBounded && defaultDays(reading).length === 0;
  // «раз в 3 года» need not come up in a plan of one.
  const seldom = never && recurrence.rule?.freq === 'YEARLY' && recurrence.rule.interval > 1;
  const assumptions = [...recurrence.assumptions, ...(bounds?.assumptions ?? [])];
  if (never) assumptions.push('В период плана не попадает ни один раз.');
  const unsure = seldom || recurrence.unsure || clauses.otherwise.length > 0 || (bounds?.readings.length ?? 1) > 1;
  const status = bounds?.conflict || (never && !seldom) ? 'CONFLICT' : unsure ? 'AMBIGUOUS' : 'CLEAR';
  const candidates = (bounds?.readings ?? [null]).map((windows) =>
    defaultDays(windows ? { ...reading, windows: bounded(recurrence.bounds, windows) } : reading),
  );
  return {
    ...reading,
    due: lastDue(reading),
    status,
    candidates: status === 'CLEAR' ? [] : candidates.filter((days) => days.length > 0),
    assumption: assumptions.join(' ') || null,
  };
}

/** The spans that all bounds leave. */
function bounded(slots: readonly Slot[], windows: readonly Window[]): Window[] {
  const of = (role: Slot['role']) => windows.filter((_, i) => elementAt(slots, i).role === role);
  const limit = {
    start: of('from').reduce<string | null>((day, { start }) => later(day, start), null),
    end: of('until').reduce<string | null>((day, { end }) => earlier(day, end), null),
  };
  const spans = of('span');
  return spans.length === 0 ? [limit] : spans.flatMap((window) => intersection(window, limit) ?? []);
}

/** A daily recurrence has more occurrences than are given: the last one is looked for near the end. */
function lastDue(reading: ResolvedDeadline): string | null {
  const { start = null, end = null } = reading.period ?? {};
  if (end === null) return null;
  const nearEnd = later(start, dayOf(yearOf(end) - 1, 1, 1));
  const late = occurrencesOf({ ...reading, text: '' }, { start: nearEnd, end });
  return (late.at(-1) ?? defaultDays(reading).at(-1))?.end ?? null;
}
