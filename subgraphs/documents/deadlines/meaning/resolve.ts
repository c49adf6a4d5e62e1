import { elementAt } from '../../lists/elements.js';
import { weekdayOf } from '../model/calendar.js';
import { weekdayCodes } from '../model/recurrence-rule.js';
import type { CellClauses } from './cell-clauses.js';
import type { DateContext, Slot } from './date-slots.js';
import { resolveDates } from './dated.js';
import { resolveRecurring } from './recurring.js';
import { clearReading, type ResolvedDeadline, unsureReading } from './resolved.js';
import { resolveWeekdayOfMonth } from './weekday-of-month.js';
import { resolveWholePeriod } from './whole-period.js';

/** The deadline that the clauses of a cell make together; null where they make none. */
export function resolveClauses(clauses: CellClauses, context: DateContext): ResolvedDeadline | null {
  if (clauses.unread) return null;
  let resolved = resolveByType(clauses, context);
  const hasDays = resolved !== null && (resolved.due !== null || clauses.slots.length > 0);
  if (resolved && hasDays && (clauses.reckoned || clauses.withoutStart)) {
    resolved = unsureReading(resolved, 'Дни отсчитываются и от события; взяты только названные.');
  }
  const further = clauses.continuous || clauses.schedule !== null || clauses.trigger !== null;
  if (resolved && clauses.slots.length > 0 && clauses.onwards && further) {
    const how = clauses.continuous ? 'постоянно' : 'по другому документу или событию';
    resolved = unsureReading(resolved, `Далее – ${how}; взят только названный срок.`);
  }
  if (!resolved || clauses.remarks.length === 0) return resolved;
  const words = clauses.remarks.map((remark) => `«${remark}»`).join(', ');
  return unsureReading(resolved, `Не прочитано: ${words}.`);
}

function resolveByType(clauses: CellClauses, context: DateContext): ResolvedDeadline | null {
  const { every, daysOfMonth, weekdays, slots, whole, school, except } = clauses;
  const inMonth = dayInMonth(clauses);
  if (inMonth) return resolveDates(inMonth, context);
  const days = onNamedWeekdays(clauses, context);
  if (days) return days;
  const weekdayOfMonth = resolveWeekdayOfMonth(clauses, context);
  if (weekdayOfMonth) return weekdayOfMonth;
  if (every.length + daysOfMonth.length + weekdays.length > 0) return resolveRecurring(clauses, context);
  if (except.length > 0) return null;
  if (slots.length > 0) return resolveDates(clauses, context);
  return whole || school ? resolveWholePeriod(clauses, context) : withoutDays(clauses);
}

/** «март, до 15 числа», «апрель, 5 и 20 числа»: days of the one month beside them. */
function dayInMonth(clauses: CellClauses): CellClauses | null {
  const { every, daysOfMonth, weekdays } = clauses;
  const [slot, more] = clauses.slots;
  const [day, moreDays] = daysOfMonth;
  if (every.length + weekdays.length > 0 || !day || moreDays || slot?.part.unit !== 'month' || more) return null;
  if (slot.role !== 'span' || day.month !== 'unsaid' || (day.days[0] ?? 0) < 0) return null;
  const { days, since, until } = day;
  const beginning = since ?? (until ? slot.part.first.day : null);
  const slots = days.map((date): Slot => {
    const first = { ...slot.part.first, day: beginning ?? date };
    const part = { ...slot.part, unit: 'span' as const, first, last: { ...slot.part.last, day: date } };
    return { part, role: 'span' };
  });
  return { ...clauses, daysOfMonth: [], slots };
}

/** «21 марта (ср)»: the weekday of a day says no more than the day, if it is its own. */
function onNamedWeekdays(clauses: CellClauses, context: DateContext): ResolvedDeadline | null {
  const { every, daysOfMonth, weekdays, slots, whole, school } = clauses;
  const days = slots.length > 0 && slots.every(({ part, role }) => part.unit === 'day' && role !== 'from');
  const only = every.length + daysOfMonth.length === 0 && !whole && !school;
  if (!days || !only || weekdays.length === 0 || !weekdays.every(({ plain: isPlain }) => isPlain)) return null;
  const resolved = resolveDates({ ...clauses, weekdays: [] }, context);
  const names = new Set(weekdays.flatMap((one) => one.days.map(({ day }) => day)));
  const own = resolved.windows.flatMap(({ end }) => (end === null ? [] : elementAt(weekdayCodes, weekdayOf(end))));
  const same = own.every((day) => names.has(day)) && names.size === new Set(own).size;
  return same ? resolved : unsureReading(resolved, 'День недели не тот, что у названного числа.');
}

/** A deadline without days: another document, an event, or work that never ends. */
function withoutDays(clauses: CellClauses): ResolvedDeadline | null {
  const { schedule, trigger, continuous, withoutStart } = clauses;
  const kind = schedule ? 'EXTERNAL_SCHEDULE' : continuous ? 'CONTINUOUS' : trigger ? 'ON_EVENT' : null;
  if (!kind) return null;
  const resolved: ResolvedDeadline = { ...clearReading(clauses), kind, yearSource: 'NONE' };
  return withoutStart ? unsureReading(resolved, 'Не сказано, с какого дня считать.') : resolved;
}
