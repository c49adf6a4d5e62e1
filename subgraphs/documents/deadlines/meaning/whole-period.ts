import type { YearSource } from '../../vocabulary/deadlines.js';
import { dayOf, intersection, yearOf } from '../calendar.js';
import { type Part, windowIn } from '../grammar/part.js';
import type { Window } from '../reading.js';
import type { Sorted } from './cell-clauses.js';
import { type Context, date } from './dating.js';
import { dueOf, plain, type Resolved } from './resolved.js';

/** «в течение года», «весь период», «в течение учебного года»: the plan's own period, or the part of it that is meant. */
export function wholePeriod(sorted: Sorted, context: Context): Resolved {
  const { whole, school } = sorted;
  const named = whole?.part ?? (school?.year ? school : null);
  if (named) return ofNamedYear(sorted, named, context);
  const { plan, act } = context;
  if (plan === null) return act === null ? period(sorted, [[]], 'NONE') : ofActsYear(sorted, act);
  const left = intersection(plan, { start: act, end: null });
  if (!left) return period(sorted, [[plan]], 'PLAN', 'Период плана закончился до даты акта.', true);
  if (school) return inSchoolYears(sorted, school, left);
  const years = plan.start === null || plan.end === null ? 1 : yearOf(plan.end) - yearOf(plan.start) + 1;
  if (!whole?.ofYear || years <= 2) return period(sorted, [[left]], 'PLAN');
  const firstYear = intersection(left, { start: null, end: dayOf(yearOf(left.start!), 12, 31) })!;
  return period(sorted, [[left], [firstYear]], 'PLAN', 'План рассчитан на несколько лет; понято как весь его период.');
}

function ofNamedYear(sorted: Sorted, part: Part, context: Context): Resolved {
  const { readings, yearSource, conflict, assumptions } = date([{ part, role: 'span' }], context);
  // «в течение 2024 года» begins with the act, as the plan does.
  const since = sorted.whole ? { start: context.act, end: null } : { start: null, end: null };
  const clipped = readings.map((windows) => windows.map((window) => intersection(window, since) ?? window));
  return period(sorted, clipped, yearSource, assumptions.join(' '), conflict);
}

function ofActsYear(sorted: Sorted, act: string): Resolved {
  const year = yearOf(act);
  const windows = sorted.school
    ? schoolYears(sorted.school, { start: act, end: dayOf(year + 1, 8, 31) }).slice(0, 1)
    : [{ start: act, end: dayOf(year, 12, 31) }];
  return period(sorted, [windows], 'NONE', 'Период плана не известен; взят год акта.');
}

function inSchoolYears(sorted: Sorted, school: Part, plan: Window): Resolved {
  const windows = schoolYears(school, plan);
  if (windows.length > 0) return period(sorted, [windows], 'PLAN');
  return period(sorted, [[plan]], 'PLAN', 'В период плана не попадает ни одного дня учебного года.', true);
}

/** January to May and September to December of a plan for a calendar year. */
function schoolYears(school: Part, plan: Window): Window[] {
  const [first, last] = [yearOf(plan.start ?? plan.end!), yearOf(plan.end ?? plan.start!) + 1];
  const years = Array.from({ length: Math.min(last - first + 1, 100) }, (_, i) => first + i);
  return years.flatMap((year) => intersection(windowIn(school, year), plan) ?? []);
}

function period(
  sorted: Sorted,
  readings: Window[][],
  yearSource: YearSource,
  assumption = '',
  conflict = false,
): Resolved {
  const status = conflict ? 'CONFLICT' : readings.length > 1 ? 'AMBIGUOUS' : 'CLEAR';
  return {
    ...plain(sorted),
    kind: sorted.school ? 'SCHOOL_YEAR' : 'WHOLE_PERIOD',
    windows: readings[0]!,
    due: dueOf(readings[0]!),
    yearSource,
    status,
    candidates: status === 'CLEAR' ? [] : readings,
    assumption: assumption || null,
  };
}
