import { weekdayOf } from '../calendar.js';
import { weekdayCodes } from '../rule.js';
import type { Sorted } from './cell-clauses.js';
import { dated } from './dated.js';
import type { Context, Slot } from './dating.js';
import { recurring } from './recurring.js';
import { plain, type Resolved, unsure } from './resolved.js';
import { weekdayOfMonth } from './weekday-of-month.js';
import { wholePeriod } from './whole-period.js';

/** What the clauses of a cell come to; null where they make no deadline. */
export function resolve(sorted: Sorted, context: Context): Resolved | null {
  if (sorted.unread) return null;
  let resolved = resolveClauses(sorted, context);
  const hasDays = resolved !== null && (resolved.due !== null || sorted.slots.length > 0);
  if (resolved && hasDays && (sorted.reckoned || sorted.withoutStart)) {
    resolved = unsure(resolved, 'Дни отсчитываются и от события; взяты только названные.');
  }
  const further = sorted.continuous || sorted.schedule !== null || sorted.trigger !== null;
  if (resolved && sorted.slots.length > 0 && sorted.onwards && further) {
    const how = sorted.continuous ? 'постоянно' : 'по другому документу или событию';
    resolved = unsure(resolved, `Далее – ${how}; взят только названный срок.`);
  }
  if (!resolved || sorted.remarks.length === 0) return resolved;
  const words = sorted.remarks.map((remark) => `«${remark}»`).join(', ');
  return unsure(resolved, `Не прочитано: ${words}.`);
}

function resolveClauses(sorted: Sorted, context: Context): Resolved | null {
  const { every, daysOfMonth, weekdays, slots, whole, school, except } = sorted;
  const inMonth = dayInMonth(sorted);
  if (inMonth) return dated(inMonth, context);
  const days = onNamedWeekdays(sorted, context);
  if (days) return days;
  const counted = weekdayOfMonth(sorted, context);
  if (counted) return counted;
  if (every.length + daysOfMonth.length + weekdays.length > 0) return recurring(sorted, context);
  if (except.length > 0) return null;
  if (slots.length > 0) return dated(sorted, context);
  return whole || school ? wholePeriod(sorted, context) : withoutDays(sorted);
}

/** «март, до 15 числа», «апрель, 5 и 20 числа»: days of the one month beside them. */
function dayInMonth(sorted: Sorted): Sorted | null {
  const { every, daysOfMonth, weekdays } = sorted;
  const [slot, more] = sorted.slots;
  const [day] = daysOfMonth;
  if (every.length + weekdays.length > 0 || daysOfMonth.length !== 1 || slot?.part.unit !== 'month' || more)
    return null;
  if (slot.role !== 'span' || day!.month !== 'unsaid' || day!.days[0]! < 0) return null;
  const { days, since, until } = day!;
  const beginning = since ?? (until ? slot.part.first.day : null);
  const slots = days.map((date): Slot => {
    const first = { ...slot.part.first, day: beginning ?? date };
    const part = { ...slot.part, unit: 'span' as const, first, last: { ...slot.part.last, day: date } };
    return { part, role: 'span' };
  });
  return { ...sorted, daysOfMonth: [], slots };
}

/** «21 марта (ср)»: the weekday of a day says no more than the day, if it is its own. */
function onNamedWeekdays(sorted: Sorted, context: Context): Resolved | null {
  const { every, daysOfMonth, weekdays, slots, whole, school } = sorted;
  const days = slots.length > 0 && slots.every(({ part, role }) => part.unit === 'day' && role !== 'from');
  const only = every.length + daysOfMonth.length === 0 && !whole && !school;
  if (!days || !only || weekdays.length === 0 || !weekdays.every(({ plain: named }) => named)) return null;
  const found = dated({ ...sorted, weekdays: [] }, context);
  const named = new Set(weekdays.flatMap((one) => one.days.map(({ day }) => day)));
  const own = found.windows.flatMap(({ end }) => (end === null ? [] : weekdayCodes[weekdayOf(end)]!));
  const same = own.every((day) => named.has(day)) && named.size === new Set(own).size;
  return same ? found : unsure(found, 'День недели не тот, что у названного числа.');
}

/** What names no days: another document, an event, or work that never ends. */
function withoutDays(sorted: Sorted): Resolved | null {
  const { schedule, trigger, continuous, withoutStart } = sorted;
  const kind = schedule ? 'EXTERNAL_SCHEDULE' : continuous ? 'CONTINUOUS' : trigger ? 'ON_EVENT' : null;
  if (!kind) return null;
  const found: Resolved = { ...plain(sorted), kind, yearSource: 'NONE' };
  return withoutStart ? unsure(found, 'Не сказано, с какого дня считать.') : found;
}
