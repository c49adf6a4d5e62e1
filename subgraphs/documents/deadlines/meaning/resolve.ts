import { weekdayOf } from '../model/calendar.js';
import { weekdayCodes } from '../model/recurrence-rule.js';
import type { CellClauses } from './cell-clauses.js';
import type { DateContext, Slot } from './date-slots.js';
import { resolveDates } from './dated.js';
import { resolveRecurring } from './recurring.js';
import { clearReading, type ResolvedDeadline, unsureReading } from './resolved.js';
import { resolveWeekdayOfMonth } from './weekday-of-month.js';
import { resolveWholePeriod } from './whole-period.js';

/** What the clauses of a cell come to; null where they make no deadline. */
export function resolveClauses(sorted: CellClauses, context: DateContext): ResolvedDeadline | null {
  if (sorted.unread) return null;
  let resolved = resolveByType(sorted, context);
  const hasDays = resolved !== null && (resolved.due !== null || sorted.slots.length > 0);
  if (resolved && hasDays && (sorted.reckoned || sorted.withoutStart)) {
    resolved = unsureReading(resolved, 'Дни отсчитываются и от события; взяты только названные.');
  }
  const further = sorted.continuous || sorted.schedule !== null || sorted.trigger !== null;
  if (resolved && sorted.slots.length > 0 && sorted.onwards && further) {
    const how = sorted.continuous ? 'постоянно' : 'по другому документу или событию';
    resolved = unsureReading(resolved, `Далее – ${how}; взят только названный срок.`);
  }
  if (!resolved || sorted.remarks.length === 0) return resolved;
  const words = sorted.remarks.map((remark) => `«${remark}»`).join(', ');
  return unsureReading(resolved, `Не прочитано: ${words}.`);
}

function resolveByType(sorted: CellClauses, context: DateContext): ResolvedDeadline | null {
  const { every, daysOfMonth, weekdays, slots, whole, school, except } = sorted;
  const inMonth = dayInMonth(sorted);
  if (inMonth) return resolveDates(inMonth, context);
  const days = onNamedWeekdays(sorted, context);
  if (days) return days;
  const counted = resolveWeekdayOfMonth(sorted, context);
  if (counted) return counted;
  if (every.length + daysOfMonth.length + weekdays.length > 0) return resolveRecurring(sorted, context);
  if (except.length > 0) return null;
  if (slots.length > 0) return resolveDates(sorted, context);
  return whole || school ? resolveWholePeriod(sorted, context) : withoutDays(sorted);
}

/** «март, до 15 числа», «апрель, 5 и 20 числа»: days of the one month beside them. */
function dayInMonth(sorted: CellClauses): CellClauses | null {
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
function onNamedWeekdays(sorted: CellClauses, context: DateContext): ResolvedDeadline | null {
  const { every, daysOfMonth, weekdays, slots, whole, school } = sorted;
  const days = slots.length > 0 && slots.every(({ part, role }) => part.unit === 'day' && role !== 'from');
  const only = every.length + daysOfMonth.length === 0 && !whole && !school;
  if (!days || !only || weekdays.length === 0 || !weekdays.every(({ plain: named }) => named)) return null;
  const found = resolveDates({ ...sorted, weekdays: [] }, context);
  const named = new Set(weekdays.flatMap((one) => one.days.map(({ day }) => day)));
  const own = found.windows.flatMap(({ end }) => (end === null ? [] : weekdayCodes[weekdayOf(end)]!));
  const same = own.every((day) => named.has(day)) && named.size === new Set(own).size;
  return same ? found : unsureReading(found, 'День недели не тот, что у названного числа.');
}

/** What names no days: another document, an event, or work that never ends. */
function withoutDays(sorted: CellClauses): ResolvedDeadline | null {
  const { schedule, trigger, continuous, withoutStart } = sorted;
  const kind = schedule ? 'EXTERNAL_SCHEDULE' : continuous ? 'CONTINUOUS' : trigger ? 'ON_EVENT' : null;
  if (!kind) return null;
  const found: ResolvedDeadline = { ...clearReading(sorted), kind, yearSource: 'NONE' };
  return withoutStart ? unsureReading(found, 'Не сказано, с какого дня считать.') : found;
}
