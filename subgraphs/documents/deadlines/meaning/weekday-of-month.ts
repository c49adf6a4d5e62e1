import { dayOf, daysIn, monthNumberOf, weekdayOf, yearOf } from '../calendar.js';
import type { Window } from '../reading.js';
import { type Weekday, weekdayCodes } from '../rule.js';
import type { Sorted } from './cell-clauses.js';
import { dated } from './dated.js';
import type { Context } from './dating.js';
import type { Resolved } from './resolved.js';
import { dueOf } from './resolved.js';

/** «первый вторник октября», «последняя пятница сентября, декабря»: one day of each month named. */
export function weekdayOfMonth(sorted: Sorted, context: Context): Resolved | null {
  const { every, daysOfMonth, weekdays, slots, whole, school, otherwise } = sorted;
  const [named, more] = weekdays;
  if (!named || more || named.ofMonth || every.length + daysOfMonth.length + otherwise.length > 0) return null;
  const counted = named.days.every(({ nth }) => nth !== null);
  const months = slots.length > 0 && slots.every(({ part, role }) => part.unit === 'month' && role === 'span');
  if (!counted || !months || named.until || whole || school) return null;
  const found = dated({ ...sorted, weekdays: [] }, context);
  const days = (windows: readonly Window[]) =>
    windows.flatMap(({ start }) => named.days.flatMap(({ nth, day }) => nthDay(start!, nth!, day) ?? []));
  const windows = days(found.windows);
  if (windows.length < found.windows.length * named.days.length) return null;
  const kind = windows.length > 1 ? 'WINDOWS' : 'WINDOW';
  return { ...found, kind, windows, due: dueOf(windows), candidates: found.candidates.map(days) };
}

/** Null where a month has no fifth one. */
function nthDay(month: string, nth: number, code: Weekday): Window | null {
  const [year, number] = [yearOf(month), monthNumberOf(month)];
  const all = Array.from({ length: daysIn(year, number) }, (_, i) => dayOf(year, number, i + 1));
  const day = all.filter((one) => weekdayCodes[weekdayOf(one)] === code).at(nth < 0 ? nth : nth - 1);
  return day === undefined ? null : { start: day, end: day };
}
