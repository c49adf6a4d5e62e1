import { dayOf, earlier, intersection, later, yearOf } from '../calendar.js';
import { occurrencesOf, recurrenceStart } from '../occurrences.js';
import type { Window } from '../reading.js';
import { formatRule } from '../rule.js';
import type { Sorted } from './cell-clauses.js';
import { type Context, date, type Slot } from './dating.js';
import { recurrenceOf } from './recurrence.js';
import { defaultDays, plain, type Resolved } from './resolved.js';

/** A recurrence: its rule, the span that the phrase bounds it to, and its last occurrence in the plan. */
export function recurring(sorted: Sorted, context: Context): Resolved | null {
  if (sorted.choices.length > 0) return null;
  const found = recurrenceOf(sorted);
  if (!found) return null;
  const bounds = found.bounds.length === 0 ? null : date(found.bounds, context);
  if (bounds?.readings.length === 0) return null;
  const { plan, act } = context;
  const start = plan?.start ?? null;
  const firstDay = start !== null && found.rule ? recurrenceStart(found.rule, { start, end: plan!.end }) : start;
  const reading: Resolved = {
    ...plain(sorted),
    kind: 'RECURRING',
    windows: bounds ? bounded(found.bounds, bounds.readings[0]!) : [],
    rrule: found.rule && formatRule(found.rule),
    yearSource: bounds?.yearSource ?? (plan ? 'PLAN' : 'NONE'),
    period: plan && { start: later(firstDay, act), end: plan.end },
  };
  const known = plan?.start != null && plan.end !== null && found.rule !== null;
  const never = known && defaultDays(reading).length === 0;
  // «раз в 3 года» need not come up in a plan of one.
  const seldom = never && found.rule?.freq === 'YEARLY' && found.rule.interval > 1;
  const assumptions = [...found.assumptions, ...(bounds?.assumptions ?? [])];
  if (never) assumptions.push('В период плана не попадает ни один раз.');
  const unsure = seldom || found.unsure || sorted.otherwise.length > 0 || (bounds?.readings.length ?? 1) > 1;
  const status = bounds?.conflict || (never && !seldom) ? 'CONFLICT' : unsure ? 'AMBIGUOUS' : 'CLEAR';
  const candidates = (bounds?.readings ?? [null]).map((windows) =>
    defaultDays(windows ? { ...reading, windows: bounded(found.bounds, windows) } : reading),
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
  const of = (role: Slot['role']) => windows.filter((_, i) => slots[i]!.role === role);
  const limit = {
    start: of('from').reduce<string | null>((day, { start }) => later(day, start), null),
    end: of('until').reduce<string | null>((day, { end }) => earlier(day, end), null),
  };
  const spans = of('span');
  return spans.length === 0 ? [limit] : spans.flatMap((window) => intersection(window, limit) ?? []);
}

/** What recurs daily has more occurrences than are given: the last one is looked for near the end. */
function lastDue(reading: Resolved): string | null {
  const { start = null, end = null } = reading.period ?? {};
  if (end === null) return null;
  const nearEnd = later(start, dayOf(yearOf(end) - 1, 1, 1));
  const late = occurrencesOf({ ...reading, text: '' }, { start: nearEnd, end });
  return (late.at(-1) ?? defaultDays(reading).at(-1))?.end ?? null;
}
