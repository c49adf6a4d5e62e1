import { dayOf, daysIn, monthNumberOf, weekdayOf, yearOf } from '../model/calendar.js';
import type { Window } from '../model/deadline-reading.js';
import { type Weekday, weekdayCodes } from '../model/recurrence-rule.js';
import type { CellClauses } from './cell-clauses.js';
import type { DateContext } from './date-slots.js';
import { resolveDates } from './dated.js';
import type { ResolvedDeadline } from './resolved.js';
import { dueOf } from './resolved.js';

/** «первый вторник октября», «последняя пятница сентября, декабря»: one day of each month named. */
export function resolveWeekdayOfMonth(clauses: CellClauses, context: DateContext): ResolvedDeadline | null {
  const { every, daysOfMonth, weekdays, slots, whole, school, otherwise } = clauses;
  const [first, more] = weekdays;
  if (!first || more || first.ofMonth || every.length + daysOfMonth.length + otherwise.length > 0) return null;
  const withPlace = first.days.every(({ nth }) => nth !== null);
  const months = slots.length > 0 && slots.every(({ part, role }) => part.unit === 'month' && role === 'span');
  if (!withPlace || !months || first.until || whole || school) return null;
  const resolved = resolveDates({ ...clauses, weekdays: [] }, context);
  const days = (windows: readonly Window[]) =>
    windows.flatMap(({ start }) =>
      first.days.flatMap(({ nth, day }) => (start === null || nth === null ? [] : (nthDay(start, nth, day) ?? []))),
    );
  const windows = days(resolved.windows);
  if (windows.length < resolved.windows.length * first.days.length) return null;
  const kind = windows.length > 1 ? 'WINDOWS' : 'WINDOW';
  return { ...resolved, kind, windows, due: dueOf(windows), candidates: resolved.candidates.map(days) };
}

/** Null where a month has no fifth one. */
function nthDay(month: string, nth: number, code: Weekday): Window | null {
  const [year, number] = [yearOf(month), monthNumberOf(month)];
  const all = Array.from({ length: daysIn(year, number) }, (_, i) => dayOf(year, number, i + 1));
  const day = all.filter((one) => weekdayCodes[weekdayOf(one)] === code).at(nth < 0 ? nth : nth - 1);
  return day === undefined ? null : { start: day, end: day };
}
